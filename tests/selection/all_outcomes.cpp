#include "areena/selection/all_outcomes.hpp"

#include "areena/core/error.hpp"
#include "elections.hpp"
#include "oracle.hpp"

#include "catch.hpp"

#include <algorithm>
#include <functional>
#include <set>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

using Sets = std::set<std::vector<int>>;

Sets sets_of(const AllOutcomes& all) {
    Sets sets;
    for (const TiedOutcome& outcome : all.outcomes) sets.insert(outcome.winners);
    CHECK(sets.size() == all.outcomes.size());
    return sets;
}

/// Walks through every choice in every tie, voter by voter, without a look at what was met before.
class Universes {
public:
    Universes(const Instance& instance, const Profile& profile)
        : instance_(instance), profile_(profile) {}

    /// Equal shares, then by votes if `completes`.
    Sets equal_shares(bool completes) {
        sets_.clear();
        shares(oracle::begin(instance_, profile_, {}), completes);
        return sets_;
    }
    Sets greedy() {
        sets_.clear();
        by_votes(oracle::begin(instance_, profile_, {}));
        return sets_;
    }
    Sets phragmen() {
        sets_.clear();
        loads(std::vector<Rational>(profile_.ballots.size()),
              std::vector<bool>(instance_.projects.size()), 0);
        return sets_;
    }

private:
    [[nodiscard]] std::int64_t cost(int p) const { return instance_.projects[at(p)].cost; }
    [[nodiscard]] int size() const { return static_cast<int>(instance_.projects.size()); }

    void keep(const std::vector<bool>& closed) {
        std::vector<int> winners;
        for (int p = 0; p < size(); ++p)
            if (closed[at(p)]) winners.push_back(p);
        sets_.insert(winners);
    }

    /// Those of least value among the open ones.
    template <class Value>
    std::vector<int> least(const std::vector<bool>& closed, Value value,
                           std::optional<Rational>* found = nullptr) const {
        std::optional<Rational> best;
        std::vector<int> tied;
        for (int p = 0; p < size(); ++p) {
            if (closed[at(p)] || oracle::supporters(profile_, p).empty()) continue;
            const std::optional<Rational> mine = value(p);
            if (!mine || (best && *mine > *best)) continue;
            if (!best || *mine < *best) tied.clear();
            best = mine;
            tied.push_back(p);
        }
        if (found) *found = best;
        return tied;
    }

    void shares(const State& state, bool completes) {
        std::optional<Rational> rho;
        const std::vector<int> tied = least(
            state.closed,
            [&](int p) { return oracle::least_rho(instance_, profile_, state.shares, p); }, &rho);
        for (const int p : tied) {
            State next = state;
            Purchase purchase;
            purchase.project = p;
            oracle::charge(instance_, profile_, next, purchase, [&](std::size_t voter) {
                return *rho * oracle::utility(profile_, voter, p);
            });
            shares(next, completes);
        }
        if (!tied.empty()) return;
        if (completes)
            by_votes(state);
        else
            keep(state.closed);
    }

    void by_votes(const State& state) {
        const std::vector<int> tied = least(state.closed, [&](int p) -> std::optional<Rational> {
            if (state.spent + cost(p) > instance_.budget) return std::nullopt;
            return -Rational(static_cast<std::int64_t>(oracle::supporters(profile_, p).size()));
        });
        for (const int p : tied) {
            State next = state;
            next.closed[at(p)] = true;
            next.spent += cost(p);
            by_votes(next);
        }
        if (tied.empty()) keep(state.closed);
    }

    void loads(const std::vector<Rational>& load, const std::vector<bool>& closed,
               std::int64_t spent) {
        std::optional<Rational> time;
        const std::vector<int> tied = least(
            closed,
            [&](int p) -> std::optional<Rational> {
                if (cost(p) > instance_.budget) return std::nullopt;
                const auto all = oracle::supporters(profile_, p);
                Rational sum = cost(p);
                for (const std::size_t voter : all) sum += load[voter];
                return sum / Rational(static_cast<std::int64_t>(all.size()));
            },
            &time);
        if (tied.empty() || std::ranges::any_of(tied, [&](int p) {
                return spent + cost(p) > instance_.budget;
            })) {
            keep(closed);
            return;
        }
        for (const int p : tied) {
            auto next = load;
            for (const std::size_t voter : oracle::supporters(profile_, p)) next[voter] = *time;
            auto taken = closed;
            taken[at(p)] = true;
            loads(next, taken, spent + cost(p));
        }
    }

    const Instance& instance_;
    const Profile& profile_;
    Sets sets_;
};

/// Every order of the projects, one after another.
Sets by_all_orders(const Election& election, RuleOptions options) {
    std::vector<int> order;
    for (int p = 0; p < election.num_projects(); ++p) order.push_back(p);
    Sets sets;
    do {
        options.ties.order = order;
        std::vector<int> winners;
        for (const Round& round : select(election, options).rounds)
            winners.push_back(round.project);
        std::ranges::sort(winners);
        sets.insert(winners);
    } while (std::ranges::next_permutation(order).found);
    return sets;
}

