#include "areena/selection/select.hpp"

#include "areena/io/json.hpp"
#include "elections.hpp"
#include "support/files.hpp"

#include "catch.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <sstream>

// Committee elections, every candidate at the cost of 1: 360 of them with all tied committees of
// many rules, as the tests of abcvoting (MIT) hold them. They are not part of this repository.

using namespace areena;
using namespace areena::selection;
using areena::tests::read_file;
using areena::tests::reference_data;

namespace {

using Committee = std::vector<std::int64_t>;

struct Computed {
    std::string rule;
    std::optional<std::vector<Committee>> committees;
    bool is_resolute = false;

    bool operator==(const Computed&) const = default;
};

struct CommitteeElection {
    std::string file;
    std::vector<Computed> computed;
    std::string description;
    std::vector<Committee> ballots;
    std::int64_t candidates = 0;
    std::int64_t seats = 0;

    bool operator==(const CommitteeElection&) const = default;
};

constexpr std::array<Field, 3> computed_fields{
    field<&Computed::rule>("rule_id", "Which rule."),
    field<&Computed::committees>("result", "All tied committees."),
    field<&Computed::is_resolute>("resolute", "Whether the rule was asked for one of them."),
};

constexpr std::array<Field, 6> election_fields{
    field<&CommitteeElection::file>("file", "Its name."),
    field<&CommitteeElection::computed>("compute", "By rule."),
    field<&CommitteeElection::description>("description", "How it was made."),
    field<&CommitteeElection::ballots>("profile", "Approved candidates of each voter."),
    field<&CommitteeElection::candidates>("num_cand", "Candidates."),
    field<&CommitteeElection::seats>("committeesize", "Seats."),
};

}  // namespace

template <>
const Type& areena::type_of<Computed>() {
    static const Type type = record<Computed>("Computed", "What a rule gives.", computed_fields);
    return type;
}

template <>
const Type& areena::type_of<CommitteeElection>() {
    static const Type type =
        record<CommitteeElection>("CommitteeElection", "An election.", election_fields);
    return type;
}

namespace {

std::vector<CommitteeElection> read_elections(const std::filesystem::path& path) {
    std::vector<CommitteeElection> elections;
    std::istringstream lines(read_file(path));
    for (std::string line; std::getline(lines, line);) {
        const auto findings = io::read_json(line, elections.emplace_back());
        for (const Finding& finding : findings) FAIL_CHECK(to_string(finding));
    }
    return elections;
}

Election prepare(const CommitteeElection& from, std::int64_t cost) {
    Instance instance{from.seats * cost, {}};
    for (std::int64_t c = 0; c < from.candidates; ++c)
        instance.projects.push_back({std::to_string(c), cost});
    Profile profile;
    for (const Committee& approved : from.ballots)
        profile.ballots.push_back(
            approval_ballot(std::vector<int>(approved.begin(), approved.end())));
    return {instance, group(instance, profile), Utility::cardinality};
}

/// The winners of every way to decide the ties: a project that was tied in some round is put right
/// behind the winners before it in the order of ties, which brings the rule to that round again.
void collect(const Election& election, RuleOptions options, std::size_t decided,
             std::set<Committee>& committees) {
    options.ties.ties = {TieKey::order};
    const Selection selection = select(election, options);
    REQUIRE(selection.finished);
    Committee winners;
    for (const Round& round : selection.rounds) winners.push_back(round.project);
    for (std::size_t k = decided; k < selection.rounds.size(); ++k)
        for (const int other : selection.rounds[k].tied) {
            options.ties.order.assign(winners.begin(),
                                      winners.begin() + static_cast<std::ptrdiff_t>(k));
            options.ties.order.push_back(other);
            collect(election, options, k + 1, committees);
        }
    std::ranges::sort(winners);
    committees.insert(winners);
}

/// Ours never seat candidates whom nobody supports; the reference fills up with them, in every way.
void fill_up(const CommitteeElection& election, const Committee& supported, Committee committee,
             std::set<Committee>& committees) {
    if (std::cmp_greater_equal(committee.size(), election.seats)) {
        std::ranges::sort(committee);
        committees.insert(committee);
        return;
    }
    for (std::int64_t c = 0; c < election.candidates; ++c) {
        if (std::ranges::binary_search(supported, c) || std::ranges::count(committee, c) > 0)
            continue;
        Committee larger = committee;
        larger.push_back(c);
        fill_up(election, supported, std::move(larger), committees);
    }
}

std::set<Committee> ours(const CommitteeElection& election, const RuleOptions& options) {
    const Election prepared = prepare(election, 1);
    Committee supported;
    for (int c = 0; c < prepared.num_projects(); ++c)
        if (prepared.votes(c) > 0) supported.push_back(c);
    std::set<Committee> found;
    collect(prepared, options, 0, found);
    std::set<Committee> filled;
    for (const Committee& committee : found) {
        CHECK(std::cmp_equal(committee.size(),
                             std::min<std::size_t>(supported.size(),
                                                   static_cast<std::size_t>(election.seats))));
        fill_up(election, supported, committee, filled);
    }
    return filled;
}

const std::vector<Committee>& theirs(const CommitteeElection& election, const std::string& rule) {
    const auto found = std::ranges::find_if(election.computed, [&](const Computed& c) {
        return c.rule == rule && !c.is_resolute;
    });
    REQUIRE(found != election.computed.end());
    REQUIRE(found->committees);
    return *found->committees;
}

}  // namespace

TEST_CASE("committees come out as abcvoting has them, with every tie", "[selection][golden]") {
    const auto path = reference_data("selection/abc/abcvoting_expected.jsonl");
    if (!path) AREENA_SKIP("the committee elections are not at hand");
    const std::vector<CommitteeElection> elections = read_elections(*path);
    REQUIRE(elections.size() == 360);
    struct Named {
        const char* name;
        Rule rule;
        Completion completion;
    };
    constexpr std::array<Named, 4> rules{{
        {"av", Rule::greedy_votes, Completion::none},
        {"seqphragmen", Rule::phragmen, Completion::none},
        {"equal-shares", Rule::equal_shares, Completion::phragmen},
        {"equal-shares-with-av-completion", Rule::equal_shares, Completion::utilitarian},
    }};
    for (const auto& [name, rule, completion] : rules) {
        RuleOptions options;
        options.rule = rule;
        options.completion = completion;
        std::size_t with_ties = 0;
        for (const CommitteeElection& election : elections) {
            INFO(name << ", " << election.file);
            std::set<Committee> expected;
            for (Committee committee : theirs(election, name)) {
                std::ranges::sort(committee);
                expected.insert(committee);
            }
            CHECK(ours(election, options) == expected);
            with_ties += expected.size() > 1 ? 1 : 0;
        }
        CHECK(with_ties > 90);
    }
}
