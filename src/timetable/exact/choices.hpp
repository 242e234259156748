#pragma once

#include "timetable/exact/meter.hpp"
#include "timetable/model.hpp"
#include "timetable/state.hpp"

#include <span>
#include <vector>

namespace areena::timetable::detail {

/// A mode in which an activity fits when it stands alone, with all the places it then has.
struct Choice {
    int mode = 0;
    std::int64_t coverage = 0;
    bool lightest = true;     ///< no other takes less in as many ways, or modes differ in worth
    std::vector<Spot> spots;  ///< earliest end first, then earliest start
};

/// What may be chosen for each activity. A mode is left aside if another covers and is worth as much,
/// takes no more of any skill and allows every duration: no part of the objective is better with it, unless
/// it is the fewest changes. An activity without a choice can never be placed.
struct Choices {
    std::vector<std::vector<Choice>> of;

    /// With `all_modes` no mode is left aside; `latest` has the last slot that each activity may end
    /// before, or is empty. Unfinished, and not to be used, if `meter` is over.
    Choices(const Model& model, Meter& meter, bool all_modes = false,
            std::span<const int> latest = {});
};

}  // namespace areena::timetable::detail
