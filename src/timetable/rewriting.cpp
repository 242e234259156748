#include "timetable/rewriting.hpp"

#include "areena/core/error.hpp"
#include "areena/timetable/capacity.hpp"
#include "areena/timetable/spread.hpp"
#include "timetable/calendar.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

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
        const bool is_told = std::find(theirs.begin(), theirs.end(), activity) != theirs.end();
        if (is_pinned[other] == 0 && !is_told)
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

int open_length(const Problem& problem, const Assignment& assignment) {
    const Calendar calendar(problem);
    return calendar.slot(assignment.end()) - calendar.slot(assignment.start);
}

void loosen_pins(Problem& problem) {
    for (Activity& it : problem.activities) {
        if (!it.pinned) continue;
        const Pin pin = *std::exchange(it.pinned, std::nullopt);
        for (Mode& mode : it.modes) mode.min_duration = mode.max_duration = problem.num_periods + 1;
        Mode& mode = it.modes[pin.mode];
        mode.min_duration = mode.max_duration =
            open_length(problem, {0, pin.mode, pin.start, pin.duration});
        it.earliest = pin.start;
        it.deadline = pin.end();
        it.mandatory = true;
    }
}

void devalue(Problem& problem) {
    for (Activity& activity : problem.activities) {
        activity.value = 0;
        for (Mode& mode : activity.modes) mode.value = mode.value_per_period = 0;
    }
    for (Beneficiary& beneficiary : problem.beneficiaries)
        for (Need& need : beneficiary.needs) need.value = 0;
}

void bar(Problem& problem, int activity) {
    Activity& it = problem.activities[activity];
    it.mandatory = false;
    it.pinned.reset();
    it.modes.resize(1);
    it.modes[0].min_duration = it.modes[0].max_duration = problem.num_periods + 1;
}

std::vector<Assignment> pin(Problem& problem, std::span<const Assignment> assignments, int from) {
    std::vector<char> is_pinned(problem.activities.size(), 0);
    for (const Assignment& a : assignments) is_pinned[a.activity] = 1;
    const Calendar calendar(problem);
    std::vector<Assignment> start;
    for (const Assignment& a : assignments) {
        if (!calendar.is_open(a.start) || !calendar.is_open(a.end() - 1)) {
            bar(problem, a.activity);
            continue;
        }
        hand_over_exclusions(problem, a.activity, is_pinned);
        Activity& it = problem.activities[a.activity];
        Mode mode = it.modes[a.mode];
        Assignment at{a.activity, 0, a.start, a.duration};
        const int length = open_length(problem, a);
        if (a.end() <= from) {
            mode.min_duration = mode.max_duration = length;
            mode.requirements.clear();
        } else {
            const int first = calendar.slot(std::max(from, a.start));
            mode = rest_of(mode, length, first - calendar.slot(a.start));
            at.start = calendar.period(first);
            at.duration = a.end() - at.start;
        }
        it.earliest = at.start;
        it.deadline = at.end();
        it.modes = {std::move(mode)};
        it.prerequisites.clear();
        it.required.clear();
        it.pinned.reset();
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
