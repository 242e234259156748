#pragma once

#include "areena/selection/select.hpp"
#include "core/rational_access.hpp"

#include <cstddef>
#include <vector>

namespace areena::selection {

/// Purses of the groups while the rounds of a selection are gone through, from the values of the
/// rounds alone. All money is counted in whole numbers of 1 / `unit()`, the least that every share
/// and every price is a multiple of: no fraction has to be reduced on the way.
class Books {
public:
    Books(const Election& election, const RuleOptions& options, const Selection& selection);

    /// Whether voters hold money of their own under the rule.
    [[nodiscard]] bool has_purses() const noexcept { return has_purses_; }
    /// Whether the supporters of a round's project pay for it.
    [[nodiscard]] bool pays(std::size_t round) const;

    /// Calls `pay(group, amount)` for each group that pays in the round, ascending; `amount` is what
    /// each of its voters pays. The round must name a project.
    template <class Pay>
    void go_through(std::size_t round, Pay pay) {
        if (!pays(round)) return;
        const int p = selection_.rounds[round].project;
        const cpp_int& due = dues_[round];
        if (earns(round)) earned_ = due;
        const auto groups = election_.supporters(p);
        const auto weights = election_.weights(p);
        for (std::size_t i = 0; i < groups.size(); ++i) {
            cpp_int& purse = purses_[static_cast<std::size_t>(groups[i])];
            cpp_int amount = asked(round, purse, due, weights.empty() ? 1 : weights[i]);
            if (amount == 0) continue;
            purse -= amount;
            pay(groups[i], amount);
        }
    }

    [[nodiscard]] const cpp_int& unit() const noexcept { return unit_; }
    /// What each voter of a group has now.
    [[nodiscard]] cpp_int left(int group) const {
        return purses_[static_cast<std::size_t>(group)] + earned_;
    }
    [[nodiscard]] Rational money(const cpp_int& amount) const {
        return RationalAccess::from_any(amount, unit_);
    }

private:
    [[nodiscard]] bool earns(std::size_t round) const;
    [[nodiscard]] Rational due_of(std::size_t round) const;
    [[nodiscard]] cpp_int asked(std::size_t round, const cpp_int& purse, const cpp_int& due,
                                std::int64_t weight) const;

    const Election& election_;
    const RuleOptions& options_;
    const Selection& selection_;
    bool has_purses_;
    cpp_int unit_ = 1;
    std::vector<cpp_int> dues_;    // by round: per weight; where voters earn, the time
    std::vector<cpp_int> purses_;  // by group, of each voter; without what it earned
    cpp_int earned_;               // by each voter until now
};

}  // namespace areena::selection
