#include "areena/timetable/marginal.hpp"
#include "areena/core/error.hpp"

#include "catch.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

using namespace areena;
using namespace areena::timetable;

namespace {

Problem office() {
    Problem p;
    p.num_periods = 2;
    p.skills = {"law", "economics"};
    p.resources = {{"office", {0, 1}, {3, 3}}};
    p.activities = {{"a", 0, 2, {{"only", 1, 1, {{0, 3}}, 0}}, {}, {}, 2, false},
                    {"b", 0, 2, {{"only", 1, 1, {{0, 3}}, 0}}, {}, {}, 1, false},
                    {"c", 0, 2, {{"only", 1, 1, {{1, 2}}, 0}}, {}, {}, 1, false}};
    return p;
}

CapacityStep of_resource(std::int64_t delta, std::optional<int> period = {}) {
    return {CapacityOf::resource, 0, period, delta};
}
CapacityStep of_skill(int skill, std::int64_t delta, std::optional<int> period = {}) {
    return {CapacityOf::skill, skill, period, delta};
}

}  // namespace

TEST_CASE("a step changes a pool or a skill, in one period or all", "[timetable][unit]") {
    const Problem p = office();
    CHECK(with_steps(p, std::vector{of_resource(2)}).resources[0].available == std::vector<std::int64_t>{5, 5});
    CHECK(with_steps(p, std::vector{of_resource(-4, 1)}).resources[0].available ==
          std::vector<std::int64_t>{3, 0});
    const Problem more = with_steps(p, std::vector{of_skill(1, 2, 0)});
    REQUIRE(more.resources.size() == 2);
    CHECK(more.resources[1].skills == std::vector<int>{1});
    CHECK(more.resources[1].available == std::vector<std::int64_t>{2, 0});
    CHECK(check(more).empty());
    const Problem less = with_steps(p, std::vector{of_skill(1, -2, 0)});
    CHECK(less.fixed == std::vector<std::vector<std::int64_t>>{{0, 0}, {2, 0}});
    CHECK(check(less).empty());
    CHECK_THROWS_AS(with_steps(p, std::vector{of_skill(2, 1)}), Error);
    CHECK_THROWS_AS(with_steps(p, std::vector{of_resource(1, 2)}), Error);
    CHECK_THROWS_AS(with_steps(p, std::vector{of_resource(1, -1)}), Error);
}

TEST_CASE("each step says what changes in every part", "[timetable][unit]") {
    const Problem p = office();
    const std::vector<std::vector<CapacityStep>> changes{
        {of_resource(2, 1)}, {of_skill(0, 3, 0)}, {of_resource(-3, 0)}, {of_skill(1, 1)},
        {of_resource(-3, 0), of_skill(0, 3), of_skill(1, 2)}};
    const std::vector<Assignment> poor{{0, 0, 1, 1}};
    const Marginals made = marginals(p, poor, changes);
    // What search alone finds is no merit of a step.
    CHECK(made.unchanged.objective.value == Rational(3));
    CHECK(made.unchanged.proved == 6);
    REQUIRE(made.changed.size() == 5);
    CHECK(made.changed[0].objective.value == Rational(4));
    CHECK(made.changed[0].difference.added.size() == 1);
    CHECK(made.changed[1].objective.value == Rational(4));
    CHECK(made.changed[2].objective.value == Rational(2));
    CHECK(made.changed[2].difference.dropped.size() == 1);
    CHECK(made.changed[3].objective.value == Rational(3));
    CHECK(made.changed[4].objective.value == Rational(4));
    CHECK(marginals(p, poor, changes, {}, {}, 3) == made);
}

TEST_CASE("marginal values are those of trying all, and more is never worse",
          "[timetable][property]") {
    int proved = 0;
    int asked = 0;
    int gained = 0;
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        test::Size size;
        size.crowded = true;
        size.skills = 2;
        size.resources = 2;
        const Problem p = test::RandomProblem(seed, size).make();
        const std::vector<std::vector<CapacityStep>> changes{
            {{CapacityOf::resource, 0, {}, 2}},
            {{CapacityOf::resource, 1, 0, -2}},
            {{CapacityOf::skill, 0, 1, 3}, {CapacityOf::resource, 0, 0, 1}},
            {{CapacityOf::skill, 0, {}, -1}}};
        Options options;
        options.work = 100'000;
        const Marginals made = marginals(p, search(p, options).assignments, changes, options);
        for (std::size_t i = 0; i < changes.size(); ++i) {
            INFO("seed " << seed << " change " << i);
            const Problem changed = with_steps(p, changes[i]);
            const Marginal& step = made.changed[i];
            REQUIRE(test::in_order(changed, step.assignments));
            REQUIRE(test::fits(changed, step.assignments));
            const test::BruteForce best(changed);
            const Objective reached = test::worth(changed, step.assignments);
            REQUIRE(test::better(reached, best.best()) <= 0);
            if (step.proved == 6) REQUIRE(test::better(reached, best.best()) == 0);
            if (changes[i][0].delta > 0) {
                const Objective kept = test::worth(changed, made.unchanged.assignments);
                REQUIRE(test::better(reached, kept) >= 0);
                gained += test::better(reached, kept) > 0;
            }
            proved += step.proved == 6;
            ++asked;
        }
    }
    CHECK(proved > asked * 9 / 10);
    CHECK(gained > 20);
}
