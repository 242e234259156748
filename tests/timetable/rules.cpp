#include "areena/timetable/bounds.hpp"
#include "areena/timetable/explain.hpp"
#include "areena/timetable/marginal.hpp"
#include "areena/timetable/repair.hpp"
#include "areena/timetable/search.hpp"
#include "areena/timetable/verify.hpp"

#include "catch.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

/// \file
/// Stocks, lags, activities that require others, closed periods and pins: each by hand, and all
/// together against enumeration.

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

TEST_CASE("an activity pauses over closed periods", "[timetable][unit]") {
    Problem p = purse();
    p.num_periods = 6;
    p.closed = {1, 2, 4};
    p.resources[0].available = {4, 4, 4, 4, 4, 4};
    p.activities.resize(1);
    p.beneficiaries.clear();
    p.activities[0].deadline = 6;
    p.activities[0].modes[0] = {"only", 2, 2, {{0, 7}}, 0, {}};
    Timetable t = search(p);
    check_sound(p, t);
    CHECK(t.assignments == std::vector<Assignment>{{0, 0, 0, 4}});  // periods 0 and 3
    CHECK(loads(p, t.assignments)[0] == std::vector<std::int64_t>{4, 0, 0, 3, 0, 0});
    CHECK(t.objective.ends == 4);
    p.fixed = {{0, 9, 0, 2, 0, 0}};  // standing work goes by its own rows, in closed periods too
    t = search(p);
    check_sound(p, t);
    CHECK(t.assignments.empty());
    CHECK(t.objective.peak.share == Rational(9, 4));
    REQUIRE(t.left_out[0].placement);
    CHECK(t.left_out[0].placement->start == 0);
    CHECK(t.left_out[0].placement->duration == 4);
    CHECK(t.left_out[0].placement->shortages == std::vector<Shortage>{{{0}, 3, 1}});
    p.activities[0].modes[0].min_duration = p.activities[0].modes[0].max_duration = 4;
    CHECK(search(p).left_out[0].reason == Reason::window);  // only three are open
    p.closed = {0, 1, 2, 3, 4, 5};
    check_sound(p, search(p));
}

TEST_CASE("a lag counts closed periods too", "[timetable][unit]") {
    Problem p = purse();
    p.closed = {1};
    p.activities[1].prerequisites = {{0, 1}};
    Timetable t = search(p);
    check_sound(p, t);
    CHECK(t.assignments[1].start == 2);
    p.activities[1].prerequisites = {{0, 2}};
    t = search(p);
    check_sound(p, t);
    CHECK(t.assignments[1].start == 3);
}

TEST_CASE("a pin is kept before all else", "[timetable][unit]") {
    Problem p = purse();
    p.activities[2].pinned = Pin{0, 3, 1};  // the dear mode, though it leaves less for others
    p.activities[0].mandatory = true;
    p.activities[0].value = 1'000'000;
    p.activities[0].modes[0].consumptions[0].amount = 4;
    Timetable t = search(p);
    check_sound(p, t);
    CHECK(t.assignments == std::vector<Assignment>{{2, 0, 3, 1}});
    CHECK(t.objective.pinned == 1);
    CHECK(t.objective.mandatory == 0);
    CHECK(t.proof.parts == 6);
    CHECK(shortages(p, t, 2).size() == 1);  // the only place it has

    // What a pinned one waits for comes with it, and in time.
    p.activities[2].prerequisites = {{1, 1}};
    p.activities[1].earliest = 1;
    p.stocks[0].amount = 9;
    t = search(p);
    check_sound(p, t);
    CHECK(t.assignments == std::vector<Assignment>{{1, 0, 1, 1}, {2, 0, 3, 1}});
    p.activities[1].earliest = 2;  // too late for the pin
    t = search(p);
    check_sound(p, t);
    CHECK(t.objective.pinned == 0);
    CHECK(t.objective.mandatory == 1);
}

