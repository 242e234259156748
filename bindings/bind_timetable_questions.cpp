#include "bind.hpp"
#include "plain.hpp"
#include "progress.hpp"
#include "timetable_problem.hpp"
#include "timetable_values.hpp"

#include "areena/core/error.hpp"
#include "areena/timetable/admission.hpp"
#include "areena/timetable/marginal.hpp"
#include "areena/timetable/pareto.hpp"
#include "areena/timetable/repair.hpp"

#include <pybind11/stl.h>

#include <map>

namespace areena::python {
namespace {

using namespace areena::timetable;

/// An `areena.timetable.SearchOptions`.
Options options_from(py::handle limits) {
    Options options;
    for (const py::handle each : limits.attr("objectives"))
        options.objectives.push_back(measure_from(each.cast<std::string>()));
    options.seed = get<std::uint64_t>(limits, "seed");
    options.work = get<std::int64_t>(limits, "work");
    options.proof = get<std::int64_t>(limits, "proof");
    options.solver = solver_from(get<std::string>(limits, "solver"));
    return options;
}

// --- to Python -------------------------------------------------------------------------------

py::tuple assignments_to_python(const std::vector<Assignment>& assignments) {
    return tuple_of(assignments, &assignment_to_python);
}

py::object difference_to_python(const Difference& d) {
    const auto all = [](const std::vector<int>& each) { return py::tuple(py::cast(each)); };
    return timetable_class("Difference")(all(d.dropped), all(d.switched), all(d.moved),
                                         all(d.added));
}

py::object admission_to_python(const Admission& admission) {
    static const std::map<std::string, Verdict> verdicts{{"improves", Verdict::improves},
                                                         {"not_worth", Verdict::not_worth},
                                                         {"no_room", Verdict::no_room}};
    py::object movable = py::none();
    if (const auto& extra = admission.movable)
        movable = timetable_class("Extra")(extra->amount,
                                           tuple_of(extra->shortages, &shortage_to_python),
                                           assignments_to_python(extra->assignments),
                                           extra->proved);
    py::object price = py::none();
    if (const auto& found = admission.price)
        price = timetable_class("Price")(assignments_to_python(found->assignments),
                                         difference_to_python(found->difference),
                                         objective_to_python(found->objective));
    return timetable_class("Admission")(left_out_to_python(admission.reason), movable, price,
                                        word_of(verdicts, admission.verdict), admission.proved,
                                        admission.work);
}

const std::map<std::string, CapacityOf>& capacities() {
    static const std::map<std::string, CapacityOf> all{{"resource", CapacityOf::resource},
                                                       {"skill", CapacityOf::skill}};
    return all;
}

CapacityStep step_from(py::handle step) {
    return {meaning_of(capacities(), get<std::string>(step, "of"), "CapacityStep.of"),
            get<int>(step, "index"), get<std::optional<int>>(step, "period"),
            get<std::int64_t>(step, "delta")};
}

py::object step_to_python(const CapacityStep& step) {
    return timetable_class("CapacityStep")(word_of(capacities(), step.of), step.index, step.delta,
                                           step.period);
}

py::object marginal_to_python(const Marginal& marginal) {
    return timetable_class("Marginal")(
        tuple_of(marginal.steps, &step_to_python), assignments_to_python(marginal.assignments),
        difference_to_python(marginal.difference), objective_to_python(marginal.objective),
        marginal.proved, marginal.work);
}

py::object repair_to_python(const Repair& made) {
    return timetable_class("Repair")(
        assignments_to_python(made.assignments), difference_to_python(made.difference),
        objective_to_python(made.objective), made.proved, word_of(endings(), made.ending),
        made.work);
}

// --- questions -------------------------------------------------------------------------------

/// Runs `ask(progress)` without the interpreter's lock.
template <class Ask>
auto unlocked(py::object progress, Ask ask) {
    Follower follower(std::move(progress));
    const py::gil_scoped_release released;
    return ask(follower.progress());
}

py::object run_admissions(py::handle problem, const py::iterable& assignments,
                          const std::vector<int>& activities, bool movable, bool price,
                          py::handle limits, py::object progress, int threads) {
    const Problem given = problem_from(problem);
    const auto placed = assignments_from(assignments);
    const AdmissionOptions options{movable, price, options_from(limits)};
    return tuple_of(unlocked(std::move(progress),
                             [&](const Progress& follow) {
                                 return admissions(given, placed, activities, options, follow,
                                                   threads);
                             }),
                    &admission_to_python);
}

py::object run_marginals(py::handle problem, const py::iterable& assignments,
                         const py::iterable& changes, py::handle limits, py::object progress,
                         int threads) {
    const Problem given = problem_from(problem);
    const auto placed = assignments_from(assignments);
    const Options options = options_from(limits);
    std::vector<std::vector<CapacityStep>> all;
    for (const py::handle change : changes) {
        std::vector<CapacityStep>& steps = all.emplace_back();
        for (const py::handle step : change) steps.push_back(step_from(step));
    }
    const Marginals found = unlocked(std::move(progress), [&](const Progress& follow) {
        return marginals(given, placed, all, options, follow, threads);
    });
    return timetable_class("Marginals")(marginal_to_python(found.unchanged),
                                        tuple_of(found.changed, &marginal_to_python));
}

RepairOptions repair_options(int from, const std::vector<int>& admit, bool fill,
                             py::handle limits) {
    return {from, admit, fill, options_from(limits)};
}

py::object run_repair(py::handle problem, const py::iterable& earlier, int from,
                      const std::vector<int>& admit, bool fill, py::handle limits,
                      py::object progress) {
    const Problem given = problem_from(problem);
    const auto before = assignments_from(earlier);
    const RepairOptions options = repair_options(from, admit, fill, limits);
    return repair_to_python(unlocked(std::move(progress), [&](const Progress& follow) {
        return repair(given, before, options, follow);
    }));
}

py::object run_stress(py::handle problem, const py::iterable& earlier, const py::iterable& losses,
                      int from, py::handle limits, py::object progress, int threads) {
    const Problem given = problem_from(problem);
    const auto before = assignments_from(earlier);
    const RepairOptions options = repair_options(from, {}, false, limits);
    std::vector<Loss> all;
    for (const py::handle loss : losses)
        all.push_back({get<std::vector<int>>(loss, "resources"),
                       get<std::optional<int>>(loss, "skill")});
    const auto found = unlocked(std::move(progress), [&](const Progress& follow) {
        return stress(given, before, all, options, follow, threads);
    });
    return tuple_of(found, [](const Stress& row) {
        const py::object loss = timetable_class("Loss")(py::tuple(py::cast(row.loss.resources)),
                                                        row.loss.skill);
        return timetable_class("Stress")(loss, repair_to_python(row.repair),
                                         tuple_of(row.standing, &shortage_to_python));
    });
}

py::object run_front(py::handle problem, const std::string& against, std::int64_t most_solves,
                     py::handle limits, py::object progress) {
    static const std::map<std::string, Against> words{{"leximin", Against::leximin},
                                                      {"ends", Against::ends}};
    const Problem given = problem_from(problem);
    const Against other = meaning_of(words, against, "against");
    const FrontOptions options{most_solves, options_from(limits)};
    const Front found = unlocked(std::move(progress), [&](const Progress& follow) {
        return pareto_front(given, other, options, follow);
    });
    const auto point = [](const FrontPoint& each) {
        return timetable_class("FrontPoint")(assignments_to_python(each.assignments),
                                             objective_to_python(each.objective));
    };
    return timetable_class("Front")(tuple_of(found.points, point), found.complete, found.solves);
}

}  // namespace

void bind_timetable_questions(py::module_& module) {
    module.def("_timetable_admissions", &run_admissions);
    module.def("_timetable_marginals", &run_marginals);
    module.def("_timetable_repair", &run_repair);
    module.def("_timetable_stress", &run_stress);
    module.def("_timetable_front", &run_front);
}

}  // namespace areena::python
