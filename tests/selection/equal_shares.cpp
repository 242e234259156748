#include "areena/selection/equal_shares.hpp"

#include "areena/core/error.hpp"
#include "elections.hpp"
#include "oracle.hpp"

#include "catch.hpp"

#include <bit>
#include <numeric>
#include <stop_token>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

/// Three voters with 100 each; a and b share the middle one, b and c the last.
const Instance three{300, {{"a", 150}, {"b", 120}, {"c", 60}}};
const Profile three_by_cost = with_cost_utility(
    three, {{approval_ballot({0}), approval_ballot({0, 1}), approval_ballot({1, 2})}});

std::vector<int> shuffled(Random& random, std::size_t size) {
    std::vector<int> order(size);
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t i = size; i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    return order;
}

}  // namespace

TEST_CASE("of two projects with the same rho the cheaper goes first, and the tie is told",
          "[selection][unit]") {
    const Outcome outcome = equal_shares(three, three_by_cost);
    REQUIRE(ids(three, outcome.purchases) == "b");
    const Purchase& b = outcome.purchases[0];
    CHECK(b.step == Step::shares);
    CHECK(b.rho == Rational(1, 2));
    CHECK(b.effective_support == Rational(2));
    CHECK(b.tied == std::vector<int>{0});
    CHECK(b.payments == std::vector<Payment>{{1, 60}, {2, 60}});
    CHECK(outcome.state.shares == std::vector<Rational>{100, 40, 40});
    CHECK(outcome.state.closed == std::vector<bool>{false, true, false});
    CHECK(outcome.state.spent == 120);
    CHECK(outcome.finished);
}

TEST_CASE("another tie-break changes what others can still afford", "[selection][unit]") {
    const Outcome outcome = equal_shares(three, three_by_cost, {{TieKey::max_cost}});
    REQUIRE(ids(three, outcome.purchases) == "a b");
    CHECK(outcome.purchases[0].tied == std::vector<int>{1});
    const Purchase& b = outcome.purchases[1];
    CHECK(b.rho == Rational(95, 120));
    CHECK(b.payments == std::vector<Payment>{{1, 25}, {2, 95}});
    CHECK(b.effective_support == Rational(24, 19));
    CHECK(b.tied.empty());
    CHECK(outcome.state.shares == std::vector<Rational>{25, 0, 5});
}

TEST_CASE("tie keys are asked in their order and the id decides at last", "[selection][unit]") {
    // Cardinality: d costs 2 for two voters, e and f cost 1 for one voter each: rho is 1 for all.
    const Instance instance{8, {{"f", 1}, {"e", 1}, {"d", 2}}};
    const Profile profile{
        {approval_ballot({2}), approval_ballot({2}), approval_ballot({0}), approval_ballot({1})}};
    const auto order = [&](const Options& options) {
        return ids(instance, equal_shares(instance, profile, options).purchases);
    };
    CHECK(order({}) == "e f d");
    CHECK(order({{TieKey::max_votes}}) == "d e f");
    CHECK(order({{TieKey::max_cost, TieKey::min_cost}}) == "d e f");
    CHECK(order({{TieKey::id, TieKey::max_votes}}) == "d e f");
    CHECK(order({{}}) == "d e f");
    CHECK(order({{TieKey::min_cost, TieKey::id}}) == "e f d");
}

TEST_CASE("utilities decide who carries how much", "[selection][unit]") {
    // Worth 3 to one and 1 to the other: at rho = 2 they pay 6 and 2.
    const Instance instance{20, {{"a", 8}}};
    const Profile profile{{Ballot{{{0, 3}}}, Ballot{{{0, 1}}}}};
    const Outcome outcome = equal_shares(instance, profile);
    REQUIRE(outcome.purchases.size() == 1);
    CHECK(outcome.purchases[0].rho == Rational(2));
    CHECK(outcome.purchases[0].payments == std::vector<Payment>{{0, 6}, {1, 2}});
    CHECK(outcome.purchases[0].effective_support == Rational(4, 3));
}

TEST_CASE("a project that takes all its supporters have is bought, one unit more is not",
          "[selection][unit]") {
    const Profile profile{{approval_ballot({0}), approval_ballot({0}), Ballot{}}};
    const auto num_bought = [&](std::int64_t cost) {
        return equal_shares({30, {{"a", cost}}}, profile).purchases.size();
    };
    CHECK(num_bought(20) == 1);
    CHECK(num_bought(21) == 0);
}

