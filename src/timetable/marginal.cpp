#include "areena/timetable/marginal.hpp"

#include "areena/core/error.hpp"
#include "areena/core/parallel.hpp"
#include "timetable/rewriting.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace areena::timetable {

namespace {

void check_step(const Problem& problem, const CapacityStep& step) {
    const bool of_resource = step.of == CapacityOf::resource;
    const std::size_t number = of_resource ? problem.resources.size() : problem.skills.size();
    if (step.index < 0 || static_cast<std::size_t>(step.index) >= number)
        throw Error("timetable.index", std::string("a change of capacity names ") +
                                           (of_resource ? "resource" : "skill") + " number " +
                                           std::to_string(step.index) + "; there are " +
                                           std::to_string(number));
    if (step.period && (*step.period < 0 || *step.period >= problem.num_periods))
        throw Error("timetable.index", "a change of capacity names period number " +
                                           std::to_string(*step.period) + "; there are " +
                                           std::to_string(problem.num_periods));
}

/// Adds `delta` in the periods of the step, never going below zero.
void change(std::vector<std::int64_t>& amounts, const CapacityStep& step, std::int64_t delta) {
    for (std::size_t t = 0; t < amounts.size(); ++t)
        if (!step.period || std::cmp_equal(*step.period, t))
            amounts[t] = std::max<std::int64_t>(0, amounts[t] + delta);
}

void apply(Problem& problem, const CapacityStep& step) {
    if (step.of == CapacityOf::resource) {
        change(problem.resources[step.index].available, step, step.delta);
    } else if (step.delta >= 0) {
        std::vector<std::int64_t> available(static_cast<std::size_t>(problem.num_periods), 0);
        change(available, step, step.delta);
        const std::string key = "\nmore " + std::to_string(problem.resources.size());
        problem.resources.push_back({key, {step.index}, std::move(available)});
    } else {
        if (problem.fixed.empty())
            problem.fixed.assign(
                problem.skills.size(),
                std::vector<std::int64_t>(static_cast<std::size_t>(problem.num_periods)));
        change(problem.fixed[step.index], step, -step.delta);
    }
}

Marginal solve(const Problem& problem, const std::vector<CapacityStep>& steps,
               const std::vector<Assignment>& start, Options options, const Progress& progress) {
    options.start = start;
    const bool grows = std::all_of(steps.begin(), steps.end(),
                                   [](const CapacityStep& step) { return step.delta >= 0; });
    Problem loosened = problem;
    if (!grows) detail::loosen_pins(loosened);
    Timetable made = search(loosened, options, progress.without_standing());
    made.objective = evaluate(problem, made.assignments);
    Marginal out;
    out.steps = steps;
    out.work = made.work + made.proof.work;
    out.assignments = start;
    out.objective = evaluate(problem, start);
    // With less capacity what it begins with may not be possible any more.
    if (grows && compare(made.objective, out.objective) < 0) return out;
    out.assignments = made.assignments;
    out.objective = made.objective;
    out.proved = made.proof.parts;
    return out;
}

}  // namespace

Problem with_steps(const Problem& problem, std::span<const CapacityStep> steps) {
    Problem out = problem;
    for (const CapacityStep& step : steps) {
        check_step(problem, step);
        apply(out, step);
    }
    return out;
}

Marginals marginals(const Problem& problem, std::span<const Assignment> assignments,
                    std::span<const std::vector<CapacityStep>> changes, const Options& options,
                    const Progress& progress, int threads) {
    validate(problem);
    detail::check_assignments(problem, assignments, "the timetable");
    for (const std::vector<CapacityStep>& steps : changes)
        for (const CapacityStep& step : steps) check_step(problem, step);
    Options plain = options;
    plain.order.clear();
    Marginals out;
    out.unchanged = solve(problem, {}, {assignments.begin(), assignments.end()}, plain, progress);
    out.unchanged.difference = difference(assignments, out.unchanged.assignments);
    const std::vector<Assignment>& start = out.unchanged.assignments;
    out.changed.resize(changes.size());
    run_parallel(threads, static_cast<int>(changes.size()), progress,
                 [&](int number, const Progress& own) {
                     const auto& steps = changes[static_cast<std::size_t>(number)];
                     Marginal& made = out.changed[static_cast<std::size_t>(number)];
                     made = solve(with_steps(problem, steps), steps, start, plain, own);
                     made.difference = difference(start, made.assignments);
                 });
    return out;
}

}  // namespace areena::timetable
