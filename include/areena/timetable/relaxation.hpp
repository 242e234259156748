#pragma once

#include "areena/core/progress.hpp"
#include "areena/timetable/problem.hpp"

#include <cstdint>
#include <vector>

namespace areena::timetable {

/// What no timetable is worth more than, and what effort would be paid for it.
struct Relaxation {
    Rational bound;  ///< on `Objective::value`; exact
    /// [resource][period]: what one more unit would be worth at most to the relaxed problem. Lagrangian
    /// prices: a whole timetable may gain less, or nothing (`marginals` tells what it does gain).
    /// Empty where they were not found, see `relaxation`.
    std::vector<std::vector<double>> prices;
    std::int64_t work = 0;  ///< units used

    bool operator==(const Relaxation&) const = default;
};

/// Bounds the value by prices of capacity, stocks, order, what is required, exclusions and needs
/// (Lagrangian relaxation; Held, Karp 1971): whoever breaks a rule pays for it, and each activity
/// takes its best place by itself. Prices come from subgradient steps in floating point, with about
/// `work` units of work; the bound by them is then computed in whole numbers, and is never above
/// that of `bounds`. With enough work it comes near that of the linear relaxation, which it cannot
/// pass. Asked to stop, it bounds by what it has. Progress phase: "relax".
///
/// Where values have no common part to be whole numbers of, or resources join skills in more than
/// a thousand ways, it is the bound of `bounds` without prices.
/// Throws what `validate` throws.
/// Complexity: a step costs the periods of all placements tried once, and the needs of all activities.
[[nodiscard]] Relaxation relaxation(const Problem& problem, std::int64_t work = 20'000'000,
                                    const Progress& progress = {});

}  // namespace areena::timetable
