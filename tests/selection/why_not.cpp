#include "areena/selection/why_not.hpp"

#include "areena/core/error.hpp"
#include "areena/io/pabulib.hpp"
#include "elections.hpp"
#include "oracle.hpp"
#include "support/files.hpp"

#include "catch.hpp"

#include <algorithm>
#include <bit>
#include <filesystem>
#include <set>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

bool wins(const Election& election, const RuleOptions& options, int project) {
    return std::ranges::any_of(select(election, options).rounds,
                               [project](const Round& r) { return r.project == project; });
}

std::vector<int> losers(const Election& election, const Selection& selection) {
    std::vector<int> projects;
    for (int p = 0; p < election.num_projects(); ++p)
        if (std::ranges::none_of(selection.rounds,
                                 [p](const Round& r) { return r.project == p; }))
            projects.push_back(p);
    return projects;
}

/// Tries every lower cost.
void check_cost(const SmallElection& small, Utility utility, const RuleOptions& options,
                const WhyNot& why) {
    std::optional<std::int64_t> largest;
    std::set<std::int64_t> good;
    for (std::int64_t cost = 0; cost < why.cost; ++cost) {
        Instance changed = small.instance;
        changed.projects[at(why.project)].cost = cost;
        if (!wins(Election(changed, group(changed, small.profile), utility), options, why.project))
            continue;
        largest = cost;
        good.insert(cost);
    }
    if (why.is_largest) {
        CHECK(why.largest_cost == largest);
        CHECK(good.size() == static_cast<std::size_t>(largest.value_or(-1) + 1));
    } else if (why.largest_cost) {
        CHECK(good.contains(*why.largest_cost));
        CHECK_FALSE(good.contains(*why.largest_cost + 1));
    } else {
        CHECK_FALSE(good.contains(0));
    }
}

/// Tries every set of voters who do not support the project.
void check_supporters(const SmallElection& small, Utility utility, const RuleOptions& options,
                      const WhyNot& why) {
    Rational keenest;
    std::vector<std::size_t> others;
    for (std::size_t v = 0; v < small.profile.ballots.size(); ++v) {
        const Rational worth = oracle::utility(small.profile, v, why.project);
        keenest = std::max(keenest, worth);
        if (worth.sign() == 0) others.push_back(v);
    }
    if (keenest.sign() == 0) keenest = 1;
    std::optional<std::int64_t> fewest;
    for (unsigned set = 1; set < 1U << others.size(); ++set) {
        const std::int64_t size = std::popcount(set);
        if (fewest && size >= *fewest) continue;
        Profile changed = small.profile;
        for (std::size_t i = 0; i < others.size(); ++i) {
            if ((set >> i & 1U) == 0) continue;
            auto& votes = changed.ballots[others[i]].votes;
            std::erase_if(votes, [&](const Vote& vote) { return vote.project == why.project; });
            votes.push_back({why.project, keenest});
        }
        if (wins(Election(small.instance, group(small.instance, changed), utility), options,
                 why.project))
            fewest = size;
    }
    if (why.is_fewest)
        CHECK(why.extra_supporters == fewest);
    else if (why.extra_supporters)
        CHECK(fewest.value_or(99) <= *why.extra_supporters);
}

void check_joiners(const Election& election, const RuleOptions& options, const WhyNot& why) {
    std::int64_t voters = 0;
    for (const Joiner& joiner : why.joiners) voters += joiner.voters;
    CHECK(voters == why.extra_supporters.value_or(0));
    if (why.extra_supporters)
        CHECK(wins(election.with_supporters(why.project, why.joiners), options, why.project));
}

/// The accounts of a project's supporters, voter by voter.
void check_money(const SmallElection& small, const Outcome& outcome, const WhyNot& why) {
    const auto supporters = oracle::supporters(small.profile, why.project);
    const auto votes = static_cast<std::int64_t>(supporters.size());
    const auto n = static_cast<std::int64_t>(small.profile.ballots.size());
    const Rational all = Rational(small.instance.budget, n) * Rational(votes);
    Rational money = all;
    std::vector<Outspent> outspent;
    std::optional<LastAffordable> last;
    for (std::size_t i = 0; i <= outcome.purchases.size(); ++i) {
        if (money >= Rational(why.cost)) last = {i, money};
        if (i == outcome.purchases.size()) break;
        Outspent each{outcome.purchases[i].project, 0, Rational()};
        for (const Payment& payment : outcome.purchases[i].payments)
            if (std::ranges::count(supporters, static_cast<std::size_t>(payment.voter)) != 0) {
                each.paid += payment.amount;
                ++each.voters;
            }
        money -= each.paid;
        if (each.voters > 0) outspent.push_back(each);
    }
    CHECK(why.votes == votes);
    CHECK(why.outspent == outspent);
    CHECK(why.last_affordable == last);
    CHECK(why.money_left == money);
    Rational support;
    for (const std::size_t voter : supporters) {
        const Rational part(why.cost, votes);
        const Rational& left = outcome.state.shares[voter];
        support += left < part ? left / part : Rational(1);
    }
    CHECK(why.effective_support == support);
}

}  // namespace

