// Schedules projects under limited resources so that they end early.
//
//     bench_projects WORK PROOF own|highs FILE...
//
// A FILE of the ending .dzn is a multi-skill project (MSPSP), another one of PSPLIB in Patterson's form.
// Prints a line of JSON for each: makespan, bound, whether the makespan is proved best, and for a
// multi-skill project whether workers were found who stay with their activities. Without that
// (`"stays": false`) its makespan is one of a relaxation; its bound holds in any case.

#include "project_mspsp.hpp"
#include "project_psplib.hpp"

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

void print_one(const std::string& path, const Options& options) {
    const bool multi_skill = path.ends_with(".dzn");
    const Problem problem =
        multi_skill ? areena::benchmarks::read_mspsp(path) : areena::benchmarks::read_psplib(path);
    const auto began = std::chrono::steady_clock::now();
    const std::clock_t ticks = std::clock();
    const Timetable made = search(problem, options);
    const double processor = static_cast<double>(std::clock() - ticks) / CLOCKS_PER_SEC;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    if (const Verification verified = verify(problem, made); !verified.ok)
        for (const Check& check : verified.checks)
            if (!check.ok) throw std::runtime_error(check.name + ": " + check.message);
    if (!made.left_out.empty()) throw std::runtime_error("not all is placed");
    const Stage& stage = made.stages.at(0);
    std::printf("{\"file\": \"%s\", \"makespan\": %d, \"bound\": %d, \"proved\": %s, ",
                path.c_str(), made.objective.makespan,
                stage.bound ? static_cast<int>(stage.bound->at(0).floor()) : 0,
                stage.proved ? "true" : "false");
    if (multi_skill)
        std::printf("\"stays\": %s, ",
                    areena::benchmarks::can_stay(problem, made.assignments) ? "true" : "false");
    std::printf("\"solver\": \"%s\", \"seconds\": %.3f, \"processor_seconds\": %.3f}\n",
                made.proof.solver == Solver::highs ? "highs" : "own", took.count(), processor);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> words(argv + 1, argv + argc);
        if (words.size() < 4) throw std::runtime_error("usage: WORK PROOF own|highs FILE...");
        Options options;
        options.objectives = {Measure::makespan};
        options.work = std::stoll(words[0]);
        options.proof = std::stoll(words[1]);
        options.solver = words[2] == "highs" ? Solver::highs : Solver::own;
        for (std::size_t i = 3; i < words.size(); ++i) print_one(words[i], options);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_projects: %s\n", error.what());
        return 1;
    }
    return 0;
}
