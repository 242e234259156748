#include "areena/timetable/bounds.hpp"
#include "areena/timetable/explain.hpp"
#include "areena/timetable/repair.hpp"
#include "areena/timetable/search.hpp"
#include "areena/timetable/verify.hpp"

#include "timetable/milp/milp_prover.hpp"

#include "catch.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

using areena::Finding;
using areena::Rational;
using namespace areena::timetable;

namespace {

/// One activity in a light and a full mode, six periods, a need that half of it covers.
Problem small_problem() {
    Problem p;
    p.num_periods = 6;
    p.skills = {"law"};
    p.resources = {{"office", {0}, std::vector<std::int64_t>(6, 4)}};
    Mode light{"light", 1, 1, {{0, 2}}, 400'000};
    light.value = Rational(1, 2);
    Mode full{"full", 2, 2, {{0, 8}}, 900'000};
    full.value_per_period = Rational(1, 3);
    Activity a;
    a.key = "a";
    a.earliest = 1;
    a.deadline = 6;
    a.modes = {light, full};
    a.value = 0;
    p.activities = {a};
    p.beneficiaries = {{"north", {{0, {0}, 200'000, 10}}}};
    return p;
}

Problem worthy(std::uint64_t seed) {
    test::Size size;
    size.crowded = seed % 2 == 0;
    size.rich = seed % 3 == 0;
    size.worthy = true;
    size.activities = seed % 10 == 0 ? 4 : 3;
    return test::RandomProblem(seed, size).make();
}

void check_sound(const Problem& p, const Timetable& t) {
    for (const Check& check : verify(p, t).checks) {
        INFO(check.name << ": " << check.message);
        REQUIRE(check.ok);
    }
    REQUIRE(test::better(test::worth(p, t.assignments), t.objective) == 0);
}

std::vector<std::string> codes(const Problem& p) {
    std::vector<std::string> all;
    for (const Finding& finding : check(p)) all.push_back(finding.code + " " + finding.path);
    return all;
}

}  // namespace

TEST_CASE("modes, early ends and covered needs are worth what they say", "[timetable][unit]") {
    const Problem p = small_problem();
    CHECK(evaluate(p, {}).value == 2);  // 10 * 0.2: standing work covers a fifth
    const Assignment light[] = {{0, 0, 1, 1}};
    CHECK(evaluate(p, light).value == Rational(1, 2) + 10 * Rational(6, 10));
    const Assignment full[] = {{0, 1, 2, 2}};
    CHECK(evaluate(p, full).value == 10 + Rational(2, 3));  // covered once, though 1.1 is given
    const Timetable t = search(p);
    check_sound(p, t);
    CHECK(t.assignments == std::vector<Assignment>{{0, 1, 1, 2}});
    CHECK(t.objective.value == 11);
    CHECK(t.proof.parts == 6);
    CHECK(bounds(p).value >= 11);
}

TEST_CASE("an activity whose coverage is worth something is left out for no lack of gain",
          "[timetable][unit]") {
    Problem p = small_problem();
    CHECK(why_left_out(p, {}, 0).reason == Reason::unfinished);
    p.beneficiaries[0].needs[0].base = whole;
    CHECK(why_left_out(p, {}, 0).reason == Reason::unfinished);  // the mode itself is
    p.activities[0].modes.erase(p.activities[0].modes.begin());
    p.activities[0].modes[0].value_per_period = 0;
    CHECK(why_left_out(p, {}, 0).reason == Reason::no_gain);
    p.beneficiaries[0].needs[0].base = 0;
    CHECK(why_left_out(p, {}, 0).reason == Reason::unfinished);
}

TEST_CASE("values that are negative or have no common measure are faults", "[timetable][unit]") {
    Problem p = small_problem();
    CHECK(codes(p).empty());
    p.activities[0].modes[1].value = -1;
    p.activities[0].modes[1].value_per_period = Rational(-1, 2);
    p.beneficiaries[0].needs[0].value = -3;
    CHECK(codes(p) == std::vector<std::string>{
                          "timetable.negative /activities/0/modes/1/value",
                          "timetable.negative /activities/0/modes/1/value_per_period",
                          "timetable.negative /beneficiaries/0/needs/0/value"});
    p = small_problem();
    p.activities[0].modes[0].value = Rational(1, (std::int64_t{1} << 59) + 1);
    CHECK(codes(p) == std::vector<std::string>{"timetable.overflow /activities"});
    p.activities[0].modes[0].value = Rational(std::int64_t{1} << 60);
    CHECK(codes(p) == std::vector<std::string>{"timetable.overflow /activities"});
    p = small_problem();
    for (Mode& mode : p.activities[0].modes) mode.value = mode.value_per_period = 0;
    p.beneficiaries[0].needs[0].value = 0;
    p.activities[0].value = Rational::parse("1/99999999999999999999999");  // alone, of any size
    CHECK(codes(p).empty());
}

TEST_CASE("a small problem with worth of every kind is solved as trying all does",
          "[timetable][property]") {
    int by_mode = 0;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        const Problem p = worthy(seed);
        CAPTURE(seed);
        const Timetable t = search(p);
        check_sound(p, t);
        REQUIRE(t.proof.parts == 6);
        const test::BruteForce all(p);
        REQUIRE(test::better(t.objective, all.best()) == 0);
        REQUIRE(all.best().value <= bounds(p).value);
        for (const LeftOut& left : t.left_out) REQUIRE(left.reason != Reason::unfinished);
        Problem plain = p;
        for (Activity& a : plain.activities)
            for (Mode& mode : a.modes) mode.value = mode.value_per_period = 0;
        by_mode += test::BruteForce(plain).plan() != all.plan() ? 1 : 0;
    }
    CHECK(by_mode > 150);  // worth of modes and ends did decide
}

TEST_CASE("HiGHS proves problems with worth of every kind as trying all does",
          "[timetable][property]") {
    if (!detail::highs::is_available()) AREENA_SKIP("areena was built without HiGHS");
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        const Problem p = worthy(seed);
        CAPTURE(seed);
        const detail::Model model(p);
        const areena::Progress progress;
        const detail::Goals goals;
        detail::MilpProver prover(model, goals, std::vector<char>(p.activities.size(), 0),
                                  1'000'000'000'000, progress);
        detail::Incumbent best(model, {});
        for (int stage = 0; stage < goals.num_stages(); ++stage)
            if (!goals.follows(stage)) REQUIRE(prover.run(stage, best));
        REQUIRE(test::better(best.objective, test::BruteForce(p).best()) == 0);
    }
}

TEST_CASE("planning again counts what is kept, not what it is worth", "[timetable][unit]") {
    Problem p = small_problem();
    const Assignment light[] = {{0, 0, 3, 1}};
    const Repair kept = repair(p, light);
    CHECK(kept.assignments == std::vector<Assignment>{{0, 0, 3, 1}});
    CHECK(kept.objective.value == evaluate(p, light).value);
}