TEST_CASE("costs and supporters that would have done are those of every trial",
          "[selection][oracle]") {
    int few = 0;
    int none = 0;
    int raised = 0;
    int proved = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        Random random(seed);
        const SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const GroupedProfile grouped = group(small.instance, small.profile);
        RuleOptions options;
        if (seed % 3 == 1) options.ties.ties = {TieKey::max_votes, TieKey::min_cost};
        if (seed % 3 == 2) options.ties.ties = {TieKey::max_cost};
        if (seed % 10 == 9) options.ties.ties = {TieKey::max_votes, TieKey::refuse};
        for (const auto& [rule, completion, utility] :
             {std::tuple(Rule::equal_shares, Completion::none, Utility::points),
              {Rule::equal_shares, Completion::none, Utility::cost},
              {Rule::equal_shares, Completion::none, Utility::cost_sqrt},
              {Rule::equal_shares, Completion::none, Utility::effort},
              {Rule::equal_shares, Completion::utilitarian, Utility::cardinality},
              {Rule::equal_shares, Completion::phragmen, Utility::cost},
              {Rule::equal_shares, Completion::add1, Utility::cost},
              {Rule::equal_shares, Completion::add1_exceeding, Utility::cost},
              {Rule::equal_shares, Completion::add1_utilitarian, Utility::points},
              {Rule::equal_shares, Completion::ratio, Utility::cardinality},
              {Rule::exact_equal_shares, Completion::add_opt, Utility::cost},
              {Rule::phragmen, Completion::none, Utility::cost},
              {Rule::maximin_support, Completion::none, Utility::cost},
              {Rule::greedy_votes, Completion::none, Utility::points},
              {Rule::greedy_utility, Completion::none, Utility::cost},
              {Rule::greedy_utility, Completion::none, Utility::points},
              {Rule::greedy_per_cost, Completion::none, Utility::points},
              {Rule::greedy_utility, Completion::none, Utility::chamberlin_courant},
              {Rule::welfare, Completion::none, Utility::chamberlin_courant}}) {
            INFO("seed " << seed << ", rule " << static_cast<int>(rule) << ", completion "
                         << static_cast<int>(completion) << ", utility "
                         << static_cast<int>(utility));
            options.rule = rule;
            options.completion = completion;
            const Election election(small.instance, grouped, utility);
            const Selection selection = select(election, options);
            const std::vector<int> left_out = losers(election, selection);
            const std::vector<WhyNot> reasons = why_not(election, options, selection, left_out);
            REQUIRE(reasons.size() == left_out.size());
            for (const WhyNot& why : reasons) {
                INFO("project " << why.project);
                CHECK(why.budget_left == small.instance.budget - selection.cost);
                check_cost(small, utility, options, why);
                check_supporters(small, utility, options, why);
                check_joiners(election, options, why);
                few += why.extra_supporters.value_or(0) > 1 ? 1 : 0;
                none += why.extra_supporters ? 0 : 1;
                const bool is_raised = completion == Completion::add1 ||
                                       completion == Completion::add1_exceeding ||
                                       completion == Completion::add1_utilitarian ||
                                       completion == Completion::ratio;
                if (!is_raised || why.votes == 0 || why.cost == 0) continue;
                ++raised;
                proved += why.is_fewest ? 1 : 0;
            }
        }
    }
    CHECK(few > 700);
    CHECK(none > 700);
    CHECK(raised > 700);
    CHECK(proved == raised);
}

TEST_CASE("supporters' money went where the payments say", "[selection][oracle]") {
    int affordable = 0;
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::points);
        const Selection selection = select(election);
        const Outcome outcome = oracle::equal_shares(small.instance, small.profile);
        for (const WhyNot& why : why_not(election, {}, selection, losers(election, selection))) {
            check_money(small, outcome, why);
            affordable += why.last_affordable ? 1 : 0;
        }
    }
    CHECK(affordable > 500);
}

