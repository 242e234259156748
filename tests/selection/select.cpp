#include "areena/selection/select.hpp"

#include "areena/core/error.hpp"
#include "elections.hpp"
#include "oracle.hpp"

#include "catch.hpp"

#include <algorithm>
#include <optional>

using namespace areena;
using namespace areena::selection;
using areena::selection::tests::random_election;

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

std::vector<Round> as_rounds(const Outcome& outcome) {
    std::vector<Round> rounds;
    for (const Purchase& p : outcome.purchases)
        rounds.push_back({p.project, p.step == Step::completion, *p.rho, p.tied});
    return rounds;
}

/// Sequential Phragmen voter by voter. `loads` are those at the beginning.
std::vector<Round> slow_phragmen(const Instance& instance, const Profile& profile,
                                 std::vector<Rational> loads, std::vector<bool> closed,
                                 std::int64_t spent, bool completes) {
    std::vector<Round> rounds;
    while (true) {
        std::optional<Rational> best;
        std::vector<int> tied;
        for (int p = 0; p < static_cast<int>(instance.projects.size()); ++p) {
            const auto all = oracle::supporters(profile, p);
            if (closed[at(p)] || all.empty() || instance.projects[at(p)].cost > instance.budget)
                continue;
            Rational time = instance.projects[at(p)].cost;
            for (const std::size_t voter : all) time += loads[voter];
            time = time / Rational(static_cast<std::int64_t>(all.size()));
            if (best && time > *best) continue;
            if (!best || time < *best) tied.clear();
            best = time;
            tied.push_back(p);
        }
        if (!best || std::ranges::any_of(tied, [&](int p) {
                return instance.projects[at(p)].cost > instance.budget - spent;
            }))
            return rounds;
        const int project = oracle::pick(instance, profile, {}, tied);
        for (const std::size_t voter : oracle::supporters(profile, project)) loads[voter] = *best;
        closed[at(project)] = true;
        spent += instance.projects[at(project)].cost;
        rounds.push_back({project, completes, *best, tied});
    }
}

std::int64_t cost_of(const Instance& instance, const std::vector<Round>& rounds) {
    std::int64_t cost = 0;
    for (const Round& round : rounds) cost += instance.projects[at(round.project)].cost;
    return cost;
}

/// Add-1 from its definition: whole outcomes of ever larger shares.
std::vector<Round> slow_add1(const Instance& instance, const Profile& profile, bool exhaustive) {
    const auto voters = static_cast<std::int64_t>(profile.ballots.size());
    std::vector<Round> kept;
    for (std::int64_t share = instance.budget / voters;; ++share) {
        Instance larger = instance;
        larger.budget = share * voters;
        std::vector<Round> rounds = as_rounds(oracle::equal_shares(larger, profile));
        if (cost_of(instance, rounds) > instance.budget) return kept;
        kept = std::move(rounds);
        bool is_all = true;
        bool is_exhaustive = true;
        for (int p = 0; p < static_cast<int>(instance.projects.size()); ++p) {
            if (std::ranges::any_of(kept, [&](const Round& r) { return r.project == p; })) continue;
            if (!oracle::supporters(profile, p).empty()) is_all = false;
            if (cost_of(instance, kept) + instance.projects[at(p)].cost <= instance.budget)
                is_exhaustive = false;
        }
        if (is_all || (exhaustive && is_exhaustive)) return kept;
    }
}

}  // namespace

TEST_CASE("grouped ballots give what the definitions give voter by voter", "[selection][oracle]") {
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const auto small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::points);
        const Outcome slow = oracle::equal_shares(small.instance, small.profile);
        const Selection fast = select(election);
        // Free projects go in the order of ties, as those of the reference do.
        CHECK(fast.rounds == as_rounds(slow));
        CHECK(fast.cost == slow.state.spent);
        const std::vector<Rational> nothing(small.profile.ballots.size());
        CHECK(select(election, {Rule::phragmen, Completion::none, {}}).rounds ==
              slow_phragmen(small.instance, small.profile, nothing,
                            std::vector<bool>(small.instance.projects.size()), 0, false));
        std::vector<Rational> loads;
        for (const Rational& share : slow.state.shares) loads.push_back(-share);
        auto completed = as_rounds(slow);
        for (Round& round :
             slow_phragmen(small.instance, small.profile, loads, slow.state.closed,
                           slow.state.spent, true))
            completed.push_back(std::move(round));
        CHECK(select(election, {Rule::equal_shares, Completion::phragmen, {}}).rounds == completed);
    }
}

