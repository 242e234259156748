#include "areena/selection/passes.hpp"

#include "areena/core/error.hpp"
#include "areena/selection/why_not.hpp"
#include "elections.hpp"
#include "oracle.hpp"

#include "catch.hpp"

#include <algorithm>
#include <bit>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// The definition, with the slow equal shares: a pass, then what is barred goes back.
std::vector<SharesPass> by_definition(const Instance& instance, const Profile& profile,
                                      const std::vector<int>& barred) {
    State state = initial_state(instance, profile);
    std::vector<SharesPass> passes;
    while (true) {
        const Outcome outcome = oracle::equal_shares(instance, profile, {}, state);
        state = outcome.state;
        SharesPass pass{outcome.purchases, {}};
        for (const Purchase& purchase : outcome.purchases)
            if (std::ranges::count(barred, purchase.project) != 0) {
                for (const Payment& payment : purchase.payments)
                    state.shares[at(payment.voter)] += payment.amount;
                state.spent -= instance.projects[at(purchase.project)].cost;
                pass.given_back.push_back(purchase.project);
            }
        passes.push_back(pass);
        if (pass.given_back.empty()) return passes;
    }
}

bool buys(const std::vector<SharesPass>& passes, int project) {
    return std::ranges::any_of(passes, [project](const SharesPass& pass) {
        return std::ranges::any_of(
            pass.purchases, [project](const Purchase& p) { return p.project == project; });
    });
}

std::vector<int> random_barred(Random& random, const Instance& instance) {
    std::vector<int> barred;
    for (int p = 0; std::cmp_less(p, instance.projects.size()); ++p)
        if (random.below(3) == 0) barred.push_back(p);
    return barred;
}

std::vector<int> never_bought(const Instance& instance, const std::vector<SharesPass>& passes) {
    std::vector<int> projects;
    for (int p = 0; std::cmp_less(p, instance.projects.size()); ++p)
        if (!buys(passes, p)) projects.push_back(p);
    return projects;
}

/// Tries every set of voters who do not support the project.
std::optional<std::int64_t> fewest_by_trial(const SmallElection& small,
                                            const std::vector<int>& barred, int project) {
    const auto now = oracle::supporters(small.profile, project);
    std::vector<std::size_t> others;
    for (std::size_t v = 0; v < small.profile.ballots.size(); ++v)
        if (std::ranges::count(now, v) == 0) others.push_back(v);
    const auto cost = small.instance.projects[at(project)].cost;
    std::optional<std::int64_t> fewest;
    for (unsigned set = 1; set < 1U << others.size(); ++set) {
        const std::int64_t size = std::popcount(set);
        if (fewest && size >= *fewest) continue;
        Profile changed = small.profile;
        for (std::size_t i = 0; i < others.size(); ++i)
            if ((set >> i & 1U) != 0) {
                auto& votes = changed.ballots[others[i]].votes;
                std::erase_if(votes, [&](const Vote& vote) { return vote.project == project; });
                votes.push_back({project, cost == 0 ? 1 : cost});
            }
        if (buys(by_definition(small.instance, changed, barred), project)) fewest = size;
    }
    return fewest;
}

/// Tries every lower cost.
std::optional<std::int64_t> largest_by_trial(const SmallElection& small, const Profile& approvals,
                                             const std::vector<int>& barred, int project) {
    std::optional<std::int64_t> largest;
    for (std::int64_t cost = 0; cost < small.instance.projects[at(project)].cost; ++cost) {
        Instance changed = small.instance;
        changed.projects[at(project)].cost = cost;
        if (buys(by_definition(changed, with_cost_utility(changed, approvals), barred), project))
            largest = cost;
    }
    return largest;
}

Profile approvals_of(Profile profile) { return with_cardinality_utility(std::move(profile)); }

/// What its supporters paid for what stayed bought, by the payments of the definition.
void check_accounts(const SmallElection& small, const std::vector<SharesPass>& passes,
                    const WhyNot& why) {
    const auto supporters = oracle::supporters(small.profile, why.project);
    Rational left = Rational(small.instance.budget,
                             static_cast<std::int64_t>(small.profile.ballots.size())) *
                    Rational(static_cast<std::int64_t>(supporters.size()));
    std::vector<Outspent> outspent;
    for (const SharesPass& pass : passes)
        for (const Purchase& purchase : pass.purchases) {
            if (std::ranges::count(pass.given_back, purchase.project) != 0) continue;
            Outspent each{purchase.project, 0, {}};
            for (const Payment& payment : purchase.payments)
                if (std::ranges::count(supporters, at(payment.voter)) != 0) {
                    each.paid += payment.amount;
                    ++each.voters;
                }
            left -= each.paid;
            if (each.voters > 0) outspent.push_back(each);
        }
    CHECK(why.outspent == outspent);
    CHECK(why.money_left == left);
}

}  // namespace

