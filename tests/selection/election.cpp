#include "areena/selection/election.hpp"

#include "areena/core/error.hpp"
#include "areena/selection/equal_shares.hpp"
#include "areena/selection/utilitarian.hpp"

#include "catch.hpp"

#include <functional>
#include <limits>

using namespace areena;
using namespace areena::selection;

namespace {

std::string code_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.code();
    }
    return "none";
}

std::string fault_of(const Instance& instance, const Profile& profile = {}) {
    return code_of([&] { (void)equal_shares(instance, profile); });
}

const Instance two_projects{100, {{"a", 60}, {"b", 0}}};

}  // namespace

TEST_CASE("an election with broken numbers is refused with a code of its own",
          "[selection][unit]") {
    CHECK(fault_of(two_projects) == "none");
    CHECK(fault_of({-1, {}}) == "selection.budget");
    CHECK(fault_of({1, {{"a", -1}}}) == "selection.cost");
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    CHECK(fault_of({most, {{"a", most}}}) == "none");
    CHECK(fault_of({most, {{"a", most}, {"b", 1}}}) == "selection.overflow");
    CHECK(fault_of({1, {{"a", 1}, {"b", 1}, {"a", 2}}}) == "selection.duplicate_project");
}

TEST_CASE("a broken ballot is refused with a code of its own", "[selection][unit]") {
    CHECK(fault_of(two_projects, {{approval_ballot({2})}}) == "selection.project");
    CHECK(fault_of(two_projects, {{approval_ballot({-1})}}) == "selection.project");
    CHECK(fault_of(two_projects, {{approval_ballot({0, 1, 0})}}) == "selection.duplicate_vote");
    CHECK(fault_of(two_projects, {{Ballot{{{0, Rational(-1, 2)}}}}}) == "selection.utility");
    CHECK(fault_of(two_projects, {{approval_ballot({0}), approval_ballot({0})}}) == "none");
}

TEST_CASE("a message names the ballot and the project", "[selection][unit]") {
    try {
        validate(two_projects, {{approval_ballot({1}), approval_ballot({0, 0})}});
        FAIL("a project voted for twice was accepted");
    } catch (const Error& error) {
        CHECK(std::string(error.what()) == "ballot 1 (from 0) votes for project 'a' twice");
    }
}

TEST_CASE("a state that does not belong to the election is refused", "[selection][unit]") {
    const Profile profile{{approval_ballot({0}), approval_ballot({1})}};
    const auto fault = [&](const State& state) {
        const std::string code =
            code_of([&] { (void)next_utilitarian(two_projects, profile, state); });
        CHECK(code_of([&] { (void)equal_shares(two_projects, profile, {}, state); }) == code);
        return code;
    };
    CHECK(fault({}) == "none");
    CHECK(fault({{1, 2}, {false, true}, 3}) == "none");
    CHECK(fault({{1}, {}, 0}) == "selection.state");
    CHECK(fault({{1, 2, 3}, {}, 0}) == "selection.state");
    CHECK(fault({{1, Rational(-1, 9)}, {}, 0}) == "selection.state");
    CHECK(fault({{}, {true}, 0}) == "selection.state");
    CHECK(fault({{1, 1}, {}, -1}) == "selection.state");
}

TEST_CASE("shares beyond the budget left are refused", "[selection][unit]") {
    const Profile profile{{approval_ballot({0}), approval_ballot({1})}};
    const auto fault = [&](const State& state) {
        return code_of([&] { (void)equal_shares(two_projects, profile, {}, state); });
    };
    CHECK(fault({{50, 50}, {}, 0}) == "none");
    CHECK(fault({{50, Rational(101, 2)}, {}, 0}) == "selection.state");
    CHECK(fault({{50, 50}, {}, 1}) == "selection.state");
    CHECK(fault({{}, {}, 1}) == "selection.state");
}

TEST_CASE("cost utility makes a project worth its cost, and a free one worth 1",
          "[selection][unit]") {
    const Profile profile{{Ballot{{{0, 3}, {1, Rational(1, 2)}}}, Ballot{{{0, 0}, {1, 0}}}}};
    const Profile by_cost = with_cost_utility(two_projects, profile);
    CHECK(by_cost.ballots[0] == Ballot{{{0, 60}, {1, 1}}});
    CHECK(by_cost.ballots[1] == profile.ballots[1]);
    CHECK(with_cardinality_utility(profile).ballots[0] == approval_ballot({0, 1}));
    CHECK(with_cardinality_utility(profile).ballots[1] == profile.ballots[1]);
    CHECK_THROWS_AS(with_cost_utility(two_projects, {{approval_ballot({9})}}), Error);
}

TEST_CASE("supporters are the voters with a positive utility", "[selection][unit]") {
    const Profile profile{{Ballot{{{0, 3}, {1, 0}}}, approval_ballot({0}), Ballot{}}};
    CHECK(num_supporters(two_projects, profile) == std::vector<std::int64_t>{2, 0});
}
