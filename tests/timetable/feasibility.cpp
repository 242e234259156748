#include "areena/timetable/feasibility.hpp"

#include "catch.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

#include <algorithm>

using namespace areena;
using namespace areena::timetable;

namespace {

/// Two activities that must share four units in one period of two, and cannot.
Problem crowded() {
    Problem p;
    p.num_periods = 2;
    p.skills = {"law", "data"};
    p.resources = {{"lawyer", {0}, {4, 0}}, {"analyst", {1}, {9, 9}}};
    const Mode mode{"only", 1, 1, {{0, 3}, {1, 1}}, 0};
    p.activities = {{"a", 0, 2, {mode}, {}, {}, 1, true},
                    {"b", 0, 2, {mode}, {}, {}, 1, true},
                    {"c", 0, 2, {mode}, {}, {}, 9, false}};
    return p;
}

bool holds(const std::vector<NamedRule>& rules, Rule rule, int index) {
    return std::find(rules.begin(), rules.end(), NamedRule{rule, index}) != rules.end();
}

/// The problem with only these rules, made anew for the oracle: what need not be placed is none of it.
Problem under(Problem p, const std::vector<NamedRule>& rules) {
    for (int a = 0; a < static_cast<int>(p.activities.size()); ++a) {
        Activity& it = p.activities[a];
        if (!holds(rules, Rule::pinned, a)) it.pinned.reset();
        it.mandatory = holds(rules, Rule::placed, a);
        if (!holds(rules, Rule::window, a)) it.earliest = 0, it.deadline = p.num_periods;
        if (!holds(rules, Rule::prerequisite, a)) it.prerequisites.clear();
        if (!holds(rules, Rule::required, a)) it.required.clear();
        if (!holds(rules, Rule::excluded, a)) it.excludes.clear();
        for (Mode& mode : it.modes) {
            if (!holds(rules, Rule::duration, a) && !it.pinned) mode.min_duration = 1;
            for (Requirement& r : mode.requirements)
                if (!holds(rules, Rule::capacity, r.skill)) r.amount = 0;
            for (Consumption& c : mode.consumptions)
                if (!holds(rules, Rule::stock, c.stock)) c.amount = 0;
        }
    }
    return p;
}

/// A pin as a window with no other place, so that only what must be placed counts.
void make_window_of_pin(const Problem& p, Activity& it) {
    if (!it.pinned) return;
    for (Mode& mode : it.modes) mode.min_duration = mode.max_duration = p.num_periods + 1;
    Mode& mode = it.modes[static_cast<std::size_t>(it.pinned->mode)];
    mode.min_duration = mode.max_duration = 0;
    for (int t = it.pinned->start; t < it.pinned->end(); ++t)
        if (!test::is_closed(p, t)) mode.max_duration = ++mode.min_duration;
    it.earliest = it.pinned->start;
    it.deadline = it.pinned->end();
    it.pinned.reset();
}

/// By trying all: whether everything wanted can be placed.
bool can_be_kept(const Problem& p, const std::vector<int>& wanted) {
    Problem asked = p;
    for (Activity& it : asked.activities) {
        make_window_of_pin(p, it);
        it.mandatory = false;
        it.value = 0;
    }
    for (const int a : wanted) asked.activities[static_cast<std::size_t>(a)].mandatory = true;
    const std::vector<Assignment> plan = test::BruteForce(asked).plan();
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](int a) { return test::find(plan, a) != nullptr; });
}

std::vector<int> placed_by(const std::vector<NamedRule>& rules) {
    std::vector<int> all;
    for (const NamedRule& rule : rules)
        if (rule.rule == Rule::placed) all.push_back(rule.index);
    return all;
}

}  // namespace

TEST_CASE("two that have no room together are named with what they lack", "[timetable][unit]") {
    const Feasibility found = feasibility(crowded());
    CHECK(found.answer == Answer::infeasible);
    CHECK(found.minimal);
    CHECK(found.confirmed);
    CHECK(found.rules == std::vector<NamedRule>{
                             {Rule::placed, 0}, {Rule::placed, 1}, {Rule::capacity, 0}});
}