TEST_CASE("free projects go to their supporters first and ask nobody for anything",
          "[selection][unit]") {
    const Instance instance{10, {{"a", 5}, {"z", 0}, {"y", 0}, {"nobody", 0}}};
    const Profile profile =
        with_cost_utility(instance, {{approval_ballot({0, 1}), approval_ballot({1, 2})}});
    const Outcome outcome = equal_shares(instance, profile);
    REQUIRE(ids(instance, outcome.purchases) == "z y a");
    CHECK(outcome.purchases[0].rho == Rational(0));
    CHECK(outcome.purchases[0].payments.empty());
    CHECK(outcome.purchases[0].effective_support == Rational(2));
    CHECK(outcome.purchases[1].effective_support == Rational(1));
    CHECK(outcome.state.shares == std::vector<Rational>{0, 5});
}

TEST_CASE("what nobody supports is never bought, and without voters nothing is",
          "[selection][unit]") {
    CHECK(equal_shares(three, {{Ballot{}, Ballot{}}}).purchases.empty());
    CHECK(equal_shares(three, {{Ballot{{{0, 0}, {1, 0}}}}}).purchases.empty());
    const Outcome outcome = equal_shares(three, {});
    CHECK(outcome.purchases.empty());
    CHECK(outcome.state.closed.size() == 3);
    CHECK(faults(verify(three, {}, outcome)).empty());
    CHECK(equal_shares({}, {{Ballot{}}}).state.shares == std::vector<Rational>{0});
}

TEST_CASE("a selection is taken up again: one excluded, its payments given back",
          "[selection][unit]") {
    Outcome first = equal_shares(three, three_by_cost);
    State state = first.state;
    give_back(three, first.purchases[0], state);
    CHECK(state.shares == std::vector<Rational>{100, 100, 100});
    CHECK(state.spent == 0);
    const Outcome second = equal_shares(three, three_by_cost, {}, state);
    CHECK(ids(three, second.purchases) == "a c");
    CHECK(second.state.closed == std::vector<bool>{true, true, true});
    CHECK(second.state.spent == 210);
    CHECK(second.state.shares == std::vector<Rational>{25, 25, 40});
    CHECK(faults(verify(three, three_by_cost, second, state)).empty());
    const Outcome third = equal_shares(three, three_by_cost, {}, second.state);
    CHECK(third.purchases.empty());
    CHECK(third.state == second.state);
}

TEST_CASE("a purchase is booked only if its payers have enough", "[selection][unit]") {
    const Outcome outcome = equal_shares(three, three_by_cost);
    State state = initial_state(three, three_by_cost);
    take(three, outcome.purchases[0], state);
    CHECK(state == outcome.state);
    const State before = state;
    CHECK_THROWS_AS(take(three, outcome.purchases[0], state), Error);
    CHECK(state == before);
    State nobody;
    CHECK_THROWS_AS(take(three, outcome.purchases[0], nobody), Error);
    Purchase unknown = outcome.purchases[0];
    unknown.project = 3;
    CHECK_THROWS_AS(give_back(three, unknown, state), Error);
}

