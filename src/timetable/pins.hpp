#pragma once

#include "areena/timetable/problem.hpp"

#include <vector>

namespace areena::timetable::detail {

/// What is wrong with the pins of a problem that is sound otherwise: each with its own activity, and
/// those of several together. By activity.
[[nodiscard]] std::vector<Finding> check_pins(const Problem& problem);

}  // namespace areena::timetable::detail
