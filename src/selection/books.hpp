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
        const bool is_earning = earns(round);
        if (is_earning) earned_ = due;
        const auto groups = election_.supporters(p);
        const auto weights = election_.weights(p);
        cpp_int rest;  // long numbers are copied as seldom as can be
        for (std::size_t i = 0; i < groups.size(); ++i) {
            cpp_int& purse = purses_[static_cast<std::size_t>(groups[i])];
            if (is_earning) {
                rest = purse + earned_;
                purse = -earned_;
            } else if (const std::int64_t weight = weights.empty() ? 1 : weights[i];
                       weight == 1 ? due <= purse : due * weight <= purse) {
                if (weight == 1) {
                    purse -= due;
                    if (due != 0) pay(groups[i], due);
                    continue;
                }
                rest = due * weight;
                purse -= rest;
            } else if (pays_rest_) {
                rest.swap(purse);
                purse = 0;
            } else {
                continue;
            }
            if (rest != 0) pay(groups[i], rest);
        }
    }

    [[nodiscard]] const cpp_int& unit() const noexcept { return unit_; }
    /// What each voter of a group has now.
    [[nodiscard]] cpp_int left(int group) const {
        return purses_[static_cast<std::size_t>(group)] + earned_;
    }
    /// `amount` in 2^-62 of a unit of money or finer, and less than one of these below it.
    [[nodiscard]] double near(const cpp_int& amount) const {
        return static_cast<cpp_int>(amount >> shift_).convert_to<double>();
    }
    [[nodiscard]] Rational money(const cpp_int& amount) const {
        return RationalAccess::from_any(amount, unit_);
    }

private:
    [[nodiscard]] bool earns(std::size_t round) const;
    [[nodiscard]] Rational due_of(std::size_t round) const;

    const Election& election_;
    const RuleOptions& options_;
    const Selection& selection_;
    bool has_purses_;
    bool pays_rest_;  // who has less than it is asked for pays that
    unsigned shift_ = 0;
    cpp_int unit_ = 1;
    std::vector<cpp_int> dues_;    // by round: per weight; where voters earn, the time
    std::vector<cpp_int> purses_;  // by group, of each voter; without what it earned
    cpp_int earned_;               // by each voter until now
};

}  // namespace areena::selection
