#include "areena/selection/select.hpp"

#include "axioms.hpp"

#include "catch.hpp"

#include <optional>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// The least largest load by duality, set by set: what a set of projects costs, shared by everybody
/// who supports one of them.
Rational largest_load(const SmallElection& small, const std::vector<int>& selected) {
    Rational largest;
    for (std::size_t set = 1; set < std::size_t{1} << selected.size(); ++set) {
        std::set<std::size_t> voters;
        std::int64_t cost = 0;
        for (std::size_t i = 0; i < selected.size(); ++i) {
            if ((set >> i & 1U) == 0) continue;
            cost += small.instance.projects[at(selected[i])].cost;
            for (const std::size_t v : oracle::supporters(small.profile, selected[i]))
                voters.insert(v);
        }
        largest = std::max(largest, Rational(cost, static_cast<std::int64_t>(voters.size())));
    }
    return largest;
}

std::vector<Round> slow_maximin_support(const SmallElection& small, const Options& options) {
    std::vector<Round> rounds;
    std::vector<int> selected;
    std::int64_t spent = 0;
    while (true) {
        std::optional<Rational> best;
        std::vector<int> tied;
        for (int p = 0; p < static_cast<int>(small.instance.projects.size()); ++p) {
            if (std::ranges::find(selected, p) != selected.end() ||
                oracle::supporters(small.profile, p).empty() ||
                small.instance.projects[at(p)].cost > small.instance.budget - spent)
                continue;
            std::vector<int> with = selected;
            with.push_back(p);
            const Rational load = largest_load(small, with);
            if (best && load > *best) continue;
            if (!best || load < *best) tied.clear();
            best = load;
            tied.push_back(p);
        }
        if (!best) return rounds;
        const int project = oracle::pick(small.instance, small.profile, options, tied);
        selected.push_back(project);
        spent += small.instance.projects[at(project)].cost;
        rounds.push_back({project, false, *best, tied});
    }
}

}  // namespace

TEST_CASE("maximin support is what sets of projects cost per supporter", "[selection][oracle]") {
    int ties = 0;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::points);
        RuleOptions options{Rule::maximin_support, Completion::none, {}};
        if (random.below(2) == 0) options.ties.ties = {TieKey::max_votes, TieKey::max_cost};
        const Selection selection = select(election, options);
        CHECK(selection.rounds == slow_maximin_support(small, options.ties));
        CHECK(is_exhaustive(election, selection));
        for (const Round& round : selection.rounds) ties += !round.tied.empty();
        check_axioms(random, small, options);
    }
    CHECK(ties > 500);
}

TEST_CASE("maximin support moves loads where sequential Phragmen cannot", "[selection]") {
    // Two who want a only, two who want both, one who wants b only: once a is bought, those who
    // want both can hand on what they carry of it.
    const Instance instance{3, {{"a", 1}, {"b", 1}, {"c", 1}}};
    GroupedProfile profile;
    profile.voters = {2, 2, 1, 3};
    profile.projects = {0, 0, 1, 1, 2};
    profile.begin = {0, 1, 3, 4, 5};
    const Election election(instance, profile, Utility::cardinality);
    const Selection selection = select(election, {Rule::maximin_support, Completion::none, {}});
    REQUIRE(selection.rounds.size() == 3);
    CHECK(selection.rounds[0] == Round{0, false, Rational(1, 4), {}});
    CHECK(selection.rounds[1] == Round{2, false, Rational(1, 3), {}});
    CHECK(selection.rounds[2] == Round{1, false, Rational(2, 5), {}});
    const Selection phragmen = select(election, {Rule::phragmen, Completion::none, {}});
    CHECK(phragmen.rounds.back().value == Rational(1, 2));
}

TEST_CASE("loads too large for 64 bits are shared exactly", "[selection][pin]") {
    constexpr std::int64_t cost = 1'000'000'000'000'000'000;
    const Instance instance{6 * cost, {{"a", cost + 1}, {"b", cost}, {"c", cost - 1}}};
    GroupedProfile profile;
    profile.voters = {100'000'000'003, 100'000'000'019, 7};
    profile.projects = {0, 1, 1, 2, 2};
    profile.begin = {0, 2, 4, 5};
    const Election election(instance, profile, Utility::cardinality);
    const Selection selection = select(election, {Rule::maximin_support, Completion::none, {}});
    REQUIRE(selection.rounds.size() == 3);
    CHECK(selection.rounds[0] == Round{1, false, Rational(cost, 200'000'000'022), {}});
    CHECK(selection.rounds[2].value == Rational(3 * cost, 200'000'000'029));
}
