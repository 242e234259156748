#pragma once

#include "areena/planning/plan.hpp"
#include "areena/timetable/bounds.hpp"

#include <vector>

namespace areena::planning {

/// How near a plan's objective is to what no plan of the network can exceed: the sum of effective
/// support, the least coverage of a member, total coverage (the last two only where members have
/// coverage).
[[nodiscard]] std::vector<ObjectiveBound> compare_with(const Objective& reached,
                                                       const timetable::Bounds& limit);

}  // namespace areena::planning
