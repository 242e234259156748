#include "areena/timetable/bounds.hpp"
#include "areena/timetable/explain.hpp"
#include "areena/timetable/search.hpp"
#include "areena/timetable/verify.hpp"

#include "catch.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

/// \file
/// Stocks, lags and activities that require others: each by hand, and all together against
/// enumeration.

using namespace areena;
using namespace areena::timetable;

namespace {

/// Three activities that take no effort and cost 3, 4 and 5 of 8; a cheap mode of the last costs 1.
Problem purse() {
    Problem p;
    p.num_periods = 4;
    p.skills = {"law"};
    p.resources = {{"office", {0}, {4, 4, 4, 4}}};
    p.stocks = {{"money", 8}};
    const auto mode = [](const char* key, std::int64_t price, std::int64_t coverage) {
        return Mode{key, 1, 1, {}, coverage, {{0, price}}};
    };
    p.activities = {{"a", 0, 4, {mode("only", 3, 0)}, {}, {}, 3, false},
                    {"b", 0, 4, {mode("only", 4, 0)}, {}, {}, 5, false},
                    {"c", 0, 4, {mode("dear", 5, 900'000), mode("cheap", 1, 200'000)}, {}, {}, 2,
                     false}};
    p.beneficiaries = {{"town", {{1, {2}, 0}}}};
    return p;
}

void check_sound(const Problem& p, const Timetable& t) {
    for (const Check& check : verify(p, t).checks) {
        INFO(check.name << ": " << check.message);
        REQUIRE(check.ok);
    }
    REQUIRE(test::in_order(p, t.assignments));
    REQUIRE(test::fits(p, t.assignments));
}

std::vector<int> placed(const Timetable& t) {
    std::vector<int> all;
    for (const Assignment& a : t.assignments) all.push_back(a.activity);
    return all;
}

Problem rich(std::uint64_t seed, int activities) {
    test::Size size;
    size.crowded = seed % 2 == 0;
    size.activities = activities;
    size.rich = true;
    return test::RandomProblem(seed, size).make();
}

}  // namespace

TEST_CASE("a stock is used up once, whatever the period", "[timetable][unit]") {
    Problem p = purse();
    Timetable t = search(p);
    check_sound(p, t);
    CHECK(placed(t) == std::vector<int>{0, 1, 2});  // 3 + 4 + 1: the cheap mode
    CHECK(t.assignments[2].mode == 1);
    CHECK(t.proof.parts == 6);
    p.stocks[0].amount = 7;
    t = search(p);
    check_sound(p, t);
    CHECK(placed(t) == std::vector<int>{0, 1});  // worth 8; the others less
    REQUIRE(t.left_out.size() == 1);
    CHECK(t.left_out[0].reason == Reason::stock);
    REQUIRE(t.left_out[0].placement);
    CHECK(t.left_out[0].placement->mode == 1);
    CHECK(t.left_out[0].placement->stocks == std::vector<StockShortage>{{0, 1}});
    p.stocks[0].amount = 0;
    CHECK(search(p).assignments.empty());
}

TEST_CASE("what is short of a stock is listed beside what is short of capacity",
          "[timetable][unit]") {
    Problem p = purse();
    p.activities[0].modes[0].requirements = {{0, 6}};
    p.activities[0].modes[0].consumptions = {{0, 9}};
    const std::vector<Placement> all = shortages(p, {}, 0);
    REQUIRE(all.size() == 4);
    for (const Placement& placement : all) {
        CHECK(placement.missing == 2);
        CHECK(placement.stocks == std::vector<StockShortage>{{0, 1}});
    }
    CHECK(why_left_out(p, {}, 0).reason == Reason::stock);
}

TEST_CASE("a lag keeps two activities apart", "[timetable][unit]") {
    Problem p = purse();
    p.activities[1].prerequisites = {{0, 2}};
    const Timetable t = search(p);
    check_sound(p, t);
    CHECK(t.assignments[0] == Assignment{0, 0, 0, 1});
    CHECK(t.assignments[1] == Assignment{1, 0, 3, 1});
    p.activities[1].prerequisites[0].lag = 3;
    const Timetable none = search(p);
    check_sound(p, none);
    CHECK(placed(none) == std::vector<int>{1 - 1, 2});
    CHECK(none.left_out[0].reason == Reason::prerequisite);
    CHECK(none.left_out[0].other == 0);
    CHECK(none.left_out[0].other_placed);
    p.activities[1].prerequisites[0].lag = 100'000;
    check_sound(p, search(p));
}

TEST_CASE("activities that require each other are placed all or none", "[timetable][unit]") {
    Problem p = purse();
    p.activities[0].required = {1};
    p.activities[1].required = {2};
    p.activities[2].required = {0};
    Timetable t = search(p);
    check_sound(p, t);
    CHECK(t.assignments.size() == 3);
    p.stocks[0].amount = 7;
    t = search(p);
    check_sound(p, t);
    CHECK(t.assignments.empty());
    for (const LeftOut& left : t.left_out) CHECK(left.reason == Reason::required);
    // The one without room says so, the others lead to it.
    p.activities[1].modes[0].consumptions[0].amount = 20;
    t = search(p);
    CHECK(t.left_out[0].reason == Reason::required);
    CHECK(t.left_out[0].other == 1);
    CHECK(t.left_out[1].reason == Reason::stock);
    CHECK(t.left_out[2].other == 0);
}

