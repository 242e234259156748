#include "areena/selection/select.hpp"

#include "axioms.hpp"
#include "core/rational_access.hpp"
#include "selection/knapsack.hpp"
#include "selection/subset_sums.hpp"

#include "catch.hpp"

#include <map>
#include <stop_token>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

Rational welfare(const SmallElection& small, int project) {
    Rational sum;
    for (const std::size_t v : oracle::supporters(small.profile, project))
        sum += oracle::utility(small.profile, v, project);
    return sum;
}

/// All sets of supported projects that fit the budget and are worth the most, each in the order of
/// the ties.
std::vector<std::vector<int>> all_optima(const SmallElection& small, const Options& options) {
    std::vector<int> order;
    for (int p = 0; p < static_cast<int>(small.instance.projects.size()); ++p)
        if (!oracle::supporters(small.profile, p).empty()) order.push_back(p);
    std::ranges::sort(order, [&](int a, int b) {
        return oracle::goes_first(small.instance, small.profile, options, a, b);
    });
    std::map<Rational, std::vector<std::vector<int>>> sets;
    for (std::size_t set = 0; set < std::size_t{1} << order.size(); ++set) {
        std::vector<int> chosen;
        std::int64_t cost = 0;
        Rational value;
        for (std::size_t i = 0; i < order.size(); ++i) {
            if ((set >> i & 1U) == 0) continue;
            chosen.push_back(order[i]);
            cost += small.instance.projects[at(order[i])].cost;
            value += welfare(small, order[i]);
        }
        if (cost <= small.instance.budget) sets[value].push_back(chosen);
    }
    auto optima = sets.rbegin()->second;
    // The first optimum has the first project that not all have, and so on.
    std::ranges::sort(optima, [&](const auto& a, const auto& b) {
        for (const int p : order) {
            const bool has_a = std::ranges::find(a, p) != a.end();
            const bool has_b = std::ranges::find(b, p) != b.end();
            if (has_a != has_b) return has_a;
        }
        return false;
    });
    return optima;
}

std::vector<Round> slow_welfare(const SmallElection& small, const Options& options) {
    const auto optima = all_optima(small, options);
    const std::vector<int>& first = optima.front();
    std::vector<Round> rounds;
    for (std::size_t i = 0; i < first.size(); ++i) {
        std::set<int> tied;
        for (const auto& other : optima) {
            const auto has = [&](int p) { return std::ranges::find(other, p) != other.end(); };
            if (has(first[i]) ||
                !std::all_of(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(i), has))
                continue;
            for (const int p : other)
                if (std::ranges::find(first, p) == first.end()) tied.insert(p);
        }
        rounds.push_back(
            {first[i], false, welfare(small, first[i]), {tied.begin(), tied.end()}});
    }
    return rounds;
}

}  // namespace

TEST_CASE("welfare is the most that any set is worth", "[selection][oracle]") {
    int ties = 0;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::points);
        RuleOptions options{Rule::welfare, Completion::none, {}};
        if (random.below(2) == 0) options.ties.ties = {TieKey::max_votes, TieKey::max_cost};
        const Selection selection = select(election, options);
        CHECK(selection.rounds == slow_welfare(small, options.ties));
        Rational value;
        for (const Round& round : selection.rounds) value += round.value;
        CHECK(selection.bound == value);
        for (const Round& round : selection.rounds) ties += !round.tied.empty();
        check_axioms(random, small, options);
    }
    CHECK(ties > 100);
}

TEST_CASE("where all are worth their costs, the fullest budget and its ties are those of all sets",
          "[selection][oracle]") {
    int ties = 0;
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const std::int64_t unit = seed % 3 == 0 ? 1 : 70;  // sums of more than a word
        small.instance.budget *= unit;
        for (auto& project : small.instance.projects)
            project.cost = project.cost * unit + (seed % 3 == 2 && project.cost > 0 ? 1 : 0);
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::effort);
        RuleOptions options{Rule::welfare, Completion::none, {}};
        if (random.below(2) == 0) options.ties.ties = {TieKey::max_votes, TieKey::max_cost};
        const Selection selection = select(election, options);
        CHECK(selection.finished);
        for (Ballot& ballot : small.profile.ballots)
            for (Vote& vote : ballot.votes)
                if (vote.utility.sign() > 0)
                    vote.utility = election.scale(vote.project);
        CHECK(selection.rounds == slow_welfare(small, options.ties));
        for (const Round& round : selection.rounds) ties += !round.tied.empty();
    }
    CHECK(ties > 100);
}

TEST_CASE("asked to stop, the fullest budget is told without ties", "[selection][unit]") {
    const Instance instance{6, {{"a", 2}, {"b", 2}, {"c", 3}, {"d", 3}, {"e", 1}}};
    GroupedProfile profile;
    profile.voters = {2};
    profile.projects = {0, 1, 2, 3, 4};
    profile.begin = {0, 5};
    const Election election(instance, profile, Utility::effort);
    std::stop_source source;
    Progress progress;
    progress.stop = source.get_token();
    const RuleOptions options{Rule::welfare, Completion::none, {}};
    const Selection whole = select(election, options, progress);
    CHECK(whole.finished);
    source.request_stop();
    const Selection stopped = select(election, options, progress);
    CHECK_FALSE(stopped.finished);
    REQUIRE(stopped.rounds.size() == whole.rounds.size());
    for (std::size_t i = 0; i < whole.rounds.size(); ++i) {
        CHECK(stopped.rounds[i].project == whole.rounds[i].project);
        CHECK(stopped.rounds[i].tied.empty());
    }
}

