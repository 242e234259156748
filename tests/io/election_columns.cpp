#include "areena/io/election_columns.hpp"

#include "areena/core/error.hpp"
#include "areena/core/random.hpp"
#include "areena/io/selection_tables.hpp"
#include "catch.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

using namespace areena;
using namespace areena::io;
using selection::BallotKind;

namespace {

std::vector<GivenColumn> taken(const ArrowTable& table, std::span<const std::string_view> wanted,
                               std::size_t chunk_rows) {
    ArrowArrayStream stream;
    ArrowOptions options;
    options.chunk_rows = chunk_rows;
    export_stream(table, options, stream);
    auto columns = read_columns(stream, wanted);
    CHECK(stream.release == nullptr);
    return columns;
}

GivenColumn whole(std::string name, std::vector<std::int64_t> values) {
    return {std::move(name), std::move(values), 0, {}};
}

GivenColumn texts(std::string name, const std::vector<std::string>& values) {
    GivenTexts made;
    for (const std::string& value : values) {
        made.at.push_back(static_cast<std::int32_t>(made.texts.size()));
        made.texts.push_back(value);
    }
    return {std::move(name), std::move(made), 0, {}};
}

ElectionColumns small() {
    ElectionColumns columns;
    columns.budget = 100;
    columns.projects = {texts("id", {"park", "bridge"}), whole("cost", {60, 50})};
    columns.votes = {whole("voter", {1, 2, 2}), texts("project", {"park", "park", "bridge"})};
    return columns;
}

/// Codes of the findings, in order, with their paths.
std::vector<std::string> faults(const ElectionColumns& columns) {
    try {
        static_cast<void>(election_from_columns(columns));
    } catch (const Error& error) {
        std::vector<std::string> all;
        for (const Finding& finding : error.findings())
            all.push_back(finding.code + " " + finding.path);
        if (all.empty()) all.push_back(error.code());
        return all;
    }
    return {};
}

Pabulib random_election(Random& random) {
    Pabulib election;
    auto& instance = election.instance;
    instance.budget = static_cast<std::int64_t>(random.below(1000));
    const auto n = static_cast<int>(1 + random.below(6));
    for (int p = 0; p < n; ++p) {
        instance.projects.push_back({"p" + std::to_string(p),
                                     static_cast<std::int64_t>(random.below(300))});
        election.projects.push_back({"Project, " + std::to_string(p), "", "", ""});
    }
    const bool has_points = random.below(2) == 0;
    selection::Profile profile;
    for (std::uint64_t v = 0; v < random.below(12); ++v) {
        selection::Ballot ballot;
        for (int p = 0; p < n; ++p)
            if (random.below(2) == 0)
                ballot.votes.push_back(
                    {p, has_points ? Rational(static_cast<std::int64_t>(random.below(5)),
                                              static_cast<std::int64_t>(1 + random.below(3)))
                                   : Rational(1)});
        profile.ballots.push_back(std::move(ballot));
    }
    election.profile = selection::group(instance, profile);
    if (!has_points) {
        election.profile.points.clear();
        election.profile.kind = BallotKind::approval;
    }
    return election;
}

}  // namespace

