#pragma once

#include "areena/planning/compare.hpp"

#include <string>
#include <vector>

namespace areena::planning {

/// Part by part, in their order.
[[nodiscard]] std::vector<ObjectiveChange> objective_changes(const Objective& before,
                                                             const Objective& after);

/// better, worse or same: by the first part that differs.
[[nodiscard]] std::string verdict_of(const std::vector<ObjectiveChange>& parts);

}  // namespace areena::planning
