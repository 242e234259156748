#pragma once

#include "areena/selection/select.hpp"
#include "areena/selection/verify.hpp"

namespace areena::selection {

/// Checks a selection from the values of its rounds alone, with no code of the rule: a proof for
/// anybody that shares were respected. Never throws for a wrong selection. The checks, in order:
/// - "projects": rounds name projects that somebody supports, none twice
/// - "payments": what supporters pay by the rule's definition (see `accounts`) is the project's cost
///   exactly; nobody ever pays more than it has, so the selection is priceable. Bounded overspending:
///   not more than the cost, where supporters raise a part alone
/// - "shares": the share is budget / voters, or, for add-1, its whole part raised as often as said
/// - "cost": the costs of the rounds add up to what is said, within the budget
/// - "exhausted": supporters of no project left out have its cost together in what is left to them.
///   This and "payments" are the two conditions of a price system (Peters and Skowron 2020) for the
///   rounds of equal shares before a completion.
/// "shares" and "exhausted" are passed over where the rule is not equal shares, "payments" where nobody
/// holds money (`accounts` is empty) and in a completion by votes.
/// Linear in the votes, each an operation on whole numbers of the fractions' size.
[[nodiscard]] Verification certify(const Election& election, const RuleOptions& options,
                                   const Selection& selection);

}  // namespace areena::selection
