#pragma once

#include "areena/timetable/objective.hpp"

#include <span>
#include <vector>

namespace areena::timetable {

/// What becomes of the activities of one timetable in another. Activities are ascending; one that
/// is done in another mode and at another time stands in both lists.
struct Difference {
    std::vector<int> dropped;   ///< placed before and not any more
    std::vector<int> switched;  ///< placed in another mode
    std::vector<int> moved;     ///< placed at another start or for another duration
    std::vector<int> added;     ///< placed now and not before

    bool operator==(const Difference&) const = default;
};

/// From `before` to `after`, each in any order. O(n log n).
[[nodiscard]] Difference difference(std::span<const Assignment> before,
                                    std::span<const Assignment> after);

}  // namespace areena::timetable
