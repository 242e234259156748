#include "areena/timetable/objective.hpp"

#include "areena/timetable/spread.hpp"
#include "timetable/calendar.hpp"

#include <algorithm>

namespace areena::timetable {

std::weak_ordering compare(const Objective& a, const Objective& b) {
    if (const auto order = a.pinned <=> b.pinned; order != 0) return order;
    if (const auto order = a.mandatory <=> b.mandatory; order != 0) return order;
    if (const auto order = a.value <=> b.value; order != 0) return order;
    if (const auto order = a.leximin <=> b.leximin; order != 0) return order;
    if (const auto order = a.coverage <=> b.coverage; order != 0) return order;
    if (const auto order = b.ends <=> a.ends; order != 0) return order;
    return b.peak.share <=> a.peak.share;
}

std::vector<std::optional<std::int64_t>> coverage(const Problem& problem,
                                                  std::span<const Assignment> assignments) {
    std::vector<std::int64_t> given(problem.activities.size(), 0);
    for (const Assignment& assignment : assignments)
        given[assignment.activity] =
            problem.activities[assignment.activity].modes[assignment.mode].coverage;
    std::vector<std::optional<std::int64_t>> result(problem.beneficiaries.size());
    for (std::size_t i = 0; i < result.size(); ++i) {
        std::int64_t weights = 0;
        std::int64_t covered = 0;
        for (const Need& need : problem.beneficiaries[i].needs) {
            std::int64_t sum = need.base;
            for (const int activity : need.activities) sum += given[activity];
            weights += need.weight;
            covered += need.weight * std::min(whole, sum);
        }
        if (weights > 0) result[i] = covered / weights;
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

Objective evaluate(const Problem& problem, std::span<const Assignment> assignments) {
    Objective objective;
    for (const Assignment& assignment : assignments) {
        const Activity& activity = problem.activities[assignment.activity];
        objective.pinned += activity.pinned ? 1 : 0;
        objective.mandatory += activity.mandatory ? 1 : 0;
        objective.value += activity.value;
        objective.ends += assignment.end();
    }
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
