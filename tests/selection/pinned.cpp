#include "areena/selection/certificate.hpp"
#include "areena/selection/compare.hpp"
#include "areena/selection/select.hpp"

#include "areena/core/error.hpp"
#include "areena/io/pabulib.hpp"
#include "elections.hpp"
#include "oracle.hpp"

#include "catch.hpp"

#include <algorithm>
#include <array>

// Defects that other programs have or had, each with the case that shows it. See also "a hundred
// thousand voters do not make a tie of what is none" and "a group of many counts as its voters do".

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

std::vector<std::string> winners(const Election& election, const RuleOptions& options) {
    std::vector<std::string> ids;
    for (const Round& round : select(election, options).rounds)
        ids.push_back(election.instance().projects[static_cast<std::size_t>(round.project)].id);
    return ids;
}

}  // namespace

TEST_CASE("voters who have nothing from one outcome count when it is compared",
          "[selection][pin]") {
    // Two voters have a from the first and b, c from the second; three have only a.
    const Instance instance{100, {{"a", 10}, {"b", 10}, {"c", 10}}};
    const Profile profile{{approval_ballot({0, 1, 2}), approval_ballot({0, 1, 2}),
                           approval_ballot({0}), approval_ballot({0}), approval_ballot({0}),
                           Ballot{}}};
    const Election election(instance, group(instance, profile), Utility::cardinality);
    const std::array<int, 1> first{0};
    const std::array<int, 2> second{1, 2};
    // Those who are skipped where they have nothing would leave 0 : 2.
    CHECK(compare(election, first, second) == Comparison{3, 2, 1});
    CHECK(compare(election, second, first) == Comparison{2, 3, 1});
    CHECK(compare(election, first, first) == Comparison{0, 0, 6});
    CHECK(compare(election, first, std::vector<int>{}) == Comparison{5, 0, 1});
    CHECK_THROWS_AS(compare(election, first, std::vector<int>{3}), Error);
    CHECK_THROWS_AS(compare(election, first, std::vector<int>{1, 1}), Error);
}

TEST_CASE("outcomes are compared as the definition has it, voter by voter", "[selection][oracle]") {
    for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const auto small = random_election(random);
        const auto pick = [&] {
            std::vector<int> picked;
            for (int p = 0; p < static_cast<int>(small.instance.projects.size()); ++p)
                if (random.below(2) == 0) picked.push_back(p);
            return picked;
        };
        const std::vector<int> first = pick();
        const std::vector<int> second = pick();
        Comparison expected;
        for (std::size_t voter = 0; voter < small.profile.ballots.size(); ++voter) {
            Rational a;
            Rational b;
            for (const int p : first) a += oracle::utility(small.profile, voter, p);
            for (const int p : second) b += oracle::utility(small.profile, voter, p);
            (a > b ? expected.first : a < b ? expected.second : expected.indifferent) += 1;
        }
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::points);
        CHECK(compare(election, first, second) == expected);
    }
}

TEST_CASE("a ballot cast by many is worth as much as the same ballot cast by each",
          "[selection][pin]") {
    for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const auto small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const GroupedProfile grouped = group(small.instance, small.profile);
        GroupedProfile apart;  // every voter a group of its own
        apart.kind = grouped.kind;
        apart.points_unit = grouped.points_unit;
        for (std::size_t g = 0; g < grouped.num_groups(); ++g)
            for (std::int64_t i = 0; i < grouped.voters[g]; ++i) {
                apart.voters.push_back(1);
                for (std::size_t v = grouped.begin[g]; v < grouped.begin[g + 1]; ++v) {
                    apart.projects.push_back(grouped.projects[v]);
                    apart.points.push_back(grouped.points[v]);
                }
                apart.begin.push_back(apart.projects.size());
            }
        for (const Utility utility : {Utility::effort, Utility::cost, Utility::points}) {
            const Election together(small.instance, grouped, utility);
            const Election each(small.instance, apart, utility);
            for (const Rule rule : {Rule::equal_shares, Rule::phragmen, Rule::maximin_support,
                                    Rule::greedy_utility, Rule::greedy_per_cost}) {
                RuleOptions options;
                options.rule = rule;
                REQUIRE(select(together, options).rounds == select(each, options).rounds);
            }
        }
    }
}

TEST_CASE("a tie left after a coarse key does not follow the order of the projects",
          "[selection][pin]") {
    // Twenty equals, with ids whose order is neither that of the file nor of any hash.
    std::vector<Project> projects;
    std::vector<int> all;
    for (int i = 0; i < 20; ++i) {
        projects.push_back({"p" + std::to_string((i * 7) % 20 + 10), 5});
        all.push_back(i);
    }
    RuleOptions options;
    options.ties.ties = {TieKey::min_cost, TieKey::max_votes};
    for (const Rule rule : {Rule::equal_shares, Rule::phragmen, Rule::maximin_support,
                            Rule::greedy_votes}) {
        options.rule = rule;
        for (int turn = 0; turn < 20; ++turn) {
            std::ranges::rotate(projects, projects.begin() + 1);
            const Instance instance{15, projects};
            const Election election(instance,
                                    group(instance, {{approval_ballot(all), approval_ballot(all)}}),
                                    Utility::cost);
            CHECK(winners(election, options) == std::vector<std::string>{"p10", "p11", "p12"});
        }
    }
}

TEST_CASE("fractions of money are kept: what costs a cent too much is not bought",
          "[selection][pin]") {
    const auto election_of = [](const std::string& cost) {
        return io::read_pabulib("META\nkey;value\nbudget;100.50\nvote_type;approval\n"
                                "PROJECTS\nproject_id;cost\na;" +
                                cost + "\nb;50\nVOTES\nvoter_id;vote\n1;a,b\n2;a,b\n");
    };
    for (const auto& [cost, bought] : {std::pair{"50.50", 2U}, {"50.51", 1U}}) {
        const io::Pabulib file = election_of(cost);
        const Election election(file.instance, file.profile, Utility::cost);
        for (const Rule rule : {Rule::equal_shares, Rule::phragmen, Rule::greedy_votes}) {
            RuleOptions options;
            options.rule = rule;
            options.money_unit = file.money_unit;
            CHECK(select(election, options).rounds.size() == bought);
        }
    }
}

TEST_CASE("for every completion payments add up, the budget holds, and weight is so many voters",
          "[selection][property]") {
    for (std::uint64_t seed = 0; seed < 1'500; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const auto small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const auto grouped = group(small.instance, small.profile);
        const Election election(small.instance, grouped, Utility::points);
        // Everybody three times, and three times the money: nothing else changes.
        Instance larger = small.instance;
        larger.budget *= 3;
        for (Project& project : larger.projects) project.cost *= 3;
        GroupedProfile heavier = grouped;
        for (std::int64_t& voters : heavier.voters) voters *= 3;
        const Election tripled(larger, heavier, Utility::points);
        for (const Completion completion :
             {Completion::none, Completion::add1, Completion::add1_exceeding,
              Completion::add1_utilitarian, Completion::utilitarian, Completion::phragmen}) {
            RuleOptions options;
            options.completion = completion;
            const Selection selection = select(election, options);
            CHECK(selection.cost <= small.instance.budget);
            CHECK(faults(certify(election, options, selection)).empty());
            CHECK(winners(tripled, options) == winners(election, options));
        }
    }
}
