#pragma once

#include "areena/selection/grouped.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace areena::selection {

/// Supporters of a project left out who together deserved more than any of them got.
struct UnderservedGroup {
    int project = 0;           ///< left out, and supported by all of them
    std::int64_t voters = 0;   ///< how many they are
    std::vector<int> groups;   ///< their ballots, ascending: all voters of these groups
    /// What each would have if the group spent its part of the budget (budget x voters / all voters)
    /// on utility at the project's price: budget / all voters x (sum of their utilities of the
    /// project) / cost. Under cost utility that is its part of the budget. None for a free project,
    /// of which everybody deserves any amount.
    std::optional<Rational> deserved;
    /// The most that one of them has from the selection with the project added to it; not above
    /// `deserved`.
    Rational got;

    bool operator==(const UnderservedGroup&) const = default;
};

/// Whether a selection gives extended justified representation in the strong sense (EJR+).
struct EjrPlus {
    bool holds = true;
    /// One group for each project that shows the contrary, by project: it holds every other group
    /// that does so for the project.
    std::vector<UnderservedGroup> underserved;

    bool operator==(const EjrPlus&) const = default;
};

/// EJR+ up to any project, exactly, for any set of winners however it was found.
///
/// It holds if no project c left out has a group N of supporters with, for every voter i of N,
///
///     u_i(winners) + u_i(c)  <=  budget / voters x sum over j in N of u_j(c) / cost(c).
///
/// With approvals and unit costs that is EJR+ of committees to the letter: no l, c and N with
/// |N| >= l x voters / seats and fewer than l winners approved by each of N. With cost utility it
/// says that u_i(winners) + cost(c) exceeds the group's part of the budget for one of them. Equal
/// shares gives it for any additive utilities: as long as everybody in N has its part of c at the
/// price at which N alone could pay, nothing dearer is bought; so the first of them to fall short
/// has more utility than that price allows. A completion only adds to that. Add-1 gives it once
/// shares were raised (before, a share may be the whole part of budget / voters).
///
/// The groups to look at are those of all supporters with u_i(winners) + u_i(c) up to some bound.
/// Doubles tell who is in none; the rest, mostly nobody, is sorted by it and counted exactly:
/// O(votes), O(votes log votes) at worst.
///
/// Throws `selection.project` if `winners` names no project or one twice. Whether they fit the
/// budget is not looked at. Throws `selection.utility` where utilities do not add up.
///
/// Source: Brill, Peters: Robust and Verifiable Proportionality Axioms for Multiwinner Voting. EC
/// 2023 (committees; projects under cost and cardinality utility); Peters, Pierczynski, Skowron,
/// NeurIPS 2021 (the argument for additive utilities).
[[nodiscard]] EjrPlus check_ejr_plus(const Election& election, std::span<const int> winners);

}  // namespace areena::selection
