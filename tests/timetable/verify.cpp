#include "areena/timetable/verify.hpp"
#include "areena/timetable/search.hpp"

#include "catch.hpp"
#include "timetable/random_problem.hpp"

#include <functional>
#include <limits>

using namespace areena;
using namespace areena::timetable;

namespace {

/// Four activities of which the third does not fit, the fourth is excluded by the first, and the
/// fifth waits for the third.
Problem sample() {
    Problem p;
    p.num_periods = 3;
    p.skills = {"law", "data"};
    p.resources = {{"office", {0, 1}, {5, 5, 5}}, {"analyst", {1}, {2, 2, 2}}};
    p.fixed = {{0, 0, 9}, {0, 1, 0}};
    const Mode light{"light", 1, 2, {{0, 4}, {1, 2}}, 300'000};
    const Mode full{"full", 1, 1, {{0, 6}, {1, 2}}, 600'000};
    p.activities = {{"guide", 0, 2, {light, full}, {}, {}, 2, false},
                    {"course", 0, 2, {light}, {{0}}, {}, 2, false},
                    {"forum", 0, 2, {{"only", 1, 1, {{0, 5}}, 0}}, {}, {}, 1, false},
                    {"report", 0, 3, {light}, {}, {0}, 1, false},
                    {"review", 0, 3, {light}, {{2}}, {}, 1, false}};
    p.beneficiaries = {{"town", {{2, {0, 1}, 0}, {1, {2}, 100'000}}}};
    return p;
}

std::string failed_check(const Problem& p, const Timetable& t) {
    const Verification verification = verify(p, t);
    for (const Check& check : verification.checks)
        if (!check.ok) {
            CHECK_FALSE(check.message.empty());
            CHECK_FALSE(verification.ok);
            return check.name;
        }
    CHECK(verification.ok);
    return {};
}

}  // namespace

TEST_CASE("a sound timetable passes every check by name", "[timetable][unit]") {
    const Problem p = sample();
    const Timetable t = search(p);
    REQUIRE(t.assignments == std::vector<Assignment>{{0, 0, 0, 1}, {1, 0, 1, 1}});
    REQUIRE(t.shortages == std::vector<Shortage>{{{0}, 2, 4}});
    REQUIRE(t.left_out.size() == 3);
    REQUIRE(t.left_out[0].reason == Reason::capacity);
    REQUIRE(t.left_out[1].reason == Reason::excluded);
    REQUIRE(t.left_out[2].reason == Reason::prerequisite);
    std::vector<std::string> names;
    for (const Check& check : verify(p, t).checks) {
        CHECK(check.ok);
        names.push_back(check.name);
    }
    CHECK(names == std::vector<std::string>{"assignments", "window", "closed", "duration", "pinned",
                                            "prerequisite", "required", "excluded", "stock", "load",
                                            "capacity", "shortages", "left_out", "objective",
                                            "proof"});
}

TEST_CASE("each way of being wrong is caught by its check", "[timetable][unit]") {
    const Problem p = sample();
    const Timetable sound = search(p);
    constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
    const std::vector<std::pair<std::string, std::function<void(Timetable&)>>> faults{
        {"assignments", [](Timetable& t) { t.assignments.push_back(t.assignments[0]); }},
        {"assignments", [](Timetable& t) { t.assignments.pop_back(); }},
        {"assignments", [](Timetable& t) { t.assignments[0].mode = 2; }},
        {"assignments", [](Timetable& t) { t.assignments[0].activity = 5; }},
        {"assignments", [](Timetable& t) { t.assignments[0].start = 3; }},
        {"assignments",
         [](Timetable& t) { t.assignments[0].start = std::numeric_limits<int>::max(); }},
        {"assignments", [](Timetable& t) { t.left_out[0].activity = -1; }},
        {"assignments", [](Timetable& t) { t.left_out.pop_back(); }},
        {"window", [](Timetable& t) { t.assignments[1].start = 2; }},
        {"duration",
         [](Timetable& t) { t.assignments[0].mode = 1, t.assignments[0].duration = 2; }},
        {"prerequisite", [](Timetable& t) { t.assignments[1].start = 0; }},
        {"prerequisite",
         [](Timetable& t) {
             t.assignments.erase(t.assignments.begin());
             t.left_out.insert(t.left_out.begin(), LeftOut{});
         }},
        {"excluded",
         [](Timetable& t) {
             t.assignments.push_back({3, 0, 1, 1});
             t.left_out.erase(t.left_out.begin() + 1);
         }},
        {"load", [](Timetable& t) { t.flows.pop_back(); }},
        {"load", [](Timetable& t) { t.flows[0].amount -= 1; }},
        {"load", [](Timetable& t) { t.flows[0].amount += 1; }},
        {"load", [](Timetable& t) { t.flows[0].amount = highest; }},
        {"load", [](Timetable& t) { t.flows[0].skill = 9; }},
        {"load", [](Timetable& t) { t.flows[0].period = -1; }},
        {"load", [](Timetable& t) { t.shortages.clear(); }},
        {"load", [](Timetable& t) { t.shortages[0].amount = highest; }},
        {"load", [](Timetable& t) { t.shortages[0].skills = {1, 0}; }},
        {"load", [](Timetable& t) { t.shortages[0].skills = {}; }},
        {"capacity",
         [](Timetable& t) {
             for (Flow& flow : t.flows) flow.resource = 1;
         }},
        {"capacity", [](Timetable& t) { t.flows[0].resource = 7; }},
        {"capacity", [](Timetable& t) { t.flows.push_back({0, 1, 1, 0}); }},
        {"shortages", [](Timetable& t) { t.shortages[0].skills = {0, 1}; }},
        {"left_out", [](Timetable& t) { t.left_out[0].placement.reset(); }},
        {"left_out", [](Timetable& t) { t.left_out[0].placement->missing += 1; }},
        {"left_out", [](Timetable& t) { t.left_out[0].placement->shortages[0].amount = highest; }},
        {"left_out", [](Timetable& t) { t.left_out[0].placement->mode = 4; }},
        {"left_out",
         [](Timetable& t) { t.left_out[0].placement->duration = std::numeric_limits<int>::max(); }},
        {"left_out", [](Timetable& t) { t.left_out[0].reason = Reason::window; }},
        {"left_out", [](Timetable& t) { t.left_out[0].mandatory = true; }},
        {"left_out", [](Timetable& t) { t.left_out[1].other = 1; }},
        {"left_out", [](Timetable& t) { t.left_out[1].other = 77; }},
        {"left_out", [](Timetable& t) { t.left_out[1].other.reset(); }},
        {"left_out", [](Timetable& t) { t.left_out[2].other = 0; }},
        {"left_out", [](Timetable& t) { t.left_out[2].other_placed = true; }},
        {"objective", [](Timetable& t) { t.objective.mandatory = 1; }},
        {"objective", [](Timetable& t) { t.objective.value = Rational(9, 2); }},
        {"objective", [](Timetable& t) { t.objective.leximin[0] += 1; }},
        {"objective", [](Timetable& t) { t.objective.coverage += 1; }},
        {"objective", [](Timetable& t) { t.objective.ends += 1; }},
        {"objective", [](Timetable& t) { t.objective.peak.share = 1; }},
        {"objective", [](Timetable& t) { t.objective.peak = {}; }},
        {"objective", [](Timetable& t) { t.objective.peak.period = 9; }},
        {"objective", [](Timetable& t) { t.objective.peak = {Rational(6, 7), {0, 1}, 0}; }},
        {"proof", [](Timetable& t) { t.proof.parts = 7; }},
        {"proof", [](Timetable& t) { t.proof.bound.reset(); }},
        {"proof", [](Timetable& t) { t.proof.bound->value += 1; }},
        {"proof", [](Timetable& t) { t.proof = {0, Objective{}, 0}; }},
        {"objective", [](Timetable& t) { t.objective.makespan += 1; }},
        {"objective", [](Timetable& t) { t.objective.changes.moved = 1; }},
        {"proof", [](Timetable& t) { t.stages[0].proved = !t.stages[0].proved; }},
        {"proof", [](Timetable& t) { t.stages[0].value[0] += 1; }},
        {"proof", [](Timetable& t) { t.stages[0].bound = std::vector<Rational>{99}; }},
        {"proof", [](Timetable& t) { t.stages[1] = t.stages[0]; }},
    };
    for (std::size_t i = 0; i < faults.size(); ++i) {
        Timetable t = sound;
        faults[i].second(t);
        INFO("fault " << i);
        CHECK(failed_check(p, t) == faults[i].first);
    }
}

TEST_CASE("something placed where standing work is short is caught", "[timetable][unit]") {
    // The flows serve the activity and leave more standing work open: no longer a matter of
    // standing work alone.
    Problem p;
    p.num_periods = 1;
    p.skills = {"law"};
    p.resources = {{"office", {0}, {5}}};
    p.fixed = {{6}};
    p.activities = {{"guide", 0, 1, {{"only", 1, 1, {{0, 1}}, 0}}, {}, {}, 1, false}};
    Timetable t;
    t.assignments = {{0, 0, 0, 1}};
    t.flows = {{0, 0, 0, 5}};
    t.shortages = {{{0}, 0, 2}};
    CHECK(failed_check(p, t) == "shortages");
    t.shortages = {{{0}, 0, 1}};
    CHECK(failed_check(p, t) == "load");
}

TEST_CASE("a peak hidden in another set of skills is caught", "[timetable][unit]") {
    Problem p;
    p.num_periods = 1;
    p.skills = {"law", "economics", "data"};
    p.resources = {{"office", {0, 1}, {6}}, {"analyst", {2}, {4}}};
    p.fixed = {{3}, {2}, {1}};
    Timetable t = search(p);
    CHECK(t.objective.peak.share == Rational(5, 6));
    CHECK(failed_check(p, t).empty());
    t.objective.peak = {Rational(1, 2), {0}, 0};
    CHECK(failed_check(p, t) == "objective");
    // A share of nothing could be anything.
    p.skills.push_back("art");
    t.objective.peak = {Rational(7), {3}, 0};
    CHECK(failed_check(p, t) == "objective");
}
