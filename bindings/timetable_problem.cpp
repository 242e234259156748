#include "timetable_problem.hpp"

#include "plain.hpp"

#include <pybind11/stl.h>

namespace areena::python {
namespace {

using namespace areena::timetable;

using Ints = std::vector<int>;
using Amounts = std::vector<std::int64_t>;

Mode mode_from(py::handle mode) {
    return {get<std::string>(mode, "key"), get<int>(mode, "min_duration"),
            get<int>(mode, "max_duration"),
            each_of(mode, "requirements",
                    [](py::handle r) {
                        return Requirement{get<int>(r, "skill"), get<std::int64_t>(r, "amount")};
                    }),
            get<std::int64_t>(mode, "coverage"),
            each_of(mode, "consumptions", [](py::handle c) {
                return Consumption{get<int>(c, "stock"), get<std::int64_t>(c, "amount")};
            }),
            get<Rational>(mode, "value"), get<Rational>(mode, "value_per_period")};
}

Activity activity_from(py::handle activity) {
    Activity made;
    made.key = get<std::string>(activity, "key");
    made.earliest = get<int>(activity, "earliest");
    made.deadline = get<int>(activity, "deadline");
    made.modes = each_of(activity, "modes", &mode_from);
    made.prerequisites = each_of(activity, "prerequisites", [](py::handle p) {
        return Prerequisite{get<int>(p, "activity"), get<int>(p, "lag")};
    });
    made.required = get<Ints>(activity, "required");
    if (const py::object pin = activity.attr("pinned"); !pin.is_none())
        made.pinned = Pin{get<int>(pin, "mode"), get<int>(pin, "start"), get<int>(pin, "duration")};
    made.excludes = get<Ints>(activity, "excludes");
    made.value = get<Rational>(activity, "value");
    made.mandatory = get<bool>(activity, "mandatory");
    return made;
}

Beneficiary beneficiary_from(py::handle beneficiary) {
    return {get<std::string>(beneficiary, "key"), each_of(beneficiary, "needs", [](py::handle n) {
                return Need{get<std::int64_t>(n, "weight"), get<Ints>(n, "activities"),
                            get<std::int64_t>(n, "base"), get<Rational>(n, "value")};
            })};
}

py::object made(const char* name, const py::kwargs& values) {
    return py::module_::import("areena.timetable").attr(name)(**values);
}

template <class T>
py::tuple plain(const std::vector<T>& values) {
    return py::tuple(py::cast(values));
}

py::object mode_to_python(const Mode& mode) {
    const auto requirement = [](const Requirement& r) {
        return made("Requirement",
                    py::dict(py::arg("skill") = r.skill, py::arg("amount") = r.amount));
    };
    const auto consumption = [](const Consumption& c) {
        return made("Consumption",
                    py::dict(py::arg("stock") = c.stock, py::arg("amount") = c.amount));
    };
    return made("Mode", py::dict(py::arg("key") = mode.key,
                                 py::arg("min_duration") = mode.min_duration,
                                 py::arg("max_duration") = mode.max_duration,
                                 py::arg("requirements") = tuple_of(mode.requirements, requirement),
                                 py::arg("coverage") = mode.coverage,
                                 py::arg("consumptions") =
                                     tuple_of(mode.consumptions, consumption),
                                 py::arg("value") = fraction(mode.value),
                                 py::arg("value_per_period") = fraction(mode.value_per_period)));
}

py::object activity_to_python(const Activity& activity) {
    const auto prerequisite = [](const Prerequisite& p) {
        return made("Prerequisite",
                    py::dict(py::arg("activity") = p.activity, py::arg("lag") = p.lag));
    };
    py::object pinned = py::none();
    if (const std::optional<Pin>& pin = activity.pinned)
        pinned = made("Pin", py::dict(py::arg("mode") = pin->mode, py::arg("start") = pin->start,
                                      py::arg("duration") = pin->duration));
    return made("Activity",
                py::dict(py::arg("key") = activity.key, py::arg("earliest") = activity.earliest,
                         py::arg("deadline") = activity.deadline,
                         py::arg("modes") = tuple_of(activity.modes, &mode_to_python),
                         py::arg("prerequisites") = tuple_of(activity.prerequisites, prerequisite),
                         py::arg("required") = plain(activity.required),
                         py::arg("pinned") = pinned,
                         py::arg("excludes") = plain(activity.excludes),
                         py::arg("value") = fraction(activity.value),
                         py::arg("mandatory") = activity.mandatory));
}

py::object beneficiary_to_python(const Beneficiary& beneficiary) {
    const auto need = [](const Need& n) {
        return made("Need", py::dict(py::arg("weight") = n.weight,
                                     py::arg("activities") = plain(n.activities),
                                     py::arg("base") = n.base,
                                     py::arg("value") = fraction(n.value)));
    };
    return made("Beneficiary", py::dict(py::arg("key") = beneficiary.key,
                                        py::arg("needs") = tuple_of(beneficiary.needs, need)));
}

py::object resource_to_python(const Resource& resource) {
    return made("Resource", py::dict(py::arg("key") = resource.key,
                                     py::arg("skills") = plain(resource.skills),
                                     py::arg("available") = plain(resource.available)));
}

}  // namespace

Problem problem_from(py::handle problem) {
    Problem made;
    made.num_periods = get<int>(problem, "num_periods");
    made.skills = get<std::vector<std::string>>(problem, "skills");
    made.resources = each_of(problem, "resources", [](py::handle r) {
        return Resource{get<std::string>(r, "key"), get<Ints>(r, "skills"),
                        get<Amounts>(r, "available")};
    });
    made.fixed = get<std::vector<Amounts>>(problem, "fixed");
    made.activities = each_of(problem, "activities", &activity_from);
    made.beneficiaries = each_of(problem, "beneficiaries", &beneficiary_from);
    made.closed = get<Ints>(problem, "closed");
    made.stocks = each_of(problem, "stocks", [](py::handle s) {
        return Stock{get<std::string>(s, "key"), get<std::int64_t>(s, "amount")};
    });
    return made;
}

py::object problem_to_python(const Problem& problem) {
    const auto stock = [](const Stock& s) {
        return made("Stock", py::dict(py::arg("key") = s.key, py::arg("amount") = s.amount));
    };
    return made("Problem",
                py::dict(py::arg("num_periods") = problem.num_periods,
                         py::arg("skills") = plain(problem.skills),
                         py::arg("resources") = tuple_of(problem.resources, &resource_to_python),
                         py::arg("activities") = tuple_of(problem.activities, &activity_to_python),
                         py::arg("beneficiaries") =
                             tuple_of(problem.beneficiaries, &beneficiary_to_python),
                         py::arg("fixed") = tuple_of(problem.fixed, &plain<std::int64_t>),
                         py::arg("stocks") = tuple_of(problem.stocks, stock),
                         py::arg("closed") = plain(problem.closed)));
}

}  // namespace areena::python
