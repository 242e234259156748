#include "areena/selection/certificate.hpp"
#include "areena/selection/select.hpp"

#include "areena/io/json.hpp"
#include "areena/io/pabulib.hpp"
#include "elections.hpp"
#include "support/files.hpp"

#include "catch.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

// Outcomes of pabutools and of the tool of equalshares.net (MIT) on real and made-up elections.
// They are not part of this repository: see support/files.hpp.

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;
using areena::tests::read_file;
using areena::tests::reference_data;

namespace {

using Ids = std::vector<std::string>;

/// One election as pabutools decides it, ties by name.
struct Decided {
    Ids lexico_order;
    Ids winners;
    std::int64_t total_cost = 0;
    std::string budget_limit;
    Ids phragmen;
    Ids greedy_cost;
    Ids greedy_cardinality;
    Ids cost;
    Ids cardinality;
    Ids effort;

    bool operator==(const Decided&) const = default;
};

struct Parameters {
    Ids ties;
    std::string completion;
    Ids add1_options;
    std::string comparison;
    std::string accuracy;
    std::int64_t increment = 1;

    bool operator==(const Parameters&) const = default;
};

struct Result {
    Ids winners;
    std::int64_t cost = 0;
    double approved = 0;
    std::map<std::string, std::int64_t> utilities;
    double share = 0;

    bool operator==(const Result&) const = default;
};

/// One run of the tool of equalshares.net.
struct ToolRun {
    std::string fixture;
    Parameters parameters;
    std::optional<Result> result;
    std::string error;

    bool operator==(const ToolRun&) const = default;
};

constexpr std::array<Field, 10> decided_fields{
    field<&Decided::lexico_order>("lexico_order", "The order of ties."),
    field<&Decided::winners>("winners", "Equal shares."),
    field<&Decided::total_cost>("total_cost", "What they cost."),
    field<&Decided::budget_limit>("budget_limit", "The budget."),
    field<&Decided::phragmen>("phragmen", "Sequential Phragmen."),
    field<&Decided::greedy_cost>("greedy_cost", "Greedy, cost utility."),
    field<&Decided::greedy_cardinality>("greedy_cardinality", "Greedy, cardinality utility."),
    field<&Decided::cost>("cost", "Equal shares, cost utility."),
    field<&Decided::cardinality>("cardinality", "Equal shares, cardinality utility."),
    field<&Decided::effort>("effort", "Equal shares, effort utility."),
};

constexpr std::array<Field, 6> parameter_fields{
    field<&Parameters::ties>("tieBreaking", "Keys; none: refuse."),
    field<&Parameters::completion>("completion", "What goes on."),
    field<&Parameters::add1_options>("add1options", "Where add-1 begins and ends."),
    field<&Parameters::comparison>("comparison", "With the outcome of greedy."),
    field<&Parameters::accuracy>("accuracy", "Numbers."),
    field<&Parameters::increment>("increment", "What shares grow by."),
};

constexpr std::array<Field, 5> result_fields{
    field<&Result::winners>("winners", "In order."),
    field<&Result::cost>("totalCost", "What they cost."),
    field<&Result::approved>("avgApprovedProjects", "Winners a voter approves, on average."),
    field<&Result::utilities>("utilityDistribution", "Voters by winners they approve."),
    field<&Result::share>("endowment", "What each voter held."),
};

constexpr std::array<Field, 4> run_fields{
    field<&ToolRun::fixture>("fixture", "The election."),
    field<&ToolRun::parameters>("params", "What was asked."),
    field<&ToolRun::result>("result", "What came out."),
    field<&ToolRun::error>("error", "Or what went wrong."),
};

}  // namespace

template <>
const Type& areena::type_of<Decided>() {
    static const Type type = record<Decided>("Decided", "Outcomes.", decided_fields);
    return type;
}
template <>
const Type& areena::type_of<Parameters>() {
    static const Type type = record<Parameters>("Parameters", "Choices.", parameter_fields);
    return type;
}
template <>
const Type& areena::type_of<Result>() {
    static const Type type = record<Result>("Result", "An outcome.", result_fields);
    return type;
}
template <>
const Type& areena::type_of<ToolRun>() {
    static const Type type = record<ToolRun>("ToolRun", "A run.", run_fields);
    return type;
}

