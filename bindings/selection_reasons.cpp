#include "selection_reasons.hpp"

#include "plain.hpp"
#include "selection_plain.hpp"

#include "areena/core/error.hpp"
#include "areena/core/nearest.hpp"

#include <pybind11/stl.h>

namespace areena::python {
namespace {

using namespace areena::selection;

}  // namespace

int project_index(const Instance& instance, const std::string& id) {
    std::vector<std::string_view> ids;
    for (std::size_t i = 0; i < instance.projects.size(); ++i) {
        if (instance.projects[i].id == id) return static_cast<int>(i);
        ids.push_back(instance.projects[i].id);
    }
    const auto near = nearest(id, ids);
    throw Error("selection.project",
                "no project " + quote(id) +
                    (near.empty() ? "" : "; did you mean " + quote(near.front()) + "?"),
                ErrorKind::not_found);
}

py::object to_python(const Instance& instance, const EjrPlus& checked) {
    const py::object group_class = selection_class("UnderservedGroup");
    const auto group = [&](const UnderservedGroup& g) {
        return group_class(
            py::arg("project") = instance.projects[static_cast<std::size_t>(g.project)].id,
            py::arg("voters") = g.voters, py::arg("ballots") = py::tuple(py::cast(g.groups)),
            py::arg("deserved") = g.deserved ? fraction(*g.deserved) : py::object(py::none()),
            py::arg("got") = fraction(g.got));
    };
    return selection_class("EjrPlus")(py::arg("holds") = checked.holds,
                                   py::arg("underserved") = tuple_of(checked.underserved, group));
}

py::object to_python(const Instance& instance, const AllOutcomes& all) {
    const auto id = [&](int p) {
        return py::str(instance.projects[static_cast<std::size_t>(p)].id);
    };
    const auto winners = [&](const TiedOutcome& o) { return tuple_of(o.order, id); };
    return selection_class("AllOutcomes")(py::arg("outcomes") = tuple_of(all.outcomes, winners),
                                       py::arg("complete") = all.complete,
                                       py::arg("runs") = all.runs);
}

py::object to_python(const Instance& instance, const Selection& selection, const WhyNot& why) {
    const auto id = [&](int p) {
        return py::str(instance.projects[static_cast<std::size_t>(p)].id);
    };
    const py::object outspent_class = selection_class("Outspent");
    const auto outspent = [&](const Outspent& o) {
        return outspent_class(py::arg("project") = id(o.project), py::arg("voters") = o.voters,
                              py::arg("paid") = fraction(o.paid));
    };
    const auto maybe = [](const std::optional<Rational>& value) {
        return value ? fraction(*value) : py::object(py::none());
    };
    py::object last = py::none();
    if (why.last_affordable) {
        const std::size_t round = why.last_affordable->round;
        const py::object before = round < selection.rounds.size()
                                      ? py::object(id(selection.rounds[round].project))
                                      : py::object(py::none());
        last = selection_class("LastAffordable")(
            py::arg("round") = round + 1, py::arg("before") = before,
            py::arg("money") = fraction(why.last_affordable->money));
    }
    const auto joiner = [](const Joiner& j) { return py::make_tuple(j.group, j.voters); };
    return selection_class("WhyNot")(
        py::arg("project") = id(why.project), py::arg("cost") = why.cost,
        py::arg("votes") = why.votes, py::arg("budget_left") = why.budget_left,
        py::arg("effective_support") = maybe(why.effective_support),
        py::arg("last_affordable") = last, py::arg("money_left") = maybe(why.money_left),
        py::arg("outspent") = tuple_of(why.outspent, outspent),
        py::arg("largest_cost") = why.largest_cost, py::arg("is_largest") = why.is_largest,
        py::arg("extra_supporters") = why.extra_supporters,
        py::arg("is_fewest") = why.is_fewest, py::arg("joiners") = tuple_of(why.joiners, joiner));
}

}  // namespace areena::python
