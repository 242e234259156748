#pragma once

#include "areena/timetable/timetable.hpp"

#include <vector>

namespace areena::timetable::detail {

/// A timetable of `assignments`, with what can be computed from them: flows, shortages, objective.
/// What is left out is not explained.
[[nodiscard]] Timetable assemble(const Problem& problem, std::vector<Assignment> assignments);

}  // namespace areena::timetable::detail
