#include "areena/selection/select.hpp"

#include "areena/core/error.hpp"
#include "axioms.hpp"

#include "catch.hpp"

#include <optional>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// The largest group of supporters who can each pay an even part, tried from all down to one.
std::vector<std::size_t> payers(const SmallElection& small, const std::vector<Rational>& left,
                                int project) {
    auto all = oracle::supporters(small.profile, project);
    std::ranges::sort(all, [&](std::size_t a, std::size_t b) { return left[a] > left[b]; });
    for (std::size_t size = all.size(); size > 0; --size) {
        const Rational each(small.instance.projects[at(project)].cost,
                            static_cast<std::int64_t>(size));
        if (left[all[size - 1]] >= each) return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size)};
    }
    return {};
}

Rational even_share(const SmallElection& small) {
    return {small.instance.budget, static_cast<std::int64_t>(small.profile.ballots.size())};
}

std::vector<Round> slow_exact_shares(const SmallElection& small, Utility utility,
                                     const Rational& share) {
    std::vector<Round> rounds;
    const auto& projects = small.instance.projects;
    std::vector<Rational> left(small.profile.ballots.size(), share);
    std::vector<bool> taken(projects.size());
    while (true) {
        std::optional<Rational> best;
        std::vector<int> tied;
        for (int p = 0; p < static_cast<int>(projects.size()); ++p) {
            const auto group = payers(small, left, p);
            if (taken[at(p)] || group.empty()) continue;
            const Rational cost = projects[at(p)].cost;
            const Rational worth =
                utility == Utility::cost && cost.sign() > 0 ? cost : Rational(1);
            const Rational value =
                cost / (Rational(static_cast<std::int64_t>(group.size())) * worth);
            if (best && value > *best) continue;
            if (!best || value < *best) tied.clear();
            best = value;
            tied.push_back(p);
        }
        if (!best) return rounds;
        const int project = oracle::pick(small.instance, small.profile, {}, tied);
        if (best->sign() == 0) tied.clear();  // free projects do not compete
        const auto group = payers(small, left, project);
        for (const std::size_t v : group)
            left[v] -= Rational(projects[at(project)].cost, static_cast<std::int64_t>(group.size()));
        taken[at(project)] = true;
        rounds.push_back({project, false, *best, tied});
    }
}

}  // namespace

TEST_CASE("exact equal shares takes the largest group that pays evenly", "[selection][oracle]") {
    int ties = 0;
    int others = 0;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const Utility utility = seed % 2 == 0 ? Utility::cost : Utility::cardinality;
        const Election election(small.instance, group(small.instance, small.profile), utility);
        const RuleOptions options{Rule::exact_equal_shares, Completion::none, {}};
        const Selection selection = select(election, options);
        CHECK(selection.rounds == slow_exact_shares(small, utility, even_share(small)));
        for (const Round& round : selection.rounds) ties += !round.tied.empty();
        others += winner_ids(small.instance, selection) !=
                  winner_ids(small.instance, select(election));
        check_axioms(random, small, options, utility);
    }
    CHECK(ties > 300);
    CHECK(others > 50);
}

TEST_CASE("who cannot pay an even part pays nothing", "[selection]") {
    // Shares of 10. a is paid by two; c is wanted by three, of whom one has 5 left and could give
    // no 7: without it the others would need 10.5 each.
    const Instance instance{40, {{"a", 10}, {"b", 16}, {"c", 21}}};
    GroupedProfile profile;
    profile.voters = {1, 1, 2};
    profile.projects = {0, 0, 2, 1, 2};
    profile.begin = {0, 1, 3, 5};
    const Election election(instance, profile, Utility::cardinality);
    const Selection selection =
        select(election, {Rule::exact_equal_shares, Completion::none, {}});
    REQUIRE(selection.rounds.size() == 2);
    CHECK(selection.rounds[0] == Round{0, false, Rational(5), {}});
    CHECK(selection.rounds[1] == Round{1, false, Rational(8), {}});
}

TEST_CASE("exact equal shares refuses a project worth more to some", "[selection][error]") {
    const Instance instance{40, {{"a", 10}}};
    GroupedProfile profile;
    profile.kind = BallotKind::scoring;
    profile.voters = {1, 1};
    profile.projects = {0, 0};
    profile.points = {1, 3};
    profile.begin = {0, 1, 2};
    const RuleOptions options{Rule::exact_equal_shares, Completion::none, {}};
    CHECK_THROWS_AS(select(Election(instance, profile, Utility::points), options), Error);
    CHECK(select(Election(instance, profile, Utility::cost), options).rounds.size() == 1);
}

namespace {

struct Raised {
    Rational share;
    std::vector<Round> rounds;  // without ties
    std::int64_t raises = 0;
};

std::int64_t cost_of(const SmallElection& small, const std::vector<Round>& rounds) {
    std::int64_t cost = 0;
    for (const Round& round : rounds) cost += small.instance.projects[at(round.project)].cost;
    return cost;
}

/// Every share there is where the outcome may change: with at most four voters, purses and even parts
/// of costs are multiples of 1/12 once a share is.
Raised slow_add_opt(const SmallElection& small, Utility utility) {
    const auto run = [&](const Rational& share) {
        auto rounds = slow_exact_shares(small, utility, share);
        for (Round& round : rounds) round.tied.clear();
        return rounds;
    };
    Raised made{even_share(small), run(even_share(small)), 0};
    std::int64_t all = 0;
    for (const Project& project : small.instance.projects) all += project.cost;
    for (std::int64_t twelfths = (made.share * Rational(12)).floor() + 1; twelfths <= 12 * all;
         ++twelfths) {
        auto rounds = run(Rational(twelfths, 12));
        if (rounds == made.rounds) continue;
        if (cost_of(small, rounds) > small.instance.budget) break;
        made = {Rational(twelfths, 12), std::move(rounds), made.raises + 1};
    }
    return made;
}

}  // namespace

TEST_CASE("add-opt goes through every outcome that there is as shares grow", "[selection][oracle]") {
    std::int64_t raises = 0;
    int spends_more = 0;
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        if (small.profile.ballots.empty() || small.profile.ballots.size() > 4) continue;
        const Utility utility = seed % 2 == 0 ? Utility::cost : Utility::cardinality;
        const Election election(small.instance, group(small.instance, small.profile), utility);
        Selection made = select(election, {Rule::exact_equal_shares, Completion::add_opt, {}});
        const Raised slow = slow_add_opt(small, utility);
        CHECK(made.finished);
        for (Round& round : made.rounds) round.tied.clear();
        CHECK(made.rounds == slow.rounds);
        CHECK(made.share == slow.share);
        CHECK(made.raises == slow.raises);
        CHECK(made.cost == cost_of(small, slow.rounds));
        CHECK(made.cost <= small.instance.budget);
        raises += made.raises;
        spends_more +=
            made.cost > select(election, {Rule::exact_equal_shares, Completion::none, {}}).cost;
    }
    CHECK(raises > 60);
    CHECK(spends_more > 30);
}

TEST_CASE("add-opt goes with exact equal shares alone", "[selection][error]") {
    const Instance instance{40, {{"a", 10}}};
    const Election election(instance, group(instance, {{approval_ballot({0})}}), Utility::cost);
    for (const Rule rule : {Rule::equal_shares, Rule::phragmen, Rule::greedy_votes})
        CHECK_THROWS_AS(select(election, {rule, Completion::add_opt, {}}), Error);
    CHECK_THROWS_AS(select(election, {Rule::exact_equal_shares, Completion::add1, {}}), Error);
}
