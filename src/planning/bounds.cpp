#include "planning/bounds.hpp"

namespace areena::planning {

std::vector<ObjectiveBound> compare_with(const Objective& reached,
                                         const timetable::Bounds& limit) {
    std::vector<ObjectiveBound> out;
    const auto add = [&](std::string part, const Rational& value, const Rational& bound) {
        out.push_back({std::move(part), value, bound, value == bound});
    };
    add("support", reached.support, limit.value);
    if (reached.leximin.empty() || limit.leximin.empty()) return out;
    add("least_coverage", Rational(reached.leximin.front().units(), timetable::whole),
        Rational(limit.leximin.front(), timetable::whole));
    add("coverage", Rational(reached.coverage.units(), timetable::whole),
        Rational(limit.coverage, timetable::whole));
    return out;
}

}  // namespace areena::planning
