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

/// The problem after these changes, one after the other. Resources may be added at the end.
/// Throws `timetable.index`.
[[nodiscard]] Problem with_steps(const Problem& problem, std::span<const CapacityStep> steps);

/// The best timetable found with changed capacity.
struct Marginal {
    std::vector<CapacityStep> steps;
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
    /// they are compared with, so that no change is credited with what search alone finds.
    Marginal unchanged;
    std::vector<Marginal> changed;  ///< in the order asked for

    bool operator==(const Marginals&) const = default;
};

/// Solves again for every change, made of one or more steps, each time beginning with `assignments`
/// improved at unchanged capacity. Where capacity only grows the answer is never worse than that,
/// by the objective with the capacity as it is then. Changes are worked on by up to `threads`
/// threads; the answer is the same for any number. The order and start of `options` are not used.
/// Throws what `search` and `with_steps` throw.
[[nodiscard]] Marginals marginals(const Problem& problem, std::span<const Assignment> assignments,
                                  std::span<const std::vector<CapacityStep>> changes,
                                  const Options& options = {}, const Progress& progress = {},
                                  int threads = 1);

}  // namespace areena::timetable
