#pragma once

#include "areena/network.hpp"
#include "areena/planning/plan.hpp"

#include <span>
#include <vector>

namespace areena::planning {

/// How far the needs of every member are covered by what is in a plan, by member id. A commitment
/// serves a need when they share a theme and the member is among its beneficiaries; a need's
/// coverage is the sum of the planned scopes' coverage, at most 1; a member's is the mean of its
/// needs' by weight, rounded down to millionths. O(needs x commitments in the plan).
[[nodiscard]] std::vector<MemberCoverage> coverage(const Network& network,
                                                   std::span<const Scheduled> timetable);

}  // namespace areena::planning