TEST_CASE("shares are raised until the budget is used or exceeded", "[selection][oracle]") {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const auto small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::points);
        CHECK(select(election, {Rule::equal_shares, Completion::add1, {}}).rounds ==
              slow_add1(small.instance, small.profile, true));
        CHECK(select(election, {Rule::equal_shares, Completion::add1_exceeding, {}}).rounds ==
              slow_add1(small.instance, small.profile, false));
    }
}

TEST_CASE("a hundred thousand voters do not make a tie of what is none", "[selection][pin]") {
    // The costs are one double: only the exact comparison sees that b is cheaper.
    constexpr std::int64_t cost = 100'000'000'000'000'000;
    constexpr std::int64_t voters = 100'003;
    const Instance instance{10 * cost, {{"a", cost + 1}, {"b", cost}}};
    GroupedProfile profile;
    profile.voters = {voters, voters};
    profile.projects = {0, 1};
    profile.begin = {0, 1, 2};
    const Election election(instance, profile, Utility::cardinality);
    for (const Rule rule : {Rule::equal_shares, Rule::phragmen}) {
        RuleOptions options;
        options.rule = rule;
        options.ties.ties = {TieKey::id};
        const Selection selection = select(election, options);
        REQUIRE(selection.rounds.size() == 2);
        CHECK(selection.rounds[0].project == 1);
        CHECK(selection.rounds[0].tied.empty());
        CHECK(selection.rounds[0].value == Rational(cost, voters));
    }
}

TEST_CASE("a group of many counts as its voters do", "[selection][pin]") {
    // Effort is cost by supporters, not by distinct ballots.
    const Instance instance{100, {{"a", 60}, {"b", 40}}};
    GroupedProfile profile;
    profile.voters = {5, 1};
    profile.projects = {0, 1};
    profile.begin = {0, 1, 2};
    const Election election(instance, profile, Utility::effort);
    CHECK(election.scale(0) == Rational(12));
    CHECK(election.scale(1) == Rational(40));
    CHECK(select(election).rounds.front().project == 0);
}

TEST_CASE("greedy rules rank by votes, by utility and by utility per cost", "[selection]") {
    const Instance instance{10, {{"a", 10}, {"b", 4}, {"c", 4}, {"free", 0}}};
    GroupedProfile profile;
    profile.voters = {3, 2};
    profile.projects = {0, 1, 2, 3};
    profile.begin = {0, 2, 4};
    const Election election(instance, profile, Utility::cost);
    const auto order = [&](Rule rule) {
        std::string text;
        for (const Round& r : select(election, {rule, Completion::none, {}}).rounds)
            text += instance.projects[at(r.project)].id + ' ';
        return text;
    };
    CHECK(order(Rule::greedy_votes) == "b free c ");
    CHECK(order(Rule::greedy_utility) == "a free ");
    CHECK(order(Rule::greedy_per_cost) == "free b c ");
}

TEST_CASE("only equal shares has completions", "[selection][error]") {
    const Election election({1, {}}, {}, Utility::cost);
    CHECK_THROWS_AS(select(election, {Rule::phragmen, Completion::add1, {}}), Error);
    CHECK(select(election).rounds.empty());
}

TEST_CASE("columns that do not fit together are refused", "[selection][error]") {
    const Instance instance{1, {{"a", 1}}};
    GroupedProfile profile;
    profile.voters = {0};
    profile.begin = {0, 1};
    profile.projects = {0};
    CHECK_THROWS_AS(Election(instance, profile, Utility::cost), Error);
    profile.voters = {1};
    profile.projects = {1};
    CHECK_THROWS_AS(Election(instance, profile, Utility::cost), Error);
    profile.projects = {0, 0};
    CHECK_THROWS_AS(Election(instance, profile, Utility::cost), Error);
    profile.begin = {0, 2};
    CHECK_THROWS_AS(Election(instance, profile, Utility::cost), Error);
}
