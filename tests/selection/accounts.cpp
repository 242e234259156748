#include "areena/selection/accounts.hpp"

#include "areena/core/error.hpp"
#include "elections.hpp"

#include <algorithm>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

Election grouped(const SmallElection& small) {
    return {small.instance, group(small.instance, small.profile), Utility::points};
}

Rational utility(const Election& election, int group, int project) {
    const auto ballot = election.ballot(group);
    const auto weights = election.ballot_weights(group);
    for (std::size_t i = 0; i < ballot.size(); ++i)
        if (ballot[i] == project)
            return election.scale(project) * Rational(weights.empty() ? 1 : weights[i]);
    return 0;
}

/// What each voter of each group pays in a round.
std::vector<Rational> paid_in(const Election& election, const Accounts& kept, std::size_t round) {
    std::vector<Rational> paid(election.num_groups());
    for (const GroupPayment& each : kept.payments) {
        if (each.round != static_cast<int>(round)) continue;
        CHECK(each.amount.sign() > 0);
        CHECK(paid[at(each.group)].sign() == 0);
        paid[at(each.group)] = each.amount;
    }
    return paid;
}

Rational together(const Election& election, const std::vector<Rational>& paid) {
    Rational sum;
    for (std::size_t g = 0; g < paid.size(); ++g)
        sum += paid[g] * Rational(election.voters(static_cast<int>(g)));
    return sum;
}

}  // namespace

TEST_CASE("payments of equal shares are those of the engine that goes voter by voter",
          "[selection][property]") {
    Random random(31);
    int payments = 0;
    for (int i = 0; i < 1500; ++i) {
        SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        small.profile = ungrouped(group(small.instance, small.profile));
        const Election election = grouped(small);
        const Selection selection = select(election, {});
        const Accounts kept = accounts(election, {}, selection);
        const Outcome outcome = equal_shares(small.instance, small.profile);
        REQUIRE(outcome.purchases.size() == selection.rounds.size());
        for (std::size_t r = 0; r < selection.rounds.size(); ++r) {
            const auto paid = paid_in(election, kept, r);
            std::size_t voter = 0;
            for (int g = 0; g < static_cast<int>(election.num_groups()); ++g)
                for (std::int64_t v = 0; v < election.voters(g); ++v, ++voter) {
                    Rational other;
                    for (const Payment& each : outcome.purchases[r].payments)
                        if (std::cmp_equal(each.voter, voter)) other = each.amount;
                    CHECK(paid[at(g)] == other);
                    payments += other.sign();
                }
        }
        std::size_t voter = 0;
        for (int g = 0; g < static_cast<int>(election.num_groups()); ++g) {
            CHECK(kept.left[at(g)] == outcome.state.shares[voter]);
            voter += static_cast<std::size_t>(election.voters(g));
        }
    }
    CHECK(payments > 2000);
}

TEST_CASE("with Phragmen, payments are what was earned and pay each cost exactly",
          "[selection][property]") {
    Random random(32);
    int rounds = 0;
    for (int i = 0; i < 1500; ++i) {
        const Election election = grouped(random_election(random));
        RuleOptions options;
        const bool completes = i % 2 == 0;
        options.rule = completes ? Rule::equal_shares : Rule::phragmen;
        options.completion = completes ? Completion::phragmen : Completion::none;
        const Selection selection = select(election, options);
        const Accounts kept = accounts(election, options, selection);
        std::vector<Rational> has(election.num_groups(), selection.share);  // without what is earned
        Rational now;
        for (std::size_t r = 0; r < selection.rounds.size(); ++r) {
            const Round& round = selection.rounds[r];
            const auto paid = paid_in(election, kept, r);
            CHECK(together(election, paid) == Rational(election.cost(round.project)));
            const bool earns = !completes || round.completes;
            if (earns) now = round.value;
            for (int g = 0; g < static_cast<int>(election.num_groups()); ++g) {
                const Rational had = has[at(g)] + now;
                if (utility(election, g, round.project).sign() == 0)
                    CHECK(paid[at(g)].sign() == 0);
                else if (earns)
                    CHECK(paid[at(g)] == had);
                has[at(g)] -= paid[at(g)];
            }
            rounds += earns ? 1 : 0;
        }
        for (std::size_t g = 0; g < has.size(); ++g) CHECK(kept.left[g] == has[g] + now);
    }
    CHECK(rounds > 1000);
}