TEST_CASE("equal shares in passes, and what would have brought a project in, are those of trials",
          "[selection][oracle]") {
    int again = 0;
    int few = 0;
    int cheaper = 0;
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const Profile approvals = approvals_of(small.profile);
        small.profile = with_cost_utility(small.instance, approvals);
        const std::vector<int> barred = random_barred(random, small.instance);
        const Election election(small.instance, group(small.instance, approvals), Utility::cost);
        const auto expected = by_definition(small.instance, small.profile, barred);
        const auto passes = equal_shares_in_passes(election, {}, barred);
        REQUIRE(passes.size() == expected.size());
        again += passes.size() > 1;
        for (std::size_t i = 0; i < passes.size(); ++i) {
            CHECK(passes[i].given_back == expected[i].given_back);
            REQUIRE(passes[i].purchases.size() == expected[i].purchases.size());
            for (std::size_t k = 0; k < passes[i].purchases.size(); ++k) {
                CHECK(passes[i].purchases[k].project == expected[i].purchases[k].project);
                CHECK(passes[i].purchases[k].rho == expected[i].purchases[k].rho);
            }
        }
        const auto losers = never_bought(small.instance, expected);
        for (const WhyNot& why : why_not(election, Options{}, barred, losers)) {
            INFO("project " << why.project);
            check_accounts(small, expected, why);
            CHECK(why.is_fewest);
            CHECK(why.extra_supporters == fewest_by_trial(small, barred, why.project));
            CHECK(why.is_largest);
            CHECK(why.largest_cost == largest_by_trial(small, approvals, barred, why.project));
            few += why.extra_supporters.has_value();
            cheaper += why.largest_cost.has_value();
        }
    }
    CHECK(again > 300);
    CHECK(few > 300);
    CHECK(cheaper > 300);
}

TEST_CASE("the given-back share goes to another project in the next pass", "[selection][unit]") {
    // Two voters hold 10 each and want a (12) and b (14); a is bought for 6 each, and turns out
    // not to be possible. Then b is bought for 7 each.
    const Instance instance{20, {{"a", 12}, {"b", 14}, {"c", 8}}};
    const Profile profile{{approval_ballot({0, 1}), approval_ballot({0, 1, 2})}};
    const Election election(instance, group(instance, profile), Utility::cost);
    const std::vector<int> barred{0};
    const auto passes = equal_shares_in_passes(election, {}, barred);
    REQUIRE(passes.size() == 2);
    CHECK(passes[0].given_back == barred);
    REQUIRE(passes[1].purchases.size() == 1);
    CHECK(passes[1].purchases[0].project == 1);
    // c's supporter has 3 left of 10: 7 went to b, none to a. With the other one there are 6, too
    // few for 8; in the first pass they would have had 20, 4 each, before a.
    const auto reasons = why_not(election, Options{}, barred, std::vector{2});
    REQUIRE(reasons.size() == 1);
    CHECK(reasons[0].money_left == Rational(3));
    CHECK(reasons[0].outspent == std::vector<Outspent>{{1, 1, Rational(7)}});
    CHECK(reasons[0].extra_supporters == 1);
    CHECK(reasons[0].largest_cost == 4);
}

TEST_CASE("a project that is not there cannot be barred, one that is bought has no reasons",
          "[selection][error]") {
    const Instance instance{1, {{"a", 1}, {"b", 1}}};
    const Profile profile{{approval_ballot({0})}};
    const Election election(instance, group(instance, profile), Utility::cost);
    for (const int wrong : {-1, 2})
        CHECK_THROWS_AS(equal_shares_in_passes(election, {}, std::vector{wrong}), Error);
    CHECK_THROWS_AS(why_not(election, Options{}, {}, std::vector{0}), Error);
    CHECK_THROWS_AS(why_not(election, Options{}, std::vector{0}, std::vector{0}), Error);
}
