#include "timetable/exact/closure_knapsack.hpp"

#include "areena/core/random.hpp"
#include "areena/timetable/search.hpp"
#include "areena/timetable/verify.hpp"

#include "../../benchmarks/next_release.hpp"
#include "catch.hpp"
#include "support/files.hpp"

#include <sstream>

using namespace areena::timetable;
using areena::Progress;
using areena::Random;
using detail::ClosureKnapsack;
using detail::ClosureProblem;

namespace {

constexpr std::int64_t plenty = 1'000'000'000'000;

ClosureProblem random_closure(Random& random, int most_items) {
    const auto below = [&](int bound) {
        return static_cast<int>(random.below(static_cast<std::uint64_t>(bound)));
    };
    ClosureProblem problem;
    const int n = 1 + below(most_items);
    const bool layered = below(2) == 0;  // as releases are: what costs below, what is worth above
    for (int i = 0; i < n; ++i) {
        const bool top = i >= n / 2;
        problem.value.push_back(layered && !top ? 0 : below(12));
        problem.cost.push_back(layered && top ? 0 : below(9));
        problem.needs.emplace_back();
        for (int other = 0; other < (below(6) == 0 ? n : i); ++other)  // now and then in a circle
            if (other != i && below(3) == 0) problem.needs.back().push_back(other);
    }
    problem.link();
    return problem;
}

std::int64_t best_by_trying_all(const ClosureProblem& problem, std::int64_t budget) {
    std::int64_t best = -1;
    for (unsigned set = 0; set < 1U << problem.size(); ++set) {
        std::int64_t cost = 0;
        std::int64_t value = 0;
        bool closed = true;
        for (int i = 0; i < problem.size(); ++i) {
            if ((set >> i & 1U) == 0) continue;
            cost += problem.cost[i];
            value += problem.value[i];
            for (const int other : problem.needs[i]) closed = closed && (set >> other & 1U) != 0;
        }
        if (closed && cost <= budget) best = std::max(best, value);
    }
    return best;
}

bool is_closed(const ClosureProblem& problem, const std::vector<char>& chosen) {
    for (int i = 0; i < problem.size(); ++i)
        for (const int other : problem.needs[i])
            if (chosen[i] != 0 && chosen[other] == 0) return false;
    return true;
}

}  // namespace

TEST_CASE("the knapsack with precedence finds and proves what trying all finds",
          "[timetable][property]") {
    Random random(20'261'126);
    const Progress progress;
    for (int round = 0; round < 6000; ++round) {
        INFO("round " << round);
        const ClosureProblem problem = random_closure(random, 12);
        const auto budget = static_cast<std::int64_t>(random.below(40));
        detail::Meter meter(plenty, progress);
        ClosureKnapsack knapsack(problem, budget, meter);
        REQUIRE(knapsack.solve());
        REQUIRE(knapsack.value() == best_by_trying_all(problem, budget));
        REQUIRE(knapsack.bound() == knapsack.value());
        REQUIRE(is_closed(problem, knapsack.chosen()));
        std::int64_t cost = 0;
        std::int64_t value = 0;
        for (int i = 0; i < problem.size(); ++i)
            if (knapsack.chosen()[i] != 0) {
                cost += problem.cost[i];
                value += problem.value[i];
            }
        REQUIRE(cost <= budget);
        REQUIRE(value == knapsack.value());
    }
}

TEST_CASE("a knapsack cut short has a choice within the budget and a bound that holds",
          "[timetable][property]") {
    Random random(7);
    const Progress progress;
    int unproved = 0;
    for (int round = 0; round < 2000; ++round) {
        INFO("round " << round);
        const ClosureProblem problem = random_closure(random, 12);
        const auto budget = static_cast<std::int64_t>(random.below(30));
        detail::Meter meter(1 + static_cast<std::int64_t>(random.below(60)), progress);
        ClosureKnapsack knapsack(problem, budget, meter);
        unproved += knapsack.solve() ? 0 : 1;
        const std::int64_t best = best_by_trying_all(problem, budget);
        REQUIRE(knapsack.value() <= best);
        REQUIRE(knapsack.bound() >= best);
    }
    CHECK(unproved > 0);
}

TEST_CASE("the loss of forcing an item is what the cut loses by it", "[timetable][property]") {
    Random random(99);
    for (int round = 0; round < 2000; ++round) {
        INFO("round " << round);
        const ClosureProblem problem = random_closure(random, 9);
        detail::ClosureFlow flow(problem, 8);
        // Up and down: what was sent before stays and is corrected.
        for (int times = 0; times < 3; ++times)
            flow.set_price(static_cast<std::int64_t>(random.below(40)));
        const std::int64_t best = flow.best();
        for (int i = 0; i < problem.size(); ++i) {
            detail::ClosureFlow in = flow;
            in.force_in(i);
            detail::ClosureFlow out = flow;
            out.force_out(i);
            REQUIRE(flow.loss_if_in(i, 1'000'000) == best - in.best());
            REQUIRE(flow.loss_if_out(i, 1'000'000) == best - out.best());
            REQUIRE(std::max(in.best(), out.best()) == best);
        }
        REQUIRE(flow.best() == best);
    }
}

TEST_CASE("next release problems reach their proved optima", "[timetable][golden]") {
    const auto folder = areena::tests::reference_data("timetable/nrp");
    if (!folder) AREENA_SKIP("no reference data");
    std::ifstream table(*folder / "optima_verified.csv");
    std::string line;
    std::getline(table, line);
    int cases = 0;
    while (std::getline(table, line)) {
        std::istringstream cells(line);
        std::string name, percent, budget, optimum;
        for (std::string* const cell : {&name, &percent, &budget, &optimum})
            std::getline(cells, *cell, ',');
        if (name == "nrp2" || (name == "nrp4" && percent == "50")) continue;  // seconds each
        INFO(name << " at " << percent << " %");
        const bool realistic = name.find('-') != std::string::npos;
        Problem problem = areena::benchmarks::read_next_release(
            (*folder / (realistic ? "realistic" : "classic") / (name + ".txt")).string());
        problem.stocks[0].amount =
            areena::benchmarks::budget_of(problem, std::stoi(percent));
        CHECK(problem.stocks[0].amount == std::stoll(budget));
        Options options;
        options.value_only = true;
        options.proof = plenty;
        const Timetable made = search(problem, options);
        CHECK(verify(problem, made).ok);
        CHECK(made.objective.value == std::stoll(optimum));
        CHECK(made.proof.parts >= 2);
        ++cases;
    }
    CHECK(cases == 23);
}
