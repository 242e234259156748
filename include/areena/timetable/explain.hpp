#pragma once

#include "areena/core/progress.hpp"
#include "areena/timetable/problem.hpp"
#include "areena/timetable/timetable.hpp"

#include <span>
#include <vector>

namespace areena::timetable {

/// Every (mode, duration, start) of `activity` inside its window with what it would be short of,
/// the rest of the plan as it is; an activity that is itself placed is first taken out. By mode,
/// then end, then start. Throws `timetable.index`. Exact.
[[nodiscard]] std::vector<Placement> shortages(const Problem& problem, const Timetable& timetable,
                                               int activity);

/// Why `activity`, not among `assignments`, is left out (see `Reason`, `LeftOut`).
/// Throws `timetable.index` if there is no such activity or it is assigned.
[[nodiscard]] LeftOut why_left_out(const Problem& problem, std::span<const Assignment> assignments,
                                   int activity);

/// The same for all that are not among `assignments`, by activity. Asked to stop, it leaves the
/// rest as `Reason::unfinished`.
[[nodiscard]] std::vector<LeftOut> why_left_out(const Problem& problem,
                                                std::span<const Assignment> assignments,
                                                const Progress& progress = {});

}  // namespace areena::timetable
