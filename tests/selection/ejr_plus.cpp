#include "areena/selection/ejr_plus.hpp"

#include "areena/core/error.hpp"
#include "areena/io/pabulib.hpp"
#include "areena/selection/select.hpp"
#include "elections.hpp"
#include "oracle.hpp"
#include "support/files.hpp"

#include "catch.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

std::vector<int> winners(const Selection& selection) {
    std::vector<int> projects;
    for (const Round& round : selection.rounds) projects.push_back(round.project);
    return projects;
}

Rational utility_of(const Profile& profile, std::size_t voter, const std::vector<int>& projects) {
    Rational sum;
    for (const int p : projects) sum += oracle::utility(profile, voter, p);
    return sum;
}

/// The definition: every nonempty set of supporters of every project left out.
std::set<int> violated(const Instance& instance, const Profile& profile,
                       const std::vector<int>& selected) {
    std::set<int> projects;
    const auto n = static_cast<std::int64_t>(profile.ballots.size());
    for (int p = 0; p < static_cast<int>(instance.projects.size()); ++p) {
        if (std::ranges::count(selected, p) != 0) continue;
        const auto supporters = oracle::supporters(profile, p);
        for (unsigned set = 1; set < 1U << supporters.size(); ++set) {
            Rational together;
            Rational most;
            for (std::size_t i = 0; i < supporters.size(); ++i) {
                if ((set >> i & 1U) == 0) continue;
                const Rational worth = oracle::utility(profile, supporters[i], p);
                together += worth;
                most = std::max(most, utility_of(profile, supporters[i], selected) + worth);
            }
            if (most * Rational(n) * Rational(instance.projects[at(p)].cost) <=
                together * Rational(instance.budget))
                projects.insert(p);
        }
    }
    return projects;
}

/// EJR+ of committees as Brill and Peters write it: approvals, unit costs, `budget` seats.
bool gives_committee_ejr_plus(const Instance& instance, const Profile& profile,
                              const std::vector<int>& selected) {
    const auto n = static_cast<std::int64_t>(profile.ballots.size());
    for (int p = 0; p < static_cast<int>(instance.projects.size()); ++p) {
        if (std::ranges::count(selected, p) != 0) continue;
        for (std::int64_t l = 1; l <= instance.budget; ++l) {
            std::int64_t size = 0;
            for (const std::size_t voter : oracle::supporters(profile, p)) {
                std::int64_t approved = 0;
                for (const int w : selected)
                    approved += oracle::utility(profile, voter, w).sign() > 0 ? 1 : 0;
                size += approved < l ? 1 : 0;
            }
            if (size * instance.budget >= l * n) return false;
        }
    }
    return true;
}

/// That the group is what it says, on the columns of the election.
void check_group(const Election& election, const std::vector<int>& selected,
                 const UnderservedGroup& group) {
    Rational together;
    Rational most;
    std::int64_t voters = 0;
    for (const int g : group.groups) {
        Rational has;
        Rational worth;
        const auto ballot = election.ballot(g);
        for (std::size_t i = 0; i < ballot.size(); ++i) {
            const Rational u =
                election.scale(ballot[i]) *
                Rational(election.is_even() ? 1 : election.ballot_weights(g)[i]);
            if (ballot[i] == group.project) worth = u;
            if (ballot[i] == group.project || std::ranges::count(selected, ballot[i]) != 0)
                has += u;
        }
        REQUIRE(worth.sign() > 0);
        most = std::max(most, has);
        together += worth * Rational(election.voters(g));
        voters += election.voters(g);
    }
    CHECK(voters == group.voters);
    CHECK(most == group.got);
    if (election.cost(group.project) == 0) {
        CHECK_FALSE(group.deserved);
        return;
    }
    CHECK(*group.deserved ==
          together * Rational(election.instance().budget, election.num_voters()) /
              Rational(election.cost(group.project)));
    CHECK(group.got <= *group.deserved);
}

}  // namespace

TEST_CASE("EJR+ is what the definition says of every set of supporters", "[selection][oracle]") {
    int failing = 0;
    for (std::uint64_t seed = 0; seed < 6000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::points);
        std::vector<int> selected;
        for (int p = 0; p < election.num_projects(); ++p)
            if (random.below(3) == 0) selected.push_back(p);
        const EjrPlus checked = check_ejr_plus(election, selected);
        std::set<int> projects;
        for (const UnderservedGroup& each : checked.underserved) {
            projects.insert(each.project);
            check_group(election, selected, each);
        }
        CHECK(projects == violated(small.instance, small.profile, selected));
        CHECK(checked.holds == projects.empty());
        failing += checked.holds ? 0 : 1;
        CHECK(check_ejr_plus(election, winners(select(election))).holds);
    }
    CHECK(failing > 500);
}

