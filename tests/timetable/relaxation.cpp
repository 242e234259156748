#include "areena/timetable/relaxation.hpp"

#include "areena/timetable/bounds.hpp"
#include "areena/timetable/search.hpp"
#include "areena/timetable/verify.hpp"

#include "catch.hpp"
#include "timetable/large_problem.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

#include <stop_token>

using areena::Progress;
using areena::Rational;
using namespace areena::timetable;

namespace {

/// Pieces of work of two, four periods, each worth three; the office has so much in each.
Problem office(std::int64_t available) {
    Problem p;
    p.num_periods = 2;
    p.skills = {"law"};
    p.resources = {{"office", {0}, {available, available}}};
    for (int i = 0; i < 6; ++i) {
        Activity a;
        a.key = "a" + std::to_string(i);
        a.deadline = 2;
        a.value = 3;
        a.modes = {{"only", 1, 1, {{0, 2}}, 0}};
        p.activities.push_back(a);
    }
    return p;
}

}  // namespace

TEST_CASE("effort that is short has the price of what it would earn", "[timetable][unit]") {
    const Relaxation tight = relaxation(office(3));  // of six parts, three can be done at most
    CHECK(tight.bound >= 9);
    CHECK(tight.bound < Rational(91, 10));  // 3 units a period, each worth 3 / 2
    REQUIRE(tight.prices.size() == 1);
    CHECK(tight.prices[0][0] == Approx(1.5).epsilon(0.01));
    CHECK(tight.prices[0][1] == Approx(1.5).epsilon(0.01));
    const Relaxation loose = relaxation(office(100));
    CHECK(loose.bound == 18);
    CHECK(loose.prices[0][0] == Approx(0).margin(0.01));
}

TEST_CASE("no timetable is worth more than the relaxation", "[timetable][property]") {
    int sharper = 0;
    for (std::uint64_t seed = 0; seed < 800; ++seed) {
        CAPTURE(seed);
        test::Size size;
        size.crowded = seed % 2 == 0;
        size.rich = seed % 3 != 0;
        size.worthy = seed % 5 != 0;
        const Problem p = test::RandomProblem(seed, size).make();
        const Rational by_sets = bounds(p).value;
        const Rational most = test::BruteForce(p).best().value;
        for (const std::int64_t work : {0, 100'000}) {
            const Relaxation found = relaxation(p, work);
            REQUIRE(most <= found.bound);
            REQUIRE(found.bound <= by_sets);
            for (const std::vector<double>& row : found.prices)
                for (const double price : row) REQUIRE(price >= 0);
            sharper += work > 0 && found.bound < by_sets ? 1 : 0;
        }
    }
    CHECK(sharper > 100);
}

TEST_CASE("a search tells the sharper bound, and a relaxation stops when asked",
          "[timetable][unit]") {
    Problem p = test::LargeProblem(3, {60, 46, 16, 9, 12, 6, 12}).make();
    for (Activity& a : p.activities)
        for (Mode& mode : a.modes) mode.value_per_period = Rational(1, 10);
    Options options;
    options.work = 100'000;
    options.value_only = true;
    options.proof = 8'000'000;
    const Timetable t = search(p, options);
    CHECK(verify(p, t).ok);
    REQUIRE(t.proof.bound);
    CHECK(t.proof.bound->value < bounds(p).value);
    CHECK(t.objective.value <= t.proof.bound->value);
    std::stop_source stop;
    int steps = 0;
    Progress progress;
    progress.stop = stop.get_token();
    progress.report = [&](const areena::ProgressStep& step) {
        CHECK(step.phase == "relax");
        if (++steps == 3) stop.request_stop();
    };
    const Relaxation early = relaxation(p, 1'000'000'000, progress);
    CHECK(steps == 3);
    CHECK(early.bound >= t.objective.value);
}
