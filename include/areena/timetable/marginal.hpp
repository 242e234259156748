#pragma once

#include "areena/core/progress.hpp"
#include "areena/timetable/difference.hpp"
#include "areena/timetable/objective.hpp"
#include "areena/timetable/problem.hpp"
#include "areena/timetable/search.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// \file
/// What a little more or less capacity would do: marginal values by solving again, not by prices.

namespace areena::timetable {

/// What capacity is changed of.
enum class CapacityOf : std::uint8_t {
    resource,  ///< a pool: what it has, never below zero
    skill,     ///< a skill: more for it alone, or that much of it taken up by standing work
};

/// A change of capacity by `delta` units in one period, or in each of them.
struct CapacityStep {
    CapacityOf of = CapacityOf::resource;
    int index = 0;              ///< of the resource or skill
    std::optional<int> period;  ///< every period if not given
    std::int64_t delta = 0;

    bool operator==(const CapacityStep&) const = default;
};

/// The problem with changed capacity. A resource may be added at the end. Throws `timetable.index`.
[[nodiscard]] Problem with_step(const Problem& problem, const CapacityStep& step);

/// The best timetable found with changed capacity.
struct Marginal {
    CapacityStep step;
    std::vector<Assignment> assignments;
    Difference difference;  ///< from the timetable that is compared with
    Objective objective;
    int proved = 0;  ///< as `Proof::parts`
    std::int64_t work = 0;

    bool operator==(const Marginal&) const = default;
};

/// Changes of capacity side by side.
struct Marginals {
    /// The given timetable, searched on with unchanged capacity as long as each of the others: what
    /// they are compared with, so that no step is credited with what search alone finds.
    Marginal unchanged;
    std::vector<Marginal> steps;  ///< in the order asked for

    bool operator==(const Marginals&) const = default;
};

/// Solves again for every step, each time beginning with `assignments` improved at unchanged
/// capacity. Where capacity grows the answer is never worse than that, by the objective with the
/// capacity as it is then. Steps are worked on by up to `threads` threads; the answer is the same
/// for any number. The order and start of `options` are not used. Throws what `search` and
/// `with_step` throw.
[[nodiscard]] Marginals marginals(const Problem& problem, std::span<const Assignment> assignments,
                                  std::span<const CapacityStep> steps, const Options& options = {},
                                  const Progress& progress = {}, int threads = 1);

}  // namespace areena::timetable
