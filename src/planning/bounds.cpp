#include "planning/bounds.hpp"

namespace areena::planning {

namespace {
Rational share(std::int64_t millionths) { return {millionths, timetable::whole}; }
}  // namespace

std::vector<ObjectiveBound> among_plans(const Objective& reached, const timetable::Bounds& limit) {
    std::vector<ObjectiveBound> out;
    const auto add = [&](std::string part, const Rational& value, const Rational& bound) {
        out.push_back({Among::plans, std::move(part), value, bound, value == bound});
    };
    add("support", reached.support, limit.value);
    if (reached.leximin.empty() || limit.leximin.empty()) return out;
    add("least_coverage", share(reached.leximin.front().units()), share(limit.leximin.front()));
    add("coverage", share(reached.coverage.units()), share(limit.coverage));
    return out;
}

std::vector<ObjectiveBound> among_timetables(const Objective& reached, const KeptSupport& kept,
                                             const timetable::Proof& proof) {
    std::vector<ObjectiveBound> out;
    const auto add = [&](std::string part, const Rational& value, const Rational& bound,
                         bool proved) {
        out.push_back({Among::timetables, std::move(part), value, bound, proved});
    };
    if (kept.more) add("support", reached.support, reached.support + *kept.more, kept.proved);
    if (!proof.bound) return out;
    const timetable::Objective& limit = *proof.bound;
    if (!reached.leximin.empty() && !limit.leximin.empty()) {
        const bool proved = proof.parts >= 4;
        add("leximin", share(reached.leximin.front().units()), share(limit.leximin.front()),
            proved);
        add("coverage", share(reached.coverage.units()), share(limit.coverage), proved);
    }
    add("end_quarters", reached.end_quarters, limit.ends, proof.parts >= 5);
    add("peak_load", reached.peak_load, limit.peak.share, proof.parts >= 6);
    return out;
}

}  // namespace areena::planning
