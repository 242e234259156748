#include "areena/timetable/explain.hpp"
#include "areena/core/error.hpp"
#include "areena/timetable/search.hpp"

#include "catch.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

using namespace areena;
using namespace areena::timetable;

namespace {

/// Law and economics share an office; three periods; one activity `first` takes it all in period 0.
Problem office() {
    Problem p;
    p.num_periods = 3;
    p.skills = {"law", "economics"};
    p.resources = {{"office", {0, 1}, {6, 4, 4}}, {"lawyer", {0}, {1, 1, 1}}};
    p.activities = {{"first", 0, 1, {{"only", 1, 1, {{0, 4}, {1, 3}}, 0}}, {}, {}, 1, false},
                    {"next", 0, 3, {{"only", 1, 2, {{0, 7}}, 0}}, {}, {}, 1, false}};
    return p;
}

const std::vector<Assignment> first_only{{0, 0, 0, 1}};

}  // namespace

TEST_CASE("an activity that is short says where it is short of least", "[timetable][unit]") {
    Problem p = office();
    SECTION("in one period") {
        p.activities[1].modes[0].max_duration = 1;
        const LeftOut left = why_left_out(p, first_only, 1);
        CHECK(left.reason == Reason::capacity);
        REQUIRE(left.placement);
        CHECK(left.placement->start == 1);
        CHECK(left.placement->missing == 2);
        CHECK(left.placement->shortages == std::vector<Shortage>{{{0}, 1, 2}});
    }
    SECTION("the whole set of skills that binds is named") {
        p.activities[1].deadline = 1;
        p.activities[1].modes[0].requirements = {{0, 1}, {1, 1}};
        const LeftOut left = why_left_out(p, first_only, 1);
        REQUIRE(left.placement);
        CHECK(left.placement->missing == 2);
        CHECK(left.placement->shortages == std::vector<Shortage>{{{0, 1}, 0, 2}});
    }
    SECTION("what standing work lacks already is not counted") {
        p.fixed = {{0, 0, 0}, {0, 0, 9}};
        p.activities[1].earliest = 2;
        p.activities[1].modes[0].requirements = {{0, 3}};
        const LeftOut left = why_left_out(p, {}, 1);
        REQUIRE(left.placement);
        CHECK(left.placement->missing == 2);  // the lawyer has 1 of 3, the office nothing
        CHECK(left.placement->shortages == std::vector<Shortage>{{{0, 1}, 2, 2}});
    }
}

TEST_CASE("the window, an exclusion and a prerequisite are reasons of their own",
          "[timetable][unit]") {
    Problem p = office();
    p.activities.push_back({"third", 1, 3, {{"only", 1, 1, {}, 0}}, {}, {}, 1, false});
    SECTION("window") {
        p.activities[1].modes[0] = {"long", 4, 5, {}, 0};
        CHECK(why_left_out(p, first_only, 1).reason == Reason::window);
    }
    SECTION("excluded, whichever side names it") {
        for (const int side : {0, 1}) {
            p.activities[0].excludes.clear();
            p.activities[1].excludes.clear();
            p.activities[side].excludes = {1 - side};
            const LeftOut left = why_left_out(p, first_only, 1);
            CHECK(left.reason == Reason::excluded);
            CHECK(left.other == 0);
        }
    }
    SECTION("prerequisite not placed") {
        p.activities[1].prerequisites = {{0}, {2}};
        const LeftOut left = why_left_out(p, first_only, 1);
        CHECK(left.reason == Reason::prerequisite);
        CHECK(left.other == 2);
        CHECK_FALSE(left.other_placed);
    }
    SECTION("prerequisite placed too late") {
        p.activities[1].prerequisites = {{0}, {2}};
        const std::vector<Assignment> plan{{0, 0, 0, 1}, {2, 0, 2, 1}};
        const LeftOut left = why_left_out(p, plan, 1);
        CHECK(left.reason == Reason::prerequisite);
        CHECK(left.other == 2);
        CHECK(left.other_placed);
    }
    SECTION("prerequisite placed in time: the placement comes after it") {
        p.activities[1].prerequisites = {{2}};
        p.activities[1].modes[0].max_duration = 1;
        const std::vector<Assignment> plan{{0, 0, 0, 1}, {2, 0, 1, 1}};
        const LeftOut left = why_left_out(p, plan, 1);
        CHECK(left.reason == Reason::capacity);
        CHECK(left.placement->start == 2);
    }
}

TEST_CASE("what fits but adds nothing is told from what was not tried", "[timetable][unit]") {
    Problem p = office();
    p.activities[1].modes[0].requirements = {{0, 1}};
    p.activities[1].modes[0].coverage = 400'000;
    CHECK(why_left_out(p, {}, 1).reason == Reason::unfinished);
    p.activities[1].value = 0;
    const LeftOut left = why_left_out(p, {}, 1);
    CHECK(left.reason == Reason::no_gain);
    CHECK(left.placement->missing == 0);
    p.beneficiaries = {{"town", {{1, {1}, 0}}}};
    CHECK(why_left_out(p, {}, 1).reason == Reason::unfinished);
    p.beneficiaries[0].needs[0].base = whole;
    CHECK(why_left_out(p, {}, 1).reason == Reason::no_gain);
    CHECK(search(p).left_out.at(0) == why_left_out(p, first_only, 1));
}

