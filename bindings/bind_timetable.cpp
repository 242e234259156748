#include "bind.hpp"
#include "plain.hpp"
#include "progress.hpp"
#include "timetable_problem.hpp"
#include "timetable_values.hpp"

#include "areena/core/error.hpp"
#include "areena/io/timetable_json.hpp"
#include "areena/timetable/bounds.hpp"
#include "areena/timetable/feasibility.hpp"
#include "areena/timetable/relaxation.hpp"
#include "areena/timetable/search.hpp"
#include "areena/timetable/verify.hpp"

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <map>

namespace areena::python {
namespace {

using namespace areena::timetable;

using Ints = std::vector<int>;

py::object run_search(py::handle problem, const Ints& order, const py::iterable& start,
                      const std::vector<std::string>& objectives, std::uint64_t seed,
                      std::int64_t work, std::int64_t proof, bool value_only,
                      const std::string& solver, py::object progress) {
    const Problem made = problem_from(problem);
    Options options;
    options.order = order;
    options.start = assignments_from(start);
    for (const std::string& each : objectives) options.objectives.push_back(measure_from(each));
    options.seed = seed;
    options.work = work;
    options.proof = proof;
    options.value_only = value_only;
    options.solver = solver_from(solver);
    Follower follower(std::move(progress));
    Timetable timetable;
    {
        const py::gil_scoped_release unlocked;
        timetable = search(made, options, follower.progress());
    }
    return timetable_to_python(timetable);
}

const std::map<std::string, Rule>& rules() {
    static const std::map<std::string, Rule> all{
        {"placed", Rule::placed},     {"pinned", Rule::pinned},
        {"window", Rule::window},     {"duration", Rule::duration},
        {"required", Rule::required}, {"prerequisite", Rule::prerequisite},
        {"excluded", Rule::excluded}, {"capacity", Rule::capacity},
        {"stock", Rule::stock}};
    return all;
}

const std::map<std::string, Answer>& answers() {
    static const std::map<std::string, Answer> all{{"feasible", Answer::feasible},
                                                   {"infeasible", Answer::infeasible},
                                                   {"unknown", Answer::unknown}};
    return all;
}

py::object run_feasibility(py::handle problem, std::uint64_t seed, std::int64_t work,
                           std::int64_t proof, py::object progress) {
    const Problem made = problem_from(problem);
    Options options;
    options.seed = seed;
    options.work = work;
    options.proof = proof;
    Follower follower(std::move(progress));
    Feasibility found;
    {
        const py::gil_scoped_release unlocked;
        found = feasibility(made, options, follower.progress());
    }
    const py::object rule_class = timetable_class("NamedRule");
    return timetable_class("Feasibility")(
        word_of(answers(), found.answer),
        tuple_of(found.assignments, &assignment_to_python),
        tuple_of(found.rules,
                 [&](const NamedRule& r) { return rule_class(word_of(rules(), r.rule), r.index); }),
        found.minimal, found.confirmed, found.work);
}

py::object run_verify(py::handle problem, py::handle timetable, const py::iterable& earlier) {
    const Verification verification =
        verify(problem_from(problem), timetable_from(timetable), assignments_from(earlier));
    const py::object check_class = timetable_class("Check");
    const auto check = [&](const Check& c) { return check_class(c.name, c.ok, c.message); };
    return timetable_class("Verification")(verification.ok, tuple_of(verification.checks, check));
}

py::object run_bounds(py::handle problem) {
    const Problem made = problem_from(problem);
    Bounds found;
    {
        const py::gil_scoped_release unlocked;
        found = bounds(made);
    }
    return timetable_class("Bounds")(found.mandatory, fraction(found.value),
                                  py::tuple(py::cast(found.leximin)), found.coverage,
                                  found.pinned);
}

py::object run_relaxation(py::handle problem, std::int64_t work, py::object progress) {
    const Problem made = problem_from(problem);
    Follower follower(std::move(progress));
    Relaxation found;
    {
        const py::gil_scoped_release unlocked;
        found = relaxation(made, work, follower.progress());
    }
    const auto row = [](const std::vector<double>& prices) { return py::tuple(py::cast(prices)); };
    return timetable_class("Relaxation")(fraction(found.bound), tuple_of(found.prices, row),
                                      found.work);
}

py::object read_problem(const std::filesystem::path& path) {
    Problem problem;
    {
        const py::gil_scoped_release unlocked;
        problem = io::read_timetable_file(path);
    }
    return problem_to_python(problem);
}

py::object problem_from_text(const std::string& text) {
    Problem problem;
    {
        const py::gil_scoped_release unlocked;
        problem = io::read_timetable(text);
    }
    return problem_to_python(problem);
}

}  // namespace

void bind_timetable(py::module_& module) {
    module.def("_read_timetable", &read_problem);
    module.def("_timetable_from_text", &problem_from_text);
    module.def("_write_timetable",
               [](py::handle problem) { return io::write_timetable(problem_from(problem)); });
    module.def("_search", &run_search);
    module.def("_default_search_work", [] { return Options{}.work; });
    module.def("_default_search_proof", [] { return Options{}.proof; });
    module.def("_highs_version", &highs_version);
    module.def("_timetable_bounds", &run_bounds);
    module.def("_timetable_relaxation", &run_relaxation);
    module.def("_timetable_feasibility", &run_feasibility);
    module.def("_verify_timetable", &run_verify);
}

}  // namespace areena::python
