#include "areena/timetable/search.hpp"

#include "areena/timetable/verify.hpp"
#include "timetable/milp/milp_prover.hpp"

#include "catch.hpp"
#include "timetable/large_problem.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

using areena::Progress;
using areena::Random;
using areena::Rational;
using namespace areena::timetable;

namespace {

/// `first`, then some of the others in a random order.
std::vector<Measure> random_order(Measure first, Random& random) {
    std::vector<Measure> rest;
    for (const Measure each : all_measures)
        if (each != first) rest.push_back(each);
    for (std::size_t i = rest.size(); i > 1; --i) std::swap(rest[i - 1], rest[random.below(i)]);
    rest.resize(random.below(rest.size() + 1));
    rest.insert(rest.begin(), first);
    return rest;
}

/// A place for some of the activities, whether they fit together or not.
std::vector<Assignment> random_start(const Problem& p, Random& random) {
    std::vector<Assignment> start;
    for (int a = 0; a < static_cast<int>(p.activities.size()); ++a) {
        const std::vector<Assignment> all = test::places(p, a);
        if (!all.empty() && random.below(4) > 0) start.push_back(all[random.below(all.size())]);
    }
    return start;
}

struct Asked {
    Problem problem;
    Options options;
};

/// Problems of every kind. What is mandatory and begun with is held, which trying all does not know:
/// there is none of it where there is a start.
Asked random_question(std::uint64_t seed, Random& random) {
    test::Size size;
    size.crowded = seed % 2 == 0;
    size.rich = seed % 3 == 0;
    Asked asked{test::RandomProblem(seed, size).make(), {}};
    asked.options.objectives = random_order(all_measures[seed % all_measures.size()], random);
    if (random.below(3) > 0) {
        for (Activity& activity : asked.problem.activities) {
            activity.mandatory = false;
            activity.pinned.reset();
        }
        asked.options.start = random_start(asked.problem, random);
    }
    return asked;
}

bool asks_for(const Options& options, Measure measure) {
    return std::count(options.objectives.begin(), options.objectives.end(), measure) > 0;
}

void check_best(const Asked& asked, const Timetable& t) {
    const auto& [p, options] = asked;
    for (const Check& check : verify(p, t, options.start).checks) {
        INFO(check.name << ": " << check.message);
        REQUIRE(check.ok);
    }
    REQUIRE(test::in_order(p, t.assignments));
    REQUIRE(test::fits(p, t.assignments));
    const std::vector<Assignment> earlier =
        asks_for(options, Measure::changes) ? options.start : std::vector<Assignment>{};
    const test::BruteForce all(p, options.objectives, earlier);
    const Objective worth = test::worth(p, t.assignments, earlier);
    REQUIRE(test::better(worth, t.objective, options.objectives) == 0);
    REQUIRE(test::better(worth, all.best(), options.objectives) == 0);
    REQUIRE(t.proof.parts == 1 + static_cast<int>(options.objectives.size()));
    REQUIRE(t.stages.size() == options.objectives.size());
    for (std::size_t k = 0; k < t.stages.size(); ++k) {
        CHECK(t.stages[k].measure == options.objectives[k]);
        CHECK(t.stages[k].proved);
        CHECK(t.stages[k].value == amounts(worth, t.stages[k].measure));
        CHECK(t.stages[k].bound == t.stages[k].value);
        CHECK(gap(t.stages[k]) == Rational());
    }
}

}  // namespace

TEST_CASE("objectives in any order: a small problem's timetable is the best there is, and proved so",
          "[timetable][property]") {
    Random random(31);
    for (std::uint64_t seed = 0; seed < 4200; ++seed) {
        CAPTURE(seed);
        const Asked asked = random_question(seed, random);
        check_best(asked, search(asked.problem, asked.options));
    }
}