TEST_CASE("with bounded overspending, supporters pay their part and at most what they have",
          "[selection][property]") {
    Random random(33);
    int overspent = 0;
    for (int i = 0; i < 1500; ++i) {
        const Election election = grouped(random_election(random));
        RuleOptions options;
        options.rule = Rule::bounded_overspending;
        const Selection selection = select(election, options);
        const Accounts kept = accounts(election, options, selection);
        std::vector<Rational> left(election.num_groups(), selection.share);
        for (std::size_t r = 0; r < selection.rounds.size(); ++r) {
            const Round& round = selection.rounds[r];
            const auto paid = paid_in(election, kept, r);
            const Rational rho = round.value * round.part * round.part;
            Rational raised;
            for (int g = 0; g < static_cast<int>(election.num_groups()); ++g) {
                const Rational u = utility(election, g, round.project);
                raised += std::min(left[at(g)], rho * u) * Rational(election.voters(g));
                CHECK(paid[at(g)] == std::min(left[at(g)], rho / round.part * u));
                left[at(g)] -= paid[at(g)];
            }
            CHECK(raised == round.part * Rational(election.cost(round.project)));
            CHECK(together(election, paid) <= Rational(election.cost(round.project)));
            overspent += round.part < Rational(1) ? 1 : 0;
        }
        CHECK((election.num_voters() == 0 || kept.left == left));
    }
    CHECK(overspent > 100);
}

TEST_CASE("with exact equal shares, those who can pay the part, and nobody else",
          "[selection][property]") {
    Random random(34);
    int excused = 0;
    for (int i = 0; i < 4000; ++i) {
        const SmallElection small = random_election(random);
        const Election election(small.instance, group(small.instance, small.profile), Utility::cost);
        RuleOptions options;
        options.rule = Rule::exact_equal_shares;
        const Selection selection = select(election, options);
        const Accounts kept = accounts(election, options, selection);
        std::vector<Rational> left(election.num_groups(), selection.share);
        for (std::size_t r = 0; r < selection.rounds.size(); ++r) {
            const int p = selection.rounds[r].project;
            const auto paid = paid_in(election, kept, r);
            CHECK(together(election, paid) == Rational(election.cost(p)));
            const Rational part = *std::ranges::max_element(paid);
            for (const int g : election.supporters(p)) {
                CHECK(paid[at(g)] == (left[at(g)] >= part ? part : Rational()));
                excused += left[at(g)] < part ? 1 : 0;
            }
            for (std::size_t g = 0; g < left.size(); ++g) left[g] -= paid[g];
        }
        CHECK((election.num_voters() == 0 || kept.left == left));
    }
    CHECK(excused > 20);
}

TEST_CASE("where nobody holds money there are no accounts", "[selection][unit]") {
    Random random(35);
    const SmallElection small = random_election(random);
    const Election election = grouped(small);
    for (const Rule rule : {Rule::maximin_support, Rule::welfare, Rule::cstv, Rule::greedy_votes,
                            Rule::greedy_utility, Rule::greedy_per_cost}) {
        RuleOptions options;
        options.rule = rule;
        CHECK(accounts(election, options, select(election, options)) == Accounts{});
    }
}

TEST_CASE("completion by votes spends what nobody holds", "[selection][unit]") {
    const Instance instance{100, {{"park", 60}, {"bridge", 40}}};
    const Profile profile{{approval_ballot({0}), approval_ballot({0}), approval_ballot({1})}};
    const Election election(instance, group(instance, profile), Utility::cost);
    RuleOptions options;
    options.completion = Completion::utilitarian;
    const Selection selection = select(election, options);
    REQUIRE(selection.rounds.size() == 2);
    REQUIRE(selection.rounds[1].completes);
    const Accounts kept = accounts(election, options, selection);
    REQUIRE(kept.payments.size() == 1);
    CHECK(kept.payments[0].amount == Rational(30));
    CHECK(kept.left == std::vector<Rational>{Rational(10, 3), Rational(100, 3)});
}

TEST_CASE("accounts of a selection of no project are refused", "[selection][unit]") {
    const Instance instance{100, {{"park", 60}}};
    const Election election(instance, group(instance, {{approval_ballot({0})}}), Utility::cost);
    Selection selection;
    selection.rounds = {{1, false, 0, {}}};
    CHECK_THROWS_AS(accounts(election, {}, selection), Error);
    selection.rounds = {{0, false, 0, {}}, {0, false, 0, {}}};
    CHECK_THROWS_AS(accounts(election, {}, selection), Error);
}
