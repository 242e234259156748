#pragma once

#include "areena/network.hpp"
#include "areena/planning/plan.hpp"

namespace areena::planning {

/// Reads a plan again, from the network and the plan's own words alone, with no code of the choice,
/// the timetable or the coverage. The claims, in order: `references`, `complete` (every commitment
/// is in the timetable or left out, once), `windows`, `prerequisites`, `excludes`, `effort` (each
/// entry's contributions add up to its scope, quarter by quarter), `capacity` (no capacity gives
/// more than it has after standing work and reserve), `coverage`, `choice` (no member carries more
/// than its share, support adds up to the cost), `left_out` (each shortfall is there), `objective`
/// (its parts are those of the plan, and none is beyond its bound).
/// A wrong plan is a result, not an error. Linear in the size of the plan.
[[nodiscard]] Verification verify(const Network& network, const PlanDocument& plan);

}  // namespace areena::planning
