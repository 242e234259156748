#pragma once

#include "areena/timetable/objective.hpp"
#include "areena/timetable/problem.hpp"

#include <span>
#include <string>
#include <vector>

/// \file
/// Problems made over, so that `search` answers another question. Activities keep their numbers.

namespace areena::timetable::detail {

/// What an activity is never placed without: what it waits for and what it requires.
[[nodiscard]] std::vector<int> needed_by(const Activity& activity);

/// The open periods of an assignment.
[[nodiscard]] int open_length(const Problem& problem, const Assignment& assignment);

/// Makes the pins of the problem itself mandatory activities with no other place, which may be given
/// up: where a change may have left them without room, that is no fault of the problem.
void loosen_pins(Problem& problem);

/// Makes sure that an activity is never placed: it takes longer than there is time.
void bar(Problem& problem, int activity);

/// Makes all activities, modes and needs worth nothing.
void devalue(Problem& problem);

/// Pins activities where they are: mandatory, in one mode, in a window that leaves no other place.
/// Of one that began before period `from` only the rest is left, of one that ended by then nothing
/// but its place. Returns where each stands in the problem made over, to begin a search with.
std::vector<Assignment> pin(Problem& problem, std::span<const Assignment> assignments,
                            int from = 0);

/// Leaves only that part of the standing work for which there is capacity. What an activity is
/// short of, given the rest, does not change: skills short of capacity stay full.
void meet_standing(Problem& problem);

/// Adds a skill that a resource of its own has; returns its number. Its key is none of a document.
int add_skill(Problem& problem, const std::string& name, std::vector<std::int64_t> available);

/// Whether these assignments together take no more than there is beside the standing work, and use
/// up no more than there is.
[[nodiscard]] bool fit_together(const Problem& problem, std::span<const Assignment> assignments);

/// Throws `timetable.index` unless these assignments name periods, activities and modes that there
/// are, and `timetable.duplicate` if they name an activity twice. `where` says what they are.
void check_assignments(const Problem& problem, std::span<const Assignment> assignments,
                       const std::string& where);

}  // namespace areena::timetable::detail
