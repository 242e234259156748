#include "bind.hpp"
#include "plain.hpp"
#include "progress.hpp"
#include "timetable_problem.hpp"

#include "areena/core/error.hpp"
#include "areena/io/timetable_json.hpp"
#include "areena/timetable/bounds.hpp"
#include "areena/timetable/feasibility.hpp"
#include "areena/timetable/relaxation.hpp"
#include "areena/timetable/search.hpp"
#include "areena/timetable/standing.hpp"
#include "areena/timetable/verify.hpp"

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <map>

namespace areena::python {
namespace {

using namespace areena::timetable;

using Ints = std::vector<int>;
using Amounts = std::vector<std::int64_t>;

py::object python_class(const char* name) {
    return py::module_::import("areena.timetable").attr(name);
}

// --- from Python -----------------------------------------------------------------------------

Assignment assignment_from(py::handle a) {
    return {get<int>(a, "activity"), get<int>(a, "mode"), get<int>(a, "start"),
            get<int>(a, "duration")};
}

Shortage shortage_from(py::handle s) {
    return {get<Ints>(s, "skills"), get<int>(s, "period"), get<std::int64_t>(s, "amount")};
}

const std::map<std::string, Reason>& reasons() {
    static const std::map<std::string, Reason> all{
        {"window", Reason::window},     {"excluded", Reason::excluded},
        {"capacity", Reason::capacity}, {"prerequisite", Reason::prerequisite},
        {"required", Reason::required}, {"stock", Reason::stock},
        {"no_gain", Reason::no_gain},   {"unfinished", Reason::unfinished}};
    return all;
}

const std::map<std::string, Ending>& endings() {
    static const std::map<std::string, Ending> all{{"finished", Ending::finished},
                                                   {"work_limit", Ending::work_limit},
                                                   {"stopped", Ending::stopped}};
    return all;
}

const std::map<std::string, Solver>& solvers() {
    static const std::map<std::string, Solver> all{
        {"own", Solver::own}, {"highs", Solver::highs}, {"automatic", Solver::automatic}};
    return all;
}

Solver solver_from(const std::string& word) {
    const auto found = solvers().find(word);
    if (found == solvers().end())
        throw Error("timetable.solver",
                    quote(word) + " is no solver; one of 'own', 'highs', 'automatic'");
    return found->second;
}

template <class E>
E word_from(const std::map<std::string, E>& words, py::handle object, const char* name) {
    const auto word = get<std::string>(object, name);
    const auto found = words.find(word);
    if (found == words.end())
        throw py::value_error(attribute_name(object, name) + ": unexpected " + quote(word));
    return found->second;
}

template <class E>
py::str word_of(const std::map<std::string, E>& words, E value) {
    for (const auto& [word, meaning] : words)
        if (meaning == value) return word;
    throw std::logic_error("a value without a word");
}

LeftOut left_out_from(py::handle left_out) {
    LeftOut made;
    made.activity = get<int>(left_out, "activity");
    made.reason = word_from(reasons(), left_out, "reason");
    made.mandatory = get<bool>(left_out, "mandatory");
    if (const py::object p = left_out.attr("placement"); !p.is_none())
        made.placement = Placement{get<int>(p, "mode"),
                                   get<int>(p, "start"),
                                   get<int>(p, "duration"),
                                   get<std::int64_t>(p, "missing"),
                                   each_of(p, "shortages", &shortage_from),
                                   get<bool>(p, "in_order"),
                                   each_of(p, "stocks", [](py::handle s) {
                                       return StockShortage{get<int>(s, "stock"),
                                                            get<std::int64_t>(s, "amount")};
                                   })};
    made.other = get<std::optional<int>>(left_out, "other");
    made.other_placed = get<bool>(left_out, "other_placed");
    return made;
}

Changes changes_from(py::handle changes) {
    return {get<int>(changes, "dropped"), get<int>(changes, "switched"),
            get<int>(changes, "moved")};
}

Objective objective_from(py::handle objective) {
    const py::object peak = objective.attr("peak");
    return {get<int>(objective, "mandatory"),
            get<Rational>(objective, "value"),
            get<Amounts>(objective, "leximin"),
            get<std::int64_t>(objective, "coverage"),
            get<std::int64_t>(objective, "ends"),
            {get<Rational>(peak, "share"), get<Ints>(peak, "skills"), get<int>(peak, "period")},
            get<int>(objective, "pinned"),
            get<int>(objective, "makespan"),
            changes_from(objective.attr("changes"))};
}

Rational fraction_from(py::handle number) {
    Rational value;
    from_python(type_of<Rational>(), nullptr, &value, number, Where{nullptr, "Stage"});
    return value;
}

Stage stage_from(py::handle stage) {
    Stage made;
    made.measure = measure_from(get<std::string>(stage, "measure"));
    made.value = each_of(stage, "value", &fraction_from);
    if (!stage.attr("bound").is_none()) made.bound = each_of(stage, "bound", &fraction_from);
    made.proved = get<bool>(stage, "proved");
    return made;
}

Proof proof_from(py::handle proof) {
    Proof made;
    made.parts = get<int>(proof, "parts");
    if (const py::object bound = proof.attr("bound"); !bound.is_none())
        made.bound = objective_from(bound);
    made.work = get<std::int64_t>(proof, "work");
    made.solver = word_from(solvers(), proof, "solver");
    return made;
}

Timetable timetable_from(py::handle timetable) {
    Timetable made;
    made.assignments = each_of(timetable, "assignments", &assignment_from);
    made.left_out = each_of(timetable, "left_out", &left_out_from);
    made.flows = each_of(timetable, "flows", [](py::handle f) {
        return Flow{get<int>(f, "resource"), get<int>(f, "skill"), get<int>(f, "period"),
                    get<std::int64_t>(f, "amount")};
    });
    made.shortages = each_of(timetable, "shortages", &shortage_from);
    made.objective = objective_from(timetable.attr("objective"));
    made.proof = proof_from(timetable.attr("proof"));
    made.stages = each_of(timetable, "stages", &stage_from);
    made.ending = word_from(endings(), timetable, "ending");
    made.work = get<std::int64_t>(timetable, "work");
    return made;
}

// --- to Python -------------------------------------------------------------------------------

py::object shortage_to_python(const Shortage& s) {
    return python_class("Shortage")(py::tuple(py::cast(s.skills)), s.period, s.amount);
}

py::object left_out_to_python(const LeftOut& left_out) {
    const auto stock = [](const StockShortage& s) {
        return python_class("StockShortage")(s.stock, s.amount);
    };
    py::object placement = py::none();
    if (const auto& p = left_out.placement)
        placement =
            python_class("Placement")(p->mode, p->start, p->duration, p->missing,
                                      tuple_of(p->shortages, &shortage_to_python), p->in_order,
                                      tuple_of(p->stocks, stock));
    return python_class("LeftOut")(left_out.activity, word_of(reasons(), left_out.reason),
                                   left_out.mandatory, placement, left_out.other,
                                   left_out.other_placed);
}

py::object objective_to_python(const Objective& o) {
    const py::object peak = python_class("Peak")(fraction(o.peak.share),
                                                 py::tuple(py::cast(o.peak.skills)), o.peak.period);
    const py::object changes = python_class("Changes")(o.changes.dropped, o.changes.switched,
                                                       o.changes.moved);
    return python_class("Objective")(o.mandatory, fraction(o.value), py::tuple(py::cast(o.leximin)),
                                     o.coverage, o.ends, peak, o.pinned, o.makespan, changes);
}

py::object stage_to_python(const Stage& stage) {
    const auto numbers = [](const std::vector<Rational>& all) {
        return tuple_of(all, [](const Rational& each) { return fraction(each); });
    };
    return python_class("Stage")(std::string(to_string(stage.measure)), numbers(stage.value),
                                 stage.bound ? py::object(numbers(*stage.bound)) : py::none(),
                                 stage.proved);
}

py::object proof_to_python(const Proof& proof) {
    return python_class("Proof")(
        proof.parts, proof.bound ? objective_to_python(*proof.bound) : py::none(), proof.work,
        word_of(solvers(), proof.solver));
}

py::object assignment_to_python(const Assignment& a) {
    return python_class("Assignment")(a.activity, a.mode, a.start, a.duration);
}

py::object timetable_to_python(const Timetable& timetable) {
    const py::object flow_class = python_class("Flow");
    const auto flow = [&](const Flow& f) {
        return flow_class(f.resource, f.skill, f.period, f.amount);
    };
    return python_class("Timetable")(
        py::arg("assignments") = tuple_of(timetable.assignments, &assignment_to_python),
        py::arg("left_out") = tuple_of(timetable.left_out, &left_out_to_python),
        py::arg("flows") = tuple_of(timetable.flows, flow),
        py::arg("shortages") = tuple_of(timetable.shortages, &shortage_to_python),
        py::arg("objective") = objective_to_python(timetable.objective),
        py::arg("proof") = proof_to_python(timetable.proof),
        py::arg("ending") = word_of(endings(), timetable.ending), py::arg("work") = timetable.work,
        py::arg("stages") = tuple_of(timetable.stages, &stage_to_python));
}

py::object run_search(py::handle problem, const Ints& order, const py::iterable& start,
                      const std::vector<std::string>& objectives, std::uint64_t seed,
                      std::int64_t work, std::int64_t proof, bool value_only,
                      const std::string& solver, py::object progress, py::object standings) {
    const Problem made = problem_from(problem);
    Options options;
    options.order = order;
    for (const py::handle assignment : start) options.start.push_back(assignment_from(assignment));
    for (const std::string& each : objectives) options.objectives.push_back(measure_from(each));
    options.seed = seed;
    options.work = work;
    options.proof = proof;
    options.value_only = value_only;
    options.solver = solver_from(solver);
    Follower follower(std::move(progress));
    Standings told;
    if (!standings.is_none())
        told = [&standings](const Standing& at) {
            const py::gil_scoped_acquire locked;
            standings(std::string(to_string(at.objective)), at.value, at.bound);
        };
    Timetable timetable;
    {
        const py::gil_scoped_release unlocked;
        timetable = search(made, options, follower.progress(), told);
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
    const py::object rule_class = python_class("NamedRule");
    return python_class("Feasibility")(
        word_of(answers(), found.answer),
        tuple_of(found.assignments, &assignment_to_python),
        tuple_of(found.rules,
                 [&](const NamedRule& r) { return rule_class(word_of(rules(), r.rule), r.index); }),
        found.minimal, found.confirmed, found.work);
}

py::object run_verify(py::handle problem, py::handle timetable, const py::iterable& earlier) {
    std::vector<Assignment> before;
    for (const py::handle assignment : earlier) before.push_back(assignment_from(assignment));
    const Verification verification =
        verify(problem_from(problem), timetable_from(timetable), before);
    const py::object check_class = python_class("Check");
    const auto check = [&](const Check& c) { return check_class(c.name, c.ok, c.message); };
    return python_class("Verification")(verification.ok, tuple_of(verification.checks, check));
}

py::object run_bounds(py::handle problem) {
    const Problem made = problem_from(problem);
    Bounds found;
    {
        const py::gil_scoped_release unlocked;
        found = bounds(made);
    }
    return python_class("Bounds")(found.mandatory, fraction(found.value),
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
    return python_class("Relaxation")(fraction(found.bound), tuple_of(found.prices, row),
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