TEST_CASE("what is required may come at any time, and is placed for its sake",
          "[timetable][unit]") {
    Problem p = purse();
    p.activities[1].required = {2};
    p.activities[2].value = 0;
    p.activities[2].earliest = 3;
    p.activities[2].modes[0].coverage = p.activities[2].modes[1].coverage = 0;
    const Timetable t = search(p);
    check_sound(p, t);
    CHECK(placed(t) == std::vector<int>{0, 1, 2});
    p.activities[2].modes[1].consumptions[0].amount = 5;  // too dear beside both, not beside one
    CHECK(placed(search(p)) == std::vector<int>{0});
    p.stocks[0].amount = 9;
    CHECK(placed(search(p)) == std::vector<int>{1, 2});
}

TEST_CASE("a start is cut to what it can keep", "[timetable][unit]") {
    Problem p = purse();
    p.activities[1].required = {2};
    p.activities[1].mandatory = true;
    p.activities[2].modes[0].consumptions = {{0, 5}};
    p.activities[2].modes.pop_back();
    p.stocks[0].amount = 8;
    Options options;
    options.start = {{1, 0, 0, 1}, {2, 0, 0, 1}};  // 9 of 8: the second does not fit
    const Timetable t = search(p, options);
    check_sound(p, t);
    CHECK(placed(t) == std::vector<int>{0, 2});
}

TEST_CASE("with stocks, lags and requirements a small timetable is the best there is",
          "[timetable][property]") {
    int by_reason[2] = {};
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        const Problem p = rich(seed, seed % 10 == 0 ? 5 : 4);
        CAPTURE(seed);
        const Timetable t = search(p);
        check_sound(p, t);
        REQUIRE(t.proof.parts == 6);
        const Objective best = test::BruteForce(p).best();
        REQUIRE(test::better(test::worth(p, t.assignments), best) == 0);
        REQUIRE(test::better(t.objective, best) == 0);
        const Bounds limit = bounds(p);
        REQUIRE(best.mandatory <= limit.mandatory);
        REQUIRE(best.value <= limit.value);
        for (std::size_t i = 0; i < best.leximin.size(); ++i)
            REQUIRE(best.leximin[i] <= limit.leximin[i]);
        for (const LeftOut& left : t.left_out) {
            REQUIRE(left.reason != Reason::unfinished);
            by_reason[0] += left.reason == Reason::stock ? 1 : 0;
            by_reason[1] += left.reason == Reason::required ? 1 : 0;
        }
    }
    CHECK(by_reason[0] > 300);
    CHECK(by_reason[1] > 300);
}

TEST_CASE("without a proof the search alone mostly finds the best, and always keeps the rules",
          "[timetable][property]") {
    int best = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const Problem p = rich(seed, 5);
        CAPTURE(seed);
        Options options;
        options.proof = 0;
        options.work = 100'000;
        const Timetable t = search(p, options);
        check_sound(p, t);
        if (test::better(t.objective, test::BruteForce(p).best()) == 0) ++best;
    }
    CHECK(best > 450);
}

TEST_CASE("a stock made larger by what is said to be short does admit the activity",
          "[timetable][property]") {
    int admitted = 0;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        const Problem p = rich(seed, 4);
        const Timetable t = search(p);
        for (const LeftOut& left : t.left_out) {
            if (left.reason != Reason::stock) continue;
            Problem more = p;
            for (const StockShortage& each : left.placement->stocks)
                more.stocks[each.stock].amount += each.amount;
            std::vector<Assignment> plan = t.assignments;
            plan.push_back({left.activity, left.placement->mode, left.placement->start,
                            left.placement->duration});
            for (int s = 0; s < static_cast<int>(p.stocks.size()); ++s)
                REQUIRE(test::used(more, plan, s) <= more.stocks[s].amount);
            CHECK(why_left_out(more, t.assignments, left.activity).reason != Reason::stock);
            ++admitted;
        }
    }
    CHECK(admitted > 60);
}

TEST_CASE("each way of breaking these rules is caught by its check", "[timetable][unit]") {
    Problem p = purse();
    p.activities[1].prerequisites = {{0, 1}};
    p.activities[2].required = {1};
    const Timetable sound = search(p);
    check_sound(p, sound);
    const auto failed = [&](auto change) {
        Timetable t = sound;
        change(t);
        for (const Check& check : verify(p, t).checks)
            if (!check.ok) return check.name;
        return std::string();
    };
    CHECK(failed([](Timetable&) {}).empty());
    CHECK(failed([](Timetable& t) { t.assignments[1].start = 1; }) == "prerequisite");
    CHECK(failed([](Timetable& t) { t.assignments[2].mode = 0; }) == "stock");
    CHECK(failed([](Timetable& t) {
              t.assignments.erase(t.assignments.begin() + 1);
              LeftOut left;
              left.activity = 1;
              t.left_out.push_back(left);
          }) == "required");

    p.stocks[0].amount = 7;
    p.activities[2].required.clear();
    const Timetable short_of = search(p);
    check_sound(p, short_of);
    const auto failed_reason = [&](auto change) {
        Timetable t = short_of;
        change(t.left_out.at(0));
        for (const Check& check : verify(p, t).checks)
            if (!check.ok) return check.name;
        return std::string();
    };
    CHECK(failed_reason([](LeftOut&) {}).empty());
    CHECK(failed_reason([](LeftOut& l) { l.placement->stocks[0].amount = 2; }) == "left_out");
    CHECK(failed_reason([](LeftOut& l) { l.placement->stocks[0].stock = 3; }) == "left_out");
    CHECK(failed_reason([](LeftOut& l) { l.placement->stocks.clear(); }) == "left_out");
    CHECK(failed_reason([](LeftOut& l) {
              l.reason = Reason::required;
              l.other = 0;
          }) == "left_out");
}
