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
/// What it would take to admit an activity that is left out, and what that would cost the others.

namespace areena::timetable {

/// Whether an activity that is left out could be had for what there is.
enum class Verdict : std::uint8_t {
    improves,   ///< forced in, the timetable is better: the search had not found that
    not_worth,  ///< it can be forced in, but the timetable is then no better by its objective
    no_room,    ///< it cannot be placed, whatever gives way that is not mandatory
};

/// Capacity to be added so that an activity fits beside all that is placed.
struct Extra {
    std::int64_t amount = 0;              ///< in units of effort, over all periods
    std::vector<Shortage> shortages;      ///< where: by somebody who has the skills of each set
    std::vector<Assignment> assignments;  ///< where everything is then, by activity
    bool proved = false;                  ///< with less it would not fit

    bool operator==(const Extra&) const = default;
};

/// What forcing an activity in would do to the rest.
struct Price {
    std::vector<Assignment> assignments;  ///< the best timetable found that has it, by activity
    Difference difference;                ///< the activity itself is among those added
    Objective objective;

    bool operator==(const Price&) const = default;
};

/// All that is known of one activity that is left out.
struct Admission {
    /// Why it is left out, the rest as it is. For `Reason::capacity` its placement is the one that
    /// takes the least capacity to be added, the rest fixed.
    LeftOut reason;
    /// The least capacity to be added if the others may move, each in its mode; inside the windows
    /// of the activity and of what it waits for, to skills they take. None if no capacity would do.
    std::optional<Extra> movable;
    std::optional<Price> price;  ///< none for `Verdict::no_room`
    Verdict verdict = Verdict::no_room;
    bool proved = false;  ///< of the verdict
    std::int64_t work = 0;

    bool operator==(const Admission&) const = default;
};

/// What to ask about each activity. With both off, only the reason is told, which takes no search.
struct AdmissionOptions {
    bool movable = true;
    bool price = true;
    Options search;  ///< of each of the two to four searches; its order and start are not used

    bool operator==(const AdmissionOptions&) const = default;
};

/// Every activity of `activities`, or, if that is empty, every one that is left out, in their order.
/// Reasons are exact; `movable` and `price` come from searches that begin with the timetable, and
/// say how far they are proved. Activities are worked on by up to `threads` threads; the answer is
/// the same for any number. Asked to stop, it leaves the rest as `Reason::unfinished` or without
/// searches. Throws what `search` throws, and `timetable.index` for one that is placed.
[[nodiscard]] std::vector<Admission> admissions(const Problem& problem,
                                                std::span<const Assignment> assignments,
                                                std::span<const int> activities = {},
                                                const AdmissionOptions& options = {},
                                                const Progress& progress = {}, int threads = 1);

}  // namespace areena::timetable
