#include "areena/selection/utilitarian.hpp"

#include "areena/core/error.hpp"
#include "elections.hpp"
#include "oracle.hpp"

#include "catch.hpp"

#include <stop_token>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

/// Four voters with 25 each.
const Instance four{100, {{"a", 40}, {"b", 60}, {"c", 90}, {"d", 30}, {"nobody", 1}}};
const Profile approvals{{approval_ballot({0, 1}), approval_ballot({0, 2}), approval_ballot({1, 2}),
                         approval_ballot({3, 2})}};

}  // namespace

TEST_CASE("completion ranks by how many supporters could pay an even part", "[selection][unit]") {
    const Outcome chosen = equal_shares(four, with_cost_utility(four, approvals));
    REQUIRE(ids(four, chosen.purchases) == "a");
    REQUIRE(chosen.state.shares == std::vector<Rational>{5, 5, 25, 25});
    // b: 5/30 + 25/30 = 1; c: 90 does not fit the 60 left; d: 25/30.
    const auto next = next_utilitarian(four, approvals, chosen.state);
    REQUIRE(next);
    CHECK(next->project == 1);
    CHECK(next->step == Step::completion);
    CHECK_FALSE(next->rho);
    CHECK(next->effective_support == Rational(1));
    CHECK(next->payments == std::vector<Payment>{{0, 5}, {2, 25}});
    CHECK(next->tied.empty());
}

TEST_CASE("completion goes on until nothing that somebody supports fits", "[selection][unit]") {
    const Profile profile = with_cost_utility(four, approvals);
    Instance larger = four;
    larger.budget = 131;
    larger.projects[2].cost = 92;  // one more than is left
    Outcome start;
    start.state = {{5, 5, 25, 25}, {true, false, false, false, false}, 40};
    const Outcome outcome = complete_utilitarian(larger, profile, start);
    CHECK(ids(larger, outcome.purchases) == "b d");
    CHECK(outcome.state.spent == 130);
    CHECK(outcome.state.shares == std::vector<Rational>{0, 5, 0, 0});
    CHECK(outcome.finished);
    CHECK(faults(verify(larger, profile, outcome, start.state)).empty());
}

TEST_CASE("one who has more than an even part pays only that part", "[selection][unit]") {
    const Instance instance{40, {{"a", 12}}};
    const Profile profile{{approval_ballot({0}), approval_ballot({0}), approval_ballot({0})}};
    const auto next = next_utilitarian(instance, profile, {{1, 20, Rational(7, 2)}, {}, 0});
    REQUIRE(next);
    CHECK(next->payments == std::vector<Payment>{{0, 1}, {1, 4}, {2, Rational(7, 2)}});
    CHECK(next->effective_support == Rational(1, 4) + Rational(1) + Rational(7, 8));
}

TEST_CASE("supporters without any share left are better than none", "[selection][unit]") {
    const Instance instance{10, {{"a", 4}, {"b", 4}}};
    const Profile profile{{approval_ballot({1})}};
    const auto next = next_utilitarian(instance, profile, {{0}, {}, 0});
    REQUIRE(next);
    CHECK(next->project == 1);
    CHECK(next->effective_support == Rational(0));
    CHECK(next->payments.empty());
}

TEST_CASE("a candidate closed by the caller makes way for the next one", "[selection][unit]") {
    State state{{5, 5, 25, 25}, {true, false, false, false, false}, 40};
    state.closed[1] = true;
    const auto next = next_utilitarian(four, approvals, state);
    REQUIRE(next);
    CHECK(next->project == 3);
    state.closed[3] = true;
    CHECK_FALSE(next_utilitarian(four, approvals, state));
}

TEST_CASE("ties of score are told and go by the tie keys", "[selection][unit]") {
    const Instance instance{9, {{"a", 4}, {"b", 3}, {"c", 3}}};
    const Profile profile{{approval_ballot({0}), approval_ballot({1}), approval_ballot({2})}};
    const State state{{4, 3, 3}, {}, 0};
    const auto next = next_utilitarian(instance, profile, state);
    REQUIRE(next);
    CHECK(next->project == 1);
    CHECK(next->tied == std::vector<int>{0, 2});
    CHECK(next_utilitarian(instance, profile, state, {{TieKey::max_cost}})->project == 0);
}

TEST_CASE("completed outcomes are those of the definition", "[selection][property]") {
    Random random(2034);
    int num_added = 0;
    for (int i = 0; i < 8'000; ++i) {
        const SmallElection e = random_election(random);
        const Outcome chosen = equal_shares(e.instance, e.profile);
        const Outcome outcome = complete_utilitarian(e.instance, e.profile, chosen);
        REQUIRE(outcome == oracle::complete(e.instance, e.profile, chosen));
        REQUIRE(faults(verify(e.instance, e.profile, outcome)) == "");
        num_added += static_cast<int>(outcome.purchases.size() - chosen.purchases.size());
    }
    CHECK(num_added > 1'500);
}

TEST_CASE("purchase by purchase it comes to the same as all at once", "[selection][property]") {
    Random random(2035);
    for (int i = 0; i < 1'000; ++i) {
        const SmallElection e = random_election(random);
        Outcome outcome;
        outcome.state = random_start(random, e);
        const Outcome at_once = complete_utilitarian(e.instance, e.profile, outcome);
        while (auto next = next_utilitarian(e.instance, e.profile, outcome.state)) {
            take(e.instance, *next, outcome.state);
            outcome.purchases.push_back(*std::move(next));
        }
        REQUIRE(outcome == at_once);
    }
}

TEST_CASE("an outcome that was stopped is not completed, and completion can be stopped",
          "[selection][unit]") {
    Outcome unfinished;
    unfinished.state = initial_state(four, approvals);
    unfinished.finished = false;
    const Outcome same = complete_utilitarian(four, approvals, unfinished);
    CHECK(same == unfinished);
    std::stop_source source;
    Progress progress;
    progress.stop = source.get_token();
    progress.report = [&](const ProgressStep& step) {
        CHECK(step.phase == "completion");
        source.request_stop();
    };
    unfinished.finished = true;
    const Outcome part = complete_utilitarian(four, approvals, unfinished, {}, progress);
    CHECK(part.purchases.size() == 1);
    CHECK_FALSE(part.finished);
}

TEST_CASE("a refused purchase leaves everything as if its project had been closed before",
          "[selection][property]") {
    Random random(71);
    int refused = 0;
    for (int round = 0; round < 2'000; ++round) {
        const auto [instance, profile] = random_election(random);
        State expected = initial_state(instance, profile);
        expected.closed.resize(instance.projects.size());
        UtilitarianCompletion completion(instance, profile, expected);
        while (const auto purchase = completion.next()) {
            REQUIRE(purchase == next_utilitarian(instance, profile, expected));
            take(instance, *purchase, expected);
            if (random.below(3) == 0) {
                give_back(instance, *purchase, expected);
                completion.refuse(*purchase);
                ++refused;
            }
            REQUIRE(completion.state() == expected);
        }
        REQUIRE_FALSE(next_utilitarian(instance, profile, expected));
    }
    CHECK(refused > 500);
}

TEST_CASE("a project that was refused can be taken up again", "[selection][unit]") {
    UtilitarianCompletion completion(four, approvals, initial_state(four, approvals));
    const auto first = completion.next();
    REQUIRE(first);
    completion.refuse(*first);
    const auto second = completion.next();
    REQUIRE(second);
    CHECK(second->project != first->project);
    completion.refuse(*second);
    completion.reopen(first->project);
    CHECK(completion.next() == first);
}
