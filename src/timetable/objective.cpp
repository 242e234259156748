#include "areena/timetable/objective.hpp"

#include "areena/timetable/difference.hpp"
#include "areena/timetable/spread.hpp"
#include "timetable/calendar.hpp"

#include <algorithm>

namespace areena::timetable {

namespace {

std::weak_ordering compare_part(const Objective& a, const Objective& b, Measure measure) {
    switch (measure) {
        case Measure::value: return a.value <=> b.value;
        case Measure::leximin: return a.leximin <=> b.leximin;
        case Measure::coverage: return a.coverage <=> b.coverage;
        case Measure::ends: return b.ends <=> a.ends;
        case Measure::peak: return b.peak.share <=> a.peak.share;
        case Measure::changes: return b.changes <=> a.changes;
        case Measure::makespan: return b.makespan <=> a.makespan;
    }
    return std::weak_ordering::equivalent;
}

}  // namespace

std::weak_ordering compare(const Objective& a, const Objective& b,
                           std::span<const Measure> objectives) {
    if (const auto order = a.pinned <=> b.pinned; order != 0) return order;
    if (const auto order = a.mandatory <=> b.mandatory; order != 0) return order;
    for (const Measure measure : objectives)
        if (const auto order = compare_part(a, b, measure); order != 0) return order;
    return std::weak_ordering::equivalent;
}

namespace {

/// What each activity gives to its needs, in millionths.
std::vector<std::int64_t> given_coverage(const Problem& problem,
                                         std::span<const Assignment> assignments) {
    std::vector<std::int64_t> given(problem.activities.size(), 0);
    for (const Assignment& assignment : assignments)
        given[assignment.activity] =
            problem.activities[assignment.activity].modes[assignment.mode].coverage;
    return given;
}

std::int64_t covered(const Need& need, const std::vector<std::int64_t>& given) {
    std::int64_t sum = need.base;
    for (const int activity : need.activities) sum += given[activity];
    return std::min(whole, sum);
}

Rational value_of_needs(const Problem& problem, std::span<const Assignment> assignments) {
    const std::vector<std::int64_t> given = given_coverage(problem, assignments);
    Rational sum;
    for (const Beneficiary& beneficiary : problem.beneficiaries)
        for (const Need& need : beneficiary.needs)
            if (need.value.sign() != 0) sum += need.value * Rational(covered(need, given), whole);
    return sum;
}

}  // namespace

std::vector<std::optional<std::int64_t>> coverage(const Problem& problem,
                                                  std::span<const Assignment> assignments) {
    const std::vector<std::int64_t> given = given_coverage(problem, assignments);
    std::vector<std::optional<std::int64_t>> result(problem.beneficiaries.size());
    for (std::size_t i = 0; i < result.size(); ++i) {
        std::int64_t weights = 0;
        std::int64_t weighted = 0;
        for (const Need& need : problem.beneficiaries[i].needs) {
            weights += need.weight;
            weighted += need.weight * covered(need, given);
        }
        if (weights > 0) result[i] = weighted / weights;
    }
    return result;
}

std::vector<std::vector<std::int64_t>> loads(const Problem& problem,
                                             std::span<const Assignment> assignments) {
    std::vector<std::vector<std::int64_t>> load = problem.fixed;
    if (load.empty())
        load.assign(problem.skills.size(),
                    std::vector<std::int64_t>(static_cast<std::size_t>(problem.num_periods), 0));
    const detail::Calendar calendar(problem);
    for (const Assignment& assignment : assignments) {
        const Mode& mode = problem.activities[assignment.activity].modes[assignment.mode];
        const int first = calendar.slot(assignment.start);
        const int length = calendar.slot(assignment.end()) - first;
        for (const Requirement& requirement : mode.requirements) {
            const std::vector<std::int64_t> parts = spread(requirement.amount, length);
            for (int i = 0; i < length; ++i)
                load[requirement.skill][calendar.period(first + i)] += parts[i];
        }
    }
    return load;
}

Objective evaluate(const Problem& problem, std::span<const Assignment> assignments,
                   std::span<const Assignment> earlier) {
    Objective objective;
    for (const Assignment& assignment : assignments) {
        const Activity& activity = problem.activities[assignment.activity];
        objective.pinned += activity.pinned ? 1 : 0;
        objective.mandatory += activity.mandatory ? 1 : 0;
        const Mode& mode = activity.modes[assignment.mode];
        objective.value += activity.value;
        if (mode.value.sign() != 0) objective.value += mode.value;
        if (mode.value_per_period.sign() != 0)
            objective.value +=
                mode.value_per_period * Rational(problem.num_periods - assignment.end());
        objective.ends += assignment.end();
        objective.makespan = std::max(objective.makespan, assignment.end());
    }
    if (!earlier.empty()) {
        const Difference made = difference(earlier, assignments);
        objective.changes = {static_cast<int>(made.dropped.size()),
                             static_cast<int>(made.switched.size()),
                             static_cast<int>(made.moved.size())};
    }
    objective.value += value_of_needs(problem, assignments);
    for (const std::optional<std::int64_t>& share : coverage(problem, assignments)) {
        if (!share) continue;
        objective.leximin.push_back(*share);
        objective.coverage += *share;
    }
    std::sort(objective.leximin.begin(), objective.leximin.end());

    const std::vector<std::vector<std::int64_t>> load = loads(problem, assignments);
    std::vector<std::int64_t> demand(problem.skills.size());
    for (int period = 0; period < problem.num_periods; ++period) {
        for (std::size_t s = 0; s < demand.size(); ++s) demand[s] = load[s][period];
        Peak at = peak(problem, period, demand);
        if (objective.peak.share < at.share) objective.peak = std::move(at);
    }
    return objective;
}

}  // namespace areena::timetable
