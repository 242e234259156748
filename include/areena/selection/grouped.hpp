#pragma once

#include "areena/core/rational.hpp"
#include "areena/selection/election.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// \file
/// Elections of many voters: identical ballots stand once, with the number of voters who cast them.

namespace areena::selection {

/// How voters were asked.
enum class BallotKind : std::uint8_t { approval, choose_1, cumulative, scoring, ordinal };

/// Ballots, each with its number of voters, in flat columns. Group `g` votes for
/// `projects[begin[g]] .. projects[begin[g + 1]]`, each project once.
struct GroupedProfile {
    BallotKind kind = BallotKind::approval;
    /// By group, positive. A member of weight w counts as w voters of the same mind.
    std::vector<std::int64_t> voters;
    std::vector<std::size_t> begin{0};  ///< groups + 1
    std::vector<int> projects;
    /// Beside `projects`, in 1 / points_unit, not negative; empty: 1 each. A ranking of k projects
    /// has k - 1 for the first down to 0 for the last (Borda).
    std::vector<std::int64_t> points;
    std::int64_t points_unit = 1;

    [[nodiscard]] std::size_t num_groups() const noexcept { return voters.size(); }
    [[nodiscard]] std::int64_t num_voters() const;

    bool operator==(const GroupedProfile&) const = default;
};

/// Groups the ballots of a profile; utilities become points. Throws what `validate` throws, and
/// `selection.overflow` if the utilities have no common unit within 64 bits.
[[nodiscard]] GroupedProfile group(const Instance& instance, const Profile& profile);

/// The profile with each supported project worth `by_project[project]` to its supporters: a table of
/// the caller's own, to be used with `Utility::points`. One worth 0 loses its supporters. Utilities
/// that differ by ballot as well go into `points` directly. Throws `selection.profile` if there is
/// not one utility a project, `selection.utility` if one is negative, and `selection.overflow` if
/// they have no common unit within 62 bits.
[[nodiscard]] GroupedProfile with_utilities(const Instance& instance, GroupedProfile profile,
                                            const std::vector<Rational>& by_project);

/// What a supported project is worth to its supporters. A voter supports the projects that it gives
/// more than 0 points.
enum class Utility : std::uint8_t {
    points,       ///< the ballot's own numbers (1 for an approval, Borda for a ranking)
    cost,         ///< its cost; 1 for a free project
    cardinality,  ///< 1
    effort,       ///< its cost / its number of supporters
    cost_sqrt,    ///< square root of the cost, to the nearest millionth
    cost_log,     ///< natural logarithm of 1 + cost, to the nearest millionth
    /// The ballot's own numbers, as with `points`; but of what is selected a voter has the best one
    /// alone, and not the sum (Chamberlin and Courant 1983).
    chamberlin_courant,
};

/// Voters of one group.
struct Joiner {
    int group = 0;
    std::int64_t voters = 0;  ///< positive, at most those of the group

    bool operator==(const Joiner&) const = default;
};

/// An instance and its grouped ballots, made ready for the rules. Immutable.
class Election {
public:
    /// Throws `Error` where `validate` does, and if a group has no voters (`selection.voters`) or
    /// voters x points together do not fit 62 bits (`selection.overflow`). Linear in the votes. A
    /// profile that is moved in gives its columns, which saves a copy of all votes.
    Election(Instance instance, GroupedProfile profile, Utility utility);

    [[nodiscard]] const Instance& instance() const noexcept { return instance_; }
    [[nodiscard]] Utility utility() const noexcept { return utility_; }
    [[nodiscard]] std::int64_t num_voters() const noexcept { return num_voters_; }
    [[nodiscard]] std::size_t num_groups() const noexcept { return voters_.size(); }
    [[nodiscard]] int num_projects() const noexcept {
        return static_cast<int>(instance_.projects.size());
    }
    [[nodiscard]] std::int64_t voters(int group) const { return voters_[at(group)]; }
    [[nodiscard]] std::int64_t cost(int project) const {
        return instance_.projects[at(project)].cost;
    }
    /// Voters who support the project.
    [[nodiscard]] std::int64_t votes(int project) const { return votes_[at(project)]; }
    /// Sum of voters x weight over its supporters.
    [[nodiscard]] std::int64_t total_weight(int project) const { return weight_[at(project)]; }
    /// A supporter's utility is its weight x the project's scale.
    [[nodiscard]] const Rational& scale(int project) const { return scale_[at(project)]; }
    /// A voter's utility of a selection is the sum of those of its projects; else it is the largest.
    [[nodiscard]] bool is_additive() const noexcept {
        return utility_ != Utility::chamberlin_courant;
    }
    /// Every weight is 1.
    [[nodiscard]] bool is_even() const noexcept { return weights_.empty(); }

    /// The groups that support a project, ascending.
    [[nodiscard]] std::span<const int> supporters(int project) const {
        return slice(supporters_, supporters_begin_, project);
    }
    /// Their weights; empty if `is_even`.
    [[nodiscard]] std::span<const std::int64_t> weights(int project) const {
        return is_even() ? std::span<const std::int64_t>{}
                         : slice(weights_, supporters_begin_, project);
    }
    /// The projects that a group supports.
    [[nodiscard]] std::span<const int> ballot(int group) const {
        return slice(ballots_, ballots_begin_, group);
    }
    /// Their weights; empty if `is_even`.
    [[nodiscard]] std::span<const std::int64_t> ballot_weights(int group) const {
        return is_even() ? std::span<const std::int64_t>{}
                         : slice(ballot_weights_, ballots_begin_, group);
    }

    /// The same election with another cost of a project, and what follows from it for its utility.
    /// Throws `selection.cost` if it is negative.
    [[nodiscard]] Election with_cost(int project, std::int64_t cost) const;
    /// The same election with more supporters of a project: voters who did not support it and add
    /// it to their ballots. Where ballots weigh projects, each gives it `joining_weight`. Throws
    /// `selection.voters` if a joiner supports it, stands twice or is more than its group.
    [[nodiscard]] Election with_supporters(int project, std::span<const Joiner> joiners) const;
    /// The weight that a new supporter gives a project: that of its keenest supporter now, or one
    /// point if it has none.
    [[nodiscard]] std::int64_t joining_weight(int project) const;

private:
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }
    template <class T>
    static std::span<const T> slice(const std::vector<T>& values,
                                    const std::vector<std::size_t>& begin, int i) {
        return std::span(values).subspan(begin[at(i)], begin[at(i) + 1] - begin[at(i)]);
    }
    [[nodiscard]] bool takes_points() const noexcept {
        return utility_ == Utility::points || utility_ == Utility::chamberlin_courant;
    }
    void take_over(GroupedProfile profile);
    void count_voters();
    void transpose();
    void find_scales(std::int64_t points_unit);
    [[nodiscard]] Rational scale_of(int project, std::int64_t points_unit) const;

    Instance instance_;
    Utility utility_;
    std::int64_t points_unit_ = 1;
    std::int64_t num_voters_ = 0;
    std::vector<std::int64_t> voters_;
    std::vector<std::size_t> ballots_begin_{0};
    std::vector<int> ballots_;
    std::vector<std::int64_t> ballot_weights_;
    std::vector<std::size_t> supporters_begin_;
    std::vector<int> supporters_;
    std::vector<std::int64_t> weights_;
    std::vector<std::int64_t> votes_;
    std::vector<std::int64_t> weight_;
    std::vector<Rational> scale_;
};

/// A ballot for each voter, those of a group side by side, with the utilities that the election has.
[[nodiscard]] Profile by_voter(const Election& election);

}  // namespace areena::selection
