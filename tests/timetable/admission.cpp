#include "areena/timetable/admission.hpp"
#include "areena/core/error.hpp"
#include "areena/timetable/explain.hpp"

#include "catch.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

#include <algorithm>
#include <optional>

using namespace areena;
using namespace areena::timetable;

namespace {

/// One lawyer; `big` has no room beside `early`, which could as well be done later.
Problem office() {
    Problem p;
    p.num_periods = 3;
    p.skills = {"law"};
    p.resources = {{"office", {0}, {4, 4, 2}}};
    p.activities = {{"early", 0, 3, {{"only", 1, 1, {{0, 2}}, 0}}, {}, {}, 3, false},
                    {"big", 0, 1, {{"only", 1, 1, {{0, 5}}, 0}}, {}, {}, 2, false}};
    return p;
}

const std::vector<Assignment> early_only{{0, 0, 0, 1}};

/// Least capacity to be added, to skills the activity takes inside its window, so that it fits
/// beside all that is placed, each in its mode but anywhere. By trying all.
class AddingOracle {
public:
    AddingOracle(const Problem& p, const std::vector<Assignment>& placed, int activity) : p_(p) {
        const Activity& it = p.activities[activity];
        for (const Mode& mode : it.modes)
            for (const Requirement& r : mode.requirements) skills_ |= 1U << r.skill;
        for (const Assignment& a : placed) {
            places_.push_back(test::places(p, a.activity));
            std::erase_if(places_.back(), [&](const Assignment& b) { return b.mode != a.mode; });
        }
        places_.push_back(test::places(p, activity));
        first_ = it.earliest;
        last_ = it.deadline;
        extend(0);
    }
    [[nodiscard]] std::optional<std::int64_t> least() const { return least_; }

private:
    /// What a pool of the activity's skills would have to have; none if that is no help.
    [[nodiscard]] std::optional<std::int64_t> needed(const test::Table& load, int t) const {
        const test::Table standing = test::standing(p_);
        std::int64_t most = 0;
        const std::int64_t lacking = test::shortfall(p_, standing, t);
        for (unsigned set = 1; set < 1U << p_.skills.size(); ++set) {
            const std::int64_t over = test::wanted(load, set, t) - test::have(p_, set, t) - lacking;
            if (over > 0 && ((set & skills_) == 0 || t < first_ || t >= last_)) return std::nullopt;
            most = std::max(most, over);
        }
        return most;
    }
    void extend(std::size_t next) {
        if (next < places_.size()) {
            for (const Assignment& a : places_[next]) {
                plan_.push_back(a);
                extend(next + 1);
                plan_.pop_back();
            }
            return;
        }
        if (!test::in_order(p_, plan_)) return;
        const test::Table load = test::load_of(p_, plan_);
        std::int64_t sum = 0;
        for (int t = 0; t < p_.num_periods; ++t) {
            const std::optional<std::int64_t> here = needed(load, t);
            if (!here) return;
            sum += *here;
        }
        if (!least_ || sum < *least_) least_ = sum;
    }

    const Problem& p_;
    unsigned skills_ = 0;
    int first_ = 0;
    int last_ = 0;
    std::vector<std::vector<Assignment>> places_;
    std::vector<Assignment> plan_;
    std::optional<std::int64_t> least_;
};

}  // namespace

TEST_CASE("less capacity is enough if the others may move", "[timetable][unit]") {
    const Problem p = office();
    const std::vector<Admission> made = admissions(p, early_only);
    REQUIRE(made.size() == 1);
    const Admission& big = made[0];
    CHECK(big.reason == why_left_out(p, early_only, 1));
    CHECK(big.reason.placement->missing == 3);
    REQUIRE(big.movable);
    CHECK(big.movable->amount == 1);
    CHECK(big.movable->shortages == std::vector<Shortage>{{{0}, 0, 1}});
    CHECK(big.movable->assignments[0].start > 0);
    CHECK(big.movable->proved);
    CHECK(big.verdict == Verdict::no_room);
    CHECK(big.proved);
    CHECK_FALSE(big.price);
}

