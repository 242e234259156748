#include "areena/timetable/timetable.hpp"

#include <algorithm>

namespace areena::timetable {

std::vector<Rational> amounts(const Objective& objective, Measure measure) {
    switch (measure) {
        case Measure::value: return {objective.value};
        case Measure::leximin: return {objective.leximin.begin(), objective.leximin.end()};
        case Measure::coverage: return {objective.coverage};
        case Measure::ends: return {objective.ends};
        case Measure::peak: return {objective.peak.share};
        case Measure::changes:
            return {objective.changes.dropped, objective.changes.switched, objective.changes.moved};
        case Measure::makespan: return {objective.makespan};
    }
    return {};
}

std::optional<Rational> gap(const Stage& stage) {
    if (!stage.bound) return std::nullopt;
    const auto [reached, limit] = std::mismatch(stage.value.begin(), stage.value.end(),
                                                stage.bound->begin(), stage.bound->end());
    if (reached == stage.value.end() || limit == stage.bound->end()) return Rational();
    const Rational apart = *reached < *limit ? *limit - *reached : *reached - *limit;
    return apart / (limit->sign() != 0 ? *limit : *reached);
}

}  // namespace areena::timetable
