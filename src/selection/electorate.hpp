#pragma once

#include "areena/selection/outcome.hpp"
#include "core/rational_access.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// \file
/// An election as the rules compute on it. Voters with the same votes for open projects and the
/// same share are one group; money and utilities are whole numbers of any size, money in units of
/// 1 / `unit()`, so that sums and comparisons need no fractions.

namespace areena::selection {

/// The supporters of one project, group by group, those of equal utility side by side.
struct Supporters {
    struct Member {
        int group = 0;
        std::int64_t count = 0;  ///< voters in the group
    };
    struct Run {
        cpp_int utility;  ///< of every member from the end of the run before, scaled
        std::size_t end = 0;
    };
    std::vector<Member> members;
    std::vector<Run> runs;
    std::int64_t num_voters = 0;

    [[nodiscard]] std::span<const Member> members_of(std::size_t run) const {
        const std::size_t begin = run == 0 ? 0 : runs[run - 1].end;
        return std::span(members).subspan(begin, runs[run].end - begin);
    }
};

class Electorate {
public:
    /// Throws what `validate` throws, and `selection.state`.
    Electorate(const Instance& instance, const Profile& profile, const State& state);

    [[nodiscard]] std::size_t num_projects() const noexcept { return costs_.size(); }
    [[nodiscard]] std::int64_t cost(int project) const { return costs_[at(project)]; }
    [[nodiscard]] bool is_closed(int project) const { return closed_[at(project)]; }
    [[nodiscard]] const Supporters& supporters(int project) const {
        return supporters_[at(project)];
    }
    /// What is left of the budget. Negative if more was spent.
    [[nodiscard]] std::int64_t budget_left() const noexcept { return budget_ - spent_; }
    /// One whole unit of cost, in the units that purses are counted in.
    [[nodiscard]] const cpp_int& unit() const noexcept { return unit_; }
    /// What each voter of the group has left.
    [[nodiscard]] const cpp_int& purse(int group) const { return purses_[at(group)]; }
    /// All utilities are multiplied by this.
    [[nodiscard]] const cpp_int& utility_scale() const noexcept { return utility_scale_; }

    /// Counts money in units finer by `factor`.
    void refine(const cpp_int& factor);
    /// Buys: each voter of the i-th group of supporters pays `amounts[i]`. Closes the project.
    [[nodiscard]] std::vector<Payment> pay(int project, std::span<const cpp_int> amounts);
    /// Undoes `pay`, except that the project stays closed.
    void refund(int project, std::span<const Payment> payments);
    /// Opens a project that was open at the beginning.
    void reopen(int project) { closed_[at(project)] = false; }
    /// The payments that `pay` would make.
    [[nodiscard]] std::vector<Payment> payments(int project,
                                                std::span<const cpp_int> amounts) const;

    [[nodiscard]] State state() const;
    /// How many voters support each project, 0 for the closed ones.
    [[nodiscard]] std::vector<std::int64_t> num_supporters() const;

private:
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }
    void gather_supporters(const std::vector<Ballot>& open_votes);
    void gather_purses(const std::vector<Rational>& shares);
    void coarsen();

    std::int64_t budget_ = 0;
    std::int64_t spent_ = 0;
    std::vector<std::int64_t> costs_;
    std::vector<bool> closed_;
    std::size_t num_voters_ = 0;
    std::vector<std::vector<int>> groups_;  // voters of each
    std::vector<Supporters> supporters_;    // by project
    std::vector<cpp_int> purses_;           // by group
    cpp_int unit_ = 1;
    cpp_int utility_scale_ = 1;
};

}  // namespace areena::selection
