#pragma once

#include "areena/core/progress.hpp"
#include "timetable/state.hpp"

#include <cstdint>
#include <optional>

namespace areena::timetable::detail::anneal {

/// Raises the value of what is placed in `state` by annealing, with up to `work` units. None, and
/// nothing done, for a problem that does not compile (see `compile`); false if it was stopped.
/// Reports phase "place" with the work of the whole search, of which `total` is allowed.
std::optional<bool> raise_value(State& state, std::int64_t work, std::int64_t total,
                                std::uint64_t seed, const Progress& progress);

}  // namespace areena::timetable::detail::anneal
