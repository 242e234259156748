#include "timetable/rewriting.hpp"

#include "areena/core/error.hpp"
#include "areena/timetable/capacity.hpp"
#include "areena/timetable/spread.hpp"

#include <algorithm>
#include <numeric>

namespace areena::timetable::detail {

namespace {

/// What is left of a mode from the period `spent` of its duration on.
Mode rest_of(const Mode& mode, int duration, int spent) {
    Mode rest = mode;
    rest.min_duration = rest.max_duration = duration - spent;
    for (Requirement& r : rest.requirements) {
        const std::vector<std::int64_t> parts = spread(r.amount, duration);
        r.amount = std::accumulate(parts.begin() + spent, parts.end(), std::int64_t{0});
    }
    return rest;
}

/// The exclusions of what is pinned are told to the others; among the pinned there are none.
void hand_over_exclusions(Problem& problem, int activity, const std::vector<char>& is_pinned) {
    for (const int other : problem.activities[activity].excludes) {
        std::vector<int>& theirs = problem.activities[other].excludes;
        if (is_pinned[other] == 0 && std::find(theirs.begin(), theirs.end(), activity) == theirs.end())
            theirs.push_back(activity);
    }
    problem.activities[activity].excludes.clear();
}

}  // namespace

std::vector<int> needed_by(const Activity& activity) {
    std::vector<int> all = activity.required;
    for (const Prerequisite& before : activity.prerequisites) all.push_back(before.activity);
    return all;
}

void bar(Problem& problem, int activity) {
    Activity& it = problem.activities[activity];
    it.mandatory = false;
    it.modes.resize(1);
    it.modes[0].min_duration = it.modes[0].max_duration = problem.num_periods + 1;
}

std::vector<Assignment> pin(Problem& problem, std::span<const Assignment> assignments, int from) {
    std::vector<char> is_pinned(problem.activities.size(), 0);
    for (const Assignment& a : assignments) is_pinned[a.activity] = 1;
    std::vector<Assignment> start;
    for (const Assignment& a : assignments) {
        hand_over_exclusions(problem, a.activity, is_pinned);
        Activity& it = problem.activities[a.activity];
        Mode mode = it.modes[a.mode];
        Assignment at{a.activity, 0, a.start, a.duration};
        if (a.end() <= from) {
            mode.min_duration = mode.max_duration = a.duration;
            mode.requirements.clear();
        } else {
            const int spent = std::max(0, from - a.start);
            mode = rest_of(mode, a.duration, spent);
            at.start += spent;
            at.duration -= spent;
        }
        it.earliest = at.start;
        it.deadline = at.end();
        it.modes = {std::move(mode)};
        it.prerequisites.clear();
        it.required.clear();
        it.mandatory = true;
        start.push_back(at);
    }
    return start;
}

void meet_standing(Problem& problem) {
    if (problem.fixed.empty()) return;
    std::vector<std::int64_t> demand(problem.skills.size());
    for (int period = 0; period < problem.num_periods; ++period) {
        for (std::size_t s = 0; s < demand.size(); ++s) demand[s] = problem.fixed[s][period];
        const Supply met = supply(problem, period, demand);
        if (met.missing == 0) continue;
        for (std::vector<std::int64_t>& row : problem.fixed) row[period] = 0;
        for (const Flow& flow : met.flows) problem.fixed[flow.skill][period] += flow.amount;
    }
}

int add_skill(Problem& problem, const std::string& name, std::vector<std::int64_t> available) {
    const int skill = static_cast<int>(problem.skills.size());
    problem.skills.push_back('\n' + name);  // no key of a document has a line break
    problem.resources.push_back({problem.skills.back(), {skill}, std::move(available)});
    if (!problem.fixed.empty())
        problem.fixed.emplace_back(static_cast<std::size_t>(problem.num_periods), 0);
    return skill;
}

bool fit_together(const Problem& problem, std::span<const Assignment> assignments) {
    std::vector<std::int64_t> left;
    for (const Stock& stock : problem.stocks) left.push_back(stock.amount);
    for (const Assignment& a : assignments)
        for (const Consumption& each : problem.activities[a.activity].modes[a.mode].consumptions)
            if ((left[each.stock] -= each.amount) < 0) return false;
    const std::vector<std::vector<std::int64_t>> all = loads(problem, assignments);
    const std::vector<std::vector<std::int64_t>> standing = loads(problem, {});
    std::vector<std::int64_t> demand(problem.skills.size());
    const auto missing = [&](const std::vector<std::vector<std::int64_t>>& load, int period) {
        for (std::size_t s = 0; s < demand.size(); ++s) demand[s] = load[s][period];
        return supply(problem, period, demand).missing;
    };
    for (int period = 0; period < problem.num_periods; ++period)
        if (missing(all, period) != missing(standing, period)) return false;
    return true;
}

void check_assignments(const Problem& problem, std::span<const Assignment> assignments,
                       const std::string& where) {
    std::vector<char> seen(problem.activities.size(), 0);
    const auto there_are = [](std::size_t n) { return "; there are " + std::to_string(n); };
    for (const Assignment& a : assignments) {
        if (a.activity < 0 || static_cast<std::size_t>(a.activity) >= seen.size())
            throw Error("timetable.index", where + " names activity number " +
                                               std::to_string(a.activity) + there_are(seen.size()));
        const Activity& it = problem.activities[a.activity];
        if (a.mode < 0 || static_cast<std::size_t>(a.mode) >= it.modes.size())
            throw Error("timetable.index", where + " names mode number " + std::to_string(a.mode) +
                                               " of activity '" + it.key + "'" +
                                               there_are(it.modes.size()));
        if (a.start < 0 || a.duration < 1 || a.duration > problem.num_periods - a.start)
            throw Error("timetable.index",
                        where + " has activity '" + it.key + "' in " + std::to_string(a.duration) +
                            " periods from number " + std::to_string(a.start) +
                            there_are(static_cast<std::size_t>(problem.num_periods)) + " periods");
        if (seen[a.activity] != 0)
            throw Error("timetable.duplicate",
                        where + " names activity '" + it.key + "' twice");
        seen[a.activity] = 1;
    }
}

}  // namespace areena::timetable::detail
