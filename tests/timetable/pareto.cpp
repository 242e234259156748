#include "areena/timetable/pareto.hpp"
#include "areena/core/error.hpp"

#include "catch.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

#include <algorithm>

using namespace areena;
using namespace areena::timetable;

namespace {

/// Above 0 if `a` has more of the part that value is weighed against.
int other(Against against, const Objective& a, const Objective& b) {
    if (against == Against::ends) return a.ends < b.ends ? 1 : a.ends > b.ends ? -1 : 0;
    return a.leximin > b.leximin ? 1 : a.leximin < b.leximin ? -1 : 0;
}

/// All points of the front, by trying all: by value, the least first.
class FrontOracle {
public:
    FrontOracle(const Problem& p, Against against) : against_(against) {
        test::each_plan(p, [&](const std::vector<Assignment>& plan) { keep(test::worth(p, plan)); });
        for (const Objective& o : all_) {
            if (o.mandatory < mandatory_) continue;
            const bool beaten = std::any_of(all_.begin(), all_.end(), [&](const Objective& b) {
                const int part = other(against_, b, o);
                return b.mandatory == mandatory_ && b.value >= o.value && part >= 0 &&
                       (b.value > o.value || part > 0);
            });
            const bool known = std::any_of(front_.begin(), front_.end(), [&](const Objective& b) {
                return b.value == o.value && other(against_, b, o) == 0;
            });
            if (!beaten && !known) front_.push_back(o);
        }
        std::sort(front_.begin(), front_.end(),
                  [](const Objective& a, const Objective& b) { return a.value < b.value; });
    }
    [[nodiscard]] const std::vector<Objective>& front() const { return front_; }

private:
    /// Only if nothing kept is as good: the list stays short.
    void keep(Objective o) {
        mandatory_ = std::max(mandatory_, o.mandatory);
        const bool beaten = std::any_of(all_.begin(), all_.end(), [&](const Objective& b) {
            return b.mandatory >= o.mandatory && b.value >= o.value && other(against_, b, o) >= 0;
        });
        if (!beaten) all_.push_back(std::move(o));
    }

    Against against_;
    std::vector<Objective> all_;
    int mandatory_ = 0;
    std::vector<Objective> front_;
};

}  // namespace

TEST_CASE("more value costs coverage, point by point", "[timetable][unit]") {
    Problem p;
    p.num_periods = 1;
    p.skills = {"law"};
    p.resources = {{"office", {0}, {6}}};
    const auto activity = [](const char* key, std::int64_t amount, std::int64_t coverage,
                             Rational value) {
        return Activity{key, 0, 1, {{"only", 1, 1, {{0, amount}}, coverage}}, {}, {},
                        std::move(value), false};
    };
    p.activities = {activity("wide", 6, 900'000, Rational(1, 2)),
                    activity("half", 3, 200'000, Rational(1, 3)),
                    activity("other", 3, 300'000, Rational(1, 3))};
    p.beneficiaries = {{"town", {{1, {0, 1, 2}, 0}}}};
    const Front front = pareto_front(p, Against::leximin);
    CHECK(front.complete);
    REQUIRE(front.points.size() == 2);
    CHECK(front.points[0].objective.value == Rational(1, 2));
    CHECK(front.points[0].objective.leximin == std::vector<std::int64_t>{900'000});
    CHECK(front.points[1].objective.value == Rational(2, 3));
    CHECK(front.points[1].objective.leximin == std::vector<std::int64_t>{500'000});

    FrontOptions one;
    one.most_solves = 1;
    CHECK_FALSE(pareto_front(p, Against::leximin, one).complete);
    CHECK(pareto_front(p, Against::leximin, one).points.size() == 1);
    const Front early = pareto_front(p, Against::ends);
    CHECK(early.complete);
    REQUIRE(early.points.size() == 3);
    CHECK(early.points[0].objective.ends == 0);
    CHECK(early.points[2].objective.ends == 2);
}

TEST_CASE("nothing to weigh has a front of one point", "[timetable][unit]") {
    const Front nothing = pareto_front(Problem{}, Against::ends);
    CHECK(nothing.complete);
    CHECK(nothing.points.size() == 1);
    Problem closed;
    closed.num_periods = 1;
    closed.closed = {0};
    closed.activities = {{"never", 0, 1, {{"only", 1, 1, {}, 0}}, {}, {}, 1, false}};
    const Front never = pareto_front(closed, Against::leximin);
    CHECK(never.points.size() == 1);
    CHECK(never.points[0].assignments.empty());
}

TEST_CASE("values without a common denominator are refused", "[timetable][unit]") {
    Problem p;
    p.num_periods = 1;
    for (const std::int64_t prime : {999'999'937LL, 999'999'929LL})
        p.activities.push_back({std::to_string(prime), 0, 1, {{"only", 1, 1, {}, 0}}, {}, {},
                                Rational(1, prime), false});
    try {
        static_cast<void>(pareto_front(p, Against::ends));
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.code() == "timetable.overflow");
    }
}

TEST_CASE("a complete front is that of trying all", "[timetable][property]") {
    int complete = 0;
    int several = 0;
    constexpr int seeds = 300;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        test::Size size;
        size.crowded = seed % 3 != 0;
        size.skills = 2;
        size.resources = 2;
        size.activities = 3 + static_cast<int>(seed % 2);
        const Problem p = test::RandomProblem(seed, size).make();
        for (const Against against : {Against::leximin, Against::ends}) {
            INFO("seed " << seed << (against == Against::ends ? " ends" : " leximin"));
            const Front front = pareto_front(p, against);
            for (const FrontPoint& point : front.points) {
                REQUIRE(test::in_order(p, point.assignments));
                REQUIRE(test::fits(p, point.assignments));
                REQUIRE(test::better(point.objective, test::worth(p, point.assignments)) == 0);
            }
            complete += front.complete;
            several += front.points.size() > 1;
            if (!front.complete) continue;
            const FrontOracle oracle(p, against);
            REQUIRE(front.points.size() == oracle.front().size());
            for (std::size_t i = 0; i < front.points.size(); ++i) {
                REQUIRE(front.points[i].objective.value == oracle.front()[i].value);
                REQUIRE(other(against, front.points[i].objective, oracle.front()[i]) == 0);
            }
        }
    }
    CHECK(complete > 2 * seeds * 95 / 100);
    CHECK(several > seeds / 4);
}
