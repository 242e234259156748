#include "areena/selection/select.hpp"

#include "axioms.hpp"

#include "catch.hpp"

#include <optional>
#include <tuple>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

struct Offer {
    Rational price;
    Rational part;
    Rational value;
};

Offer offer_at(const SmallElection& small, const std::vector<Rational>& left, int project,
               const Rational& price) {
    const Rational cost = small.instance.projects[at(project)].cost;
    Rational part = oracle::raised(small.profile, left, project, price) / cost;
    if (part > Rational(1)) part = 1;
    return {price, part, price / (part * part)};
}

/// Every price at which a supporter has just enough, and the one that raises the whole cost.
std::optional<Offer> best_offer(const SmallElection& small, const std::vector<Rational>& left,
                                int project) {
    std::vector<Rational> prices;
    for (const std::size_t v : oracle::supporters(small.profile, project))
        if (left[v].sign() > 0)
            prices.push_back(left[v] / oracle::utility(small.profile, v, project));
    if (prices.empty()) return std::nullopt;
    if (auto whole = oracle::least_rho(small.instance, small.profile, left, project))
        prices.push_back(*whole);
    std::optional<Offer> best;
    for (const Rational& price : prices) {
        const Offer offer = offer_at(small, left, project, price);
        if (!best || offer.value < best->value ||
            (offer.value == best->value && offer.part > best->part))
            best = offer;
    }
    // Nothing between the bends is better: the definition asks for the least over all prices.
    for (const Rational& a : prices)
        for (int i = 1; i < 4; ++i) {
            const Rational between = a * Rational(i, 4);
            CHECK(offer_at(small, left, project, between).value >= best->value);
        }
    return best;
}

std::vector<Round> slow_overspending(const SmallElection& small) {
    std::vector<Round> rounds;
    const auto& projects = small.instance.projects;
    std::vector<Rational> left(small.profile.ballots.size(),
                               Rational(small.instance.budget,
                                        static_cast<std::int64_t>(small.profile.ballots.size())));
    std::vector<bool> taken(projects.size());
    std::int64_t spent = 0;
    while (true) {
        std::optional<Offer> best;
        std::vector<int> tied;
        std::vector<Offer> offers(projects.size());
        for (int p = 0; p < static_cast<int>(projects.size()); ++p) {
            if (taken[at(p)] || oracle::supporters(small.profile, p).empty() ||
                projects[at(p)].cost > small.instance.budget - spent)
                continue;
            std::optional<Offer> offer =
                projects[at(p)].cost == 0 ? Offer{0, 1, 0} : best_offer(small, left, p);
            if (!offer || (best && offer->value > best->value)) continue;
            if (!best || offer->value < best->value) tied.clear();
            best = offer;
            offers[at(p)] = *offer;
            tied.push_back(p);
        }
        if (!best) return rounds;
        const int project = oracle::pick(small.instance, small.profile, {}, tied);
        if (best->value.sign() == 0) tied.clear();  // free projects do not compete
        const Offer& offer = offers[at(project)];
        for (const std::size_t v : oracle::supporters(small.profile, project))
            left[v] -= std::min(left[v], offer.price / offer.part *
                                             oracle::utility(small.profile, v, project));
        taken[at(project)] = true;
        spent += projects[at(project)].cost;
        rounds.push_back({project, false, offer.value, tied, offer.part});
    }
}

}  // namespace

TEST_CASE("bounded overspending takes the least price by the part raised, squared",
          "[selection][oracle]") {
    int ties = 0;
    int beyond = 0;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::points);
        const RuleOptions options{Rule::bounded_overspending, Completion::none, {}};
        const Selection selection = select(election, options);
        CHECK(selection.rounds == slow_overspending(small));
        for (const Round& round : selection.rounds) ties += !round.tied.empty();
        beyond += selection.cost > select(election).cost;
        check_axioms(random, small, options);
    }
    CHECK(ties > 300);
    CHECK(beyond > 300);
}

TEST_CASE("what supporters can nearly pay is taken, and they pay all they have", "[selection]") {
    // The example of the paper's introduction in small: two thirds want a, for the whole budget.
    const Instance instance{1000, {{"a", 1000}, {"b", 100}}};
    GroupedProfile profile;
    profile.voters = {2, 1};
    profile.projects = {0, 1};
    profile.begin = {0, 1, 2};
    const Election election(instance, profile, Utility::cost);
    const RuleOptions options{Rule::bounded_overspending, Completion::none, {}};
    const Selection selection = select(election, options);
    REQUIRE(selection.rounds.size() == 1);
    // 1000 / 3 of each raise two thirds: 1/3 of the cost over 4/9; b would be 1.
    CHECK(selection.rounds[0] == Round{0, false, Rational(3, 4), {}, Rational(2, 3)});
    CHECK(selection.cost == 1000);
    CHECK(select(election).rounds.front().project == 1);
}

TEST_CASE("digits that double each round end a selection unfinished", "[selection][pin]") {
    // Made for it: project k empties the purses of group k, whose halves paid differently before,
    // and takes a little from all after it, by a price that depends on both.
    constexpr int count = 24;
    Instance instance{std::int64_t{count} * 1'000'000'000, {}};
    GroupedProfile profile;
    profile.kind = BallotKind::scoring;
    for (int k = 0; k < count; ++k) {
        instance.projects.push_back({"p" + std::to_string(100 + k), 1'100'000'000 + 7 * k});
        for (int half = 0; half < 2; ++half) {
            profile.voters.push_back(500);
            for (int p = 0; p <= k; ++p) {
                profile.projects.push_back(p);
                profile.points.push_back(p == k ? 1000 : 1 + p * (2 * k + half) % 7);
            }
            profile.begin.push_back(profile.projects.size());
        }
    }
    const Election election(instance, profile, Utility::points);
    const RuleOptions options{Rule::bounded_overspending, Completion::none, {}};
    const Selection selection = select(election, options);
    CHECK_FALSE(selection.finished);
    CHECK(selection.cost <= instance.budget);
    CHECK(selection.rounds.size() > 10);
}
