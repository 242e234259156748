#include "bind.hpp"
#include "progress.hpp"
#include "record.hpp"
#include "what_if.hpp"

#include "areena/planning/what_if.hpp"

namespace areena::python {
namespace {

using planning::CapacityChange;
using planning::Plan;

constexpr const char* here = "areena.planning";
constexpr const char* key_rule =
    "what_if: a key of capacity is an organization, or (organization, expertise), or "
    "(organization, expertise, quarters); None stands for all, quarters is \"2027Q3\" or "
    "(\"2027Q3\", \"2028Q1\") with the end not included";

std::string comparison_text(const void* value) {
    return static_cast<const planning::Comparison*>(value)->summary;
}

std::string text_of(py::handle value) {
    if (!py::isinstance<py::str>(value)) throw py::type_error(key_rule);
    return value.cast<std::string>();
}

Period quarters_of(py::handle value) {
    if (py::isinstance<py::tuple>(value)) {
        const auto ends = py::reinterpret_borrow<py::tuple>(value);
        if (ends.size() != 2) throw py::type_error(key_rule);
        return {Quarter::parse(text_of(ends[0])), Quarter::parse(text_of(ends[1]))};
    }
    const Quarter quarter = Quarter::parse(text_of(value));
    return {quarter, quarter + 1};
}

CapacityChange change_of(py::handle key, py::handle amount) {
    if (!py::isinstance<py::str>(amount) && !py::isinstance<py::int_>(amount) &&
        !py::isinstance<py::float_>(amount) && !py::hasattr(amount, "as_tuple"))
        throw py::type_error("what_if: an amount is a percentage such as \"-50%\", or days such as "
                             "\"-2.5\" or Decimal(\"-2.5\")");
    CapacityChange out = planning::parse_amount(py::str(amount).cast<std::string>());
    py::tuple parts = py::isinstance<py::tuple>(key) ? py::reinterpret_borrow<py::tuple>(key)
                                                     : py::make_tuple(key);
    if (parts.empty() || parts.size() > 3) throw py::type_error(key_rule);
    if (!parts[0].is_none()) out.organization = OrganizationId(text_of(parts[0]));
    if (parts.size() > 1 && !parts[1].is_none()) out.expertise = ExpertiseId(text_of(parts[1]));
    if (parts.size() > 2 && !parts[2].is_none()) out.quarters = quarters_of(parts[2]);
    return out;
}

}  // namespace

std::vector<CapacityChange> changes_of(py::handle capacity) {
    std::vector<CapacityChange> out;
    if (py::isinstance<py::dict>(capacity)) {
        for (const auto& [key, amount] : py::reinterpret_borrow<py::dict>(capacity))
            out.push_back(change_of(key, amount));
        return out;
    }
    if (!py::isinstance<py::sequence>(capacity) || py::isinstance<py::str>(capacity))
        throw py::type_error("what_if: capacity is a dict of amounts or a list of CapacityChange");
    for (py::handle change : py::reinterpret_borrow<py::sequence>(capacity))
        out.push_back(record_cast<CapacityChange>(change, "what_if: capacity"));
    return out;
}

namespace {

py::object ask(const Plan& plan, py::handle capacity, py::object progress, int threads) {
    const std::vector<CapacityChange> changes = changes_of(capacity);
    Follower follower(std::move(progress), plan.network().language());
    const Progress followed = follower.progress();
    auto answer = [&] {
        const py::gil_scoped_release unlocked;
        return planning::what_if(plan, changes, followed, threads);
    }();
    return py::module_::import("areena.planning")
        .attr("WhatIf")(std::move(answer.plan),
                        with_network(record_object(std::move(answer.comparison)),
                                     py::cast(plan.network())));
}

}  // namespace

void define_what_if(py::module_& module, py::class_<Plan>& cls) {
    add_record(module, type_of<planning::CommitmentChange>(), here);
    add_record(module, type_of<planning::Move>(), here);
    add_record(module, type_of<planning::Rescope>(), here);
    add_record(module, type_of<planning::CoverageChange>(), here);
    add_record(module, type_of<planning::ReasonChange>(), here);
    add_record(module, type_of<planning::ObjectiveChange>(), here);
    add_record(module, type_of<planning::Comparison>(), here, &comparison_text);
    add_record(module, type_of<CapacityChange>(), here);
    cls.def(
        "compare",
        [](const Plan& plan, const Plan& other) {
            return with_network(record_object(planning::compare(plan, other)),
                                py::cast(plan.network()));
        },
        py::arg("other"),
        "What changes from this plan to the other: commitments added, dropped, moved, rescoped, "
        "coverage gained and lost, the objective part by part. ``str()`` says it in words.");
    cls.def("what_if", &ask, py::kw_only(), py::arg("capacity"), py::arg("progress") = py::none(),
            py::arg("threads") = 1,
            "Plans again with changed capacities. ``capacity`` maps an organization, or "
            "(organization, expertise), or (organization, expertise, quarters) to an amount: "
            "``{(\"kuntaliitto\", \"law\"): \"-100%\"}``; or lists CapacityChange. Returns a "
            "WhatIf: the new plan and the comparison with this one. Raises NotFoundError, and "
            "InvalidError if a change selects no agreed capacity.");
}

}  // namespace areena::python