TEST_CASE("under Phragmen supporters spent what they earned", "[selection][property]") {
    int spent = 0;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::points);
        const RuleOptions options{Rule::phragmen, Completion::none, {}};
        const Selection selection = select(election, options);
        for (const WhyNot& why :
             why_not(election, options, selection, losers(election, selection))) {
            Rational all = *why.money_left;
            for (const Outspent& each : why.outspent) {
                all += each.paid;
                CHECK(each.paid.sign() > 0);
                CHECK(each.voters <= why.votes);
                ++spent;
            }
            const Rational now =
                selection.rounds.empty() ? Rational() : selection.rounds.back().value;
            CHECK(all == now * Rational(why.votes));
            CHECK_FALSE(why.effective_support);
        }
    }
    CHECK(spent > 300);
}

TEST_CASE("a small example can be followed by hand", "[selection][unit]") {
    // Four voters hold 25 each. Three want the park (60, 20 each), the same and the fourth the
    // bridge (50): the park goes first, then 3 x 5 + 25 = 40 are left for the bridge.
    const Instance instance{100, {{"park", 60}, {"bridge", 50}}};
    GroupedProfile profile;
    profile.voters = {2, 1, 1};
    profile.projects = {0, 1, 0, 1, 1};
    profile.begin = {0, 2, 4, 5};
    const Election election(instance, profile, Utility::cardinality);
    RuleOptions options;
    const Selection selection = select(election, options);
    REQUIRE(selection.rounds.size() == 1);
    const int loser = selection.rounds[0].project == 0 ? 1 : 0;
    const std::vector<WhyNot> reasons = why_not(election, options, selection, std::vector{loser});
    REQUIRE(reasons.size() == 1);
    // The bridge costs each of four 12.5 and goes first; 3 x 12.5 are left for the park.
    const WhyNot& why = reasons.front();
    CHECK(why.project == 0);
    CHECK(why.votes == 3);
    CHECK(why.budget_left == 50);
    CHECK(why.outspent == std::vector<Outspent>{{1, 3, Rational(75, 2)}});
    CHECK(why.last_affordable == LastAffordable{0, Rational(75)});
    CHECK(why.money_left == Rational(75, 2));
    CHECK(why.effective_support == Rational(15, 8));
    // At 37 it costs each of three 12 1/3 and goes first.
    CHECK(why.largest_cost == 37);
    CHECK(why.is_largest);
    // The fourth voter has 12.5 left: 50 together, not 60.
    CHECK_FALSE(why.extra_supporters);
    CHECK(why.is_fewest);
}

TEST_CASE("what was selected, is not there or is asked about twice has no reasons",
          "[selection][error]") {
    const Instance instance{1, {{"a", 1}, {"b", 1}}};
    const Profile profile{{approval_ballot({0})}};
    const Election election(instance, group(instance, profile), Utility::cost);
    const Selection selection = select(election);
    for (const std::vector<int>& wrong : {std::vector<int>{0}, {2}, {-1}, {1, 1}})
        CHECK_THROWS_AS(why_not(election, {}, selection, wrong), Error);
    CHECK(why_not(election, {}, selection, std::vector{1}).size() == 1);
}

TEST_CASE("an election is changed as if it had been made so", "[selection][oracle]") {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        if (small.profile.ballots.empty() || small.instance.projects.empty()) continue;
        const GroupedProfile grouped = group(small.instance, small.profile);
        const auto p = static_cast<int>(random.below(small.instance.projects.size()));
        Instance changed = small.instance;
        changed.projects[at(p)].cost = static_cast<std::int64_t>(random.below(12));
        for (const Utility utility : {Utility::points, Utility::cost, Utility::effort,
                                      Utility::cost_sqrt, Utility::cost_log}) {
            const Election election(small.instance, grouped, utility);
            const Election cheaper = election.with_cost(p, changed.projects[at(p)].cost);
            const Election made(changed, grouped, utility);
            CHECK(cheaper.instance() == made.instance());
            CHECK(cheaper.scale(p) == made.scale(p));
            CHECK(select(cheaper) == select(made));
            const auto support = election.supporters(p);
            for (int g = 0; std::cmp_less(g, election.num_groups()); ++g) {
                const bool supports = std::ranges::count(support, g) != 0;
                const std::vector<Joiner> one{{g, 1}};
                if (supports) {
                    CHECK_THROWS_AS(election.with_supporters(p, one), Error);
                    continue;
                }
                const Election more = election.with_supporters(p, one);
                CHECK(more.votes(p) == election.votes(p) + 1);
                CHECK(more.num_voters() == election.num_voters());
                CHECK(more.total_weight(p) ==
                      election.total_weight(p) + election.joining_weight(p));
                CHECK_THROWS_AS(
                    election.with_supporters(p, std::vector<Joiner>{{g, election.voters(g) + 1}}),
                    Error);
            }
            CHECK_THROWS_AS(election.with_cost(p, -1), Error);
        }
    }
}

