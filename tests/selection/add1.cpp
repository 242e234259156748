#include "areena/selection/certificate.hpp"
#include "areena/core/error.hpp"
#include "areena/selection/select.hpp"

#include "areena/io/pabulib.hpp"
#include "elections.hpp"
#include "support/files.hpp"

#include "catch.hpp"

#include <algorithm>
#include <stop_token>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

/// Add-1 in steps of `step`, each taken: the outcome of every share in turn.
Selection plainly(const SmallElection& small, Utility utility, std::int64_t step, bool exhaustive) {
    const auto voters = static_cast<std::int64_t>(small.profile.ballots.size());
    const GroupedProfile grouped = group(small.instance, small.profile);
    Selection kept;
    for (std::int64_t share = small.instance.budget / voters;; share += step) {
        Instance larger = small.instance;
        larger.budget = share * voters;
        const Election election(larger, grouped, utility);
        Selection next = select(election);
        if (next.cost > small.instance.budget) return kept;
        next.raises = (share - small.instance.budget / voters) / step;
        kept = std::move(next);
        bool is_all = true;
        bool is_exhaustive = true;
        for (int p = 0; p < election.num_projects(); ++p) {
            if (std::ranges::count(kept.rounds, p, &Round::project) > 0) continue;
            is_all &= election.votes(p) == 0;
            is_exhaustive &= election.cost(p) > small.instance.budget - kept.cost;
        }
        if (is_all || (exhaustive && is_exhaustive)) return kept;
    }
}

SmallElection enlarged(SmallElection small, std::int64_t factor, Random& random) {
    small.instance.budget = small.instance.budget * factor +
                            static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(factor)));
    for (Project& project : small.instance.projects) {
        project.cost *= factor;
        // Mostly not quite the same multiples, so that ties come and go.
        if (project.cost > 0 && random.below(3) > 0)
            project.cost += static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(factor)));
    }
    return small;
}

}  // namespace

TEST_CASE("steps taken together lead where steps one by one lead", "[selection][oracle]") {
    std::int64_t raises = 0;
    int long_ways = 0;
    for (std::uint64_t seed = 0; seed < 3'000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const auto small = enlarged(random_election(random), 1 + static_cast<std::int64_t>(seed % 4) * 40, random);
        if (small.profile.ballots.empty()) continue;
        const Utility utility = seed % 3 == 0   ? Utility::cost
                                : seed % 3 == 1 ? Utility::cardinality
                                                : Utility::points;
        const std::int64_t step = 1 + static_cast<std::int64_t>(seed % 2);
        const Election election(small.instance, group(small.instance, small.profile), utility);
        for (const bool exhaustive : {true, false}) {
            RuleOptions options;
            options.completion = exhaustive ? Completion::add1 : Completion::add1_exceeding;
            options.increment = step;
            const Selection selection = select(election, options);
            const Selection slow = plainly(small, utility, step, exhaustive);
            REQUIRE(selection.finished);
            REQUIRE(selection.rounds == slow.rounds);
            REQUIRE(selection.share == slow.share);
            REQUIRE(selection.raises == slow.raises);
            REQUIRE(faults(certify(election, options, selection)).empty());
            raises += selection.raises;
            long_ways += selection.raises > 100 ? 1 : 0;
        }
    }
    CHECK(raises > 100'000);
    CHECK(long_ways > 300);
}

TEST_CASE("a budget of a thousand million times as much costs no more to raise",
          "[selection][property]") {
    for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const auto small = enlarged(random_election(random), 1'000'000'000, random);
        if (small.profile.ballots.empty()) continue;
        const Election election(small.instance, group(small.instance, small.profile),
                                seed % 2 == 0 ? Utility::cost : Utility::points);
        RuleOptions options;
        options.completion = Completion::add1;
        const Selection selection = select(election, options);
        CHECK(selection.finished);
        CHECK(selection.cost <= small.instance.budget);
        CHECK(faults(certify(election, options, selection)).empty());
    }
}

TEST_CASE("two that tie all the way up do not hold up the raises", "[selection][unit]") {
    // The same voters support both, and some of them are poor when it comes to them.
    constexpr std::int64_t unit = 1'000'000'000;
    const Instance instance{11 * unit, {{"a", 6 * unit}, {"b", 5 * unit}, {"c", 5 * unit}}};
    const Profile profile{{approval_ballot({0, 1, 2}), approval_ballot({0}),
                           approval_ballot({1, 2}), Ballot{}}};
    const Election election(instance, group(instance, profile), Utility::cardinality);
    RuleOptions options;
    options.completion = Completion::add1_exceeding;
    const Selection selection = select(election, options);
    CHECK(selection.finished);
    CHECK(selection.cost == 10 * unit);
    CHECK(selection.raises > unit / 4);
    CHECK(faults(certify(election, options, selection)).empty());
}

TEST_CASE("a share that is a fraction is raised from its whole part", "[selection][unit]") {
    const Instance instance{1'000, {{"a", 90'00}, {"b", 400}}};
    const Profile profile{{approval_ballot({0}), approval_ballot({1}), Ballot{}}};
    const Election election(instance, group(instance, profile), Utility::cost);
    RuleOptions options;
    options.completion = Completion::add1;
    CHECK(select(election, options).share == Rational(400));
    CHECK(select(election, options).raises == 67);
    options.money_unit = 100;  // the costs are in cents
    CHECK(select(election, options).share == Rational(400));
    CHECK(select(election, options).raises == 1);
    options.increment = 3;
    CHECK(select(election, options).share == Rational(600));
    CHECK(faults(certify(election, options, select(election, options))).empty());
    for (const std::int64_t wrong : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1} << 62}) {
        options.increment = wrong;
        CHECK_THROWS_AS(select(election, options), Error);
    }
}

TEST_CASE("millions of steps of a forint are taken", "[selection][golden]") {
    const auto path =
        areena::tests::reference_data("selection/reference/pb/hungary_budapest_2024.pb");
    if (!path) AREENA_SKIP("the reference cases are not at hand");
    const io::Pabulib file = io::read_pabulib_file(*path);
    const Election election(file.instance, file.profile, Utility::cost);
    RuleOptions options;
    options.completion = Completion::add1;
    const Selection selection = select(election, options);
    CHECK(selection.finished);
    CHECK(selection.raises > 1'000'000);
    CHECK(faults(certify(election, options, selection)).empty());
}
