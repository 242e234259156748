#include "areena/timetable/repair.hpp"
#include "areena/core/error.hpp"
#include "areena/core/random.hpp"

#include "catch.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

#include <array>

using namespace areena;
using namespace areena::timetable;

namespace {

/// One lawyer; two activities in two modes and one in one, each after the other.
Problem office() {
    Problem p;
    p.num_periods = 4;
    p.skills = {"law"};
    p.resources = {{"office", {0}, {4, 4, 4, 4}}};
    const std::vector<Mode> modes{{"full", 1, 1, {{0, 4}}, 800'000},
                                  {"light", 1, 1, {{0, 2}}, 300'000}};
    p.activities = {{"a", 0, 4, modes, {}, {}, 1, false},
                    {"b", 0, 4, modes, {{0}}, {}, 1, false},
                    {"c", 0, 4, {modes[0]}, {}, {}, 1, false}};
    return p;
}

const std::vector<Assignment> one_by_one{{0, 0, 0, 1}, {1, 0, 1, 1}, {2, 0, 2, 1}};

/// (held placed, dropped, switched, moved) of the best repair, by trying all.
class RepairOracle {
public:
    using Cost = std::array<std::int64_t, 4>;

    RepairOracle(const Problem& p, const std::vector<Assignment>& earlier, int from)
        : p_(p), earlier_(earlier), from_(from) {
        std::vector<char> wanted(p.activities.size(), 0);
        for (const Assignment& a : earlier) want(wanted, a.activity);
        for (int a = 0; a < static_cast<int>(p.activities.size()); ++a) {
            const Assignment* const was = test::find(earlier, a);
            places_.emplace_back();
            if (was != nullptr && was->start < from) {
                places_.back() = {*was};
            } else if (wanted[a] != 0) {
                for (const Assignment& place : test::places(p, a))
                    if (place.start >= from) places_.back().push_back(place);
            }
        }
        extend(0);
    }

    [[nodiscard]] const Cost& best() const { return best_; }
    [[nodiscard]] Cost cost(const std::vector<Assignment>& plan) const {
        Cost cost{};
        for (const Assignment& was : earlier_) {
            const bool held = was.start < from_ || p_.activities[was.activity].mandatory;
            const Assignment* const is = test::find(plan, was.activity);
            if (is == nullptr) {
                cost[0] += held;
                cost[1] += was.start >= from_;
                continue;
            }
            cost[2] += is->mode != was.mode;
            cost[3] += is->start != was.start || is->duration != was.duration;
        }
        return cost;
    }
    /// Capacity of what is still to come, and order.
    [[nodiscard]] bool is_possible(const std::vector<Assignment>& plan) const {
        return fits(plan) && in_order(plan);
    }

private:
    void want(std::vector<char>& wanted, int activity) const {
        if (wanted[activity] != 0) return;
        wanted[activity] = 1;
        for (const Prerequisite& before : p_.activities[activity].prerequisites)
            want(wanted, before.activity);
    }
    [[nodiscard]] bool fits(const std::vector<Assignment>& plan) const {
        const test::Table load = test::load_of(p_, plan);
        for (int t = from_; t < p_.num_periods; ++t)
            if (test::shortfall(p_, load, t) != test::shortfall(p_, test::standing(p_), t))
                return false;
        return true;
    }
    /// Of what has begun only the others' rules are asked.
    [[nodiscard]] bool in_order(const std::vector<Assignment>& plan) const {
        for (const Assignment& a : plan) {
            const bool begun = begun_before(a);
            for (const auto& [before, lag] : p_.activities[a.activity].prerequisites) {
                const Assignment* const other = test::find(plan, before);
                if (!begun && (other == nullptr || other->end() + lag > a.start)) return false;
            }
            for (const int other : p_.activities[a.activity].excludes)
                if (const Assignment* const b = test::find(plan, other))
                    if (!begun || !begun_before(*b)) return false;
        }
        return true;
    }
    [[nodiscard]] bool begun_before(const Assignment& a) const {
        const Assignment* const was = test::find(earlier_, a.activity);
        return was != nullptr && was->start < from_;
    }
    void extend(std::size_t next) {
        if (!fits(plan_)) return;
        if (next == places_.size()) {
            if (!in_order(plan_)) return;
            const Cost now = cost(plan_);
            if (!any_ || now < best_) best_ = now;
            any_ = true;
            return;
        }
        extend(next + 1);
        for (const Assignment& a : places_[next]) {
            plan_.push_back(a);
            extend(next + 1);
            plan_.pop_back();
        }
    }

    const Problem& p_;
    const std::vector<Assignment>& earlier_;
    int from_;
    std::vector<std::vector<Assignment>> places_;
    std::vector<Assignment> plan_;
    bool any_ = false;
    Cost best_{};
};

}  // namespace

TEST_CASE("a timetable that still fits is left as it is", "[timetable][unit]") {
    const Problem p = office();
    for (int from = 0; from <= 4; ++from) {
        RepairOptions options;
        options.from = from;
        const Repair made = repair(p, one_by_one, options);
        CHECK(made.assignments == one_by_one);
        CHECK(made.difference == Difference{});
        CHECK(made.proved == 4);
    }
}

TEST_CASE("before anything is dropped it is moved or done in another mode", "[timetable][unit]") {
    Problem p = office();
    SECTION("moved where there is room") {
        p.resources[0].available[1] = 0;
        const Repair made = repair(p, one_by_one);
        CHECK(made.difference == Difference{{}, {}, {1}, {}});
        CHECK(made.assignments[1] == Assignment{1, 0, 3, 1});
        CHECK(made.proved == 4);
    }
    SECTION("in another mode rather than dropped") {
        p.resources[0].available = {4, 2, 4, 0};
        const Repair made = repair(p, one_by_one);
        CHECK(made.difference == Difference{{}, {1}, {}, {}});
    }
    SECTION("moving two is better than one in another mode") {
        p.resources[0].available = {4, 2, 4, 4};
        p.activities[2].deadline = 4;
        const Repair made = repair(p, one_by_one);
        CHECK(made.difference.switched.empty());
        CHECK(made.difference.dropped.empty());
    }
    SECTION("dropped if nothing else is left") {
        p.resources[0].available = {4, 0, 4, 0};
        const Repair made = repair(p, one_by_one);
        CHECK(made.difference.dropped.size() == 1);
        CHECK(made.proved == 4);
    }
}

TEST_CASE("what must come in comes in at the least cost to the others", "[timetable][unit]") {
    Problem p = office();
    p.resources[0].available = {4, 4, 4, 1};
    p.activities.push_back({"d", 0, 4, {{"only", 1, 1, {{0, 2}}, 0}}, {}, {}, 0, false});
    p.activities.push_back({"e", 0, 4, {{"only", 1, 1, {{0, 1}}, 0}}, {{3}}, {}, 0, false});
    RepairOptions options;
    options.fill = false;
    options.admit = {3};
    const Repair made = repair(p, one_by_one, options);
    CHECK(made.difference.added == std::vector<int>{3});
    CHECK(made.difference.dropped.empty());
    CHECK(made.difference.switched.size() == 1);
    CHECK(made.proved == 4);
    options.admit = {4};  // and what it waits for
    CHECK(repair(p, one_by_one, options).difference.added == std::vector<int>{3, 4});
    p.resources[0].available = {4, 4, 4, 4};
    p.activities[3].modes[0].requirements[0].amount = 5;
    const Repair none = repair(p, one_by_one, options);
    CHECK(none.assignments == one_by_one);
    CHECK(none.proved == 4);
    options.admit = {5};
    CHECK_THROWS_AS(repair(p, one_by_one, options), Error);
}

TEST_CASE("what has begun stays, and what it took is spent", "[timetable][unit]") {
    Problem p = office();
    p.activities[0].modes[0] = {"full", 2, 2, {{0, 7}}, 800'000};
    const std::vector<Assignment> earlier{{0, 0, 0, 2}, {2, 0, 2, 1}};
    RepairOptions options;
    options.from = 1;
    SECTION("the past needs no capacity any more") {
        p.resources[0].available = {0, 4, 4, 4};
        CHECK(repair(p, earlier, options).difference.dropped.empty());
    }
    SECTION("the rest needs its own, or the activity is dropped") {
        p.resources[0].available = {4, 2, 4, 4};
        CHECK(repair(p, earlier, options).difference.dropped == std::vector<int>{0});
    }
    SECTION("nothing is added to the past") {
        const Repair made = repair(p, earlier, options);
        for (const Assignment& a : made.assignments)
            CHECK((a.activity == 0 || a.start >= 1));
        CHECK(made.difference.added == std::vector<int>{1});
        options.fill = false;
        CHECK(repair(p, earlier, options).difference == Difference{});
    }
}

TEST_CASE("a repair changes as little as can be, against trying all", "[timetable][property]") {
    int proved = 0;
    int changed = 0;
    int dropped = 0;
    constexpr int seeds = 400;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        test::Size size;
        size.activities = 3 + static_cast<int>(seed % 3 == 0);
        size.periods = 3 + static_cast<int>(seed % 2);
        size.skills = 2;
        size.crowded = seed % 4 != 0;
        Problem p = test::RandomProblem(seed, size).make();
        Options plain;
        plain.proof = 0;
        plain.work = 50'000;
        const std::vector<Assignment> earlier = search(p, plain).assignments;
        Random random(seed);
        const int from = static_cast<int>(random.below(2));
        for (Resource& r : p.resources)
            for (std::int64_t& amount : r.available)
                amount = amount * static_cast<std::int64_t>(random.below(3)) / 2;
        RepairOptions options;
        options.from = from;
        options.fill = false;
        const Repair made = repair(p, earlier, options);
        const RepairOracle oracle(p, earlier, from);
        INFO("seed " << seed << " from " << from);
        REQUIRE(oracle.is_possible(made.assignments));
        const RepairOracle::Cost cost = oracle.cost(made.assignments);
        REQUIRE(cost >= oracle.best());
        if (made.proved >= 1) REQUIRE(cost[0] == oracle.best()[0]);
        if (made.proved >= 2) REQUIRE(cost[1] == oracle.best()[1]);
        if (made.proved == 4) REQUIRE(cost == oracle.best());
        proved += made.proved == 4;
        changed += cost != RepairOracle::Cost{};
        dropped += !made.difference.dropped.empty();
        options.fill = true;
        const Repair filled = repair(p, earlier, options);
        REQUIRE(oracle.cost(filled.assignments) == cost);
        REQUIRE(filled.objective == evaluate(p, filled.assignments));
    }
    CHECK(proved > seeds * 95 / 100);
    CHECK(changed > seeds / 10);
    CHECK(dropped > seeds / 20);
}

TEST_CASE("a loss takes a resource, a skill, or a skill of a resource", "[timetable][unit]") {
    Problem p;
    p.num_periods = 2;
    p.skills = {"law", "economics"};
    p.resources = {{"one", {0, 1}, {3, 3}}, {"two", {0}, {2, 2}}};
    CHECK(without(p, {{0}, {}}, 1).resources[0].available == std::vector<std::int64_t>{3, 0});
    const Problem no_law = without(p, {{}, 0}, 1);
    REQUIRE(no_law.resources.size() == 4);
    CHECK(no_law.resources[0].available == std::vector<std::int64_t>{3, 0});
    CHECK(no_law.resources[2].skills == std::vector<int>{1});
    CHECK(no_law.resources[2].available == std::vector<std::int64_t>{0, 3});
    CHECK(check(no_law).empty());
    CHECK(without(p, {{0}, 1}).resources.size() == 3);
    CHECK(without(p, {{1}, 1}) == p);
    for (const Loss& wrong : {Loss{{2}, {}}, Loss{{}, 2}, Loss{{-1}, {}}, Loss{}})
        CHECK_THROWS_AS(without(p, wrong), Error);
    CHECK_THROWS_AS(without(p, {{0}, {}}, 3), Error);
}

TEST_CASE("each loss is repaired by itself, on any number of threads", "[timetable][unit]") {
    Problem p = office();
    p.skills.emplace_back("economics");
    p.resources.push_back({"bureau", {1}, {3, 3, 3, 3}});
    p.fixed = {{0, 0, 0, 0}, {0, 0, 1, 0}};
    const std::vector<Loss> losses{{{0}, {}}, {{1}, {}}, {{}, 0}, {{}, 1}, {{0, 1}, {}}};
    RepairOptions options;
    options.from = 1;
    options.fill = false;
    const std::vector<Stress> made = stress(p, one_by_one, losses, options);
    REQUIRE(made.size() == 5);
    CHECK(made[0].repair.difference.dropped == std::vector<int>{1, 2});
    CHECK(made[0].standing.empty());
    CHECK(made[1].repair.difference == Difference{});
    CHECK(made[1].standing == std::vector<Shortage>{{{1}, 2, 1}});
    CHECK(made[2].repair.assignments == made[0].repair.assignments);
    CHECK(made[3].standing == made[1].standing);
    CHECK(made[4].repair.assignments == made[0].repair.assignments);
    CHECK(made[4].standing == made[1].standing);
    CHECK(stress(p, one_by_one, losses, options, {}, 3) == made);
}

TEST_CASE("an earlier timetable that names what is not there is refused", "[timetable][unit]") {
    const Problem p = office();
    const auto code = [&](std::vector<Assignment> earlier, int from = 0) -> std::string {
        RepairOptions options;
        options.from = from;
        try {
            static_cast<void>(repair(p, earlier, options));
        } catch (const Error& error) {
            return error.code();
        }
        return "";
    };
    CHECK(code({{3, 0, 0, 1}}) == "timetable.index");
    CHECK(code({{0, 2, 0, 1}}) == "timetable.index");
    CHECK(code({{0, 0, 4, 1}}) == "timetable.index");
    CHECK(code({{0, 0, 0, 2'000'000'000}}) == "timetable.index");
    CHECK(code({{0, 0, 0, 1}, {0, 0, 1, 1}}) == "timetable.duplicate");
    CHECK(code({}, 5) == "timetable.index");
    CHECK(code({}, -1) == "timetable.index");
    CHECK(code({{0, 0, 0, 1}}, 4).empty());
    // Not as its modes allow: moved, not refused.
    CHECK(code({{0, 0, 0, 2}}).empty());
}
