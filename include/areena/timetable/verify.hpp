#pragma once

#include "areena/timetable/problem.hpp"
#include "areena/timetable/timetable.hpp"

#include <span>
#include <string>
#include <vector>

namespace areena::timetable {

/// One thing checked.
struct Check {
    std::string name;  ///< "assignments", "window", "prerequisite", ... (see `verify`)
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
/// - "assignments": each activity is assigned or left out, once, in a mode that it has
/// - "window", "closed", "duration", "pinned", "prerequisite", "required", "excluded"
/// - "stock": no stock is used up beyond what there is of it
/// - "load": the flows meet exactly what assignments and standing work ask for, less the shortages
/// - "capacity": no resource gives more than it has, or to a skill that it lacks
/// - "shortages": each set is short by just that much, and through standing work alone
/// - "left_out": each reason holds, and a placement said to be short is short
/// - "objective": recomputed, changes to `earlier` too, where they are among the stages; its peak over all sets of skills where at most 12 are joined by
///   resources, otherwise on the set it names
/// - "proof": no part is beyond its bound, those said to be proved meet it, the stages say the same;
///   that no timetable goes beyond it is not proved again
[[nodiscard]] Verification verify(const Problem& problem, const Timetable& timetable,
                                  std::span<const Assignment> earlier = {});

}  // namespace areena::timetable
