#include "areena/timetable/search.hpp"
#include "areena/core/error.hpp"
#include "areena/timetable/verify.hpp"

#include "catch.hpp"
#include "timetable/large_problem.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

using namespace areena;
using namespace areena::timetable;

namespace {

/// One skill with `available` in each period.
Problem one_skill(std::vector<std::int64_t> available) {
    Problem p;
    p.num_periods = static_cast<int>(available.size());
    p.skills = {"law"};
    p.resources = {{"office", {0}, std::move(available)}};
    return p;
}

Mode mode(const char* key, std::int64_t amount, std::int64_t coverage, int min = 1, int max = 1) {
    return {key, min, max, {{0, amount}}, coverage};
}

int add(Problem& p, const char* key, std::vector<Mode> modes, Rational value = 1) {
    p.activities.push_back({key, 0, p.num_periods, std::move(modes), {}, {}, value, false});
    return static_cast<int>(p.activities.size()) - 1;
}

const Assignment* find(const Timetable& t, int activity) {
    return test::find(t.assignments, activity);
}

void check_sound(const Problem& p, const Timetable& t) {
    const Verification verification = verify(p, t);
    for (const Check& check : verification.checks) {
        INFO(check.name << ": " << check.message);
        REQUIRE(check.ok);
    }
    REQUIRE(verification.ok);
}

/// The same, and by the slow twin: for few skills.
void check_valid(const Problem& p, const Timetable& t) {
    check_sound(p, t);
    REQUIRE(test::in_order(p, t.assignments));
    REQUIRE(test::fits(p, t.assignments));
}

}  // namespace

