#include "timetable/assemble.hpp"

#include "timetable/reasons.hpp"

#include <utility>

namespace areena::timetable::detail {

namespace {

void add_flows(const Problem& problem, Timetable& timetable) {
    const std::vector<std::vector<std::int64_t>> load = loads(problem, timetable.assignments);
    std::vector<std::int64_t> demand(problem.skills.size());
    for (int period = 0; period < problem.num_periods; ++period) {
        for (std::size_t s = 0; s < demand.size(); ++s) demand[s] = load[s][period];
        const Supply met = supply(problem, period, demand);
        timetable.flows.insert(timetable.flows.end(), met.flows.begin(), met.flows.end());
        timetable.shortages.insert(timetable.shortages.end(), met.shortages.begin(),
                                   met.shortages.end());
    }
}

}  // namespace

Timetable assemble(const Problem& problem, std::vector<Assignment> assignments) {
    Timetable timetable;
    timetable.assignments = std::move(assignments);
    timetable.objective = evaluate(problem, timetable.assignments);
    add_flows(problem, timetable);
    timetable.left_out = without_reasons(problem, timetable.assignments);
    return timetable;
}

}  // namespace areena::timetable::detail
