#pragma once

#include "areena/core/rational.hpp"
#include "areena/timetable/objective.hpp"
#include "areena/timetable/problem.hpp"

#include <cstdint>
#include <vector>

namespace areena::timetable {

/// What no timetable can exceed, part by part of `Objective`. Each part holds by itself, not only
/// among timetables that are best in the parts before it.
struct Bounds {
    int mandatory = 0;
    Rational value;
    std::vector<std::int64_t> leximin;  ///< place by place, hence also lexicographically
    std::int64_t coverage = 0;
    int pinned = 0;  ///< proved with `mandatory`, the two being one part

    bool operator==(const Bounds&) const = default;
};

/// Bounds from two relaxations. Activities are left out that fit nowhere even alone, and those that
/// wait for them or require them. Of the rest, value and mandatory activities are at most what a
/// fractional knapsack (Dantzig) takes of the room of all periods together, for each skill alone,
/// for each set of skills that resources join, and of each stock; coverage is at most what all of
/// them together would give.
/// Throws what `validate` throws. Exact.
/// Complexity: every placement tried once, and O(skills * activities * log activities).
[[nodiscard]] Bounds bounds(const Problem& problem);

/// How many of the parts mandatory, value, leximin and coverage, from the first on, `bounds` proves
/// best: 0 to 4. A part counts only if those before it are proved.
[[nodiscard]] int proved_parts(const Objective& objective, const Bounds& bounds);

}  // namespace areena::timetable