TEST_CASE("where all that must be placed can be, a way is shown", "[timetable][unit]") {
    Problem p = crowded();
    p.activities[1].mandatory = false;
    const Feasibility found = feasibility(p);
    CHECK(found.answer == Answer::feasible);
    CHECK(found.assignments == std::vector<Assignment>{{0, 0, 0, 1}});
    CHECK(found.rules.empty());
    CHECK(feasibility(Problem{}).answer == Answer::feasible);
}

TEST_CASE("a window, an order and a pin are named where they bind", "[timetable][unit]") {
    Problem p = crowded();
    p.resources[0].available = {4, 4};
    p.activities[1].mandatory = false;
    p.activities[0].prerequisites = {{1, 1}};
    Feasibility found = feasibility(p);
    // b ends at 1 or later, a lag of 1 leaves no period for a.
    CHECK(found.rules ==
          std::vector<NamedRule>{{Rule::placed, 0}, {Rule::prerequisite, 0}});
    CHECK(found.confirmed);
    p.activities[0].prerequisites = {{1, 0}};
    p.activities[0].pinned = Pin{0, 0, 1};
    found = feasibility(p);
    CHECK(found.rules == std::vector<NamedRule>{
                             {Rule::placed, 0}, {Rule::pinned, 0}, {Rule::prerequisite, 0}});
    p.activities[0].pinned.reset();
    p.activities[1].earliest = 1;
    found = feasibility(p);
    CHECK(found.rules == std::vector<NamedRule>{
                             {Rule::placed, 0}, {Rule::window, 1}, {Rule::prerequisite, 0}});
    // One that takes longer than there is time cannot be placed, whatever its window.
    p = crowded();
    p.activities[0].modes[0].min_duration = p.activities[0].modes[0].max_duration = 3;
    CHECK(feasibility(p).rules ==
          std::vector<NamedRule>{{Rule::placed, 0}, {Rule::duration, 0}});
}

TEST_CASE("without enough work the answer is left open", "[timetable][unit]") {
    Options options;
    options.proof = 0;
    const Feasibility found = feasibility(crowded(), options);
    CHECK(found.answer == Answer::unknown);
    CHECK(found.rules.empty());
}

TEST_CASE("rules that are said to conflict do, and none of them too many", "[timetable][property]") {
    int infeasible = 0;
    int kinds[9] = {};
    for (std::uint64_t seed = 0; seed < 1200; ++seed) {
        test::Size size;
        size.crowded = seed % 2 == 0;
        size.activities = 4;
        size.rich = seed % 3 != 0;
        Problem p = test::RandomProblem(seed, size).make();
        for (std::size_t a = 0; a < p.activities.size(); a += 2) p.activities[a].mandatory = true;
        CAPTURE(seed);
        const Feasibility found = feasibility(p);
        std::vector<int> wanted;
        for (int a = 0; a < static_cast<int>(p.activities.size()); ++a)
            if (p.activities[a].mandatory || p.activities[a].pinned) wanted.push_back(a);
        REQUIRE(found.answer ==
                (can_be_kept(p, wanted) ? Answer::feasible : Answer::infeasible));
        if (found.answer == Answer::feasible) {
            REQUIRE(test::in_order(p, found.assignments));
            REQUIRE(test::fits(p, found.assignments));
            for (const int a : wanted) REQUIRE(test::find(found.assignments, a) != nullptr);
            continue;
        }
        ++infeasible;
        REQUIRE(found.minimal);
        REQUIRE(found.confirmed);
        REQUIRE_FALSE(can_be_kept(under(p, found.rules), placed_by(found.rules)));
        for (std::size_t i = 0; i < found.rules.size(); ++i) {
            std::vector<NamedRule> fewer = found.rules;
            ++kinds[static_cast<int>(found.rules[i].rule)];
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            REQUIRE(can_be_kept(under(p, fewer), placed_by(fewer)));
        }
    }
    CHECK(infeasible > 200);
    for (const int each : kinds) CHECK(each > 0);
}