namespace {

template <class T>
std::map<std::string, T> read_cases(const std::filesystem::path& path) {
    std::map<std::string, T> cases;
    for (const Finding& finding : io::read_json(read_file(path), cases))
        FAIL_CHECK(to_string(finding));
    return cases;
}

Ids ids_of(const Instance& instance, const std::vector<int>& projects) {
    Ids ids;
    for (const int p : projects) ids.push_back(instance.projects[static_cast<std::size_t>(p)].id);
    return ids;
}

Ids winners(const io::Pabulib& file, Utility utility, const RuleOptions& options) {
    const Election election(file.instance, file.profile, utility);
    const Selection selection = select(election, options);
    CHECK(faults(certify(election, options, selection)) == "");
    std::vector<int> projects;
    for (const Round& round : selection.rounds) projects.push_back(round.project);
    return ids_of(file.instance, projects);
}

Ids sorted(Ids ids) {
    std::ranges::sort(ids);
    return ids;
}

RuleOptions by_name(Rule rule) {
    RuleOptions options{rule, Completion::none, {}};
    options.ties.ties = {TieKey::id};
    return options;
}

/// Compares what the case holds; says how much that was.
int compare(const io::Pabulib& file, const Decided& decided, Utility usual) {
    int compared = 0;
    const auto check = [&](const Ids& expected, Rule rule, Utility utility) {
        if (expected.empty()) return;
        CHECK(sorted(winners(file, utility, by_name(rule))) == sorted(expected));
        ++compared;
    };
    check(decided.winners, Rule::equal_shares, usual);
    check(decided.cost, Rule::equal_shares, Utility::cost);
    check(decided.cardinality, Rule::equal_shares, Utility::cardinality);
    check(decided.effort, Rule::equal_shares, Utility::effort);
    check(decided.phragmen, Rule::phragmen, Utility::cardinality);
    // By utility per cost: that of a cost utility is the number of votes.
    check(decided.greedy_cost, Rule::greedy_votes, Utility::cost);
    check(decided.greedy_cost, Rule::greedy_per_cost, Utility::cost);
    check(decided.greedy_cardinality, Rule::greedy_per_cost, Utility::cardinality);
    return compared;
}

RuleOptions as_asked(const Parameters& parameters, const io::Pabulib& file) {
    static const std::map<std::string, TieKey> keys{{"maxVotes", TieKey::max_votes},
                                                    {"minCost", TieKey::min_cost},
                                                    {"maxCost", TieKey::max_cost}};
    static const std::map<std::string, Completion> completions{
        {"none", Completion::none},
        {"utilitarian", Completion::utilitarian},
        {"add1", Completion::add1},
        {"add1u", Completion::add1_utilitarian}};
    RuleOptions options;
    options.completion = completions.at(parameters.completion);
    options.ties.ties.clear();
    for (const std::string& key : parameters.ties) options.ties.ties.push_back(keys.at(key));
    options.ties.ties.push_back(TieKey::refuse);
    options.money_unit = file.money_unit;
    options.increment = parameters.increment;
    return options;
}

/// The tool leaves ties of its completion by votes to the order of the keys of a JavaScript object,
/// which is that of the ids as numbers, whatever keys it was asked for.
void leave_completion_to_ids(const Election& election, RuleOptions& options) {
    options.completion = Completion::none;
    for (const Round& round : select(election, options).rounds)
        options.ties.order.push_back(round.project);
    options.completion = Completion::utilitarian;
    options.ties.ties = {TieKey::order, TieKey::max_votes, TieKey::id};
}

void compare(const io::Pabulib& file, const ToolRun& run) {
    RuleOptions options = as_asked(run.parameters, file);
    const Election election(file.instance, file.profile, Utility::cost);
    if (options.completion == Completion::utilitarian) leave_completion_to_ids(election, options);
    const Selection selection = select(election, options);
    CHECK(faults(certify(election, options, selection)) == "");
    std::vector<int> projects;
    for (const Round& round : selection.rounds) projects.push_back(round.project);
    if (!run.result) {
        CHECK_FALSE(selection.finished);
        for (const std::string& id : ids_of(file.instance, selection.refused))
            CHECK(run.error.find(id) != std::string::npos);
        CHECK(selection.refused.size() > 1);
        return;
    }
    CHECK(selection.finished);
    CHECK(ids_of(file.instance, projects) == run.result->winners);
    CHECK(selection.cost == run.result->cost * file.money_unit);
    CHECK(selection.share.to_double() / static_cast<double>(file.money_unit) ==
          Approx(run.result->share).epsilon(1e-12));
}

}  // namespace

TEST_CASE("outcomes are those of pabutools, for every kind of ballot", "[selection][golden]") {
    const auto folder = reference_data("selection/reference");
    if (!folder) AREENA_SKIP("the reference cases are not at hand");
    int compared = 0;
    for (const char* name : {"pabutools_reference.json", "pabutools_rules_reference.json",
                             "pabutools_satisfaction_reference.json",
                             "pabutools_cardinal_reference.json",
                             "pabutools_ordinal_reference.json"}) {
        for (const auto& [path, decided] : read_cases<Decided>(*folder / name)) {
            INFO(name << ", " << path);
            const std::string prefix = "test/fixtures/";
            REQUIRE(path.starts_with(prefix));
            const io::Pabulib file = io::read_pabulib_file(*folder / path.substr(prefix.size()));
            const bool has_points = file.profile.kind != BallotKind::approval;
            compared += compare(file, decided, has_points ? Utility::points : Utility::cost);
        }
    }
    CHECK(compared == 4 + 3 * 4 + 3 * 3 + 3 + 2);
}

TEST_CASE("a completion by votes breaks its ties as asked", "[selection][golden]") {
    const auto path = reference_data("selection/reference/pb/hungary_budapest_2024.pb");
    if (!path) AREENA_SKIP("the reference cases are not at hand");
    const io::Pabulib file = io::read_pabulib_file(*path);
    RuleOptions options;
    options.completion = Completion::utilitarian;
    options.ties.ties = {TieKey::max_votes, TieKey::max_cost};
    // Three projects of 31 votes are left for the last 17 million: the dearest goes first.
    const Ids ids = winners(file, Utility::cost, options);
    CHECK(ids.back() == "598");
    options.ties.ties = {TieKey::max_votes, TieKey::id};
    const Ids by_id = winners(file, Utility::cost, options);
    CHECK(Ids(by_id.end() - 2, by_id.end()) == Ids{"559", "573"});
}

TEST_CASE("outcomes are those of the tool of equalshares.net, in order", "[selection][golden]") {
    const auto folder = reference_data("selection/reference");
    if (!folder) AREENA_SKIP("the reference cases are not at hand");
    std::size_t compared = 0;
    for (const char* name : {"js_reference.json", "pb_reference.json"})
        for (const auto& [key, run] : read_cases<ToolRun>(*folder / name)) {
            INFO(name << ", " << key);
            const auto path = run.fixture.empty()
                                  ? *folder / "poland_wieliczka_2023_green-budget.pb"
                                  : *folder / "pb" / run.fixture;
            compare(io::read_pabulib_file(path), run);
            ++compared;
        }
    CHECK(compared == 8 + 18);
}
