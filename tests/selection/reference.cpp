#include "areena/selection/equal_shares.hpp"
#include "areena/selection/select.hpp"
#include "areena/selection/utilitarian.hpp"
#include "areena/selection/verify.hpp"

#include "areena/io/json.hpp"
#include "areena/io/pabulib.hpp"
#include "elections.hpp"
#include "support/files.hpp"

#include "catch.hpp"

#include <array>
#include <map>
#include <optional>

// The reference outcomes were computed with Python's fractions from the published definition, on
// elections of Pabulib. They are not part of this repository: see support/files.hpp.

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;
using areena::tests::read_file;
using areena::tests::reference_data;

namespace {

struct ExpectedOutcome {
    std::vector<std::string> order;
    std::int64_t ties = 0;
    std::vector<Rational> rho;
    std::vector<double> rho_float;
    std::vector<std::vector<std::string>> tied;  // of the rounds with a tie, the winner among them

    bool operator==(const ExpectedOutcome&) const = default;
};

struct Expected {
    std::string vote_type;
    std::int64_t num_voters = 0;
    std::int64_t num_projects = 0;
    std::int64_t distinct_ballots = 0;
    std::string budget;
    std::string meta_rule;
    std::string tie;
    std::vector<std::string> city_selected;
    std::optional<ExpectedOutcome> mes_cost;
    std::optional<ExpectedOutcome> mes_cardinality;
    std::optional<ExpectedOutcome> mes_score;
    std::vector<std::string> phragmen;
    std::vector<std::string> greedy_votes_skip;

    bool operator==(const Expected&) const = default;
};

constexpr std::array<Field, 5> outcome_fields{
    field<&ExpectedOutcome::order>("order", "Projects as they were bought.", {.required = true}),
    field<&ExpectedOutcome::ties>("ties", "Rounds with a tie.", {.required = true}),
    field<&ExpectedOutcome::rho>("rho", "Of each purchase.", {.required = true}),
    field<&ExpectedOutcome::rho_float>("rho_float", "The same, rounded."),
    field<&ExpectedOutcome::tied>("tied", "The ties.", {.required = true}),
};

constexpr std::array<Field, 13> expected_fields{
    field<&Expected::vote_type>("vote_type", "Kind of ballots."),
    field<&Expected::num_voters>("num_voters", "Ballots."),
    field<&Expected::num_projects>("num_projects", "Projects."),
    field<&Expected::distinct_ballots>("distinct_ballots", "Groups of equal ballots."),
    field<&Expected::budget>("budget", "Budget."),
    field<&Expected::meta_rule>("meta_rule", "The rule used in reality."),
    field<&Expected::tie>("tie", "Tie keys."),
    field<&Expected::city_selected>("city_selected", "What was chosen in reality."),
    field<&Expected::mes_cost>("mes_cost", "Equal shares, cost utility."),
    field<&Expected::mes_cardinality>("mes_cardinality", "Equal shares, cardinality utility."),
    field<&Expected::mes_score>("mes_score", "Equal shares, the ballots' own numbers."),
    field<&Expected::phragmen>("phragmen", "Another rule."),
    field<&Expected::greedy_votes_skip>("greedy_votes_skip", "Another rule."),
};

}  // namespace

template <>
const Type& areena::type_of<ExpectedOutcome>() {
    static const Type type =
        record<ExpectedOutcome>("ExpectedOutcome", "What the rule gives.", outcome_fields);
    return type;
}

template <>
const Type& areena::type_of<Expected>() {
    static const Type type = record<Expected>("Expected", "An election.", expected_fields);
    return type;
}

