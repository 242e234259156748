#pragma once

#include "areena/core/progress.hpp"
#include "areena/timetable/timetable.hpp"
#include "timetable/model.hpp"

#include <span>
#include <vector>

namespace areena::timetable::detail {

/// `why_left_out` for a problem that has its model already.
[[nodiscard]] std::vector<LeftOut> find_reasons(const Model& model,
                                                std::span<const Assignment> assignments,
                                                const Progress& progress);

/// All that are not assigned, as `Reason::unfinished`.
[[nodiscard]] std::vector<LeftOut> without_reasons(const Problem& problem,
                                                   std::span<const Assignment> assignments);

}  // namespace areena::timetable::detail
