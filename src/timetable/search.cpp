#include "areena/timetable/search.hpp"

#include "areena/core/error.hpp"
#include "timetable/assemble.hpp"
#include "timetable/exact/prover.hpp"
#include "timetable/project/project.hpp"
#include "timetable/phases.hpp"
#include "timetable/reasons.hpp"

#include <string>

namespace areena::timetable {

namespace {

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
Ending ending(const detail::Phases& phases, const detail::Prover& prover, const Proof& proof,
              const detail::Goals& goals) {
    if (prover.stopped()) return Ending::stopped;
    if (phases.ending() == Ending::work_limit && proof.parts == 1 + goals.num_stages())
        return Ending::finished;
    return phases.ending();
}

/// Phase by phase, each written for its part of the default objectives.
void run_phases(const Options& options, detail::Phases& phases, detail::Prover& prover,
                detail::State& state) {
    if (!prover.choose_by_stock(state)) phases.place();
    prover.prove(state, 0, 0);
    if (options.value_only) return;
    phases.cover();
    prover.prove(state, 1, 2);
    phases.smooth();
    prover.prove(state, 3, 4);
}

/// Stage by stage, in whatever order.
void run_stages(const detail::Goals& goals, const std::optional<detail::Project>& project,
                detail::Phases& phases, detail::Prover& prover, detail::State& state) {
    const bool most_placed = prover.choose_by_stock(state);
    for (int stage = 0; stage < goals.num_stages(); ++stage) {
        if (stage > 0)
            phases.improve(goals, stage);
        else if (project)
            phases.begin_project(goals, *project);
        else if (!most_placed)
            phases.begin_stages(goals);
        prover.prove(state, stage, stage);
    }
}

/// Which of the activities that would fit make the objectives better, and which do not: `find_reasons`
/// knows the default objectives alone.
void judge_gains(const Problem& problem, const detail::Goals& goals, Timetable& timetable) {
    for (LeftOut& left : timetable.left_out) {
        const bool fits = left.reason == Reason::no_gain || left.reason == Reason::unfinished;
        if (!fits || !left.placement) continue;
        std::vector<Assignment> more = timetable.assignments;
        more.push_back({left.activity, left.placement->mode, left.placement->start,
                        left.placement->duration});
        const Objective with = evaluate(problem, more, goals.earlier);
        const bool gains = compare(with, timetable.objective, goals.order) > 0;
        left.reason = gains ? Reason::unfinished : Reason::no_gain;
    }
}

std::vector<Stage> stages(const detail::Goals& goals, const Timetable& timetable) {
    std::vector<Stage> out;
    for (int k = 0; k < goals.num_stages(); ++k) {
        const Measure measure = goals.order[k];
        Stage stage{measure, amounts(timetable.objective, measure), std::nullopt,
                    timetable.proof.parts > k + 1};
        if (timetable.proof.bound) stage.bound = amounts(*timetable.proof.bound, measure);
        out.push_back(std::move(stage));
    }
    return out;
}

}  // namespace

Timetable search(const Problem& problem, const Options& options, const Progress& progress) {
    validate(problem);
    check_options(problem, options);
    const std::vector<Measure> objectives = objectives_or_default(options.objectives);
    const detail::Goals goals(options.value_only ? objectives_or_default({}) : objectives,
                              options.start, problem.activities.size());
    const detail::Model model(problem);
    detail::State state(model, goals);
    detail::Follower follower(progress);
    detail::Phases phases(state, options, follower);
    phases.begin_with(options.start);
    detail::Prover prover(model, goals, state.held(), options, follower);
    std::optional<detail::Project> project;
    if (goals.is_makespan_first()) {
        project.emplace(model, state.held(), follower.progress());
        prover.set_project(*project);
    }
    if (problem.activities.empty())
        prover.prove(state, 0, goals.num_stages() - 1);
    else if (goals.are_default())
        run_phases(options, phases, prover, state);
    else
        run_stages(goals, project, phases, prover, state);

    Timetable timetable = detail::assemble(problem, state.assignments());
    timetable.objective = evaluate(problem, timetable.assignments, goals.earlier);
    timetable.work = state.work();
    timetable.proof = prover.proof(timetable.objective);
    timetable.stages = stages(goals, timetable);
    timetable.ending = ending(phases, prover, timetable.proof, goals);
    if (!options.value_only)
        timetable.left_out =
            detail::find_reasons(model, timetable.assignments, follower.progress());
    if (!goals.are_default()) judge_gains(problem, goals, timetable);
    return timetable;
}

}  // namespace areena::timetable
