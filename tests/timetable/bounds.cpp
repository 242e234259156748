#include "areena/timetable/bounds.hpp"
#include "areena/timetable/search.hpp"

#include "catch.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

using namespace areena;
using namespace areena::timetable;

namespace {

/// One skill, four units in each of two periods; three activities of three units each.
Problem three_for_eight() {
    Problem p;
    p.num_periods = 2;
    p.skills = {"law"};
    p.resources = {{"office", {0}, {4, 4}}};
    for (const char* key : {"a", "b", "c"})
        p.activities.push_back({key, 0, 2, {{"only", 1, 1, {{0, 3}}, 500'000}}, {}, {}, 1, true});
    p.beneficiaries = {{"town", {{1, {0, 1, 2}, 0}}}, {"village", {{1, {0}, 100'000}}}};
    return p;
}

}  // namespace

TEST_CASE("value is bounded by a fractional knapsack, coverage by all", "[timetable][unit]") {
    const Bounds found = bounds(three_for_eight());
    CHECK(found.value == Rational(8, 3));
    CHECK(found.mandatory == 2);
    CHECK(found.leximin == std::vector<std::int64_t>{600'000, whole});
    CHECK(found.coverage == 1'600'000);
}

TEST_CASE("what fits nowhere alone does not count, nor what waits for it", "[timetable][unit]") {
    Problem p = three_for_eight();
    p.activities[0].modes[0].requirements[0].amount = 5;
    p.activities[1].prerequisites = {{0}};
    const Bounds found = bounds(p);
    CHECK(found.value == Rational(1));
    CHECK(found.mandatory == 1);
    CHECK(found.leximin == std::vector<std::int64_t>{100'000, 500'000});
    CHECK(proved_parts(search(p).objective, found) == 4);
}

TEST_CASE("a part is proved only after those before it", "[timetable][unit]") {
    const Bounds found{1, 2, {5, 7}, 12};
    Objective o{1, 2, {5, 7}, 12, 0, {}};
    CHECK(proved_parts(o, found) == 4);
    o.leximin = {5, 6};
    CHECK(proved_parts(o, found) == 2);
    o.value = 1;
    CHECK(proved_parts(o, found) == 1);
    o = {0, 2, {5, 7}, 12, 0, {}};
    CHECK(proved_parts(o, found) == 0);
}

TEST_CASE("no timetable exceeds the bounds, and what they prove is best", "[timetable][property]") {
    int by_parts[5] = {};
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
        test::Size size;
        size.crowded = seed % 2 == 0;
        const Problem p = test::RandomProblem(seed, size).make();
        const Objective best = test::BruteForce(p).best();
        const Bounds found = bounds(p);
        INFO("seed " << seed);
        REQUIRE(best.mandatory <= found.mandatory);
        REQUIRE(best.value <= found.value);
        REQUIRE(best.coverage <= found.coverage);
        REQUIRE(best.leximin.size() == found.leximin.size());
        for (std::size_t i = 0; i < best.leximin.size(); ++i)
            REQUIRE(best.leximin[i] <= found.leximin[i]);

        Options options;
        options.work = 20'000;
        const Objective made = search(p, options).objective;
        const int parts = proved_parts(made, found);
        ++by_parts[parts];
        if (parts >= 1) REQUIRE(made.mandatory == best.mandatory);
        if (parts >= 2) REQUIRE(made.value == best.value);
        if (parts == 4) REQUIRE(made.leximin == best.leximin);
    }
    INFO("proved in full: " << by_parts[4] << ", value: " << by_parts[2]
                            << ", mandatory: " << by_parts[1] << ", none: " << by_parts[0]);
    CHECK(by_parts[4] > 300);
    CHECK(by_parts[1] > 0);
}
