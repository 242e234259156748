#include "areena/selection/compare.hpp"
#include "areena/selection/ejr_plus.hpp"
#include "areena/selection/select.hpp"
#include "areena/selection/why_not.hpp"

#include "areena/core/error.hpp"
#include "axioms.hpp"

#include <map>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Voter by voter: the best of the projects selected.
Rational satisfaction(const SmallElection& small, const std::vector<int>& selected) {
    Rational sum;
    for (std::size_t v = 0; v < small.profile.ballots.size(); ++v) {
        Rational best;
        for (const int p : selected) best = std::max(best, oracle::utility(small.profile, v, p));
        sum += best;
    }
    return sum;
}

std::int64_t cost_of(const SmallElection& small, const std::vector<int>& selected) {
    std::int64_t cost = 0;
    for (const int p : selected) cost += small.instance.projects[at(p)].cost;
    return cost;
}

std::vector<int> supported(const SmallElection& small) {
    std::vector<int> all;
    for (int p = 0; p < static_cast<int>(small.instance.projects.size()); ++p)
        if (!oracle::supporters(small.profile, p).empty()) all.push_back(p);
    std::ranges::sort(all, [&](int a, int b) {
        return oracle::goes_first(small.instance, small.profile, {}, a, b);
    });
    return all;
}

std::vector<Round> slow_greedy(const SmallElection& small, bool per_cost) {
    std::vector<Round> rounds;
    std::vector<int> selected;
    std::vector<int> open = supported(small);
    while (true) {
        struct Score {
            bool is_free = false;
            Rational value;
            auto operator<=>(const Score&) const = default;
        };
        std::optional<Score> best;
        std::vector<int> tied;
        for (const int p : open) {
            std::vector<int> with = selected;
            with.push_back(p);
            if (cost_of(small, with) > small.instance.budget) continue;
            Score score{false, satisfaction(small, with) - satisfaction(small, selected)};
            const std::int64_t cost = small.instance.projects[at(p)].cost;
            if (per_cost && cost == 0)
                score = {true, {}};
            else if (per_cost)
                score.value /= Rational(cost);
            if (best && score < *best) continue;
            if (!best || *best < score) tied.clear();
            best = score;
            tied.push_back(p);
        }
        if (!best) return rounds;
        const int p = oracle::pick(small.instance, small.profile, {}, tied);
        std::ranges::sort(tied);
        rounds.push_back({p, false, best->value, tied});
        selected.push_back(p);
        std::erase(open, p);
    }
}

/// All sets of supported projects within the budget that are worth the most, the first in the order
/// of ties in front. Free projects do not compete: all sets have them.
std::vector<std::vector<int>> all_optima(const SmallElection& small) {
    const std::vector<int> order = supported(small);
    std::map<Rational, std::vector<std::vector<int>>> sets;
    // From all to none: a set with the first project comes before those without it.
    for (std::size_t set = std::size_t{1} << order.size(); set-- > 0;) {
        std::vector<int> chosen;
        bool has_free = true;
        for (std::size_t i = 0; i < order.size(); ++i)
            if ((set >> (order.size() - 1 - i) & 1U) != 0)
                chosen.push_back(order[i]);
            else
                has_free &= small.instance.projects[at(order[i])].cost > 0;
        if (has_free && cost_of(small, chosen) <= small.instance.budget)
            sets[satisfaction(small, chosen)].push_back(chosen);
    }
    return sets.rbegin()->second;
}

Election election_of(const SmallElection& small) {
    return {small.instance, group(small.instance, small.profile), Utility::chamberlin_courant};
}

}  // namespace

TEST_CASE("greedy by the best project takes what adds most", "[selection][oracle]") {
    int ties = 0;
    int others = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        const Election election = election_of(small);
        for (const bool per_cost : {false, true}) {
            RuleOptions options;
            options.rule = per_cost ? Rule::greedy_per_cost : Rule::greedy_utility;
            const Selection made = select(election, options);
            CHECK(made.rounds == slow_greedy(small, per_cost));
            for (const Round& round : made.rounds) ties += !round.tied.empty();
            const Election sums(small.instance, group(small.instance, small.profile),
                                Utility::points);
            others += winner_ids(small.instance, made) !=
                      winner_ids(small.instance, select(sums, options));
        }
    }
    CHECK(ties > 500);
    CHECK(others > 200);
}