TEST_CASE("an empty problem has an empty timetable", "[timetable][unit]") {
    Timetable t = search(Problem{});
    CHECK(t.proof.parts == 6);
    t.proof = {};
    CHECK(t.stages.size() == default_objectives.size());
    t.stages.clear();
    CHECK(t == Timetable{});
    Problem p = one_skill({4, 4});
    CHECK(search(p).assignments.empty());
    p.beneficiaries = {{"town", {{1, {}, 250'000}}}};
    CHECK(search(p).objective.leximin == std::vector<std::int64_t>{250'000});
    p = Problem{};
    p.beneficiaries = {{"town", {{1, {}, 0}}}};
    check_valid(p, search(p));
}

TEST_CASE("activities take turns where they do not fit together", "[timetable][unit]") {
    Problem p = one_skill({4, 4, 4});
    const int a = add(p, "a", {mode("only", 3, 0)});
    const int b = add(p, "b", {mode("only", 3, 0)});
    p.activities[b].prerequisites = {{a}};
    const Timetable t = search(p);
    check_valid(p, t);
    CHECK(t.ending == Ending::finished);
    CHECK(t.assignments == std::vector<Assignment>{{a, 0, 0, 1}, {b, 0, 1, 1}});
    CHECK(t.objective.ends == 3);
    CHECK(t.objective.peak.share == Rational(3, 4));
    CHECK(t.flows == std::vector<Flow>{{0, 0, 0, 3}, {0, 0, 1, 3}});
}

TEST_CASE("as many as possible are placed before any is done more fully", "[timetable][unit]") {
    Problem p = one_skill({10});
    add(p, "a", {mode("light", 4, 300'000), mode("full", 8, 900'000)});
    add(p, "b", {mode("light", 5, 300'000), mode("full", 6, 600'000)});
    p.beneficiaries = {{"x", {{1, {0}, 0}}}, {"y", {{1, {1}, 0}}}};
    const Timetable t = search(p);
    check_valid(p, t);
    REQUIRE(t.assignments.size() == 2);
    CHECK(find(t, 0)->mode == 0);
    CHECK(find(t, 1)->mode == 1);  // one unit more for y beats four more for x: only that fits
    CHECK(t.objective.leximin == std::vector<std::int64_t>{300'000, 600'000});
}

TEST_CASE("those worst off come before the sum of coverage", "[timetable][unit]") {
    Problem p = one_skill({10});
    add(p, "a", {mode("light", 2, 100'000), mode("full", 8, 300'000)});
    add(p, "b", {mode("light", 2, 200'000), mode("full", 8, 1'000'000)});
    p.beneficiaries = {{"x", {{1, {0}, 0}}}, {"y", {{1, {1}, 0}}}, {"z", {{1, {1}, 0}}}};
    const Timetable t = search(p);
    CHECK(t.objective.leximin == std::vector<std::int64_t>{200'000, 200'000, 300'000});
}

TEST_CASE("what is placed first gives way to what is worth more", "[timetable][unit]") {
    Problem p = one_skill({5});
    add(p, "small", {mode("only", 3, 0)}, 1);
    add(p, "medium", {mode("only", 3, 0)}, 2);
    add(p, "other", {mode("only", 2, 0)}, 1);
    add(p, "big", {mode("only", 5, 0)}, Rational(7, 2));
    Options options;
    options.order = {0, 1, 2, 3};
    const Timetable t = search(p, options);
    check_valid(p, t);
    CHECK(t.objective.value == Rational(7, 2));
    p.activities[3].value = Rational(5, 2);
    CHECK(search(p, options).objective.value == Rational(3));
}

TEST_CASE("a mandatory activity is not given up for others", "[timetable][unit]") {
    Problem p = one_skill({5});
    add(p, "kept", {mode("only", 3, 0)}, Rational(1, 100));
    add(p, "big", {mode("only", 5, 0)}, 1'000'000);
    add(p, "late", {mode("only", 3, 0)}, Rational(1, 100));
    p.activities[0].mandatory = true;
    Timetable t = search(p);
    CHECK(t.assignments == std::vector<Assignment>{{0, 0, 0, 1}});
    CHECK(t.objective.mandatory == 1);

    // Two that have no room together: which one did not fit is said; one begun with is kept.
    p.activities[2].mandatory = true;
    for (const int kept : {0, 2}) {
        Options options;
        options.start = {{kept, 0, 0, 1}};
        t = search(p, options);
        check_valid(p, t);
        CHECK(t.objective.mandatory == 1);
        CHECK(t.assignments == options.start);
        REQUIRE(t.left_out.size() == 2);
        for (const LeftOut& left : t.left_out) {
            CHECK(left.mandatory == (left.activity != 1));
            CHECK(left.reason == Reason::capacity);
        }
    }
}

TEST_CASE("a mandatory activity begun with stays, and may move", "[timetable][property]") {
    int kept = 0;
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        test::Size size;
        size.activities = 5;
        size.periods = 4;
        size.crowded = true;
        Problem p = test::RandomProblem(seed, size).make();
        for (Activity& activity : p.activities) activity.mandatory = false;
        const Timetable before = search(p);
        Options options;
        options.seed = seed;
        options.start = before.assignments;
        for (const Assignment& a : before.assignments) {
            p.activities[a.activity].mandatory = true;
            p.activities[a.activity].value = 0;
        }
        const Timetable t = search(p, options);
        check_valid(p, t);
        for (const Assignment& a : before.assignments) {
            REQUIRE(find(t, a.activity) != nullptr);
            ++kept;
        }
    }
    CHECK(kept > 150);
}

TEST_CASE("a start that does not fit is passed over", "[timetable][unit]") {
    Problem p = one_skill({5, 5});
    add(p, "a", {mode("only", 5, 0)});
    add(p, "b", {mode("only", 5, 0)});
    p.activities[1].prerequisites = {{0}};
    Options options;
    options.start = {{0, 0, 1, 1}, {1, 0, 1, 1}};  // the second before the first has ended
    const Timetable t = search(p, options);
    check_valid(p, t);
    CHECK(t.assignments == std::vector<Assignment>{{0, 0, 0, 1}, {1, 0, 1, 1}});
    options.start = {{0, 0, -4, 9}, {1, 0, 1, 1}};
    CHECK(search(p, options).assignments.size() == 2);
    options.start = {{0, 3, 0, 1}};
    CHECK_THROWS_AS(search(p, options), Error);
    options.start = {{2, 0, 0, 1}};
    CHECK_THROWS_AS(search(p, options), Error);
    options.start = {{0, 0, 0, 1}, {0, 0, 1, 1}};
    CHECK_THROWS_AS(search(p, options), Error);
    options.start.clear();
    options.order = {1, 1};
    CHECK_THROWS_AS(search(p, options), Error);
    options.order = {-1};
    CHECK_THROWS_AS(search(p, options), Error);
}

TEST_CASE("a missing prerequisite is placed with what waits for it", "[timetable][unit]") {
    Problem p = one_skill({2, 2, 2});
    const int base = add(p, "base", {mode("only", 2, 0)}, 0);
    const int next = add(p, "next", {mode("only", 2, 0)}, 0);
    const int last = add(p, "last", {mode("only", 2, 0)}, 5);
    p.activities[next].prerequisites = {{base}};
    p.activities[last].prerequisites = {{next}};
    const Timetable t = search(p);
    CHECK(t.assignments ==
          std::vector<Assignment>{{base, 0, 0, 1}, {next, 0, 1, 1}, {last, 0, 2, 1}});
    p.resources[0].available[1] = 1;  // no room for the chain: nothing is worth placing
    const Timetable none = search(p);
    check_valid(p, none);
    CHECK(none.assignments.empty());
}

TEST_CASE("standing work that does not fit is a result, and the rest goes on",
          "[timetable][unit]") {
    Problem p = one_skill({3, 3});
    p.skills.push_back("data");
    p.resources.push_back({"analyst", {1}, {4, 4}});
    p.fixed = {{5, 1}, {0, 0}};
    const int law = add(p, "law", {mode("only", 1, 0)});
    const int data = add(p, "data", {{"only", 1, 1, {{1, 4}}, 0}});
    const Timetable t = search(p);
    check_valid(p, t);
    CHECK(t.shortages == std::vector<Shortage>{{{0}, 0, 2}});
    CHECK(find(t, law)->start == 1);
    CHECK(find(t, data)->start == 0);
    CHECK(t.objective.peak.share == Rational(5, 3));
}

TEST_CASE("a small problem's timetable is the best there is, and proved so",
          "[timetable][property]") {
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        test::Size size;
        size.crowded = seed % 2 == 0;
        size.activities = seed % 10 == 0 ? 5 : 3;
        const Problem p = test::RandomProblem(seed, size).make();
        const Timetable t = search(p);
        CAPTURE(seed);
        check_valid(p, t);
        REQUIRE(t.ending == Ending::finished);
        REQUIRE(t.proof.parts == 6);
        const Objective worth = test::worth(p, t.assignments);
        REQUIRE(test::better(worth, t.objective) == 0);
        REQUIRE(test::better(worth, test::BruteForce(p).best()) == 0);
        for (const LeftOut& left : t.left_out) REQUIRE(left.reason != Reason::unfinished);
    }
}

TEST_CASE("the same problem, options and seed give the same timetable", "[timetable][property]") {
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        const Problem p = test::LargeProblem(seed).make();
        Options options;
        options.seed = seed;
        options.work = 100'000;
        const Timetable once = search(p, options);
        CHECK(search(Problem(p), options) == once);
        check_sound(p, once);
        options.seed = seed + 1;
        check_sound(p, search(p, options));
    }
}

TEST_CASE("any limit of work gives a valid timetable, and says so", "[timetable][property]") {
    const Problem p = test::LargeProblem(3).make();
    std::size_t placed = 0;
    for (const std::int64_t work : {0, 1, 7, 50, 300, 2'000, 20'000, 200'000}) {
        Options options;
        options.work = work;
        options.proof = 0;
        const Timetable t = search(p, options);
        check_sound(p, t);
        CHECK(t.proof == Proof{});
        CHECK(t.ending == Ending::work_limit);
        CHECK(t.work <= work + 20'000);
        if (work == 0) CHECK(t.assignments.empty());
        placed = t.assignments.size();
    }
    CHECK(placed > 20);
}

TEST_CASE("more work makes no worse a timetable than little", "[timetable][property]") {
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        const Problem p = test::LargeProblem(seed).make();
        Options options;
        options.work = 3'000;
        const Timetable little = search(p, options);
        options.work = 1'000'000;
        CHECK(std::is_gt(compare(search(p, options).objective, little.objective)));
    }
}

TEST_CASE("asked to stop, a search hands back a valid timetable", "[timetable][unit]") {
    const Problem p = test::LargeProblem(5).make();
    for (const int steps : {0, 1, 5, 40, 75}) {
        std::stop_source source;
        int seen = 0;
        Progress progress;
        progress.stop = source.get_token();
        progress.report = [&](const ProgressStep& step) {
            CHECK(step.done <= step.total);
            if (++seen >= steps) source.request_stop();
        };
        if (steps == 0) source.request_stop();
        Options options;
        options.work = 300'000;
        const Timetable t = search(p, options, progress);
        check_sound(p, t);
        CHECK(t.ending == Ending::stopped);
        if (steps == 0) {
            CHECK(t.assignments.empty());
            CHECK(t.left_out.back().reason == Reason::unfinished);
        }
    }
}

TEST_CASE("progress goes through the phases and changes nothing", "[timetable][unit]") {
    const Problem p = test::LargeProblem(8).make();
    std::vector<std::string> phases;
    Progress progress;
    progress.report = [&](const ProgressStep& step) {
        if (phases.empty() || phases.back() != step.phase) phases.emplace_back(step.phase);
    };
    Options options;
    options.work = 200'000;
    CHECK(search(p, options, progress) == search(p, options));
    CHECK(phases == std::vector<std::string>{"place", "prove", "cover", "smooth", "explain"});
}

TEST_CASE("large problems are searched and verified", "[timetable][slow]") {
    for (const test::Shape& shape : {test::Shape{600, 2'000, 16, 6, 4, 12, 45},
                                     test::Shape{150, 100, 24, 120, 150, 12, 300}}) {
        const Problem p = test::LargeProblem(1, shape).make();
        Options options;
        options.work = 400'000;
        const Timetable t = search(p, options);
        check_sound(p, t);
        CHECK(t.assignments.size() + t.left_out.size() == p.activities.size());
        CHECK(t.assignments.size() > p.activities.size() / 4);
    }
}

TEST_CASE("what a search begins with moves to make room for others", "[timetable][unit]") {
    Problem p = one_skill({4, 2});
    const int a = add(p, "a", {mode("only", 2, 0)});
    const int b = add(p, "b", {mode("only", 4, 0)});
    Options options;
    options.start = {{a, 0, 0, 1}};
    options.proof = 0;
    CHECK(search(p, options).assignments == std::vector<Assignment>{{a, 0, 1, 1}, {b, 0, 0, 1}});
    options.value_only = true;  // no more than a look at the room that is left
    CHECK(search(p, options).assignments == options.start);
}

TEST_CASE("a search for value alone places as much value and explains nothing",
          "[timetable][property]") {
    int left_out = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        test::Size size;
        size.crowded = seed % 2 == 0;
        const Problem p = test::RandomProblem(seed, size).make();
        CAPTURE(seed);
        Options options;
        options.value_only = true;
        const Timetable t = search(p, options);
        check_valid(p, t);
        const Objective best = test::BruteForce(p).best();
        REQUIRE(t.proof.parts >= 2);
        REQUIRE(t.objective.mandatory == best.mandatory);
        REQUIRE(t.objective.value == best.value);
        for (const LeftOut& out : t.left_out) CHECK(out.reason == Reason::unfinished);
        CHECK(t.assignments.size() + t.left_out.size() == p.activities.size());
        left_out += static_cast<int>(t.left_out.size());
    }
    CHECK(left_out > 1000);
}
