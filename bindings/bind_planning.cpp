#include "bind.hpp"
#include "pickling.hpp"
#include "progress.hpp"
#include "record.hpp"
#include "what_if.hpp"

#include "areena/io/json.hpp"
#include "areena/io/ledger_json.hpp"
#include "areena/planning/choose.hpp"
#include "areena/planning/plan.hpp"

#include <pybind11/stl/filesystem.h>

#include <filesystem>

namespace areena::python {
namespace {

using planning::Explanation;
using planning::LeftOut;
using planning::Plan;
using planning::PlanDocument;
using planning::PlanOptions;

constexpr const char* here = "areena.planning";

std::string left_out_text(const void* value) { return static_cast<const LeftOut*>(value)->message; }

std::string choice_reason_text(const void* value) {
    const auto& reason = *static_cast<const planning::ChoiceReason*>(value);
    const bool is_choice = reason.left_out_by == planning::LeftOutBy::choice;
    std::string text = reason.commitment.key() + " was left out by the " +
                       (is_choice ? "choice: " : "timetable: ") +
                       std::to_string(reason.supporters) + " supporters";
    if (reason.extra_supporters)
        text += "; " + std::to_string(*reason.extra_supporters) + " more would have been enough";
    if (reason.largest_cost)
        text += "; at " + to_string(*reason.largest_cost) + " person-days instead of " +
                to_string(reason.cost) + " it would have been chosen";
    return text;
}

std::string explanation_text(const void* value) {
    const auto& explanation = *static_cast<const Explanation*>(value);
    if (explanation.left_out)
        return explanation.commitment.key() + " is left out: " + explanation.left_out->message;
    std::string text = explanation.commitment.key() + " is in the plan";
    if (const auto& scheduled = explanation.scheduled)
        text += ": scope " + scheduled->scope.key() + ", " +
                to_string(Period{scheduled->start, scheduled->end}) + " (the end not included)";
    if (const auto& chosen = explanation.chosen; chosen && !chosen->support.empty())
        text += "; carried by " + std::to_string(chosen->support.size()) + " members";
    else if (chosen && explanation.rule)
        text += "; chosen by " + std::string(selection::name_of(*explanation.rule));
    return text;
}

void bind_records(py::module_& module) {
    add_enum(module, type_of<selection::Rule>(), here);
    add_enum(module, type_of<selection::Utility>(), here);
    add_enum(module, type_of<selection::Completion>(), here);
    add_enum(module, type_of<selection::TieKey>(), here);
    add_enum(module, type_of<planning::ChoiceResources>(), here);
    add_enum(module, type_of<planning::ChoiceStep>(), here);
    add_enum(module, type_of<planning::BallotBasis>(), here);
    add_enum(module, type_of<planning::Among>(), here);
    add_enum(module, type_of<planning::LeftOutBy>(), here);
    add_enum(module, type_of<planning::EnoughUntold>(), here);
    add_record(module, type_of<planning::ChoiceCategory>(), here);
    add_record(module, type_of<planning::CarriedBalance>(), here);
    add_record(module, type_of<planning::CarryOver>(), here);
    add_record(module, type_of<planning::ChoiceOptions>(), here);
    add_record(module, type_of<planning::Support>(), here);
    add_record(module, type_of<planning::Chosen>(), here);
    add_record(module, type_of<planning::SharedResource>(), here);
    add_record(module, type_of<planning::CategoryOutcome>(), here);
    add_record(module, type_of<planning::Choice>(), here);
    add_record(module, type_of<planning::LedgerEntry>(), here);
    add_record(module, type_of<planning::Exclusion>(), here);
    add_record(module, type_of<planning::Pass>(), here);
    add_record(module, type_of<planning::Contribution>(), here);
    add_record(module, type_of<planning::Scheduled>(), here);
    add_record(module, type_of<planning::NeedCoverage>(), here);
    add_record(module, type_of<planning::MemberCoverage>(), here);
    add_record(module, type_of<planning::Shortage>(), here);
    add_record(module, type_of<LeftOut>(), here, &left_out_text);
    add_record(module, type_of<planning::Objective>(), here);
    add_record(module, type_of<planning::ObjectiveBound>(), here);
    add_record(module, type_of<planning::VerifiedClaim>(), here);
    add_record(module, type_of<planning::Verification>(), here);
    add_record(module, type_of<PlanOptions>(), here);
    add_record(module, type_of<planning::EarlierPlan>(), here);
    add_record(module, type_of<planning::Provenance>(), here);
    add_record(module, type_of<planning::NetworkReference>(), here);
    add_record(module, type_of<PlanDocument>(), here);
    add_record(module, type_of<planning::SharedEffort>(), here);
    add_record(module, type_of<planning::ChoiceReason>(), here, &choice_reason_text);
    add_record(module, type_of<Explanation>(), here, &explanation_text);
}

Owner document_of(const Plan& plan) {
    const auto owner = std::make_shared<const Plan>(plan);
    return {owner, &owner->document()};
}

py::object plan_get(const Plan& plan, const Field& field) {
    const Owner document = document_of(plan);
    py::object value = to_python(field.type(), member_of(field, document.get()), document);
    if (field.type().kind == Kind::list && field.type().element().kind == Kind::record)
        value.attr("_network") = plan.network();
    return value;
}

py::object choice_explained(const Plan& plan, bool enough, py::object progress) {
    Follower follower(std::move(progress), plan.network().language());
    const Progress followed = follower.progress();
    auto reasons = [&] {
        const py::gil_scoped_release unlocked;
        const auto told = enough ? planning::Enough::told : planning::Enough::left_open;
        return planning::explain_choice(plan, told, followed);
    }();
    py::object value = record_tuple(std::move(reasons));
    value.attr("_network") = py::cast(plan.network());
    return value;
}

py::object explained(const Plan& plan, const std::string& id) {
    return with_network(record_object(plan.explain(CommitmentId(id))), py::cast(plan.network()));
}

Plan make_plan(const Network& network, py::handle options, py::object progress, int threads) {
    const auto& wanted = record_cast<PlanOptions>(options, "plan: options");
    Follower follower(std::move(progress), network.language());
    const Progress followed = follower.progress();
    const py::gil_scoped_release unlocked;
    return planning::plan(network, wanted, followed, threads);
}

py::object make_choice(const Network& network, py::handle options, py::object progress) {
    const auto& wanted = record_cast<planning::ChoiceOptions>(options, "choose: options");
    Follower follower(std::move(progress), network.language());
    const Progress followed = follower.progress();
    planning::Choice choice;
    {
        const py::gil_scoped_release unlocked;
        choice = planning::choose(network, wanted, followed);
    }
    return with_network(record_object(std::move(choice)), py::cast(network));
}

py::object read_ledger(const std::filesystem::path& path) {
    io::LedgerFile file;
    {
        const py::gil_scoped_release unlocked;
        file = io::read_ledger_file(path);
    }
    std::vector<planning::LedgerEntry> entries;
    for (const selection::LedgerEntry& row : file.entries)
        entries.push_back({MemberId(row.voter), row.carried, row.share, row.spent, row.balance});
    return record_tuple(std::move(entries));
}

std::string ledger_json(const Plan& plan) {
    io::LedgerFile file{plan.document().network.id.key(), plan.document().period, {}};
    for (const planning::LedgerEntry& row : plan.document().ledger)
        file.entries.push_back(
            {row.member.key(), row.carried, row.share, row.spent, row.balance});
    return io::write_ledger(file);
}

Plan restored(const py::tuple& state) {
    PlanDocument document;
    std::vector<Finding> findings = io::read_json(state[1].cast<std::string>(), document);
    if (has_errors(findings))
        throw Error("pickle.content", "the pickled plan is not valid", std::move(findings));
    return {state[0].cast<Network>(), std::move(document)};
}

void define_properties(py::class_<Plan>& cls) {
    for (const Field& field : type_of<PlanDocument>().fields) {
        const std::string name(field.name);
        if (name == "format" || name == "version" || name == "network") continue;
        cls.def_property_readonly(
            name.c_str(), [&field](const Plan& plan) { return plan_get(plan, field); },
            std::string(field.sentence).c_str());
    }
    cls.def_property_readonly("network", &Plan::network, "The network that was planned.");
    cls.def_property_readonly(
        "document",
        [](const Plan& plan) {
            return make_record(class_of(type_of<PlanDocument>()), document_of(plan));
        },
        "Everything that plan.json holds.");
}

/// Calls `module.function(plan, language=...)`, written in Python.
void define_face(py::class_<Plan>& cls, const char* name, const char* module, const char* function,
                 const char* doc) {
    cls.def(
        name,
        [module, function](const Plan& plan, py::object language) {
            const py::object face = py::module_::import(module).attr(function);
            return face(plan, py::arg("language") = language);
        },
        py::kw_only(), py::arg("language") = py::none(), doc);
}

void define_faces(py::class_<Plan>& cls) {
    define_face(cls, "tables", "areena.records", "plan_tables",
                "A dict of RecordTables that join by commitment and member: chosen, support, timetable, "
                "contributions, coverage, needs, left_out, shortages. Titles are in `language` (by "
                "default the network's own).");
    define_face(cls, "to_arrow", "areena.frames", "plan_arrow",
                "The tables as a dict of pyarrow Tables.");
    define_face(cls, "to_pandas", "areena.frames", "plan_frames",
                "The tables as a dict of pandas DataFrames.");
    define_face(cls, "to_polars", "areena.frames", "plan_polars",
                "The tables as a dict of polars DataFrames.");
    define_face(cls, "gantt", "areena.plot", "gantt",
                "When each commitment is worked on, as a chart: areena.plot.gantt of this plan.");
    cls.def("_repr_html_", [](const Plan& plan) {
        return py::module_::import("areena._faces").attr("plan_html")(plan);
    });
    cls.def(
        "_repr_mimebundle_",
        [](const Plan& plan, py::object include, py::object exclude) {
            return py::module_::import("areena._faces").attr("plan_bundle")(plan, include, exclude);
        },
        py::arg("include") = py::none(), py::arg("exclude") = py::none());
}

void define_plan(py::class_<Plan>& cls) {
    cls.def(py::init([](const py::args&, const py::kwargs&) -> Plan {
        throw py::type_error("a Plan comes from areena.plan");
    }));
    define_properties(cls);
    cls.def(
        "explain", &explained, py::arg("commitment"),
        "Where a commitment stands in the plan, and why. Raises NotFoundError.");
    cls.def("explain_choice", &choice_explained, py::kw_only(), py::arg("enough") = true,
            py::arg("progress") = py::none(),
            "How the choice came to leave each project out: a tuple of ChoiceReason in the order of "
            "``left_out``. `enough`: whether to tell what would have been enough, for which the "
            "choice is run again; with a thousand members and hundreds of projects that takes "
            "minutes.");
    cls.def(
        "to_json",
        [](const Plan& plan) { return io::write_json(plan.document(), io::JsonStyle::pretty); },
        "The content of plan.json; the same plan gives the same bytes.");
    cls.def("__eq__", [](const Plan& a, const Plan& b) { return a == b; }, py::is_operator());
    cls.def("__hash__", [](const Plan& plan) {
        return std::hash<std::string>{}(plan.document().provenance.network_hash);
    });
    cls.def("__repr__", [](const Plan& plan) {
        const PlanDocument& document = plan.document();
        return "<Plan of " + quote(document.network.id.key()) + ": " +
               std::to_string(document.timetable.size()) + " commitments scheduled, " +
               std::to_string(document.left_out.size()) + " left out>";
    });
    cls.def("__copy__", [](py::object self) { return self; });
    cls.def("__deepcopy__", [](py::object self, py::handle) { return self; }, py::arg("memo"));
    add_pickling(
        cls,
        [](const Plan& plan) {
            return py::make_tuple(plan.network(), io::write_json(plan.document()));
        },
        &restored);
}

}  // namespace

void bind_planning(py::module_& module) {
    bind_records(module);
    py::class_<Plan> cls(module, "Plan",
                         "A plan: what was chosen and why, when it is done and by whom, what was "
                         "left out and why. Immutable; holds its network.");
    cls.attr("__module__") = "areena";
    define_plan(cls);
    define_faces(cls);
    define_what_if(module, cls);
    module.def("_choose", &make_choice, py::arg("network"), py::arg("options"),
               py::arg("progress"));
    module.def("_read_ledger", &read_ledger, py::arg("path"));
    module.def("_ledger_json", &ledger_json, py::arg("plan"));
    define_questions(module, cls);
    module.def("_default_plan_options", [] { return record_object(PlanOptions{}); });
    module.def("_plan", &make_plan, py::arg("network"), py::arg("options"), py::arg("progress"),
               py::arg("threads"));
}

}  // namespace areena::python