namespace {

/// How many elections and projects left out had their reasons tried, and for how many of these the
/// fewest supporters were proved.
struct Told {
    int elections = 0;
    int projects = 0;
    int proved = 0;
};

void check_largest_cost(const Election& election, const RuleOptions& options, const WhyNot& why) {
    if (!why.largest_cost) {
        CHECK((options.completion == Completion::add1 || why.votes == 0 || why.cost == 0));
        return;
    }
    const std::int64_t cost = *why.largest_cost;
    CHECK(wins(election.with_cost(why.project, cost), options, why.project));
    CHECK_FALSE(wins(election.with_cost(why.project, cost + 1), options, why.project));
}

/// One fewer of those who have most left would not have done.
void check_fewest(const Election& election, const RuleOptions& options, const WhyNot& why) {
    if (!why.is_fewest || why.extra_supporters.value_or(0) <= 1) return;
    std::vector<Joiner> fewer = why.joiners;
    if (--fewer.back().voters == 0) fewer.pop_back();
    CHECK_FALSE(wins(election.with_supporters(why.project, fewer), options, why.project));
}

/// Each number told for the elections of at most `largest` bytes is tried by running the rule on
/// the election changed by it.
Told check_real_elections(const std::filesystem::path& folder, const RuleOptions& options,
                          Utility utility, std::uintmax_t largest) {
    Told told;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".pb" || entry.file_size() > largest) continue;
        INFO(entry.path().filename());
        const io::Pabulib file = io::read_pabulib_file(entry.path());
        const Election election(file.instance, file.profile, utility);
        const Selection selection = select(election, options);
        for (const WhyNot& why :
             why_not(election, options, selection, losers(election, selection))) {
            INFO(file.instance.projects[at(why.project)].id);
            check_largest_cost(election, options, why);
            check_joiners(election, options, why);
            check_fewest(election, options, why);
            ++told.projects;
            CHECK((options.completion == Completion::add1 || why.is_largest));
            told.proved += why.is_fewest ? 1 : 0;
        }
        ++told.elections;
    }
    return told;
}

// One case a rule: each runs the rule some thousand times, and together they would take longer
// than a case may under the sanitizers.
void check_rule(Rule rule, Completion completion, Utility utility) {
    const auto folder = areena::tests::reference_data("pabulib");
    if (!folder) AREENA_SKIP("the reference elections are not at hand");
    const Told told = check_real_elections(*folder, {rule, completion, {}}, utility, 1'000'000);
    CHECK(told.elections >= 18);
    CHECK(told.projects > 50);
    CHECK(told.proved == told.projects);
}

} // namespace

TEST_CASE("reasons hold for all that equal shares by cost leaves out", "[selection][golden]") {
    check_rule(Rule::equal_shares, Completion::none, Utility::cost);
}

TEST_CASE("reasons hold for all that equal shares by number leaves out", "[selection][golden]") {
    check_rule(Rule::equal_shares, Completion::none, Utility::cardinality);
}

TEST_CASE("reasons hold for all that equal shares filled by utility leaves out",
          "[selection][golden]") {
    check_rule(Rule::equal_shares, Completion::utilitarian, Utility::points);
}

TEST_CASE("reasons hold for all that equal shares filled by Phragmen leaves out",
          "[selection][golden]") {
    check_rule(Rule::equal_shares, Completion::phragmen, Utility::cost);
}

TEST_CASE("reasons hold for all that sequential Phragmen leaves out", "[selection][golden]") {
    check_rule(Rule::phragmen, Completion::none, Utility::cost);
}

TEST_CASE("reasons hold for all that greedy by votes leaves out", "[selection][golden]") {
    check_rule(Rule::greedy_votes, Completion::none, Utility::cost);
}

TEST_CASE("reasons hold for all that add-1 leaves out of small elections",
          "[selection][golden]") {
    const auto folder = areena::tests::reference_data("pabulib");
    if (!folder) AREENA_SKIP("the reference elections are not at hand");
    const RuleOptions options{Rule::equal_shares, Completion::add1, {}};
    const Told told = check_real_elections(*folder, options, Utility::cost, 20'000);
    CHECK(told.elections >= 10);
    CHECK(told.projects > 50);
    // The fewest supporters are searched for, and not proved for each.
    CHECK(told.proved > 0);
}
