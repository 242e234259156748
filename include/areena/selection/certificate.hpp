#pragma once

#include "areena/selection/select.hpp"
#include "areena/selection/verify.hpp"

namespace areena::selection {

/// Checks a selection of equal shares from its rho alone, with plain fractions and no code of the
/// rule: a proof for anybody that shares were respected. Never throws for a wrong selection. The
/// checks, in order:
/// - "projects": rounds name projects that somebody supports, none twice
/// - "payments": at its rho, each supporter paying min(what it has left, rho x utility), a project is
///   paid for exactly; nobody ever pays more than its share, so the selection is priceable
/// - "shares": the share is budget / voters, or, for add-1, its whole part raised as often as said
/// - "cost": the costs of the rounds add up to what is said, within the budget
/// - "exhausted": supporters of no project left out have its cost together in what is left to them.
///   This and "payments" are the two conditions of a price system (Peters and Skowron 2020) for the
///   rounds before completion; a completion's rounds are checked for "projects" and "cost" only.
/// Passed over, but for "projects" and "cost", where the rule is not equal shares.
/// Linear in the votes, each a few operations on fractions.
[[nodiscard]] Verification certify(const Election& election, const RuleOptions& options,
                                   const Selection& selection);

}  // namespace areena::selection