TEST_CASE("sums of many items are those of a table", "[selection][oracle]") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const auto below = [&](std::uint64_t n) { return static_cast<std::int64_t>(random.below(n)); };
        const std::int64_t unit = 1 + below(3);
        const std::int64_t limit = 1 + below(900);
        std::vector<std::int64_t> costs;
        for (std::int64_t i = 0; i < below(14); ++i) costs.push_back(unit * (1 + below(120)));
        const auto sums = SubsetSums::make(costs, limit, 1'000'000);
        REQUIRE(sums);
        CHECK_FALSE(SubsetSums::make(costs, limit, 4));
        // By sum: the sets, as bits, of the items from `first` on.
        const auto first = static_cast<std::size_t>(below(costs.size() + 1));
        std::map<std::int64_t, std::vector<std::size_t>> sets;
        std::int64_t largest = 0;
        for (std::size_t set = 0; set < std::size_t{1} << costs.size(); ++set) {
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < costs.size(); ++i)
                if ((set >> i & 1U) != 0) sum += costs[i];
            if (sum > limit) continue;
            largest = std::max(largest, sum);
            if ((set & ((std::size_t{1} << first) - 1)) == 0) sets[sum].push_back(set);
        }
        CHECK(sums->largest() == largest);
        for (std::int64_t sum = -1; sum <= limit; ++sum) {
            CHECK(sums->has(first, sum) == sets.contains(sum));
            const auto members = sums->members(first, sum);
            for (std::size_t i = 0; i < costs.size(); ++i) {
                const bool is_in =
                    sets.contains(sum) && std::ranges::any_of(sets[sum], [i](std::size_t set) {
                        return (set >> i & 1U) != 0;
                    });
                CHECK((members[i] == is_in));
            }
        }
    }
}

TEST_CASE("a knapsack of many items is filled as a table of budgets says",
          "[selection][oracle]") {
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const auto below = [&](std::uint64_t n) { return static_cast<std::int64_t>(random.below(n)); };
        const std::int64_t budget = below(300);
        const bool is_sum = random.below(3) == 0;
        std::vector<Knapsack<std::int64_t>::Item> items;
        std::vector<Knapsack<cpp_int>::Item> large;
        std::vector<std::int64_t> table(static_cast<std::size_t>(budget) + 1);
        const cpp_int factor = cpp_int(1) << (seed % 2 == 0 ? 70U : 700U);
        for (int i = 0; i < 30; ++i) {
            const std::int64_t cost = 1 + below(60);
            const std::int64_t value = is_sum ? cost : 1 + below(60);
            items.push_back({i, cost, value});
            large.push_back({i, cost, factor * value});
            for (std::int64_t b = budget; b >= cost; --b)
                table[static_cast<std::size_t>(b)] =
                    std::max(table[static_cast<std::size_t>(b)],
                             table[static_cast<std::size_t>(b - cost)] + value);
        }
        WorkLimit work{1'000'000};
        const auto filling = Knapsack<std::int64_t>(items).fill(budget, std::nullopt, work);
        REQUIRE(filling.finished);
        CHECK(filling.value == table.back());
        std::int64_t cost = 0;
        std::int64_t value = 0;
        for (const int id : filling.ids) {
            cost += items[at(id)].cost;
            value += items[at(id)].value;
        }
        CHECK(cost <= budget);
        CHECK(value == filling.value);
        CHECK(Knapsack<cpp_int>(large).fill(budget, std::nullopt, work).value ==
              factor * table.back());
        WorkLimit little{40};
        const auto part = Knapsack<std::int64_t>(items).fill(budget, std::nullopt, little);
        CHECK(part.value <= table.back());
        CHECK(part.bound >= table.back());
    }
}

TEST_CASE("a welfare whose values pass 64 bits is exact", "[selection][pin]") {
    // Worth 2 x 10^18 x 10^9 each to three hundred million: c is worth one unit of money more.
    constexpr std::int64_t cost = 1'000'000'000'000'000'000;
    const Instance instance{2 * cost + 1, {{"a", cost}, {"b", cost}, {"c", cost + 1}}};
    GroupedProfile profile;
    profile.voters = {300'000'000};
    profile.projects = {0, 1, 2};
    profile.begin = {0, 3};
    const Election election(instance, profile, Utility::cost);
    const Selection selection = select(election, {Rule::welfare, Completion::none, {}});
    CHECK(winner_ids(instance, selection) == std::vector<std::string>{"a", "c"});
    CHECK(selection.bound == Rational(2 * cost + 1) * Rational(300'000'000));
    CHECK(selection.rounds[0].tied == std::vector<int>{1});
}

TEST_CASE("a welfare of effort fills the budget as far as sums of costs can", "[selection][pin]") {
    // Worth its cost by supporters to each: thirty denominators, values of hundreds of bits.
    Instance instance{10'000, {}};
    GroupedProfile profile;
    std::vector<bool> reached(10'001);
    reached[0] = true;
    for (int p = 0; p < 30; ++p) {
        const std::int64_t cost = 97 + 31 * ((p * 17) % 30);
        instance.projects.push_back({"p" + std::to_string(p), cost});
        profile.voters.push_back(1'000'003 + 2 * p);
        profile.projects.push_back(p);
        profile.begin.push_back(profile.projects.size());
        for (std::int64_t b = 10'000; b >= cost; --b)
            if (reached[static_cast<std::size_t>(b - cost)]) reached[static_cast<std::size_t>(b)] = true;
    }
    std::int64_t most = 10'000;
    while (!reached[static_cast<std::size_t>(most)]) --most;
    const Election election(instance, profile, Utility::effort);
    const Selection selection = select(election, {Rule::welfare, Completion::none, {}});
    CHECK(selection.finished);
    CHECK(selection.cost == most);
    CHECK(selection.bound == Rational(most));
}
