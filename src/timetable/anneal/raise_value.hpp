#pragma once

#include "areena/core/progress.hpp"
#include "areena/timetable/timetable.hpp"
#include "timetable/state.hpp"

#include <cstdint>
#include <optional>

namespace areena::timetable::detail::anneal {

/// How much of annealing there may be.
struct Limits {
    std::int64_t work = 0;    ///< units
    std::int64_t total = 0;   ///< of the whole search, to be reported
    std::int64_t effort = 1;  ///< how much longer than by default it is worth to go on
};

/// Raises the value of what is placed in `state` by annealing, where prices say that it is worth looking
/// (see `Lagrangian`), in several runs if there is work for them. None, and nothing done, for a problem
/// that does not compile (see `compile`). Small problems have enough long before the limit:
/// `finished`. Reports phase "place".
std::optional<Ending> raise_value(State& state, const Limits& limits, std::uint64_t seed,
                                  const Progress& progress);

}  // namespace areena::timetable::detail::anneal
