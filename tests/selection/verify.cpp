#include "areena/selection/verify.hpp"

#include "areena/selection/equal_shares.hpp"
#include "areena/selection/utilitarian.hpp"
#include "elections.hpp"

#include "catch.hpp"

#include <algorithm>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

const Instance instance{400, {{"a", 150}, {"b", 120}, {"c", 90}, {"nobody", 5}}};
const Profile profile = with_cost_utility(
    instance, {{approval_ballot({0}), approval_ballot({0, 1}), approval_ballot({1, 2}), Ballot{}}});

Outcome completed() {
    return complete_utilitarian(instance, profile, equal_shares(instance, profile));
}

/// The names of the checks that fail.
std::vector<std::string> failing(const Outcome& outcome) {
    const Verification verification = verify(instance, profile, outcome);
    std::vector<std::string> names;
    for (const Check& check : verification.checks) {
        CHECK(check.ok == check.message.empty());
        if (!check.ok) names.push_back(check.name);
    }
    CHECK(verification.ok == names.empty());
    return names;
}

bool fails(const std::string& name, const Outcome& outcome) {
    return std::ranges::count(failing(outcome), name) == 1;
}

}  // namespace

TEST_CASE("a true outcome passes all eight checks", "[selection][unit]") {
    const Outcome outcome = completed();
    REQUIRE(ids(instance, outcome.purchases) == "b a c");
    REQUIRE(outcome.purchases[1].step == Step::completion);
    CHECK(failing(outcome).empty());
    CHECK(failing(equal_shares(instance, profile)).empty());
    CHECK(verify(instance, profile, outcome).checks.size() == 8);
}

TEST_CASE("a purchase of a closed, unknown or unsupported project is seen", "[selection][unit]") {
    Outcome outcome = completed();
    outcome.purchases.push_back(outcome.purchases[0]);
    CHECK(fails("projects", outcome));
    for (const int project : {-1, 4, 3}) {
        outcome = completed();
        outcome.purchases.back().project = project;
        CHECK(fails("projects", outcome));
    }
    State start = initial_state(instance, profile);
    start.closed[1] = true;
    CHECK_FALSE(verify(instance, profile, completed(), start).checks[0].ok);
}

TEST_CASE("a payment that is not a supporter's, not positive or too high is seen",
          "[selection][unit]") {
    Outcome outcome = completed();
    outcome.purchases[0].payments.push_back({3, 1});
    CHECK(fails("payments", outcome));
    outcome = completed();
    outcome.purchases[0].payments[0].voter = 0;
    CHECK(fails("payments", outcome));
    outcome = completed();
    std::ranges::reverse(outcome.purchases[0].payments);
    CHECK(fails("payments", outcome));
    outcome = completed();
    outcome.purchases[0].payments[0].amount = -60;
    CHECK(fails("payments", outcome));
    outcome = completed();
    outcome.purchases[0].payments[0].amount = 101;
    outcome.purchases[0].payments[1].amount = 19;
    CHECK(fails("payments", outcome));
}

TEST_CASE("payments that do not add up to the cost are seen", "[selection][unit]") {
    Outcome outcome = completed();
    outcome.purchases[0].payments[0].amount += Rational(1, 1'000'000);
    CHECK(fails("cost", outcome));
    outcome = completed();
    outcome.purchases[0].payments.pop_back();
    CHECK(fails("cost", outcome));
    // In completion they may fall short, but not exceed.
    outcome = completed();
    outcome.purchases[1].payments[0].amount = 151;
    CHECK(fails("cost", outcome));
}

TEST_CASE("payments that do not follow from rho are seen, even when they add up",
          "[selection][unit]") {
    Outcome outcome = completed();
    outcome.purchases[0].payments[0].amount += 1;
    outcome.purchases[0].payments[1].amount -= 1;
    CHECK_FALSE(fails("cost", outcome));
    CHECK(fails("price", outcome));
    outcome = completed();
    *outcome.purchases[0].rho += Rational(1, 1'000'000);
    CHECK(failing(outcome) == std::vector<std::string>{"price"});
    outcome = completed();
    outcome.purchases[0].rho.reset();
    CHECK(fails("price", outcome));
    outcome = completed();
    outcome.purchases[1].rho = 1;
    CHECK(fails("price", outcome));
    outcome = completed();
    outcome.purchases[1].payments[0].amount -= 1;
    CHECK(fails("price", outcome));
}

TEST_CASE("a wrong effective support is seen", "[selection][unit]") {
    for (const std::size_t purchase : {0U, 1U}) {
        Outcome outcome = completed();
        outcome.purchases[purchase].effective_support += Rational(1, 7);
        CHECK(failing(outcome) == std::vector<std::string>{"support"});
    }
}

TEST_CASE("a budget that is exceeded or wrongly added up is seen", "[selection][unit]") {
    Outcome outcome = completed();
    outcome.state.spent -= 1;
    CHECK(failing(outcome) == std::vector<std::string>{"budget"});
    Instance smaller = instance;
    smaller.budget = 359;
    State start = initial_state(instance, profile);
    const Verification verification = verify(smaller, profile, completed(), start);
    CHECK(faults(verification) == "budget: 360 is spent of 359\n");
}

TEST_CASE("a state that does not follow from the purchases is seen", "[selection][unit]") {
    Outcome outcome = completed();
    outcome.state.closed[3] = true;
    CHECK(failing(outcome) == std::vector<std::string>{"state"});
    outcome = completed();
    outcome.state.shares[3] += 1;
    CHECK(failing(outcome) == std::vector<std::string>{"state"});
    outcome = completed();
    outcome.state.shares.pop_back();
    CHECK(failing(outcome) == std::vector<std::string>{"state"});
}

TEST_CASE("a project that could still be bought is seen, unless the rule was stopped",
          "[selection][unit]") {
    Outcome nothing;
    nothing.state = initial_state(instance, profile);
    CHECK(failing(nothing) == std::vector<std::string>{"exhausted"});
    nothing.finished = false;
    CHECK(failing(nothing).empty());
    Outcome outcome = completed();
    give_back(instance, outcome.purchases.back(), outcome.state);
    outcome.state.closed[2] = false;
    outcome.purchases.pop_back();
    CHECK(failing(outcome) == std::vector<std::string>{"exhausted"});
}
