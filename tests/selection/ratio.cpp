#include "areena/core/error.hpp"
#include "areena/selection/certificate.hpp"
#include "areena/selection/select.hpp"

#include "axioms.hpp"

#include "catch.hpp"

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

/// Whole outcomes of shares that grow by a hundredth of the first.
std::vector<int> slow_ratio(const SmallElection& small) {
    const auto voters = static_cast<std::int64_t>(small.profile.ballots.size());
    std::vector<int> kept;
    for (std::int64_t raises = 0;; ++raises) {
        State start;
        start.shares.assign(small.profile.ballots.size(),
                            Rational(small.instance.budget, voters) * Rational(100 + raises, 100));
        const Outcome outcome =
            oracle::equal_shares(small.instance, small.profile, {}, start);
        if (outcome.state.spent > small.instance.budget) return kept;
        kept.clear();
        for (const Purchase& p : outcome.purchases) kept.push_back(p.project);
        bool is_done = true;
        bool is_exhaustive = true;
        for (int p = 0; p < static_cast<int>(small.instance.projects.size()); ++p) {
            if (std::ranges::find(kept, p) != kept.end()) continue;
            is_done &= oracle::supporters(small.profile, p).empty();
            is_exhaustive &= outcome.state.spent +
                                 small.instance.projects[static_cast<std::size_t>(p)].cost >
                             small.instance.budget;
        }
        if (is_done || is_exhaustive || small.instance.budget == 0) return kept;
    }
}

}  // namespace

TEST_CASE("shares grow by a hundredth until the budget is used or exceeded",
          "[selection][oracle]") {
    int raised = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::points);
        const RuleOptions options{Rule::equal_shares, Completion::ratio, {}};
        const Selection selection = select(election, options);
        std::vector<int> winners;
        for (const Round& round : selection.rounds) winners.push_back(round.project);
        CHECK(winners == slow_ratio(small));
        CHECK(faults(certify(election, options, selection)) == "");
        raised += selection.raises > 0;
        check_axioms(random, small, options);
    }
    CHECK(raised > 50);
}

TEST_CASE("growing by a ratio does not depend on the unit of money", "[selection]") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const RuleOptions options{Rule::equal_shares, Completion::ratio, {}};
        const auto winners = [&] {
            const Election election(small.instance, group(small.instance, small.profile),
                                    Utility::cardinality);
            return winner_ids(small.instance, select(election, options));
        };
        const auto in_euros = winners();
        small.instance.budget *= 100;
        for (Project& project : small.instance.projects) project.cost *= 100;
        CHECK(winners() == in_euros);
    }
}

TEST_CASE("a table of one's own says what projects are worth", "[selection]") {
    const Instance instance{20, {{"a", 10}, {"b", 10}, {"c", 10}}};
    GroupedProfile profile;
    profile.voters = {2, 3};
    profile.projects = {0, 1, 1, 2};
    profile.begin = {0, 2, 4};
    const auto own = with_utilities(instance, profile, {Rational(7, 2), Rational(1, 3), 0});
    CHECK(own.points_unit == 6);
    CHECK(own.points == std::vector<std::int64_t>{21, 2, 2, 0});
    const Election election(instance, own, Utility::points);
    CHECK(election.votes(2) == 0);
    const Selection selection = select(election, {Rule::welfare, Completion::none, {}});
    CHECK(selection.bound == Rational(7) + Rational(5, 3));
    CHECK_THROWS_AS(with_utilities(instance, profile, {1, 2}), Error);
    CHECK_THROWS_AS(with_utilities(instance, profile, {1, 2, -1}), Error);
    CHECK_THROWS_AS(
        with_utilities(instance, profile, {Rational(1, 4'000'000'007), Rational(1, 4'000'000'009), 1}),
        Error);
    constexpr std::int64_t huge = std::int64_t{1} << 62;
    CHECK_THROWS_AS(with_utilities(instance, profile, {huge, Rational(1, 3), 1}), Error);
}