namespace {

/// The outcome in the words of the reference.
ExpectedOutcome in_words(const Instance& instance, const Outcome& outcome) {
    const auto id = [&](int p) { return instance.projects[static_cast<std::size_t>(p)].id; };
    ExpectedOutcome words;
    for (const Purchase& purchase : outcome.purchases) {
        words.order.push_back(id(purchase.project));
        words.rho.push_back(*purchase.rho);
        if (purchase.tied.empty()) continue;
        words.tied.emplace_back();
        words.tied.back().push_back(id(purchase.project));
        for (const int p : purchase.tied) words.tied.back().push_back(id(p));
        std::ranges::sort(words.tied.back());
    }
    words.ties = static_cast<std::int64_t>(words.tied.size());
    return words;
}

void compare(const Instance& instance, const Profile& profile, ExpectedOutcome expected) {
    const Outcome outcome = equal_shares(instance, profile);
    expected.rho_float.clear();
    for (auto& tied : expected.tied) std::ranges::sort(tied);
    CHECK(in_words(instance, outcome) == expected);
    CHECK(faults(verify(instance, profile, outcome)) == "");
    const Outcome completed = complete_utilitarian(instance, profile, outcome);
    CHECK(faults(verify(instance, profile, completed)) == "");
}

ExpectedOutcome in_words(const Instance& instance, const Selection& selection) {
    Outcome outcome;
    for (const Round& round : selection.rounds) {
        Purchase purchase;
        purchase.project = round.project;
        purchase.rho = round.value;
        purchase.tied = round.tied;
        outcome.purchases.push_back(std::move(purchase));
    }
    return in_words(instance, outcome);
}

void compare_select(const Instance& instance, const GroupedProfile& profile, Utility utility,
                    ExpectedOutcome expected) {
    expected.rho_float.clear();
    for (auto& tied : expected.tied) std::ranges::sort(tied);
    CHECK(in_words(instance, select(Election(instance, profile, utility))) == expected);
}

std::vector<std::string> winners(const Election& election, Rule rule) {
    std::vector<std::string> ids;
    for (const Round& round : select(election, {rule, Completion::none, {}}).rounds)
        ids.push_back(election.instance().projects[static_cast<std::size_t>(round.project)].id);
    return ids;
}

std::vector<std::string> sorted(std::vector<std::string> ids) {
    std::ranges::sort(ids);
    return ids;
}

}  // namespace

TEST_CASE("real elections come out as the exact reference has them", "[selection][golden]") {
    const auto expected_file = reference_data("pabulib/expected_exact.json");
    if (!expected_file) AREENA_SKIP("the reference elections are not at hand");
    std::map<std::string, Expected> elections;
    const std::vector<Finding> findings = io::read_json(read_file(*expected_file), elections);
    for (const Finding& finding : findings) FAIL_CHECK(to_string(finding));
    REQUIRE(elections.size() == 20);
    int compared = 0;
    for (const auto& [name, expected] : elections) {
        INFO(name);
        const io::Pabulib file = io::read_pabulib_file(expected_file->parent_path() / name);
        REQUIRE(file.profile.num_voters() == expected.num_voters);
        REQUIRE(std::cmp_equal(file.instance.projects.size(), expected.num_projects));
        const Profile voters = ungrouped(file.profile);
        const auto run = [&](const std::optional<ExpectedOutcome>& outcome, Utility utility,
                             const Profile& profile) {
            if (!outcome) return;
            compare(file.instance, profile, *outcome);
            compare_select(file.instance, file.profile, utility, *outcome);
            ++compared;
        };
        run(expected.mes_cost, Utility::cost, with_cost_utility(file.instance, voters));
        run(expected.mes_cardinality, Utility::cardinality, with_cardinality_utility(voters));
        run(expected.mes_score, Utility::points, voters);
        const Election election(file.instance, file.profile, Utility::cardinality);
        if (!expected.phragmen.empty()) {
            CHECK(winners(election, Rule::phragmen) == expected.phragmen);
            ++compared;
        }
        CHECK(sorted(winners(election, Rule::greedy_votes)) ==
              sorted(expected.greedy_votes_skip));
    }
    CHECK(compared > 38);
}