void check_orders(const Election& election, RuleOptions options, const AllOutcomes& all) {
    const Selection selection = select(election, options);
    for (const TiedOutcome& outcome : all.outcomes) {
        options.ties.order = outcome.order;
        std::vector<int> order;
        for (const Round& round : select(election, options).rounds) order.push_back(round.project);
        CHECK(order == outcome.order);
        if (&outcome == &all.outcomes.front()) CHECK(selection.rounds.size() == order.size());
    }
    options.ties.order.clear();
    const auto changes = another_tie_break_changes_winners(election, options, selection);
    if (all.complete) CHECK(changes == (all.outcomes.size() > 1));
    if (all.outcomes.size() > 1) CHECK(changes == true);
}

}  // namespace

TEST_CASE("all outcomes are those of every choice in every tie", "[selection][oracle]") {
    int several = 0;
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::points);
        Universes universes(small.instance, small.profile);
        const auto check = [&](Rule rule, Completion completion, const Sets& expected) {
            const RuleOptions options{rule, completion, {}};
            const AllOutcomes all = all_outcomes(election, options);
            CHECK(all.complete);
            CHECK(sets_of(all) == expected);
            CHECK(std::ranges::is_sorted(all.outcomes.begin() + 1, all.outcomes.end(), {},
                                         &TiedOutcome::winners));
            check_orders(election, options, all);
            several += expected.size() > 1 ? 1 : 0;
        };
        check(Rule::equal_shares, Completion::none, universes.equal_shares(false));
        check(Rule::equal_shares, Completion::utilitarian, universes.equal_shares(true));
        check(Rule::greedy_votes, Completion::none, universes.greedy());
        check(Rule::phragmen, Completion::none, universes.phragmen());
    }
    CHECK(several > 400);
}

TEST_CASE("any order of the projects leads to one of all outcomes", "[selection][oracle]") {
    int incomplete = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::points);
        for (const auto& [rule, completion] :
             {std::pair(Rule::equal_shares, Completion::add1),
              std::pair(Rule::equal_shares, Completion::add1_exceeding),
              std::pair(Rule::equal_shares, Completion::phragmen),
              std::pair(Rule::maximin_support, Completion::none),
              std::pair(Rule::greedy_per_cost, Completion::none)}) {
            const RuleOptions options{rule, completion, {}};
            const AllOutcomes all = all_outcomes(election, options);
            const Sets found = sets_of(all);
            const Sets expected = by_all_orders(election, options);
            CHECK(std::ranges::includes(expected, found));
            if (all.complete) CHECK(found == expected);
            check_orders(election, options, all);
            if (!all.complete) CHECK(completion != Completion::none);
            incomplete += all.complete ? 0 : 1;
        }
    }
    CHECK(incomplete > 0);
}

TEST_CASE("a limit on outcomes or on runs ends the search and says so", "[selection][unit]") {
    // Ten projects for ten voters, room for five: 252 outcomes.
    Instance instance{5, {}};
    GroupedProfile profile;
    profile.voters = {10};
    for (int p = 0; p < 10; ++p) {
        instance.projects.push_back({std::string(1, static_cast<char>('a' + p)), 1});
        profile.projects.push_back(p);
    }
    profile.begin = {0, 10};
    const Election election(instance, profile, Utility::cost);
    const AllOutcomes all = all_outcomes(election, {}, {1000, 10'000});
    CHECK(all.complete);
    CHECK(all.outcomes.size() == 252);
    CHECK(all.outcomes.front().winners == std::vector<int>{0, 1, 2, 3, 4});
    const AllOutcomes few = all_outcomes(election, {}, {20, 10'000});
    CHECK_FALSE(few.complete);
    CHECK(few.outcomes.size() == 20);
    const AllOutcomes quick = all_outcomes(election, {}, {1000, 7});
    CHECK_FALSE(quick.complete);
    CHECK(quick.runs == 7);
    CHECK(another_tie_break_changes_winners(election, {}, select(election)) == true);
    CHECK_FALSE(another_tie_break_changes_winners(election, {}, select(election), 1).has_value());
}

TEST_CASE("a given order goes before the keys and is checked", "[selection][unit]") {
    const Instance instance{1, {{"a", 1}, {"b", 1}, {"c", 1}}};
    const Profile profile{{approval_ballot({0, 1, 2})}};
    const Election election(instance, group(instance, profile), Utility::cost);
    RuleOptions options;
    options.ties.order = {2};
    CHECK(select(election, options).rounds.front().project == 2);
    CHECK(equal_shares(instance, profile, options.ties).purchases.front().project == 2);
    options.ties.order = {1, 2};
    CHECK(select(election, options).rounds.front().project == 1);
    for (const std::vector<int>& wrong : {std::vector<int>{3}, {-1}, {1, 1}}) {
        options.ties.order = wrong;
        CHECK_THROWS_AS(select(election, options), Error);
        CHECK_THROWS_AS(equal_shares(instance, profile, options.ties), Error);
    }
}
