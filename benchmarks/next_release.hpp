#pragma once

#include "areena/timetable/problem.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

/// \file
/// Next release problems in the form of Xuan et al. (2012): which requirements to build within a
/// budget, so that the customers all of whose wishes are built weigh most.

namespace areena::benchmarks {

using namespace areena::timetable;

inline int next_number(std::istream& in) {
    int number = 0;
    if (!(in >> number)) throw std::runtime_error("the file ends early, or holds no number");
    return number;
}

inline Activity next_release_activity(std::string key, std::int64_t cost, int value) {
    Activity made;
    made.key = std::move(key);
    made.deadline = 1;
    made.value = value;
    Mode mode;
    mode.key = "build";
    if (cost > 0) mode.consumptions = {{0, cost}};
    made.modes = {std::move(mode)};
    return made;
}

/// A requirement is an activity that costs, a customer one that is worth its weight and requires
/// all that it wishes. The budget is the only stock; there is one period, and no effort.
inline Problem read_next_release(const std::string& path) {
    std::ifstream in(path);
    Problem problem;
    problem.num_periods = 1;
    for (int level = next_number(in); level > 0; --level)
        for (int left = next_number(in); left > 0; --left)
            problem.activities.push_back(next_release_activity(
                "r" + std::to_string(problem.activities.size()), next_number(in), 0));
    for (int left = next_number(in); left > 0; --left) {
        const int needed = next_number(in) - 1;
        problem.activities.at(next_number(in) - 1).required.push_back(needed);
    }
    const int customers = next_number(in);
    for (int c = 0; c < customers; ++c) {
        Activity customer = next_release_activity("c" + std::to_string(c), 0, next_number(in));
        for (int left = next_number(in); left > 0; --left)
            customer.required.push_back(next_number(in) - 1);
        problem.activities.push_back(std::move(customer));
    }
    for (Activity& each : problem.activities) {
        std::sort(each.required.begin(), each.required.end());
        each.required.erase(std::unique(each.required.begin(), each.required.end()),
                            each.required.end());
    }
    problem.stocks = {{"budget", 0}};
    return problem;
}

inline std::int64_t cost_of(const Activity& each) {
    const std::vector<Consumption>& all = each.modes[0].consumptions;
    return all.empty() ? 0 : all[0].amount;
}

/// `percent` of what all requirements cost, rounded half up.
inline std::int64_t budget_of(const Problem& problem, int percent) {
    std::int64_t total = 0;
    for (const Activity& each : problem.activities) total += cost_of(each);
    return (2 * percent * total + 100) / 200;
}

}  // namespace areena::benchmarks
