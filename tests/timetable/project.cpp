#include "timetable/project/project.hpp"

#include "areena/timetable/feasibility.hpp"
#include "areena/timetable/marginal.hpp"
#include "areena/timetable/repair.hpp"
#include "areena/timetable/verify.hpp"
#include "timetable/project/population.hpp"

#include "catch.hpp"
#include "support/files.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

#include "../../benchmarks/project_mspsp.hpp"

#include <filesystem>
#include <fstream>
#include <map>

using namespace areena::timetable;
using areena::Progress;
using areena::ProgressStep;
using areena::Random;
using areena::Standing;

namespace {

/// A small project of every kind that is ordinary: everything mandatory, nothing excluded, no stocks.
Problem random_project(std::uint64_t seed) {
    test::Size size;
    size.activities = 4;
    size.periods = 5;
    size.crowded = true;
    size.rich = seed % 2 == 0;
    Problem p = test::RandomProblem(seed, size).make();
    p.stocks.clear();
    for (Activity& a : p.activities) {
        a.mandatory = true;
        a.excludes.clear();
        a.deadline = p.num_periods;
        for (Mode& m : a.modes) m.consumptions.clear();
    }
    return p;
}

detail::Project project_of(const detail::Model& model) {
    return {model, std::vector<char>(model.activities.size(), 0), {}};
}

/// Six activities on one crew. Of four, a1 and a2 leave nothing for a0, a3 and a5, which wait for
/// each other: 4 + 2 days beside their 3 + 4 + 3 make 16; a4 goes beside.
Problem crew(std::int64_t size) {
    Problem p;
    p.num_periods = 30;
    p.skills = {"crew"};
    p.resources = {{"crew", {0}, std::vector<std::int64_t>(30, size)}};
    const int durations[] = {3, 4, 2, 4, 2, 3};
    const std::int64_t workers[] = {2, 3, 4, 2, 1, 2};
    for (int a = 0; a < 6; ++a) {
        Activity made{"a" + std::to_string(a), 0, 30, {}, {}, {}, 0, true};
        made.modes = {{"only", durations[a], durations[a], {{0, workers[a] * durations[a]}}, 0}};
        p.activities.push_back(made);
    }
    p.activities[3].prerequisites = {{0}};
    p.activities[4].prerequisites = {{1}, {2}};
    p.activities[5].prerequisites = {{3, 1}};
    return p;
}

}  // namespace

TEST_CASE("a project ends no earlier than order and capacity allow", "[timetable][unit]") {
    const Problem p = crew(4);
    const detail::Model model(p);
    const detail::Project project = project_of(model);
    CHECK(project.is_ordinary());
    CHECK(project.size() == 6);
    // 3 + 4 + a lag of 1 + 3 by order; 42 worker-days on four workers are 10.5 days.
    CHECK(project.least_end() == 11);
    const Problem plenty = crew(40);
    const detail::Model wide(plenty);
    CHECK(project_of(wide).least_end() == 11);
    const Problem tight = crew(4);
    Options options;
    options.objectives = {Measure::makespan};
    const Timetable t = search(tight, options);
    CHECK(verify(tight, t).ok);
    CHECK(t.stages[0].proved);
    CHECK(t.objective.makespan == 16);
}

TEST_CASE("no small project ends before its bound, and the search finds the earliest end",
          "[timetable][property]") {
    int bounds_met = 0;
    int found_alone = 0;
    int feasible = 0;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        CAPTURE(seed);
        const Problem p = random_project(seed);
        const test::BruteForce all(p, {Measure::makespan});
        if (all.best().mandatory < static_cast<int>(p.activities.size())) continue;
        ++feasible;
        const detail::Model model(p);
        const detail::Project project = project_of(model);
        REQUIRE(project.is_ordinary());
        const int bound = model.calendar.end_period(project.least_end());
        REQUIRE(bound <= all.best().makespan);
        bounds_met += bound == all.best().makespan ? 1 : 0;
        Options options;
        options.objectives = {Measure::makespan, Measure::ends};
        const Timetable t = search(p, options);
        REQUIRE(verify(p, t).ok);
        REQUIRE(t.objective.makespan == all.best().makespan);
        REQUIRE(t.proof.parts == 3);
        options.proof = 0;
        const Timetable alone = search(p, options);
        REQUIRE(verify(p, alone).ok);
        found_alone += alone.objective.makespan == all.best().makespan ? 1 : 0;
    }
    CHECK(feasible > 150);
    CHECK(bounds_met > feasible / 2);
    CHECK(found_alone > feasible * 9 / 10);
}

TEST_CASE("what is not ordinary is searched all the same", "[timetable][unit]") {
    Problem p = crew(4);
    p.stocks = {{"money", 3}};
    for (Activity& a : p.activities) {
        a.modes.push_back(a.modes[0]);
        a.modes[1].key = "dear";
        a.modes[1].min_duration = a.modes[1].max_duration = 1;
        a.modes[1].consumptions = {{0, 2}};
        a.modes[1].requirements = {{0, 2}};
    }
    const detail::Model model(p);
    CHECK_FALSE(project_of(model).is_ordinary());
    Options options;
    options.objectives = {Measure::makespan};
    const Timetable t = search(p, options);
    CHECK(verify(p, t).ok);
    CHECK(t.left_out.empty());
    CHECK(t.objective.makespan == 12);  // a1 for money, beside the others
}

