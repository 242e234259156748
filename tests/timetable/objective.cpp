#include "areena/timetable/objective.hpp"

#include "timetable/state.hpp"

#include "catch.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

using namespace areena;
using namespace areena::timetable;

namespace {

/// A random plan that keeps windows, whatever it does to capacity.
std::vector<Assignment> random_plan(const Problem& p, Random& random) {
    std::vector<Assignment> plan;
    for (int a = 0; a < static_cast<int>(p.activities.size()); ++a) {
        const std::vector<Assignment> all = test::places(p, a);
        if (!all.empty() && random.below(4) > 0) plan.push_back(all[random.below(all.size())]);
    }
    return plan;
}

int sign(std::weak_ordering order) { return order > 0 ? 1 : order < 0 ? -1 : 0; }

}  // namespace

TEST_CASE("coverage is the mean of needs by weight, rounded down, each at most one whole",
          "[timetable][unit]") {
    Problem p;
    p.num_periods = 1;
    const Mode mode{"only", 1, 1, {}, 700'000};
    for (const char* key : {"a", "b"})
        p.activities.push_back({key, 0, 1, {mode}, {}, {}, 1, false});
    p.beneficiaries = {{"both", {{1, {0, 1}, 0}, {2, {}, 0}}},
                       {"base", {{3, {0}, 500'000}}},
                       {"none", {}},
                       {"weightless", {{0, {0}, 0}}}};
    const std::vector<Assignment> one{{0, 0, 0, 1}};
    CHECK(coverage(p, one) ==
          std::vector<std::optional<std::int64_t>>{233'333, 1'000'000, std::nullopt, std::nullopt});
    const std::vector<Assignment> two{{0, 0, 0, 1}, {1, 0, 0, 1}};
    CHECK(coverage(p, two)[0] == 333'333);
    const Objective o = evaluate(p, two);
    CHECK(o.leximin == std::vector<std::int64_t>{333'333, 1'000'000});
    CHECK(o.coverage == 1'333'333);
    CHECK(o.ends == 2);
    CHECK(o.value == Rational(2));
}

TEST_CASE("earlier parts of the objective decide", "[timetable][unit]") {
    const Objective base{1, 2, {10, 20}, 30, 5, {Rational(1, 2), {0}, 0}};
    const auto better = [&](auto&& change) {
        Objective other = base;
        change(other);
        return compare(other, base) > 0 && compare(base, other) < 0;
    };
    CHECK(better([](Objective& o) { o.mandatory = 2, o.value = 0; }));
    CHECK(better([](Objective& o) { o.value = Rational(5, 2), o.leximin = {0, 0}; }));
    CHECK(better([](Objective& o) { o.leximin = {11, 11}, o.coverage = 22; }));
    CHECK(better([](Objective& o) { o.leximin = {10, 21}, o.ends = 9; }));
    CHECK(better([](Objective& o) { o.coverage = 31, o.ends = 9; }));
    CHECK(better([](Objective& o) { o.ends = 4, o.peak.share = 1; }));
    CHECK(better([](Objective& o) { o.peak.share = Rational(1, 3); }));
    Objective same = base;
    same.peak.skills = {1};
    CHECK(compare(same, base) == std::weak_ordering::equivalent);
}

TEST_CASE("the objective agrees with its slow twin", "[timetable][property]") {
    Random random(21);
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        const Problem p = test::RandomProblem(seed).make();
        const std::vector<Assignment> plan = random_plan(p, random);
        const std::vector<Assignment> other = random_plan(p, random);
        const Objective fast = evaluate(p, plan);
        const Objective slow = test::worth(p, plan);
        REQUIRE(test::better(fast, slow) == 0);
        REQUIRE(fast.leximin == slow.leximin);
        REQUIRE(sign(compare(fast, evaluate(p, other))) ==
                test::better(slow, test::worth(p, other)));
        REQUIRE(loads(p, plan) == test::load_of(p, plan));
    }
}

TEST_CASE("changes are compared step by step as if from scratch", "[timetable][property]") {
    using namespace areena::timetable::detail;
    Random random(22);
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        test::Size size;
        size.crowded = seed % 2 == 0;
        size.skills = seed % 4 < 2 ? 3 : 8;
        size.beneficiaries = 4;
        const Problem p = test::RandomProblem(seed, size).make();
        const Model model(p);
        State state(model);
        for (int change = 0; change < 6; ++change) {
            const Objective before = test::worth(p, state.assignments());
            const std::vector<Assignment> plan = state.assignments();
            state.begin(Level::all);
            for (int step = 0; step < 3; ++step) {
                const auto a = static_cast<int>(random.below(p.activities.size()));
                const std::size_t savepoint = state.savepoint();
                if (state.placed(a)) state.remove(a);
                const std::vector<Assignment> all = test::places(p, a);
                if (!all.empty() && random.below(3) > 0) {
                    const Assignment& to = all[random.below(all.size())];
                    const Spot spot{to.mode, to.start, to.duration};
                    if (state.fits(a, spot)) state.place(a, spot);
                }
                if (random.below(4) == 0) state.undo_to(savepoint);
                const int order = test::better(test::worth(p, state.assignments()), before);
                const int found = state.compare(Level::all);
                REQUIRE((found > 0) == (order > 0));
                REQUIRE((found < 0) == (order < 0));
            }
            if (random.below(2) == 0) {
                state.commit();
            } else {
                state.rollback();
                REQUIRE(state.assignments() == plan);
            }
        }
    }
}
