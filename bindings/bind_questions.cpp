#include "bind.hpp"
#include "progress.hpp"
#include "record.hpp"
#include "what_if.hpp"

#include "areena/io/json.hpp"
#include "areena/planning/prices.hpp"
#include "areena/planning/replan.hpp"

#include <pybind11/stl.h>

namespace areena::python {
namespace {

using planning::Plan;
using planning::QuestionOptions;

constexpr const char* here = "areena.planning";

QuestionOptions limits(py::object work, std::int64_t seed) {
    QuestionOptions options;
    if (!work.is_none()) options.work = work.cast<std::int64_t>();
    options.seed = seed;
    return options;
}

/// The answer as records that know the network they speak of.
template <class Row>
py::object answered(const Plan& plan, std::vector<Row> rows) {
    py::object all = record_tuple(std::move(rows));
    all.attr("_network") = plan.network();
    return all;
}

py::object ask_prices(const Plan& plan, py::object work, std::int64_t seed, py::object progress,
                      int threads) {
    const QuestionOptions options = limits(std::move(work), seed);
    Follower follower(std::move(progress), plan.network().language());
    const Progress followed = follower.progress();
    auto found = [&] {
        const py::gil_scoped_release unlocked;
        return planning::prices(plan, options, followed, threads);
    }();
    return answered(plan, std::move(found));
}

py::object ask_stress(const Plan& plan, const std::optional<std::string>& quarter, py::object work,
                      std::int64_t seed, py::object progress, int threads) {
    const QuestionOptions options = limits(std::move(work), seed);
    std::optional<Quarter> from;
    if (quarter) from = Quarter::parse(*quarter);
    Follower follower(std::move(progress), plan.network().language());
    const Progress followed = follower.progress();
    auto found = [&] {
        const py::gil_scoped_release unlocked;
        return planning::stress(plan, from, options, followed, threads);
    }();
    return answered(plan, std::move(found));
}

py::object ask_values(const Plan& plan, py::handle capacity, py::object work, std::int64_t seed,
                      py::object progress, int threads) {
    const QuestionOptions options = limits(std::move(work), seed);
    const std::vector<planning::CapacityChange> changes = changes_of(capacity);
    Follower follower(std::move(progress), plan.network().language());
    const Progress followed = follower.progress();
    auto found = [&] {
        const py::gil_scoped_release unlocked;
        return planning::capacity_values(plan, changes, options, followed, threads);
    }();
    return answered(plan, std::move(found));
}

py::object ask_replan(const Plan& plan, const std::optional<Network>& network,
                      const std::string& quarter, py::handle options, py::object progress) {
    const Network now = network ? *network : plan.network();
    const planning::PlanOptions wanted =
        options.is_none() ? plan.document().provenance.options
                          : record_cast<planning::PlanOptions>(options, "replan: options");
    const Quarter from = Quarter::parse(quarter);
    Follower follower(std::move(progress), now.language());
    const Progress followed = follower.progress();
    auto made = [&] {
        const py::gil_scoped_release unlocked;
        return planning::replan(plan, now, from, wanted, followed);
    }();
    py::tuple proved(made.proved.size());
    for (std::size_t i = 0; i < made.proved.size(); ++i) proved[i] = py::str(made.proved[i]);
    return py::module_::import("areena.planning")
        .attr("Replan")(std::move(made.plan),
                        with_network(record_object(std::move(made.comparison)), py::cast(now)),
                        proved);
}

Plan plan_of_text(const Network& network, const std::string& text) {
    planning::PlanDocument document;
    std::vector<Finding> findings = io::read_json(text, document);
    if (has_errors(findings))
        throw Error("plan.document", "this is no plan.json", std::move(findings));
    if (document.network.id != network.id())
        throw Error("plan.document", "the plan is of network '" + document.network.id.key() +
                                         "', and what it is to be read with is network '" +
                                         network.id().key() + "'; give the network that was planned");
    return {network, std::move(document)};
}

}  // namespace

void define_questions(py::module_& module, py::class_<Plan>& cls) {
    add_record(module, type_of<planning::Price>(), here);
    add_record(module, type_of<planning::CapacityValue>(), here);
    add_record(module, type_of<planning::Stress>(), here);
    cls.def("prices", &ask_prices, py::kw_only(), py::arg("work") = py::none(),
            py::arg("seed") = 1, py::arg("progress") = py::none(), py::arg("threads") = 1,
            "What it would take to have each project that is left out, and what it would cost the "
            "others: Records of Price. ``work`` limits each search.");
    cls.def("stress", &ask_stress, py::kw_only(), py::arg("quarter") = py::none(),
            py::arg("work") = py::none(), py::arg("seed") = 1, py::arg("progress") = py::none(),
            py::arg("threads") = 1,
            "What falls out, shrinks and moves if an organization's days or an expertise is lost "
            "from ``quarter`` on: Records of Stress, one for each. Raises InvalidError for a "
            "quarter outside the promise.");
    cls.def("capacity_values", &ask_values, py::kw_only(), py::arg("capacity"),
            py::arg("work") = py::none(), py::arg("seed") = 1, py::arg("progress") = py::none(),
            py::arg("threads") = 1,
            "What each change of ``capacity``, by itself, would do to the timetable: Records of "
            "CapacityValue. Takes what what_if takes; unlike what_if it does not choose anew. "
            "Where capacity grows it is never worse.");
    cls.def("replan", &ask_replan, py::arg("network") = py::none(), py::kw_only(),
            py::arg("quarter"), py::arg("options") = py::none(), py::arg("progress") = py::none(),
            "Keeps this plan from ``quarter`` on as far as ``network``, as it is now, allows: the "
            "fewest dropped, then the fewest at another scope, then the fewest moved. Returns a "
            "Replan. Raises InvalidError for a quarter outside the promise, or promises that begin "
            "at different times.");
    module.def("_plan_of_text", &plan_of_text);
}

}  // namespace areena::python
