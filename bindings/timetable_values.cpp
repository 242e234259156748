#include "timetable_values.hpp"

#include "plain.hpp"

#include "areena/core/error.hpp"

#include <pybind11/stl.h>

namespace areena::python {

using namespace areena::timetable;

namespace {
using Ints = std::vector<int>;
using Amounts = std::vector<std::int64_t>;
}  // namespace

py::object timetable_class(const char* name) {
    return py::module_::import("areena.timetable").attr(name);
}

// --- from Python -----------------------------------------------------------------------------

Assignment assignment_from(py::handle a) {
    return {get<int>(a, "activity"), get<int>(a, "mode"), get<int>(a, "start"),
            get<int>(a, "duration")};
}

std::vector<Assignment> assignments_from(const py::iterable& assignments) {
    std::vector<Assignment> all;
    for (const py::handle assignment : assignments) all.push_back(assignment_from(assignment));
    return all;
}

namespace {
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
}  // namespace

const std::map<std::string, Ending>& endings() {
    static const std::map<std::string, Ending> all{{"finished", Ending::finished},
                                                   {"work_limit", Ending::work_limit},
                                                   {"stopped", Ending::stopped}};
    return all;
}

namespace {
const std::map<std::string, Solver>& solvers() {
    static const std::map<std::string, Solver> all{
        {"own", Solver::own}, {"highs", Solver::highs}, {"automatic", Solver::automatic}};
    return all;
}
}  // namespace

Solver solver_from(const std::string& word) {
    const auto found = solvers().find(word);
    if (found == solvers().end())
        throw Error("timetable.solver",
                    quote(word) + " is no solver; one of 'own', 'highs', 'automatic'");
    return found->second;
}

namespace {
template <class E>
E word_from(const std::map<std::string, E>& words, py::handle object, const char* name) {
    return meaning_of(words, get<std::string>(object, name), attribute_name(object, name));
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
}  // namespace

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
    return timetable_class("Shortage")(py::tuple(py::cast(s.skills)), s.period, s.amount);
}

py::object left_out_to_python(const LeftOut& left_out) {
    const auto stock = [](const StockShortage& s) {
        return timetable_class("StockShortage")(s.stock, s.amount);
    };
    py::object placement = py::none();
    if (const auto& p = left_out.placement)
        placement =
            timetable_class("Placement")(p->mode, p->start, p->duration, p->missing,
                                      tuple_of(p->shortages, &shortage_to_python), p->in_order,
                                      tuple_of(p->stocks, stock));
    return timetable_class("LeftOut")(left_out.activity, word_of(reasons(), left_out.reason),
                                   left_out.mandatory, placement, left_out.other,
                                   left_out.other_placed);
}

py::object objective_to_python(const Objective& o) {
    const py::object peak = timetable_class("Peak")(fraction(o.peak.share),
                                                 py::tuple(py::cast(o.peak.skills)), o.peak.period);
    const py::object changes = timetable_class("Changes")(o.changes.dropped, o.changes.switched,
                                                       o.changes.moved);
    return timetable_class("Objective")(o.mandatory, fraction(o.value), py::tuple(py::cast(o.leximin)),
                                     o.coverage, o.ends, peak, o.pinned, o.makespan, changes);
}

namespace {
py::object stage_to_python(const Stage& stage) {
    const auto numbers = [](const std::vector<Rational>& all) {
        return tuple_of(all, [](const Rational& each) { return fraction(each); });
    };
    return timetable_class("Stage")(std::string(to_string(stage.measure)), numbers(stage.value),
                                 stage.bound ? py::object(numbers(*stage.bound)) : py::none(),
                                 stage.proved);
}

py::object proof_to_python(const Proof& proof) {
    return timetable_class("Proof")(
        proof.parts, proof.bound ? objective_to_python(*proof.bound) : py::none(), proof.work,
        word_of(solvers(), proof.solver));
}
}  // namespace

py::object assignment_to_python(const Assignment& a) {
    return timetable_class("Assignment")(a.activity, a.mode, a.start, a.duration);
}

py::object timetable_to_python(const Timetable& timetable) {
    const py::object flow_class = timetable_class("Flow");
    const auto flow = [&](const Flow& f) {
        return flow_class(f.resource, f.skill, f.period, f.amount);
    };
    return timetable_class("Timetable")(
        py::arg("assignments") = tuple_of(timetable.assignments, &assignment_to_python),
        py::arg("left_out") = tuple_of(timetable.left_out, &left_out_to_python),
        py::arg("flows") = tuple_of(timetable.flows, flow),
        py::arg("shortages") = tuple_of(timetable.shortages, &shortage_to_python),
        py::arg("objective") = objective_to_python(timetable.objective),
        py::arg("proof") = proof_to_python(timetable.proof),
        py::arg("ending") = word_of(endings(), timetable.ending), py::arg("work") = timetable.work,
        py::arg("stages") = tuple_of(timetable.stages, &stage_to_python));
}

}  // namespace areena::python
