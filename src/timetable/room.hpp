#pragma once

#include "timetable/calendar.hpp"
#include "timetable/network.hpp"

#include <cstdint>
#include <vector>

namespace areena::timetable::detail {

/// What activities may take of a set of skills (local to the piece) in each slot, standing work
/// apart. Where that is short, the set may still take up to the shortfall beyond what it has.
[[nodiscard]] std::vector<std::int64_t> room(const Problem& problem, const Calendar& calendar,
                                             const Piece& piece, const std::vector<int>& set);

/// The sets of skills that relaxations look at: each skill of a piece alone, and all of them.
[[nodiscard]] std::vector<std::vector<int>> sets_of_interest(const Piece& piece);

}  // namespace areena::timetable::detail