TEST_CASE("the same seed gives the same schedule, and a stop a valid one", "[timetable][unit]") {
    const Problem p = crew(5);
    Options options;
    options.objectives = {Measure::makespan};
    options.proof = 0;
    CHECK(search(p, options) == search(p, options));
    std::stop_source stop;
    areena::Progress progress;
    progress.stop = stop.get_token();
    stop.request_stop();
    const Timetable t = search(p, options, progress);
    CHECK(t.ending == Ending::stopped);
    CHECK(verify(p, t).ok);
}

TEST_CASE("who follows a search is told what is reached and its bound", "[timetable][unit]") {
    const Problem p = crew(4);
    Options options;
    options.objectives = {Measure::makespan, Measure::leximin};
    std::vector<Standing> standings;
    Progress progress;
    progress.report = [&](const ProgressStep& step) {
        if (step.standing) standings.push_back(*step.standing);
    };
    const Timetable t = search(p, options, progress);
    CHECK(t == search(p, options));
    REQUIRE_FALSE(standings.empty());  // nobody is covered: of leximin there is nothing to tell
    CHECK(standings.front().bound == 11.0);
    CHECK((standings.back() == Standing{"makespan", 16, 16.0}));  // proved
}

TEST_CASE("what is told while a search runs never passes what it ends with", "[timetable][property]") {
    int told = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        CAPTURE(seed);
        const Problem p = random_project(seed);
        std::map<std::string_view, Standing> last;
        std::vector<Standing> values;
        Progress progress;
        progress.report = [&](const ProgressStep& step) {
            if (!step.standing) return;
            last.insert_or_assign(step.standing->objective, *step.standing);
            if (step.standing->objective == "value") values.push_back(*step.standing);
        };
        Options options;
        options.work = 20'000;
        const Timetable t = search(p, options, progress);
        REQUIRE(t == search(p, options));
        for (const Standing& at : values) {
            REQUIRE(at.value <= t.objective.value.to_double());
            REQUIRE(at.bound.has_value());
            REQUIRE(*at.bound >= t.objective.value.to_double());
        }
        for (const Stage& stage : t.stages) {
            const auto found = last.find(to_string(stage.measure));
            if (found == last.end() || !stage.proved) continue;
            ++told;
            REQUIRE(found->second.gap() == 0.0);
        }
    }
    CHECK(told > 60);
}

TEST_CASE("questions of many searches do not tell how good another problem's timetable is",
          "[timetable][unit]") {
    const Problem p = crew(4);
    const Timetable t = search(p);
    int steps = 0;
    Progress progress;
    progress.report = [&](const ProgressStep& step) {
        ++steps;
        CHECK_FALSE(step.standing.has_value());
    };
    (void)repair(p, t.assignments, {}, progress);
    (void)feasibility(p, {}, progress);
    (void)marginals(p, t.assignments, {}, {}, progress);
    CHECK(steps > 0);
}

TEST_CASE("projects of the field's form are read, and workers found who stay", "[timetable][unit]") {
    const auto path = std::filesystem::temp_directory_path() / "areena-project.dzn";
    std::ofstream(path) << "% a comment = 1;\nnActs = 4;\ndur = [0,2,3,0];\nnSkills = 2;\n"
                           "sreq = [| 0,0, | 1,0, | 1,1, | 0,0, |];\nnResources = 2;\n"
                           "mastery = [| true,false, | true,true, |];\n"
                           "pred = [1,2,3];\nsucc = [2,3,4];\n";
    const Problem p = areena::benchmarks::read_mspsp(path.string());
    std::filesystem::remove(path);
    REQUIRE(p.activities.size() == 2);
    CHECK(p.activities[1].prerequisites == std::vector<Prerequisite>{{0, 0}});
    CHECK(p.num_periods == 5);
    Options options;
    options.objectives = {Measure::makespan};
    const Timetable t = search(p, options);
    CHECK(t.objective.makespan == 5);
    CHECK(areena::benchmarks::can_stay(p, t.assignments));
    // Both need the one worker who knows the second skill.
    Problem both = p;
    both.activities[0].modes[0].requirements = {{1, 2}};
    CHECK_FALSE(areena::benchmarks::can_stay(both, {{0, 0, 0, 2}, {1, 0, 1, 3}}));
}

TEST_CASE("PSPLIB's thirty activities end as early as is known", "[timetable][reference]") {
    const auto folder = areena::tests::reference_data("timetable/psplib");
    if (!folder) AREENA_SKIP("no reference data");
    std::ifstream best(*folder / "bks.csv");
    std::string line;
    int compared = 0;
    while (std::getline(best, line)) {
        if (!line.starts_with("RCPSP,PSPLIB-J30,")) continue;
        const std::string rest = line.substr(17);
        const std::size_t comma = rest.find(',');
        const std::filesystem::path file = *folder / "J30" / rest.substr(0, comma);
        if (!std::filesystem::exists(file)) continue;
        const Problem p = areena::benchmarks::read_psplib(file.string());
        Options options;
        options.objectives = {Measure::makespan};
        options.proof = 100'000;
        const Timetable t = search(p, options);
        CAPTURE(file.filename().string());
        CHECK(verify(p, t).ok);
        const int known = std::stoi(rest.substr(comma + 1));
        CHECK(t.objective.makespan >= known);
        CHECK(t.objective.makespan <= known + 2);
        REQUIRE(t.stages[0].bound.has_value());
        CHECK(t.stages[0].bound->at(0) <= known);
        ++compared;
    }
    CHECK(compared > 0);
}
