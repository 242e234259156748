#pragma once

#include "areena/planning/plan.hpp"
#include "areena/timetable/bounds.hpp"
#include "areena/timetable/proof.hpp"

#include <optional>
#include <vector>

namespace areena::planning {

/// What the steps of choosing kept of the support offered at each, together.
struct KeptSupport {
    std::optional<Rational> more = Rational();  ///< at most that much more; none: not known
    bool proved = true;                         ///< no step could have kept more
};

/// How near a plan's objective is to what no plan of the network can exceed: the sum of effective
/// support, the least coverage of a member, total coverage (the last two only where members have
/// coverage).
[[nodiscard]] std::vector<ObjectiveBound> among_plans(const Objective& reached,
                                                      const timetable::Bounds& limit);

/// The same among timetables of what is kept. Without a bound in the proof, support alone.
[[nodiscard]] std::vector<ObjectiveBound> among_timetables(const Objective& reached,
                                                           const KeptSupport& kept,
                                                           const timetable::Proof& proof);

}  // namespace areena::planning