TEST_CASE("of committees, EJR+ is that of Brill and Peters", "[selection][oracle]") {
    int failing = 0;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        for (Project& project : small.instance.projects) project.cost = 1;
        small.instance.budget = 1 + static_cast<std::int64_t>(random.below(5));
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::cardinality);
        std::vector<int> selected;
        for (int p = 0; p < election.num_projects(); ++p)
            if (std::cmp_less(selected.size(), small.instance.budget) && random.below(2) == 0)
                selected.push_back(p);
        const bool holds = gives_committee_ejr_plus(small.instance, small.profile, selected);
        CHECK(check_ejr_plus(election, selected).holds == holds);
        failing += holds ? 0 : 1;
        for (const Completion completion : {Completion::none, Completion::phragmen})
            CHECK(gives_committee_ejr_plus(
                small.instance, small.profile,
                winners(select(election, {Rule::equal_shares, completion, {}}))));
    }
    CHECK(failing > 300);
}

TEST_CASE("a minority that greedy forgets is named", "[selection][unit]") {
    // Sixty voters get all; forty have 40 of the budget together, which is what c costs.
    const Instance instance{100, {{"a", 50}, {"b", 50}, {"c", 40}, {"free", 0}}};
    GroupedProfile profile;
    profile.voters = {60, 30, 10};
    profile.projects = {0, 1, 2, 2, 3};
    profile.begin = {0, 2, 3, 5};
    const Election election(instance, profile, Utility::cost);
    const std::vector<int> greedy{0, 1};
    const EjrPlus checked = check_ejr_plus(election, greedy);
    CHECK_FALSE(checked.holds);
    REQUIRE(checked.underserved.size() == 2);
    CHECK(checked.underserved[0] == UnderservedGroup{2, 40, {1, 2}, Rational(40), Rational(40)});
    CHECK(checked.underserved[1] == UnderservedGroup{3, 10, {2}, std::nullopt, Rational(1)});
    // One voter fewer does not deserve it: 39 <= 40 fails.
    profile.voters = {61, 29, 10};
    const Election fewer(instance, profile, Utility::cost);
    CHECK(check_ejr_plus(fewer, greedy).underserved.size() == 1);
}

TEST_CASE("large numbers give the same groups as small ones", "[selection][unit]") {
    // Costs beyond what 128 bits hold in the products, and the same divided by 10^12.
    const auto made = [](std::int64_t unit) {
        const Instance instance{100 * unit, {{"a", 50 * unit}, {"b", 50 * unit}, {"c", 40 * unit}}};
        GroupedProfile profile;
        profile.voters = {60'000'000'000, 30'000'000'000, 10'000'000'000};
        profile.projects = {0, 1, 2, 2};
        profile.begin = {0, 2, 3, 4};
        return check_ejr_plus(Election(instance, profile, Utility::cost), std::vector<int>{0, 1});
    };
    constexpr std::int64_t large = 1'000'000'000'000;
    const EjrPlus checked = made(large);
    REQUIRE(checked.underserved.size() == 1);
    CHECK(checked.underserved[0].groups == made(1).underserved[0].groups);
    CHECK(*checked.underserved[0].deserved ==
          *made(1).underserved[0].deserved * Rational(large));
}

TEST_CASE("a winner that is none is refused", "[selection][error]") {
    const Election election({1, {{"a", 1}}}, {}, Utility::cost);
    CHECK_THROWS_AS(check_ejr_plus(election, std::vector<int>{1}), Error);
    CHECK_THROWS_AS(check_ejr_plus(election, std::vector<int>{-1}), Error);
    CHECK_THROWS_AS(check_ejr_plus(election, std::vector<int>{0, 0}), Error);
    CHECK(check_ejr_plus(election, {}).holds);
}

TEST_CASE("equal shares gives EJR+ in real elections, greedy not always", "[selection][golden]") {
    const auto folder = areena::tests::reference_data("pabulib");
    if (!folder) AREENA_SKIP("the reference elections are not at hand");
    int elections = 0;
    int failing = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
        if (entry.path().extension() != ".pb") continue;
        INFO(entry.path().filename());
        const io::Pabulib file = io::read_pabulib_file(entry.path());
        for (const Utility utility :
             {Utility::points, Utility::cost, Utility::cardinality, Utility::effort}) {
            const Election election(file.instance, file.profile, utility);
            for (const Completion completion : {Completion::none, Completion::utilitarian})
                CHECK(check_ejr_plus(election, winners(select(election, {Rule::equal_shares,
                                                                         completion,
                                                                         {}}))).holds);
            const std::vector<int> greedy =
                winners(select(election, {Rule::greedy_votes, Completion::none, {}}));
            const EjrPlus checked = check_ejr_plus(election, greedy);
            for (const UnderservedGroup& each : checked.underserved)
                check_group(election, greedy, each);
            failing += checked.holds ? 0 : 1;
        }
        ++elections;
    }
    CHECK(elections == 20);
    CHECK(failing > 5);
}
