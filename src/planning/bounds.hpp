#pragma once

#include "planning/frame.hpp"

#include <vector>

namespace areena::planning {

/// What no plan of the network can surpass, whatever is chosen, in what order and at what time,
/// beside what `plan` reaches: effective support, the least coverage of a member, total coverage.
[[nodiscard]] std::vector<ObjectiveBound> bounds(const Frame& frame, const PlanDocument& plan);

}  // namespace areena::planning