TEST_CASE("an earlier start makes way for a pin", "[timetable][unit]") {
    Problem p = purse();
    p.activities[2].pinned = Pin{0, 0, 1};
    p.activities[1].mandatory = true;
    Options options;
    options.start = {{1, 0, 0, 1}};
    const Timetable t = search(p, options);
    check_sound(p, t);
    CHECK(placed(t) == std::vector<int>{0, 2});
}

TEST_CASE("with these rules a small timetable is the best there is",
          "[timetable][property]") {
    int by_reason[2] = {};
    int pins = 0;
    int unmet = 0;
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
        pins += best.pinned;
        for (const Activity& activity : p.activities)
            unmet += activity.pinned && best.pinned == 0 ? 1 : 0;
        for (const LeftOut& left : t.left_out) {
            REQUIRE(left.reason != Reason::unfinished);
            by_reason[0] += left.reason == Reason::stock ? 1 : 0;
            by_reason[1] += left.reason == Reason::required ? 1 : 0;
        }
    }
    CHECK(by_reason[0] > 200);
    CHECK(by_reason[1] > 300);
    CHECK(pins > 300);
    CHECK(unmet > 30);
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
    CHECK(admitted > 40);
}

TEST_CASE("what pauses when it is planned again goes on after the pause", "[timetable][unit]") {
    Problem p = purse();
    p.num_periods = 5;
    p.closed = {1, 2};
    p.resources[0].available = {4, 4, 4, 3, 4};
    p.activities.resize(1);
    p.beneficiaries.clear();
    p.activities[0].modes[0] = {"only", 2, 2, {{0, 7}}, 0, {}};
    const std::vector<Assignment> earlier{{0, 0, 0, 4}};  // 4 in period 0, 3 in period 3
    RepairOptions options;
    options.from = 2;
    CHECK(repair(p, earlier, options).assignments == earlier);
    p.resources[0].available = {0, 0, 0, 3, 4};  // what is spent is spent
    CHECK(repair(p, earlier, options).assignments == earlier);
    p.resources[0].available[3] = 2;
    CHECK(repair(p, earlier, options).assignments.empty());
}

TEST_CASE("a repair and a change of capacity keep these rules too", "[timetable][property]") {
    int repaired = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const Problem p = rich(seed, 4);
        CAPTURE(seed);
        if (p.resources.empty()) continue;
        const Timetable t = search(p);
        const auto keeps = [&](const Problem& now, const std::vector<Assignment>& plan) {
            for (const Assignment& a : plan)
                if (const std::optional<Pin>& pin = p.activities[a.activity].pinned)
                    REQUIRE(Pin{a.mode, a.start, a.duration} == *pin);
            REQUIRE(test::in_order(now, plan));
            REQUIRE(test::fits(now, plan));
        };
        const Loss loss{{0}, std::nullopt};
        const std::vector<Stress> all = stress(p, t.assignments, std::vector<Loss>{loss});
        keeps(without(p, loss), all.at(0).repair.assignments);
        repaired += static_cast<int>(all[0].repair.assignments.size());
        for (const std::int64_t delta : {-2, 2}) {
            CapacityStep step;
            step.of = CapacityOf::resource;
            step.index = 0;
            step.delta = delta;
            const std::vector<std::vector<CapacityStep>> changes{{step}};
            const Marginals made = marginals(p, t.assignments, changes);
            keeps(with_steps(p, changes[0]), made.changed.at(0).assignments);
        }
    }
    CHECK(repaired > 100);
}

TEST_CASE("a pin moved and a closed period entered are caught", "[timetable][unit]") {
    Problem p = purse();
    p.closed = {2};
    p.activities[0].pinned = Pin{0, 1, 1};
    const Timetable sound = search(p);
    check_sound(p, sound);
    const auto failed = [&](int start) {
        Timetable t = sound;
        t.assignments[0].start = start;
        for (const Check& check : verify(p, t).checks)
            if (!check.ok) return check.name;
        return std::string();
    };
    CHECK(failed(1).empty());
    CHECK(failed(0) == "pinned");
    CHECK(failed(2) == "closed");
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