TEST_CASE("welfare by the best project is the most that any set is worth", "[selection][oracle]") {
    int ties = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        RuleOptions options;
        options.rule = Rule::welfare;
        const Selection made = select(election_of(small), options);
        const auto optima = all_optima(small);
        REQUIRE(made.finished);
        std::vector<int> winners;
        Rational sum;
        for (const Round& round : made.rounds) {
            const Rational before = satisfaction(small, winners);
            winners.push_back(round.project);
            CHECK(round.value == satisfaction(small, winners) - before);
            sum += round.value;
        }
        CHECK(winners == optima.front());
        CHECK(made.bound == satisfaction(small, winners));
        CHECK(sum == *made.bound);
        CHECK(made.cost == cost_of(small, winners));
        for (std::size_t i = 0; i < winners.size(); ++i) {
            std::set<int> tied;
            for (const auto& other : optima) {
                const auto has = [&](int p) { return std::ranges::count(other, p) != 0; };
                if (has(winners[i]) ||
                    !std::all_of(winners.begin(), winners.begin() + static_cast<std::ptrdiff_t>(i),
                                 has))
                    continue;
                for (const int p : other)
                    if (std::ranges::count(winners, p) == 0) tied.insert(p);
            }
            CHECK(made.rounds[i].tied == std::vector<int>(tied.begin(), tied.end()));
            ties += !tied.empty();
        }
    }
    CHECK(ties > 200);
}

TEST_CASE("sets are compared by the best project of each voter", "[selection][oracle]") {
    int indifferent = 0;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        Random random(seed);
        const SmallElection small = random_election(random);
        std::vector<int> first;
        std::vector<int> second;
        for (int p = 0; p < static_cast<int>(small.instance.projects.size()); ++p) {
            if (random.below(2) == 0) first.push_back(p);
            if (random.below(2) == 0) second.push_back(p);
        }
        Comparison slow;
        for (const Ballot& ballot : small.profile.ballots) {
            const SmallElection one{small.instance, {{ballot}}};
            const auto order = satisfaction(one, first) <=> satisfaction(one, second);
            (order > 0 ? slow.first : order < 0 ? slow.second : slow.indifferent) += 1;
        }
        CHECK(compare(election_of(small), first, second) == slow);
        indifferent += static_cast<int>(slow.indifferent);
    }
    CHECK(indifferent > 500);
}

TEST_CASE("rules that add utilities up refuse a voter's best project alone", "[selection][error]") {
    Random random(3);
    const Election election = election_of(random_election(random));
    for (const Rule rule : {Rule::equal_shares, Rule::bounded_overspending,
                            Rule::exact_equal_shares, Rule::cstv}) {
        RuleOptions options;
        options.rule = rule;
        CHECK_THROWS_AS(select(election, options), Error);
    }
    CHECK_THROWS_AS(check_ejr_plus(election, {}), Error);
    for (const Rule rule : {Rule::phragmen, Rule::maximin_support, Rule::greedy_votes}) {
        RuleOptions options;
        options.rule = rule;
        CHECK(select(election, options).finished);
    }
}

TEST_CASE("why not: with greedy by the best project, what is said holds", "[selection][oracle]") {
    int costs = 0;
    int joined = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        const Election election = election_of(small);
        for (const Rule rule : {Rule::greedy_utility, Rule::greedy_per_cost}) {
            RuleOptions options;
            options.rule = rule;
            const Selection made = select(election, options);
            std::vector<int> losers;
            for (int p = 0; p < election.num_projects(); ++p)
                if (std::ranges::count(made.rounds, p, &Round::project) == 0) losers.push_back(p);
            const auto wins = [&](const Election& changed, int p) {
                return std::ranges::count(select(changed, options).rounds, p, &Round::project) != 0;
            };
            for (const WhyNot& why : why_not(election, options, made, losers)) {
                const int p = why.project;
                CHECK(why.is_largest);
                for (std::int64_t cost = 0; cost < why.cost; ++cost)
                    CHECK(wins(election.with_cost(p, cost), p) ==
                          (why.largest_cost && cost <= *why.largest_cost));
                costs += why.largest_cost ? 1 : 0;
                if (!why.extra_supporters) continue;
                CHECK(wins(election.with_supporters(p, why.joiners), p));
                CHECK(why.is_fewest);
                ++joined;
            }
        }
    }
    CHECK(costs > 50);
    CHECK(joined > 20);
}
