#pragma once

#include "areena/core/progress.hpp"
#include "areena/network.hpp"
#include "areena/planning/plan.hpp"

#include <span>
#include <vector>

namespace areena::planning {

/// A timetable without a choice before it.
struct Schedule {
    std::vector<Scheduled> timetable;          ///< standing and recurring work included
    std::vector<LeftOut> left_out;             ///< of the projects asked for
    std::vector<Shortage> standing_shortages;
    Objective objective;                       ///< each project placed counts 1

    bool operator==(const Schedule&) const = default;
};

/// Scheduling alone: places these projects, in this order of priority, and all standing work.
/// Throws `plan.no_promise`, `network.not_found` for an unknown commitment and `plan.not_a_project`
/// for one that is not to be scheduled.
[[nodiscard]] Schedule schedule(const Network& network, std::span<const CommitmentId> commitments,
                                const PlanOptions& options = {}, const Progress& progress = {});

}  // namespace areena::planning