TEST_CASE("an activity that is placed, or is none, has no reason", "[timetable][unit]") {
    const Problem p = office();
    CHECK_THROWS_AS(why_left_out(p, first_only, 0), Error);
    CHECK_THROWS_AS(why_left_out(p, first_only, 2), Error);
    CHECK_THROWS_AS(shortages(p, {}, -1), Error);
    CHECK(why_left_out(p, first_only).size() == 1);
}

TEST_CASE("every placement is listed with what it is short of", "[timetable][unit]") {
    const Problem p = office();
    Timetable t;
    t.assignments = first_only;
    const std::vector<Placement> all = shortages(p, t, 1);
    REQUIRE(all.size() == 5);
    CHECK(all[0] == Placement{0, 0, 1, 7, {{{0, 1}, 0, 7}}, true});
    CHECK(all[1] == Placement{0, 0, 2, 4, {{{0, 1}, 0, 4}}, true});
    CHECK(all[2] == Placement{0, 1, 1, 2, {{{0}, 1, 2}}, true});
    CHECK(all[3] == Placement{0, 1, 2, 0, {}, true});
    CHECK(all[4] == Placement{0, 2, 1, 2, {{{0}, 2, 2}}, true});
    // One that is placed is first taken out.
    t.assignments.push_back({1, 0, 1, 2});
    CHECK(shortages(p, t, 1) == all);
}

TEST_CASE("a placement that breaks the order is listed as such", "[timetable][unit]") {
    Problem p = office();
    p.activities.push_back({"third", 0, 3, {{"only", 1, 1, {}, 0}}, {{0}}, {}, 1, false});
    p.activities.push_back({"fourth", 0, 3, {{"only", 1, 1, {}, 0}}, {{2}}, {}, 1, false});
    Timetable t;
    t.assignments = {{0, 0, 0, 1}, {3, 0, 2, 1}};
    std::vector<bool> in_order;
    for (const Placement& placement : shortages(p, t, 2)) in_order.push_back(placement.in_order);
    CHECK(in_order == std::vector<bool>{false, true, false});
}

TEST_CASE("shortages agree with enumeration, and the least is found", "[timetable][property]") {
    int short_ones = 0;
    for (std::uint64_t seed = 0; seed < 800; ++seed) {
        test::Size size;
        size.crowded = seed % 2 == 0;
        size.activities = 4;
        size.skills = seed % 4 < 2 ? 3 : 8;
        const Problem p = test::RandomProblem(seed, size).make();
        Options options;
        options.work = 20'000;
        const Timetable t = search(p, options);
        for (int a = 0; a < static_cast<int>(p.activities.size()); ++a) {
            std::vector<Assignment> others = t.assignments;
            std::erase_if(others, [&](const Assignment& x) { return x.activity == a; });
            const test::Table load = test::load_of(p, others);
            std::int64_t first = p.activities[a].earliest;
            for (const Prerequisite& before : p.activities[a].prerequisites)
                if (const Assignment* const x = test::find(others, before.activity))
                    first = std::max<std::int64_t>(first, x->end() + before.lag);
            std::int64_t least = -1;
            const std::vector<Placement> all = shortages(p, t, a);
            REQUIRE(all.size() == test::places(p, a).size());
            for (const Placement& placement : all) {
                const Assignment as{a, placement.mode, placement.start, placement.duration};
                REQUIRE(placement.missing == test::growth(p, load, as));
                std::int64_t sum = 0;
                for (const Shortage& shortage : placement.shortages) sum += shortage.amount;
                REQUIRE(sum == placement.missing);
                if (placement.start >= first && (least < 0 || placement.missing < least))
                    least = placement.missing;
            }
            if (test::find(t.assignments, a) != nullptr) continue;
            const LeftOut left = why_left_out(p, t.assignments, a);
            if (left.reason != Reason::capacity) continue;
            ++short_ones;
            REQUIRE(left.placement->missing == least);
            REQUIRE(std::count(all.begin(), all.end(), *left.placement) == 1);
        }
    }
    CHECK(short_ones > 300);
}

TEST_CASE("adding what is missing makes room", "[timetable][property]") {
    int helped = 0;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        test::Size size;
        size.crowded = true;
        size.activities = 4;
        Problem p = test::RandomProblem(seed, size).make();
        const Timetable t = search(p);
        for (const LeftOut& left : t.left_out) {
            if (left.reason != Reason::capacity) continue;
            Problem more = p;
            for (const Shortage& shortage : left.placement->shortages) {
                std::vector<std::int64_t> extra(static_cast<std::size_t>(p.num_periods), 0);
                extra[shortage.period] = shortage.amount;
                more.resources.push_back(
                    {"extra" + std::to_string(more.resources.size()), shortage.skills, extra});
            }
            std::vector<Assignment> plan = t.assignments;
            plan.push_back({left.activity, left.placement->mode, left.placement->start,
                            left.placement->duration});
            // As short as before where standing work is short, no more.
            for (int period = 0; period < p.num_periods; ++period)
                REQUIRE(test::shortfall(more, test::load_of(more, plan), period) <=
                        test::shortfall(p, test::standing(p), period));
            ++helped;
        }
    }
    CHECK(helped > 100);
}