TEST_CASE("what could be had at the cost of others tells what it costs", "[timetable][unit]") {
    Problem p = office();
    p.resources[0].available = {5, 0, 0};
    SECTION("not worth it") {
        const Admission big = admissions(p, early_only)[0];
        CHECK(big.verdict == Verdict::not_worth);
        CHECK(big.proved);
        REQUIRE(big.price);
        CHECK(big.price->difference == Difference{{0}, {}, {}, {1}});
        CHECK(big.price->objective.value == Rational(2));
    }
    SECTION("worth it, and not found before") {
        p.activities[1].value = 4;
        const Admission big = admissions(p, early_only)[0];
        CHECK(big.verdict == Verdict::improves);
        CHECK(big.proved);
    }
    SECTION("never at the cost of what is mandatory") {
        p.activities[0].mandatory = true;
        const Admission big = admissions(p, early_only)[0];
        CHECK(big.verdict == Verdict::no_room);
        CHECK(big.proved);
    }
    SECTION("an alternative that excludes it gives way") {
        p.resources[0].available = {9, 9, 9};
        p.activities[0].excludes = {1};
        const Admission big = admissions(p, early_only)[0];
        CHECK(big.reason.reason == Reason::excluded);
        CHECK_FALSE(big.movable);
        REQUIRE(big.price);
        CHECK(big.price->difference.dropped == std::vector<int>{0});
    }
}

TEST_CASE("what an activity waits for comes with it", "[timetable][unit]") {
    Problem p = office();
    p.activities.push_back({"after", 0, 3, {{"only", 1, 1, {{0, 1}}, 0}}, {{1}}, {}, 1, false});
    const Admission after = admissions(p, early_only, std::vector<int>{2})[0];
    CHECK(after.reason.reason == Reason::prerequisite);
    REQUIRE(after.movable);
    CHECK(after.movable->amount == 1);
    CHECK(after.movable->assignments.size() == 3);
}

TEST_CASE("nothing is searched for unless it is asked for", "[timetable][unit]") {
    const Problem p = office();
    AdmissionOptions options;
    options.movable = options.price = false;
    const Admission big = admissions(p, early_only, {}, options)[0];
    CHECK(big.reason.placement->missing == 3);
    CHECK_FALSE(big.movable);
    CHECK(big.work == 0);
    CHECK_THROWS_AS(admissions(p, early_only, std::vector<int>{0}), Error);
    CHECK_THROWS_AS(admissions(p, early_only, std::vector<int>{2}), Error);
    CHECK_THROWS_AS(admissions(p, std::vector<Assignment>{{7, 0, 0, 1}}), Error);
}

TEST_CASE("extra capacity and prices are the least there are, against trying all",
          "[timetable][property]") {
    int proved_extra = 0;
    int proved_price = 0;
    int asked = 0;
    int with_extra = 0;
    int less_than_fixed = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        test::Size size;
        size.crowded = true;
        size.skills = 2;
        size.resources = 2;
        size.activities = 3 + static_cast<int>(seed % 2);
        Problem p = test::RandomProblem(seed, size).make();
        for (Activity& activity : p.activities) activity.mandatory = false;
        const Timetable plan = search(p);
        const Objective before = evaluate(p, plan.assignments);
        for (const Admission& made : admissions(p, plan.assignments)) {
            const int activity = made.reason.activity;
            INFO("seed " << seed << " activity " << activity);
            ++asked;
            const bool alone = made.reason.reason == Reason::capacity;
            if (made.movable && alone) {
                const AddingOracle oracle(p, plan.assignments, activity);
                REQUIRE(oracle.least());
                REQUIRE(made.movable->amount >= *oracle.least());
                REQUIRE(made.movable->amount <= made.reason.placement->missing);
                if (made.movable->proved) REQUIRE(made.movable->amount == *oracle.least());
                proved_extra += made.movable->proved;
                less_than_fixed += made.movable->amount < made.reason.placement->missing;
                ++with_extra;
            }
            Problem forced = p;
            forced.activities[activity].mandatory = true;
            const test::BruteForce best(forced);
            const bool possible = test::find(best.plan(), activity) != nullptr;
            if (made.price) {
                REQUIRE(possible);
                REQUIRE(test::in_order(p, made.price->assignments));
                REQUIRE(test::fits(p, made.price->assignments));
                REQUIRE(test::find(made.price->assignments, activity) != nullptr);
                Objective reached = test::worth(p, made.price->assignments);
                Objective expected = test::worth(p, best.plan());
                REQUIRE(test::better(reached, expected) <= 0);
                if (made.proved && made.verdict == Verdict::not_worth)
                    REQUIRE(test::better(expected, before) <= 0);
            } else if (made.proved) {
                REQUIRE_FALSE(possible);
            }
            proved_price += made.proved;
        }
    }
    CHECK(asked > 100);
    CHECK(with_extra > 50);
    CHECK(less_than_fixed > 5);
    CHECK(proved_extra > with_extra * 9 / 10);
    CHECK(proved_price > asked * 9 / 10);
}

TEST_CASE("answers do not depend on the number of threads", "[timetable][unit]") {
    test::Size size;
    size.crowded = true;
    size.activities = 6;
    const Problem p = test::RandomProblem(3, size).make();
    const Timetable plan = search(p);
    CHECK(admissions(p, plan.assignments, {}, {}, {}, 3) == admissions(p, plan.assignments));
}
