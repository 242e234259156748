#pragma once

#include "areena/timetable/capacity.hpp"
#include "planning/frame.hpp"

#include <span>
#include <vector>

namespace areena::planning {

/// Something that takes effort: its entry in the plan, yet without contributions, who leads it, and
/// its load, [skill][period] in hundredths of person-days.
struct Work {
    Scheduled entry;
    const OrganizationId* lead = nullptr;
    std::vector<std::vector<std::int64_t>> load;
};

/// Shares the days that pools give to skills out among the works: in the order of commitment ids,
/// from the lead's own pools first. Works with less than they ask for where the flows fall short.
[[nodiscard]] std::vector<Scheduled> fill_contributions(const Frame& frame, std::vector<Work> works,
                                                        std::span<const timetable::Flow> flows);

}  // namespace areena::planning
