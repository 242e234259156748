// Solves next release problems: which requirements to build within a budget, so that the customers
// all of whose wishes are built weigh most.
//
//     bench_timetable PERCENT FILE... [--front]
//
// FILE is in the form of Xuan et al. (2012). The budget is PERCENT of what all requirements cost,
// rounded half up. Prints a line of JSON for each file; with --front every budget at which more can
// be reached instead, from the largest down.
//
//     bench_timetable synthetic SECONDS FILE... [--proof WORK SHARE]
//
// Plans synthetic networks (see synthetic.hpp) within about SECONDS each: annealing, a bound by
// Lagrangian prices and, where WORK is given, after a SHARE of the annealing HiGHS with so much work
// near prices and for a bound. Prints a line of JSON for each file: value, bound, gap, processor seconds, memory, how long "why left out" takes, and the plan.

#include "next_release.hpp"
#include "synthetic.hpp"

#include "areena/timetable/explain.hpp"
#include "areena/timetable/relaxation.hpp"
#include "areena/timetable/search.hpp"
#include "areena/timetable/verify.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/resource.h>

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

/// Processor time: what else the machine does matters less.
class Clock {
public:
    [[nodiscard]] double seconds() const {
        return static_cast<double>(std::clock() - began_) / CLOCKS_PER_SEC;
    }

private:
    std::clock_t began_ = std::clock();
};

/// Anneals for about so many seconds at a time, and keeps the best. Limits are work and not time: a
/// short run first tells how much work there is in a second.
class Annealing {
public:
    explicit Annealing(const Problem& problem) : problem_(&problem) {
        const Clock clock;
        run(20'000'000);
        rate_ = static_cast<double>(best_.work) / clock.seconds();
    }
    void run_for(double seconds) { run(static_cast<std::int64_t>(rate_ * seconds)); }
    void take(const Timetable& other) {
        if (best_.objective.value < other.objective.value) best_ = other;
    }
    [[nodiscard]] const Timetable& best() const { return best_; }

private:
    void run(std::int64_t work) {
        Options options;
        options.value_only = true;
        options.proof = 0;
        options.seed = seed_++;
        options.work = work;
        take(search(*problem_, options));
    }

    const Problem* problem_;
    std::uint64_t seed_ = 0;
    double rate_ = 0;
    Timetable best_;
};

/// The bound of HiGHS, with what is known to begin with.
Timetable prove(const Problem& problem, const Timetable& known, std::int64_t proof) {
    Options options;
    options.value_only = true;
    options.work = 1;
    options.start = known.assignments;
    options.proof = proof;
    options.solver = Solver::automatic;
    return search(problem, options);
}

void print_synthetic(const std::string& path, double seconds, std::int64_t proof, double share) {
    const Problem problem = areena::benchmarks::SyntheticReader(path).read();
    const Clock all;
    const Relaxation relaxed = relaxation(problem, 500'000'000);
    areena::Rational bound = relaxed.bound;
    const double relaxing = all.seconds();
    Annealing annealing(problem);
    const auto left = [&] { return 0.97 * seconds - all.seconds(); };
    if (proof > 0) {
        annealing.run_for(share * left());
        const Timetable proved = prove(problem, annealing.best(), proof);
        if (proved.proof.bound) bound = std::min(bound, proved.proof.bound->value);
        annealing.take(proved);
    }
    if (left() > 0.02 * seconds) annealing.run_for(left());
    const Timetable& made = annealing.best();
    const double took = all.seconds();
    if (const Verification verified = verify(problem, made); !verified.ok)
        throw std::runtime_error(path + ": the timetable breaks a rule");
    const Clock explaining;
    const std::vector<LeftOut> reasons = why_left_out(problem, made.assignments);
    const double reasons_seconds = explaining.seconds();
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const double value = made.objective.value.to_double();
    const double most = bound.to_double();
    std::printf("{\"file\": \"%s\", \"value\": %.4f, \"bound\": %.4f, \"gap_percent\": %.3f, "
                "\"seconds\": %.2f, \"relaxing_seconds\": %.3f, \"work\": %lld, \"left_out\": %zu, "
                "\"why_left_out_seconds\": %.4f, \"memory_mb\": %.0f, \"chosen\": [",
                path.c_str(), value, most, 100 * (most - value) / value, took, relaxing,
                static_cast<long long>(made.work), reasons.size(), reasons_seconds,
                static_cast<double>(used.ru_maxrss) / 1024);
    for (std::size_t i = 0; i < made.assignments.size(); ++i)
        std::printf("%s[%d, %d, %d]", i == 0 ? "" : ", ", made.assignments[i].activity,
                    made.assignments[i].mode, made.assignments[i].start);
    std::printf("]}\n");
}

void run_synthetic(std::vector<std::string> words) {
    std::int64_t proof = 0;
    double share = 1;
    if (words.size() > 3 && words[words.size() - 3] == "--proof") {
        proof = std::stoll(words[words.size() - 2]);
        share = std::stod(words.back());
        words.resize(words.size() - 3);
    }
    if (words.size() < 3)
        throw std::runtime_error("usage: synthetic SECONDS FILE... [--proof WORK SHARE]");
    for (std::size_t i = 2; i < words.size(); ++i)
        print_synthetic(words[i], std::stod(words[1]), proof, share);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> words(argv + 1, argv + argc);
        if (!words.empty() && words[0] == "synthetic") {
            run_synthetic(words);
            return 0;
        }
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
