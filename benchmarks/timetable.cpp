// Solves next release problems: which requirements to build within a budget, so that the customers
// all of whose wishes are built weigh most.
//
//     bench_timetable PERCENT FILE... [--front]
//
// FILE is in the form of Xuan et al. (2012). The budget is PERCENT of what all requirements cost,
// rounded half up. Prints a line of JSON for each file; with --front every budget at which more can
// be reached instead, from the largest down.

#include "next_release.hpp"

#include "areena/timetable/search.hpp"
#include "areena/timetable/verify.hpp"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace areena::timetable;
using areena::benchmarks::budget_of;
using areena::benchmarks::cost_of;
using areena::benchmarks::read_next_release;

struct Solved {
    std::int64_t value = 0;
    std::int64_t cost = 0;
    bool proved = false;
    double seconds = 0;
    double processor_seconds = 0;
};

Solved solve(const Problem& problem) {
    Options options;
    options.value_only = true;
    options.proof = 1'000'000'000'000;
    const auto began = std::chrono::steady_clock::now();
    const std::clock_t ticks = std::clock();
    const Timetable made = search(problem, options);
    Solved solved;
    solved.processor_seconds = static_cast<double>(std::clock() - ticks) / CLOCKS_PER_SEC;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    solved.seconds = took.count();
    if (const Verification verified = verify(problem, made); !verified.ok)
        for (const Check& check : verified.checks)
            if (!check.ok) throw std::runtime_error(check.name + ": " + check.message);
    solved.value = made.objective.value.floor();
    solved.proved = made.proof.parts >= 2;
    for (const Assignment& each : made.assignments)
        solved.cost += cost_of(problem.activities[each.activity]);
    return solved;
}

void print_one(const std::string& path, int percent, Problem problem) {
    problem.stocks[0].amount = budget_of(problem, percent);
    const Solved s = solve(problem);
    std::printf("{\"file\": \"%s\", \"percent\": %d, \"value\": %lld, \"cost\": %lld, "
                "\"proved\": %s, \"seconds\": %.4f, \"processor_seconds\": %.4f}\n",
                path.c_str(), percent, static_cast<long long>(s.value),
                static_cast<long long>(s.cost), s.proved ? "true" : "false", s.seconds,
                s.processor_seconds);
}

/// Epsilon-constraint in whole numbers, tightened: the budget falls below what the best choice costs,
/// and a cost is the least for its value once the next best is worth less.
void print_front(const std::string& path, Problem problem) {
    std::int64_t& budget = problem.stocks[0].amount;
    budget = budget_of(problem, 100);
    const std::clock_t ticks = std::clock();
    std::printf("{\"file\": \"%s\", \"front\": [", path.c_str());
    int points = 0;
    int solves = 0;
    Solved best;
    for (; budget >= 0; budget = best.cost - 1) {
        const Solved next = solve(problem);
        if (!next.proved) throw std::runtime_error("a point is not proved");
        if (solves++ > 0 && next.value < best.value)
            std::printf("%s[%lld, %lld]", points++ == 0 ? "" : ", ",
                        static_cast<long long>(best.cost), static_cast<long long>(best.value));
        best = next;
    }
    std::printf("%s[%lld, %lld]], \"points\": %d, \"solves\": %d, \"processor_seconds\": %.3f}\n",
                points > 0 ? ", " : "", static_cast<long long>(best.cost),
                static_cast<long long>(best.value), points + 1, solves,
                static_cast<double>(std::clock() - ticks) / CLOCKS_PER_SEC);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> words(argv + 1, argv + argc);
        const bool front = !words.empty() && words.back() == "--front";
        if (words.size() < 2) throw std::runtime_error("usage: PERCENT FILE... [--front]");
        const int percent = std::stoi(words[0]);
        for (std::size_t i = 1; i < words.size() - (front ? 1 : 0); ++i)
            if (front)
                print_front(words[i], read_next_release(words[i]));
            else
                print_one(words[i], percent, read_next_release(words[i]));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_timetable: %s\n", error.what());
        return 1;
    }
    return 0;
}
