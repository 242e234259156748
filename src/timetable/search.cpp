#include "areena/timetable/search.hpp"

#include "areena/core/error.hpp"
#include "timetable/assemble.hpp"
#include "timetable/exact/prover.hpp"
#include "timetable/phases.hpp"
#include "timetable/reasons.hpp"

#include <string>

namespace areena::timetable {

namespace {

using detail::Stage;

void check_activity(const Problem& problem, int activity, std::vector<char>& seen,
                    const char* where) {
    if (activity < 0 || static_cast<std::size_t>(activity) >= problem.activities.size())
        throw Error("timetable.index", std::string("the ") + where + " names activity number " +
                                           std::to_string(activity) + "; there are " +
                                           std::to_string(problem.activities.size()));
    if (seen[activity] != 0)
        throw Error("timetable.duplicate", std::string("the ") + where + " names activity '" +
                                               problem.activities[activity].key + "' twice");
    seen[activity] = 1;
}

void check_options(const Problem& problem, const Options& options) {
    std::vector<char> seen(problem.activities.size(), 0);
    for (const int activity : options.order) check_activity(problem, activity, seen, "order");
    seen.assign(seen.size(), 0);
    for (const Assignment& assignment : options.start) {
        check_activity(problem, assignment.activity, seen, "start");
        const Activity& activity = problem.activities[assignment.activity];
        if (assignment.mode < 0 ||
            static_cast<std::size_t>(assignment.mode) >= activity.modes.size())
            throw Error("timetable.index", "the start names mode number " +
                                               std::to_string(assignment.mode) + " of activity '" +
                                               activity.key + "'; there are " +
                                               std::to_string(activity.modes.size()));
    }
}

/// A proof in full says more than that a phase was cut short.
Ending ending(const detail::Phases& phases, const detail::Prover& prover, const Proof& proof) {
    if (prover.stopped()) return Ending::stopped;
    if (phases.ending() == Ending::work_limit && proof.parts == 6) return Ending::finished;
    return phases.ending();
}

}  // namespace

Timetable search(const Problem& problem, const Options& options, const Progress& progress) {
    validate(problem);
    check_options(problem, options);
    const detail::Model model(problem);
    detail::State state(model);
    detail::Phases phases(state, options, progress);
    phases.begin_with(options.start);
    detail::Prover prover(model, state.held(), options, progress);
    const bool any = !problem.activities.empty();
    const bool most_placed = any && prover.choose_by_stock(state);
    if (any && !most_placed) phases.place();
    prover.prove(state, Stage::value, Stage::value);
    if (!options.value_only) {
        if (any) phases.cover();
        prover.prove(state, Stage::coverage, Stage::coverage);
        if (any) phases.smooth();
        prover.prove(state, Stage::ends, Stage::peak);
    }

    Timetable timetable = detail::assemble(problem, state.assignments());
    timetable.work = state.work();
    timetable.proof = prover.proof(timetable.objective);
    timetable.ending = ending(phases, prover, timetable.proof);
    if (!options.value_only)
        timetable.left_out = detail::find_reasons(model, timetable.assignments, progress);
    return timetable;
}

}  // namespace areena::timetable