TEST_CASE("a double counts as its shortest decimal", "[io][unit]") {
    CHECK(shortest_decimal(0.1) == Rational(1, 10));
    CHECK(shortest_decimal(-2.5) == Rational(-5, 2));
    CHECK(shortest_decimal(3) == Rational(3));
    CHECK(shortest_decimal(1e20) == Rational(10'000'000'000) * Rational(10'000'000'000));
    CHECK(shortest_decimal(0) == Rational());
    CHECK(shortest_decimal(1234.5678) == Rational(12'345'678, 10'000));
    CHECK(widened(0.1F) == 0.1);
}

TEST_CASE("an election is made again of its tables", "[io][property]") {
    Random random(41);
    for (int i = 0; i < 300; ++i) {
        const Pabulib election = random_election(random);
        const ElectionTables tables = election_tables(election);
        const std::size_t chunk = 1 + random.below(4);
        ElectionColumns columns;
        columns.budget = election.instance.budget;
        columns.kind = election.profile.kind;
        columns.projects = taken(tables.projects, project_columns, chunk);
        columns.votes = taken(tables.votes, vote_columns, chunk);
        columns.voters = taken(tables.voters, voter_columns, chunk);
        for (GivenColumn& column : columns.votes)  // fractions are texts in Arrow
            if (column.name == "points" && std::holds_alternative<GivenTexts>(column.values)) {
                std::vector<Rational> exact;
                const auto& given = std::get<GivenTexts>(column.values);
                for (const std::int32_t t : given.at)
                    exact.push_back(Rational::parse(given.texts[static_cast<std::size_t>(t)]));
                column.values = std::move(exact);
            }
        const Pabulib again = election_from_columns(columns);
        CHECK(again.instance == election.instance);
        CHECK(again.projects == election.projects);
        CHECK(again.profile.voters == election.profile.voters);
        CHECK(again.profile.projects == election.profile.projects);
        CHECK(again.profile.begin == election.profile.begin);
        REQUIRE(again.profile.points.size() == election.profile.points.size());
        for (std::size_t v = 0; v < again.profile.points.size(); ++v)
            CHECK(Rational(again.profile.points[v], again.profile.points_unit) ==
                  Rational(election.profile.points[v], election.profile.points_unit));
    }
}

TEST_CASE("equal ballots are one, and whole numbers are ids as texts are", "[io][unit]") {
    ElectionColumns columns = small();
    columns.projects[0] = whole("id", {7, 8});
    columns.votes = {whole("voter", {5, 6, 6, 5}), whole("project", {8, 7, 8, 7})};
    const Pabulib election = election_from_columns(columns);
    CHECK(election.profile.voters == std::vector<std::int64_t>{2});
    CHECK(election.profile.projects == std::vector<int>{0, 1});
    CHECK(election.instance.projects[1].id == "8");
    columns.votes[1] = texts("project", {"8", "7", "8", "7"});
    CHECK(election_from_columns(columns) == election);
}

TEST_CASE("voters without votes, and weights, come from a table of voters", "[io][unit]") {
    ElectionColumns columns = small();
    CHECK(election_from_columns(columns).profile.num_voters() == 2);
    columns.voters = {whole("voter", {1, 2, 3}), whole("weight", {1, 5, 2})};
    const Pabulib election = election_from_columns(columns);
    CHECK(election.profile.num_voters() == 8);
    CHECK(election.profile.voters == std::vector<std::int64_t>{1, 5, 2});
    CHECK(election.profile.begin == std::vector<std::size_t>{0, 1, 3, 3});
}

TEST_CASE("amounts are exact, and money has the coarsest decimal unit", "[io][unit]") {
    ElectionColumns columns = small();
    columns.projects[1] = {"cost", std::vector<double>{60.1, 50}, 0, {}};
    Pabulib election = election_from_columns(columns);
    CHECK(election.money_unit == 10);
    CHECK(election.instance.projects[0].cost == 601);
    CHECK(election.instance.budget == 1000);
    // Whatever lies behind the digits of a number that is written down in between.
    for (const double cost : {1.2345e8, 60.1, 3e-6, 100.0, 60.1}) {
        columns.projects[1] = {"cost", std::vector<double>{cost, 50}, 0, {}};
        election = election_from_columns(columns);
        CHECK(election.instance.projects[0].cost ==
              std::llround(cost * static_cast<double>(election.money_unit)));
    }
    columns.projects[1] = {"cost", std::vector<std::int64_t>{6025, 5000}, 2, {}};
    election = election_from_columns(columns);
    CHECK(election.money_unit == 100);
    CHECK(election.instance.projects[0].cost == 6025);
    columns.projects[1] = {"cost", std::vector<Rational>{Rational(1, 3), 50}, 0, {}};
    CHECK(faults(columns) == std::vector<std::string>{"selection.cost /projects/cost/0"});
    columns = small();
    columns.votes.push_back({"points", std::vector<Rational>{Rational(1, 3), 2, Rational(1, 2)}, 0,
                             {}});
    election = election_from_columns(columns);
    CHECK(election.profile.points_unit == 6);
    CHECK(election.profile.points == std::vector<std::int64_t>{2, 12, 3});
}

TEST_CASE("ranks become points of Borda", "[io][unit]") {
    ElectionColumns columns = small();
    columns.votes.push_back(whole("rank", {1, 4, 2}));
    const Pabulib election = election_from_columns(columns);
    CHECK(election.profile.kind == BallotKind::ordinal);
    CHECK(election.profile.points == std::vector<std::int64_t>{0, 0, 1});
    columns.votes[2] = whole("rank", {1, 2, 2});
    CHECK(faults(columns) == std::vector<std::string>{"selection.cell /votes/rank/2"});
}

TEST_CASE("every fault of the columns is told, with its table, column and row", "[io][unit]") {
    ElectionColumns columns = small();
    columns.projects[1] = whole("cost", {-1, 50});
    columns.votes[1] = texts("project", {"park", "perk", "bridge"});
    columns.votes[0].missing = {0, 0, 1};
    CHECK(faults(columns) ==
          std::vector<std::string>{"selection.cost /projects/cost/0", "selection.cell /votes/voter/2",
                                   "selection.project /votes/project/1"});
    columns = small();
    columns.votes[0] = whole("voter", {1, 2});
    CHECK(faults(columns).front() == "selection.column /votes/project");
    columns = small();
    columns.votes.erase(columns.votes.begin());
    CHECK(faults(columns) == std::vector<std::string>{"selection.column /votes/voter"});
    columns = small();
    columns.votes[1] = texts("project", {"park", "park", "park"});
    CHECK(faults(columns) == std::vector<std::string>{"selection.duplicate_vote /votes/project/2"});
    columns = small();
    columns.projects[0] = texts("id", {"park", "park"});
    CHECK(faults(columns).front() == "selection.duplicate_project /projects/id/1");
    columns = small();
    columns.voters = {whole("voter", {1}), whole("weight", {0})};
    CHECK(faults(columns) ==
          std::vector<std::string>{"selection.voters /voters/weight/0",
                                   "selection.voter /votes/voter/1", "selection.voter /votes/voter/2"});
    columns = small();
    columns.voters = {whole("voter", {1, 2, 1})};
    CHECK(faults(columns) == std::vector<std::string>{"selection.voters /voters/voter/2"});
    columns = small();
    columns.votes.push_back(whole("points", {1, -2, 3}));
    CHECK(faults(columns) == std::vector<std::string>{"selection.utility /votes/points/1"});
    columns.kind = BallotKind::approval;
    CHECK(faults(columns).front() == "selection.column /votes/points");
    columns = small();
    columns.kind = BallotKind::scoring;
    CHECK(faults(columns) == std::vector<std::string>{"selection.column /votes/points"});
    columns.kind = BallotKind::choose_1;
    CHECK(faults(columns) == std::vector<std::string>{"selection.cell /votes/project/2"});
    columns = small();
    columns.budget = -1;
    CHECK(faults(columns) == std::vector<std::string>{"selection.budget"});
    columns = small();
    columns.projects[1] = texts("cost", {"60", "50"});
    CHECK(faults(columns).size() == 2);
    columns.projects[1] = {"cost", std::vector<double>{60, 1.0 / 0.0}, 0, {}};
    CHECK(faults(columns) == std::vector<std::string>{"selection.cell /projects/cost/1"});
    columns = small();
    columns.projects[0] = {"id", std::vector<double>{1.5, 2}, 0, {}};
    CHECK(faults(columns).front() == "selection.column /projects/id");
}

TEST_CASE("what a .pb file cannot hold is not written", "[io][unit]") {
    const auto code = [](const Pabulib& election) {
        try {
            static_cast<void>(write_pabulib(election));
        } catch (const Error& error) {
            return error.code();
        }
        return std::string();
    };
    ElectionColumns columns = small();
    CHECK(code(election_from_columns(columns)).empty());
    CHECK(read_pabulib(write_pabulib(election_from_columns(columns))).profile ==
          election_from_columns(columns).profile);
    columns.votes.push_back({"points", std::vector<Rational>{Rational(1, 3), 2, 3}, 0, {}});
    CHECK(code(election_from_columns(columns)) == "pabulib.write");
    columns = small();
    columns.projects[0] = texts("id", {"park, large", "bridge"});
    columns.votes = {whole("voter", {1}), texts("project", {"park, large"})};
    CHECK(code(election_from_columns(columns)) == "pabulib.write");
    columns.votes = {whole("voter", {1}), texts("project", {"bridge"})};
    CHECK(code(election_from_columns(columns)).empty());
    columns.projects[0] = texts("id", {" park", "bridge"});
    CHECK(code(election_from_columns(columns)) == "pabulib.write");
}
