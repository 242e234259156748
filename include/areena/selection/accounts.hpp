#pragma once

#include "areena/selection/select.hpp"

#include <vector>

namespace areena::selection {

/// What each voter of a group of ballots paid for a project: more than 0.
struct GroupPayment {
    int round = 0;  ///< of the selection's rounds, from 0
    int group = 0;
    Rational amount;  ///< each voter of the group

    bool operator==(const GroupPayment&) const = default;
};

/// Who paid for what, and what everybody has left. Voters with the same ballot pay the same.
struct Accounts {
    std::vector<GroupPayment> payments;  ///< by round, then group
    std::vector<Rational> left;  ///< by group, to each of its voters; empty where nobody holds money

    bool operator==(const Accounts&) const = default;
};

/// The books of a selection, kept again from its rounds alone.
///
/// - Equal shares: each supporter pays min(what it has left, rho x utility). Rounds of a completion
///   by votes are budget that nobody holds: without payments.
/// - Phragmen, also as a completion: supporters pay all that they have earned by then and not spent;
///   what is left is counted at the time of the last round.
/// - Bounded overspending: min(what it has left, value x part x utility), see `Round::part`; where
///   that falls short of the cost, the rest is overspent.
/// - Exact equal shares: those who have it pay value x utility, the others nothing.
/// - Under the other rules nobody holds money of its own, or (maximin support, CSTV) it moves on
///   between projects afterwards: empty.
///
/// `selection` is what `select` gave for the election and the options. Throws `selection.project`
/// if one of its rounds names no project, or one twice. Linear in the votes, each an operation on
/// whole numbers of the fractions' size.
[[nodiscard]] Accounts accounts(const Election& election, const RuleOptions& options,
                                const Selection& selection);

}  // namespace areena::selection
