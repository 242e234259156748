#pragma once

#include "areena/timetable/problem.hpp"

#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

/// \file
/// Projects of PSPLIB (Kolisch and Sprecher 1997) in Patterson's form: activities and resources;
/// what there is of each resource; then for each activity its duration, what it takes of each, how
/// many come after it, and which, counted from 1.

namespace areena::benchmarks {

inline int project_number(std::istream& in) {
    int number = 0;
    if (!(in >> number)) throw std::runtime_error("the file ends early, or holds no number");
    return number;
}

/// A mandatory activity in one mode; one without a duration is left to the caller.
inline timetable::Activity project_activity(int number, int duration) {
    timetable::Activity made;
    made.key = "a" + std::to_string(number);
    made.mandatory = true;
    timetable::Mode mode;
    mode.key = "only";
    mode.min_duration = mode.max_duration = duration;
    made.modes = {std::move(mode)};
    return made;
}

/// Leaves out what takes no time, and hands its order on to those after it. `after` has for each
/// activity those that come after it; activities stand in an order that keeps it.
inline void keep_those_that_take_time(timetable::Problem& problem,
                                      std::vector<std::vector<int>> after) {
    const std::size_t n = problem.activities.size();
    std::vector<std::vector<int>> before(n);
    for (std::size_t a = 0; a < n; ++a)
        for (const int next : after[a]) before.at(static_cast<std::size_t>(next)).push_back(static_cast<int>(a));
    std::vector<std::vector<int>> waits(n);  // for those that take time
    std::vector<int> number(n, -1);
    std::vector<timetable::Activity> kept;
    for (std::size_t a = 0; a < n; ++a) {
        std::vector<char> seen(n, 0);
        for (const int b : before[a]) {
            if (static_cast<std::size_t>(b) >= a) throw std::runtime_error("out of order");
            if (number[b] >= 0) seen[b] = 1;
            for (const int other : number[b] < 0 ? waits[b] : std::vector<int>{}) seen[other] = 1;
        }
        for (std::size_t b = 0; b < n; ++b)
            if (seen[b] != 0) waits[a].push_back(static_cast<int>(b));
        timetable::Activity& made = problem.activities[a];
        if (made.modes[0].max_duration == 0) continue;
        for (const int b : waits[a]) made.prerequisites.push_back({number[b]});
        number[a] = static_cast<int>(kept.size());
        kept.push_back(std::move(made));
    }
    problem.activities = std::move(kept);
}

/// As many periods as all activities take one after the other, and what there is in each.
inline void set_horizon(timetable::Problem& problem) {
    problem.num_periods = 0;
    for (const timetable::Activity& each : problem.activities)
        problem.num_periods += each.modes[0].max_duration;
    for (timetable::Activity& each : problem.activities) each.deadline = problem.num_periods;
    for (timetable::Resource& each : problem.resources)
        each.available.assign(static_cast<std::size_t>(problem.num_periods), each.available.at(0));
}

inline timetable::Problem read_psplib(const std::string& path) {
    std::ifstream in(path);
    timetable::Problem problem;
    const int n = project_number(in);
    const int k = project_number(in);
    for (int r = 0; r < k; ++r) {
        problem.skills.push_back("r" + std::to_string(r));
        problem.resources.push_back({"pool" + std::to_string(r), {r}, {project_number(in)}});
    }
    std::vector<std::vector<int>> after(static_cast<std::size_t>(n));
    for (int a = 0; a < n; ++a) {
        const int duration = project_number(in);
        problem.activities.push_back(project_activity(a, duration));
        for (int r = 0; r < k; ++r)
            if (const std::int64_t amount = project_number(in); amount > 0)
                problem.activities[a].modes[0].requirements.push_back({r, amount * duration});
        for (int left = project_number(in); left > 0; --left)
            after[a].push_back(project_number(in) - 1);
    }
    keep_those_that_take_time(problem, std::move(after));
    set_horizon(problem);
    return problem;
}

}  // namespace areena::benchmarks
