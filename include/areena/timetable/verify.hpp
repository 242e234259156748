#pragma once

#include "areena/timetable/problem.hpp"
#include "areena/timetable/timetable.hpp"

#include <string>
#include <vector>

namespace areena::timetable {

/// One thing checked.
struct Check {
    std::string name;     ///< "assignments", "window", "prerequisite", ... (see `verify`)
    bool ok = true;
    std::string message;  ///< the first fault found, naming keys; empty if ok

    bool operator==(const Check&) const = default;
};

struct Verification {
    bool ok = true;
    std::vector<Check> checks;

    bool operator==(const Verification&) const = default;
};

/// Checks a timetable against its problem from scratch, with no code of the search, the flow or the
/// objective. Never throws for a wrong timetable; the problem must be valid. The checks, in order:
/// "assignments" (each activity assigned or left out, once), "window", "duration", "prerequisite",
/// "excluded", "load" (flows meet exactly what the assignments and the standing work ask for, less
/// the shortages), "capacity" (no resource gives more than it has, or a skill it lacks), "shortages"
/// (each set of skills is short by just that much through standing work alone), "left_out" (each
/// reason holds, and a placement said to be short is), "objective" (recomputed; the peak over all
/// sets of skills where at most 16 are joined, otherwise on the set that is named).
[[nodiscard]] Verification verify(const Problem& problem, const Timetable& timetable);

}  // namespace areena::timetable
