#pragma once

#include "areena/core/progress.hpp"
#include "areena/timetable/capacity.hpp"
#include "areena/timetable/difference.hpp"
#include "areena/timetable/objective.hpp"
#include "areena/timetable/problem.hpp"
#include "areena/timetable/search.hpp"
#include "areena/timetable/timetable.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// \file
/// Planning again with as few changes as can be: when the world has changed, and to find out what a
/// loss would do.

namespace areena::timetable {

/// How to repair.
struct RepairOptions {
    /// The first period that can still be planned. What has begun before it stays as it is: what it
    /// took then is spent, what it takes from here on must be there.
    int from = 0;
    /// What must come in beside what is kept, with all that it waits for; counted like mandatory
    /// activities, so before anything else.
    std::vector<int> admit;
    /// Adds what still fits once the repair is made, with the search's own objective.
    bool fill = true;
    Options search;  ///< limits, seed and solver; its order and start are not used

    bool operator==(const RepairOptions&) const = default;
};

/// A timetable made from an earlier one.
struct Repair {
    std::vector<Assignment> assignments;  ///< by activity
    Difference difference;                ///< from the earlier one
    Objective objective;                  ///< of the problem as it is now
    /// How many of these four are proved, given those before: that no more of what must stay or come
    /// in can be placed, and that there are no fewer drops, switches, moves.
    int proved = 0;
    Ending ending = Ending::finished;
    std::int64_t work = 0;

    bool operator==(const Repair&) const = default;
};

/// Keeps `earlier` as far as `problem` allows: mandatory activities, those begun before `from` and
/// those to be admitted first; then the fewest dropped, the fewest in another mode, the fewest moved, in this order.
/// Nothing is placed before `from` that was not. An activity begun of which the rest does not fit
/// any more is dropped; one of `earlier` that does not keep the rules is moved or dropped.
/// Among more than 998 activities switches and moves are counted in steps, and are not proved.
/// Throws what `search` throws, and `timetable.index` for a period or an activity that is not there.
/// Complexity: one or two searches of a problem with twice the modes.
[[nodiscard]] Repair repair(const Problem& problem, std::span<const Assignment> earlier,
                            const RepairOptions& options = {}, const Progress& progress = {});

/// Resources that are gone (`resources`), a skill that nobody has any more (`skill`), or resources
/// that no longer have a skill (both).
struct Loss {
    std::vector<int> resources;
    std::optional<int> skill;

    bool operator==(const Loss&) const = default;
};

/// The problem after a loss from period `from` on. Resources may be added at the end of the list.
/// Throws `timetable.index`.
[[nodiscard]] Problem without(const Problem& problem, const Loss& loss, int from = 0);

/// What a loss does.
struct Stress {
    Loss loss;
    Repair repair;
    std::vector<Shortage> standing;  ///< standing work that does not fit any more, by period

    bool operator==(const Stress&) const = default;
};

/// Every loss by itself, each with a repaired timetable, in their order. Losses are worked on by up
/// to `threads` threads; the answer is the same for any number. Asked to stop, it returns repairs with
/// `Ending::stopped`, of which some keep nothing. Throws what `repair` and `without` throw.
[[nodiscard]] std::vector<Stress> stress(const Problem& problem,
                                         std::span<const Assignment> earlier,
                                         std::span<const Loss> losses,
                                         const RepairOptions& options = {},
                                         const Progress& progress = {}, int threads = 1);

}  // namespace areena::timetable
