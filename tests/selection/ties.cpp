#include "areena/selection/select.hpp"

#include "areena/core/error.hpp"
#include "areena/selection/certificate.hpp"
#include "areena/selection/utilitarian.hpp"
#include "elections.hpp"
#include "oracle.hpp"

#include "catch.hpp"

#include <algorithm>
#include <map>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

constexpr std::array<Rule, 4> all_rules{Rule::equal_shares, Rule::phragmen, Rule::maximin_support,
                                        Rule::greedy_votes};

/// Four projects of the same cost and as many supporters each; the budget is for one.
Election four_equals() {
    const Instance instance{10, {{"d", 10}, {"b", 10}, {"a", 10}, {"c", 10}}};
    Profile profile;
    for (int p = 0; p < 4; ++p) profile.ballots.push_back(approval_ballot({0, 1, 2, 3}));
    return {instance, group(instance, profile), Utility::cardinality};
}

std::string winners(const Election& election, const Selection& selection) {
    std::string text;
    for (const Round& round : selection.rounds)
        text += election.instance().projects[static_cast<std::size_t>(round.project)].id;
    return text;
}

Selection decide(const Election& election, Rule rule, std::vector<TieKey> keys,
                 std::vector<int> order = {}, std::uint64_t seed = 0) {
    RuleOptions options;
    options.rule = rule;
    options.ties.ties = std::move(keys);
    options.ties.order = std::move(order);
    options.ties.seed = seed;
    return select(election, options);
}

}  // namespace

TEST_CASE("a given order decides ties, those not in it come last", "[selection][unit]") {
    const Election election = four_equals();
    for (const Rule rule : all_rules) {
        CHECK(winners(election, decide(election, rule, {TieKey::order}, {3, 0})) == "c");
        CHECK(winners(election, decide(election, rule, {TieKey::order}, {1})) == "b");
        CHECK(winners(election, decide(election, rule, {TieKey::order}, {})) == "a");
        CHECK(decide(election, rule, {TieKey::order}, {3}).rounds[0].tied ==
              std::vector<int>{0, 1, 2});
    }
    // Where an earlier key decides, the order is not asked.
    CHECK(winners(election, decide(election, Rule::phragmen, {TieKey::id, TieKey::order}, {3})) ==
          "a");
}

TEST_CASE("an order for ties that is none is refused", "[selection][unit]") {
    const Election election = four_equals();
    for (const std::vector<int>& order : {std::vector<int>{4}, {-1}, {2, 2}})
        try {
            (void)decide(election, Rule::phragmen, {TieKey::order}, order);
            FAIL_CHECK("accepted");
        } catch (const Error& error) {
            CHECK(error.code() == "selection.ties");
        }
}

TEST_CASE("a lot depends on its seed and falls on all alike, wherever projects stand",
          "[selection][unit]") {
    const Election election = four_equals();
    const Instance turned{10, {{"c", 10}, {"a", 10}, {"d", 10}, {"b", 10}}};
    const Election other(turned, group(turned, {std::vector<Ballot>(4, approval_ballot({0, 1, 2, 3}))}),
                         Utility::cardinality);
    std::map<std::string, int> times;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        const std::string won =
            winners(election, decide(election, Rule::equal_shares, {TieKey::lot}, {}, seed));
        CHECK(winners(other, decide(other, Rule::equal_shares, {TieKey::lot}, {}, seed)) == won);
        CHECK(winners(election, decide(election, Rule::phragmen, {TieKey::lot}, {}, seed)) == won);
        ++times[won];
    }
    REQUIRE(times.size() == 4);
    for (const auto& [id, count] : times) CHECK(count > 70);
}

TEST_CASE("a tie that is refused ends the rule, with what was selected before and who was tied",
          "[selection][unit]") {
    // a wins in any case; b and c are as good as each other.
    const Instance instance{30, {{"c", 10}, {"a", 10}, {"b", 10}}};
    const Profile profile{{approval_ballot({1}), approval_ballot({1}), approval_ballot({1}),
                           approval_ballot({2}), approval_ballot({2}), approval_ballot({0}),
                           approval_ballot({0})}};
    const Election election(instance, group(instance, profile), Utility::cost);
    for (const Rule rule : {Rule::equal_shares, Rule::phragmen, Rule::greedy_votes}) {
        RuleOptions options;
        options.rule = rule;
        options.ties.ties = {TieKey::min_cost, TieKey::refuse, TieKey::id};
        if (rule == Rule::equal_shares) options.completion = Completion::phragmen;
        const Selection selection = select(election, options);
        CHECK_FALSE(selection.finished);
        CHECK(winners(election, selection) == "a");
        CHECK(selection.refused == std::vector<int>{0, 2});
        CHECK(faults(certify(election, options, selection)).empty());
        options.ties.ties = {TieKey::max_votes, TieKey::id, TieKey::refuse};
        CHECK(select(election, options).finished);
        CHECK(select(election, options).refused.empty());
    }
    const Selection maximin = decide(election, Rule::maximin_support, {TieKey::refuse});
    CHECK_FALSE(maximin.finished);
    CHECK(maximin.refused == std::vector<int>{0, 2});
}

TEST_CASE("the step by step rules throw where a tie is refused", "[selection][unit]") {
    const Instance instance{8, {{"a", 4}, {"b", 4}}};
    const Profile profile{{approval_ballot({0}), approval_ballot({1})}};
    Options options;
    options.ties = {TieKey::refuse};
    const auto code_of = [](auto call) -> std::string {
        try {
            call();
        } catch (const Error& error) {
            CHECK(std::string(error.what()).find("'a' and 'b'") != std::string::npos);
            return error.code();
        }
        return "none";
    };
    CHECK(code_of([&] { (void)equal_shares(instance, profile, options); }) == "selection.tied");
    CHECK(code_of([&] {
              (void)next_utilitarian(instance, profile, initial_state(instance, profile), options);
          }) == "selection.tied");
}

TEST_CASE("refusing changes nothing where the keys before it decide, and ends at the first tie else",
          "[selection][property]") {
    int refused = 0;
    for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const auto small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::points);
        for (const Rule rule : {Rule::equal_shares, Rule::phragmen, Rule::greedy_votes}) {
            const Selection whole = decide(election, rule, {TieKey::max_votes});
            const Selection part = decide(election, rule, {TieKey::max_votes, TieKey::refuse});
            const auto stops = [&](const Round& round) {
                return std::ranges::any_of(round.tied, [&](int p) {
                    return election.votes(p) == election.votes(round.project);
                });
            };
            const auto first = std::ranges::find_if(whole.rounds, stops);
            CHECK(part.finished == (first == whole.rounds.end()));
            REQUIRE(part.rounds == std::vector<Round>(whole.rounds.begin(), first));
            refused += part.refused.empty() ? 0 : 1;
        }
    }
    CHECK(refused > 300);
}
