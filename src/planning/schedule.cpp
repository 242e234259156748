#include "areena/planning/schedule.hpp"

#include "planning/reasons.hpp"
#include "planning/scheduler.hpp"

namespace areena::planning {

Schedule schedule(const Network& network, std::span<const CommitmentId> commitments,
                  const PlanOptions& options, const Progress& progress) {
    const Frame frame(network);
    std::vector<Candidate> candidates;
    for (const CommitmentId& id : commitments) {
        static_cast<void>(network.commitments().at(id));
        const int project = frame.project(id);
        if (project < 0)
            throw Error("plan.not_a_project", "commitment '" + id.key() +
                                                  "' is standing or recurring work; only projects "
                                                  "are scheduled, the rest goes on all the time");
        candidates.push_back({project, 1, false});
    }
    Scheduler scheduler(frame, options.work, static_cast<std::uint64_t>(options.seed), progress);
    scheduler.place(candidates, Depth::proved);
    Schedule out;
    out.timetable = scheduler.timetable();
    for (const Candidate& candidate : candidates)
        if (!scheduler.is_placed(candidate.project)) {
            out.left_out.push_back(scheduler.why_left_out(candidate.project));
            describe(frame, out.left_out.back());
        }
    out.standing_shortages = scheduler.standing_shortages();
    out.objective = scheduler.objective();
    return out;
}

}  // namespace areena::planning