TEST_CASE("fractions far beyond 64 bits stay exact", "[selection][unit]") {
    // Primes as costs and utilities: denominators multiply from purchase to purchase.
    Instance instance{1'000'000'007, {}};
    Profile profile{std::vector<Ballot>(7)};
    std::int64_t cost = 999'983;
    for (int p = 0; p < 40; ++p) {
        instance.projects.push_back({std::to_string(100 + p), cost});
        cost += 7'777'777;
        for (int v = 0; v < 7; ++v)
            if ((p + v) % 3 != 0)
                profile.ballots[static_cast<std::size_t>(v)].votes.push_back(
                    {p, Rational(10'007 + 97 * p * v, 31 + 2 * v)});
    }
    const Outcome outcome = equal_shares(instance, profile);
    CHECK(outcome == oracle::equal_shares(instance, profile));
    CHECK(faults(verify(instance, profile, outcome)).empty());
    REQUIRE(outcome.purchases.size() > 8);
    CHECK(to_string(*outcome.purchases.back().rho).size() > 100);
}

TEST_CASE("more than a hundred purchases from the same purses stay exact", "[selection][unit]") {
    Random random(2031);
    // Long ballots, of which it is marked what they paid for, and short ones, which tell it.
    const std::uint64_t one_in = GENERATE(2U, 12U);
    Instance instance;
    Profile profile{std::vector<Ballot>(9 * one_in)};
    for (int p = 0; p < 150; ++p) {
        instance.projects.push_back(
            {std::to_string(100 + p), 1 + static_cast<std::int64_t>(random.below(9))});
        instance.budget += instance.projects.back().cost;
        for (Ballot& ballot : profile.ballots)
            if (random.below(one_in) == 0) ballot.votes.push_back({p, Rational(1)});
    }
    const Outcome outcome = equal_shares(instance, profile);
    REQUIRE(outcome.purchases.size() > 100);
    CHECK(outcome == oracle::equal_shares(instance, profile));
}

TEST_CASE("costs far below the last place of the shares stay exact", "[selection][property]") {
    Random random(2032);
    for (int i = 0; i < 2'000; ++i) {
        SmallElection e = random_election(random);
        constexpr std::int64_t dear = 1'000'000'000'000;
        for (Project& project : e.instance.projects)
            if (random.below(2) == 0) project.cost *= dear;
        e.instance.budget *= dear;
        REQUIRE(equal_shares(e.instance, e.profile) == oracle::equal_shares(e.instance, e.profile));
    }
}

TEST_CASE("outcomes are those of the definition, with all payments and ties",
          "[selection][property]") {
    Random random(2027);
    int with_ties = 0;
    int num_purchases = 0;
    for (int i = 0; i < 8'000; ++i) {
        const SmallElection e = random_election(random);
        const Outcome outcome = equal_shares(e.instance, e.profile);
        REQUIRE(outcome == oracle::equal_shares(e.instance, e.profile));
        REQUIRE(faults(verify(e.instance, e.profile, outcome)) == "");
        for (const Purchase& purchase : outcome.purchases) {
            with_ties += purchase.tied.empty() ? 0 : 1;
            ++num_purchases;
        }
    }
    CHECK(with_ties > 500);
    CHECK(num_purchases > 8'000);
}

TEST_CASE("from any start the outcome is that of the definition", "[selection][property]") {
    Random random(2028);
    const Options options{{TieKey::max_votes, TieKey::max_cost}};
    for (int i = 0; i < 3'000; ++i) {
        SmallElection e = random_election(random);
        const State start = random_start(random, e);
        e.instance.budget *= 2;  // room for shares above the even one
        const Outcome outcome = equal_shares(e.instance, e.profile, options, start);
        REQUIRE(outcome == oracle::equal_shares(e.instance, e.profile, options, start));
        REQUIRE(faults(verify(e.instance, e.profile, outcome, start)) == "");
    }
}

TEST_CASE("payments add up to the cost and the budget holds", "[selection][property]") {
    Random random(2029);
    for (int i = 0; i < 2'000; ++i) {
        const SmallElection e = random_election(random);
        const Outcome outcome = equal_shares(e.instance, e.profile);
        Rational paid;
        Rational left;
        std::int64_t spent = 0;
        for (const Purchase& purchase : outcome.purchases) {
            Rational sum;
            for (const Payment& payment : purchase.payments) sum += payment.amount;
            const std::int64_t cost =
                e.instance.projects[static_cast<std::size_t>(purchase.project)].cost;
            REQUIRE(sum == Rational(cost));
            paid += sum;
            spent += cost;
        }
        for (const Rational& share : outcome.state.shares) left += share;
        REQUIRE(spent <= e.instance.budget);
        REQUIRE(outcome.state.spent == spent);
        if (!e.profile.ballots.empty()) REQUIRE(paid + left == Rational(e.instance.budget));
    }
}

TEST_CASE("voters are anonymous: in another order they get the same and pay the same",
          "[selection][property]") {
    Random random(2030);
    for (int i = 0; i < 1'500; ++i) {
        const SmallElection e = random_election(random);
        const std::vector<int> order = shuffled(random, e.profile.ballots.size());
        Profile other;
        for (const int voter : order)
            other.ballots.push_back(e.profile.ballots[static_cast<std::size_t>(voter)]);
        Outcome mixed = equal_shares(e.instance, other);
        std::vector<Rational> shares(order.size());
        for (std::size_t k = 0; k < order.size(); ++k)
            shares[static_cast<std::size_t>(order[k])] = mixed.state.shares[k];
        mixed.state.shares = shares;
        for (Purchase& purchase : mixed.purchases) {
            for (Payment& payment : purchase.payments)
                payment.voter = order[static_cast<std::size_t>(payment.voter)];
            std::ranges::sort(purchase.payments, {}, &Payment::voter);
        }
        REQUIRE(mixed == equal_shares(e.instance, e.profile));
    }
}

TEST_CASE("projects are neutral: their order in the instance changes nothing",
          "[selection][property]") {
    Random random(2031);
    for (int i = 0; i < 1'500; ++i) {
        const SmallElection e = random_election(random);
        const std::vector<int> new_index = shuffled(random, e.instance.projects.size());
        SmallElection other{{e.instance.budget, e.instance.projects}, e.profile};
        for (std::size_t p = 0; p < new_index.size(); ++p)
            other.instance.projects[static_cast<std::size_t>(new_index[p])] =
                e.instance.projects[p];
        for (Ballot& ballot : other.profile.ballots)
            for (Vote& vote : ballot.votes)
                vote.project = new_index[static_cast<std::size_t>(vote.project)];
        const Outcome a = equal_shares(e.instance, e.profile);
        const Outcome b = equal_shares(other.instance, other.profile);
        REQUIRE(ids(e.instance, a.purchases) == ids(other.instance, b.purchases));
        REQUIRE(a.state.shares == b.state.shares);
        for (std::size_t k = 0; k < a.purchases.size(); ++k) {
            REQUIRE(a.purchases[k].rho == b.purchases[k].rho);
            REQUIRE(a.purchases[k].payments == b.purchases[k].payments);
            REQUIRE(a.purchases[k].tied.size() == b.purchases[k].tied.size());
        }
    }
}

TEST_CASE("only ratios of utilities and of money matter", "[selection][property]") {
    Random random(2032);
    for (int i = 0; i < 1'000; ++i) {
        const SmallElection e = random_election(random);
        SmallElection scaled = e;
        for (Ballot& ballot : scaled.profile.ballots)
            for (Vote& vote : ballot.votes) vote.utility *= Rational(6, 7);
        scaled.instance.budget *= 10;
        for (Project& project : scaled.instance.projects) project.cost *= 10;
        const Outcome a = equal_shares(e.instance, e.profile);
        const Outcome b = equal_shares(scaled.instance, scaled.profile);
        REQUIRE(ids(e.instance, a.purchases) == ids(scaled.instance, b.purchases));
        for (std::size_t k = 0; k < a.purchases.size(); ++k) {
            REQUIRE(*a.purchases[k].rho * Rational(70, 6) == *b.purchases[k].rho);
            REQUIRE(a.purchases[k].effective_support == b.purchases[k].effective_support);
        }
    }
}

TEST_CASE("with unit costs and approvals a cohesive group gets what it deserves",
          "[selection][property]") {
    // Extended justified representation: of the voters who approve all of T and are at least
    // |T| voters / budget in number, one has |T| approved winners or more.
    Random random(2033);
    for (int i = 0; i < 2'000; ++i) {
        SmallElection e = random_election(random);
        for (Project& project : e.instance.projects) project.cost = 1;
        e.profile = with_cardinality_utility(e.profile);
        e.instance.budget = 1 + static_cast<std::int64_t>(random.below(5));
        const Outcome outcome = equal_shares(e.instance, e.profile);
        const auto approved = [&](const Ballot& ballot, unsigned set) {
            int count = 0;
            for (const Vote& vote : ballot.votes)
                if (vote.utility.sign() > 0) count += set >> vote.project & 1U;
            return count;
        };
        unsigned winners = 0;
        for (const Purchase& purchase : outcome.purchases) winners |= 1U << purchase.project;
        for (unsigned set = 1; set < 1U << e.instance.projects.size(); ++set) {
            const int size = std::popcount(set);
            std::int64_t poorly_served = 0;
            for (const Ballot& ballot : e.profile.ballots)
                if (approved(ballot, set) == size && approved(ballot, winners) < size)
                    ++poorly_served;
            if (poorly_served > 0)
                REQUIRE(poorly_served * e.instance.budget <
                        size * static_cast<std::int64_t>(e.profile.ballots.size()));
        }
    }
}

TEST_CASE("asked to stop, it returns the first purchases of the full outcome",
          "[selection][unit]") {
    Random random(5);
    SmallElection e = random_election(random);
    while (equal_shares(e.instance, e.profile).purchases.size() < 3) e = random_election(random);
    const Outcome full = equal_shares(e.instance, e.profile);
    for (std::size_t last = 1; last < full.purchases.size(); ++last) {
        std::stop_source source;
        Progress progress;
        progress.stop = source.get_token();
        std::int64_t steps = 0;
        progress.report = [&](const ProgressStep& step) {
            CHECK(step.phase == "equal shares");
            CHECK(step.done == ++steps);
            if (step.done == static_cast<std::int64_t>(last)) source.request_stop();
        };
        const Outcome part = equal_shares(e.instance, e.profile, {}, {}, progress);
        CHECK_FALSE(part.finished);
        REQUIRE(part.purchases.size() == last);
        CHECK(std::equal(part.purchases.begin(), part.purchases.end(), full.purchases.begin()));
        CHECK(faults(verify(e.instance, e.profile, part)).empty());
    }
}