TEST_CASE("objectives in any order: HiGHS proves from nothing on what trying all finds",
          "[timetable][property]") {
    if (highs_version().empty()) AREENA_SKIP("areena was built without HiGHS");
    Random random(32);
    const Progress progress;
    for (std::uint64_t seed = 0; seed < 700; ++seed) {
        CAPTURE(seed);
        const auto& [p, options] = random_question(seed, random);
        const detail::Goals goals(options.objectives, options.start, p.activities.size());
        const detail::Model model(p);
        detail::MilpProver prover(model, goals, std::vector<char>(p.activities.size(), 0),
                                  1'000'000'000'000, progress);
        detail::Incumbent best(model, {}, goals);
        for (int stage = 0; stage < goals.num_stages(); ++stage)
            if (!goals.follows(stage)) {
                CAPTURE(to_string(goals.order[static_cast<std::size_t>(stage)]));
                REQUIRE(prover.run(stage, best));
            }
        const test::BruteForce all(p, goals.order, goals.earlier);
        const Objective worth = test::worth(p, best.assignments, goals.earlier);
        REQUIRE(test::better(worth, best.objective, goals.order) == 0);
        REQUIRE(test::better(worth, all.best(), goals.order) == 0);
    }
}

TEST_CASE("the default objectives asked for by name give the default timetable",
          "[timetable][unit]") {
    const Problem p = test::LargeProblem(4).make();
    Options options;
    options.work = 100'000;
    const Timetable usual = search(p, options);
    options.objectives.assign(default_objectives.begin(), default_objectives.end());
    CHECK(search(p, options) == usual);
}

TEST_CASE("what is first among the objectives is best served", "[timetable][property]") {
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
        const Problem p = test::LargeProblem(seed).make();
        Options options;
        options.work = 400'000;
        options.proof = 0;
        const Timetable usual = search(p, options);
        options.objectives = {Measure::leximin, Measure::value};
        const Timetable fair = search(p, options);
        CHECK(verify(p, fair).ok);
        CHECK(fair == search(p, options));
        CHECK(std::is_gteq(compare(fair.objective, usual.objective, options.objectives)));
        CHECK(std::is_gteq(compare(usual.objective, fair.objective)));
        CHECK(fair.stages[0].measure == Measure::leximin);
        CHECK_FALSE(fair.stages[0].bound.has_value());
        CHECK_FALSE(gap(fair.stages[0]).has_value());
    }
}

TEST_CASE("few changes first keep an earlier timetable as it is", "[timetable][property]") {
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
        const Problem p = test::LargeProblem(seed).make();
        Options options;
        options.work = 200'000;
        const Timetable earlier = search(p, options);
        options.objectives = {Measure::changes, Measure::value};
        options.start = earlier.assignments;
        const Timetable t = search(p, options);
        CHECK(t.objective.changes == Changes{});
        CHECK(t.stages[0].proved);
        for (const Assignment& each : earlier.assignments)
            CHECK(std::count(t.assignments.begin(), t.assignments.end(), each) == 1);
    }
}

TEST_CASE("objectives are named once, by names that there are", "[timetable][unit]") {
    const Problem p = test::RandomProblem(1).make();
    Options options;
    options.objectives = {Measure::value, Measure::ends, Measure::value};
    CHECK_THROWS_WITH(search(p, options), Catch::Matchers::Contains("'value' twice"));
    for (const Measure each : all_measures) CHECK(measure_from(to_string(each)) == each);
    CHECK_THROWS_WITH(measure_from("speed"), Catch::Matchers::Contains("'speed' is no objective"));
    CHECK(objectives_or_default({}) == test::usual);
}

TEST_CASE("a gap is a share of the bound where the two first differ", "[timetable][unit]") {
    Stage stage{Measure::changes, {0, 3, 9}, std::vector<Rational>{0, 2, 0}, false};
    CHECK(gap(stage) == Rational(1, 2));
    stage.bound = std::vector<Rational>{0, 0, 0};
    CHECK(gap(stage) == Rational(1));
    stage = {Measure::value, {8}, std::vector<Rational>{10}, false};
    CHECK(gap(stage) == Rational(1, 5));
    stage.bound.reset();
    CHECK_FALSE(gap(stage).has_value());
}
