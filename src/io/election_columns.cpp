#include "areena/io/election_columns.hpp"

#include "areena/core/error.hpp"
#include "core/rational_access.hpp"
#include "io/key_column.hpp"
#include "io/pabulib_groups.hpp"
#include "io/pabulib_rows.hpp"
#include "io/in_quotes.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace areena::io {
namespace {

using detail::KeyColumn;
using detail::PabulibVote;
using detail::in_quotes;
using selection::BallotKind;

constexpr std::size_t most_findings = 100;
constexpr std::int64_t largest = std::int64_t{1} << 62;
constexpr std::int64_t millionth = 1'000'000;

/// One of the tables, and what is wrong with it.
class GivenTable {
public:
    GivenTable(std::string name, const std::vector<GivenColumn>& columns,
               std::vector<Finding>& findings)
        : name_(std::move(name)), columns_(columns), findings_(findings) {
        for (const GivenColumn& column : columns_)
            if (column.size() != num_rows())
                fault("selection.column", column.name,
                      "has " + std::to_string(column.size()) + " rows and column " +
                          in_quotes(columns_.front().name) + " " + std::to_string(num_rows()),
                      "columns of equal length");
    }

    [[nodiscard]] std::size_t num_rows() const {
        return columns_.empty() ? 0 : columns_.front().size();
    }
    /// Null if there is none, or if it is of another length.
    [[nodiscard]] const GivenColumn* find(std::string_view name) const {
        for (const GivenColumn& column : columns_)
            if (column.name == name && column.size() == num_rows()) return &column;
        return nullptr;
    }
    [[nodiscard]] const GivenColumn* need(std::string_view name) {
        const GivenColumn* found = find(name);
        if (!found && std::ranges::count(columns_, name, &GivenColumn::name) == 0)
            fault("selection.column", std::string(name), "is missing", "a column of that name");
        return found;
    }

    void fault(const char* code, const std::string& column, const std::string& message,
               const std::string& expected = {}) {
        add(code, name_ + ": column " + in_quotes(column) + " " + message, "/" + name_ + "/" + column,
            expected, {});
    }
    void cell_fault(const char* code, const GivenColumn& column, std::size_t row,
                    const std::string& message, const std::string& got = {},
                    std::vector<std::string> near = {}) {
        add(code,
            name_ + ", column " + in_quotes(column.name) + ", row " + std::to_string(row) +
                " (from 0): " + message,
            "/" + name_ + "/" + column.name + "/" + std::to_string(row), {}, got, std::move(near));
    }

    /// The number in a row; none, and told, if there is none.
    [[nodiscard]] std::optional<Rational> number(const GivenColumn& column, std::size_t row) {
        if (column.is_missing(row)) {
            cell_fault("selection.cell", column, row, "there is no number");
            return std::nullopt;
        }
        if (const auto* whole = std::get_if<std::vector<std::int64_t>>(&column.values)) {
            Rational value = (*whole)[row];
            for (int i = 0; i < column.scale; ++i) value /= 10;
            return value;
        }
        if (const auto* exact = std::get_if<std::vector<Rational>>(&column.values))
            return (*exact)[row];
        if (const auto* reals = std::get_if<std::vector<double>>(&column.values)) {
            if (std::isfinite((*reals)[row])) return shortest_decimal((*reals)[row]);
            cell_fault("selection.cell", column, row, "the number is not finite");
            return std::nullopt;
        }
        const auto& texts = std::get<GivenTexts>(column.values);
        cell_fault("selection.cell", column, row, "a number is needed, not a text",
                   texts.texts[static_cast<std::size_t>(texts.at[row])]);
        return std::nullopt;
    }

    /// A column of texts; none, and told, if it holds others.
    [[nodiscard]] std::optional<KeyColumn> texts(const GivenColumn& column) {
        if (KeyColumn::can_be(column)) return KeyColumn(column);
        fault("selection.column", column.name, "holds numbers that are not whole",
              "texts or whole numbers");
        return std::nullopt;
    }
    /// A column of ids, one a row; what lacks is told.
    [[nodiscard]] std::optional<KeyColumn> keys(const GivenColumn* column) {
        if (!column) return std::nullopt;
        const auto made = texts(*column);
        for (std::size_t row = 0; made && row < num_rows(); ++row)
            if (column->is_missing(row)) cell_fault("selection.cell", *column, row, "there is no id");
        return made;
    }

private:
    void add(const char* code, std::string message, std::string path, const std::string& expected,
             const std::string& got, std::vector<std::string> near = {}) {
        if (findings_.size() >= most_findings) return;
        Finding finding;
        finding.code = code;
        finding.message = std::move(message);
        finding.path = std::move(path);
        finding.expected = expected;
        finding.got = detail::shorten(got, 60);
        finding.nearest = std::move(near);
        findings_.push_back(std::move(finding));
    }

    std::string name_;
    const std::vector<GivenColumn>& columns_;
    std::vector<Finding>& findings_;
};

class ElectionMaker {
public:
    explicit ElectionMaker(const ElectionColumns& given)
        : given_(given),
          projects_("projects", given.projects, findings_),
          votes_("votes", given.votes, findings_),
          voters_("voters", given.voters ? *given.voters : none_, findings_) {}

    Pabulib make() {
        read_projects();
        read_voters();
        read_kind();
        read_votes();
        if (!findings_.empty())
            throw Error("selection.columns", "the columns make no election", std::move(findings_));
        describe();
        group();
        return std::move(election_);
    }

private:
    void read_projects() {
        const auto ids = projects_.keys(projects_.need("id"));
        const GivenColumn* costs = projects_.need("cost");
        const GivenColumn* names = projects_.find("name");
        const auto called = names ? projects_.texts(*names) : std::nullopt;
        if (!ids || !costs) return;
        std::vector<Rational> amounts{given_.budget};
        for (std::size_t row = 0; row < projects_.num_rows(); ++row) {
            const auto cost = projects_.number(*costs, row);
            if (cost && cost->sign() < 0)
                projects_.cell_fault("selection.cost", *costs, row, "a cost is negative",
                                     to_string(*cost));
            amounts.push_back(cost.value_or(0));
            if (!project_keys_.add(ids->text(row)))
                projects_.cell_fault("selection.duplicate_project", *projects_.find("id"), row,
                                     "two projects have the same id", ids->text(row));
            election_.instance.projects.push_back({ids->text(row), 0});
            election_.projects.push_back({called ? called->text(row) : "", "", "", ""});
        }
        settle_money(amounts, *costs);
    }

    /// Amounts become whole numbers of the coarsest decimal unit, down to a millionth.
    void settle_money(const std::vector<Rational>& amounts, const GivenColumn& costs) {
        std::int64_t unit = 1;
        std::vector<std::int64_t> whole;
        for (std::size_t i = 0; i < amounts.size(); ++i) {
            const auto scaled = [&] { return amounts[i] * Rational(unit); };
            const auto is_whole = [](const Rational& value) {
                return value == Rational(value.floor());
            };
            while (unit < millionth && scaled() < Rational(largest) && !is_whole(scaled()))
                unit *= 10;
            const bool fits = scaled() < Rational(largest) && scaled() > Rational(-largest);
            if (fits && is_whole(scaled())) continue;
            const char* rule = "has more than 6 decimals, or is out of range";
            if (i > 0)
                projects_.cell_fault("selection.cost", costs, i - 1, std::string("the cost ") + rule,
                                     to_string(amounts[i]));
            else
                throw Error("selection.budget", std::string("the budget ") + rule);
        }
        if (amounts.front().sign() < 0)
            throw Error("selection.budget", "the budget is " + to_string(amounts.front()) +
                                                "; it must not be negative");
        if (!findings_.empty()) return;
        for (std::size_t i = 0; i < amounts.size(); ++i) {
            const Rational scaled = amounts[i] * Rational(unit);
            if (scaled >= Rational(largest))
                throw Error("selection.overflow", "the costs do not fit 62 bits in millionths");
            (i == 0 ? election_.instance.budget : election_.instance.projects[i - 1].cost) =
                scaled.floor();
        }
        election_.money_unit = unit;
    }

    void read_voters() {
        if (!given_.voters) return;
        const auto ids = voters_.keys(voters_.need("voter"));
        const GivenColumn* weights = voters_.find("weight");
        if (!ids) return;
        for (std::size_t row = 0; row < voters_.num_rows(); ++row) {
            if (!voter_keys_.add(ids->text(row)))
                voters_.cell_fault("selection.voters", *voters_.find("voter"), row,
                                   "a voter stands twice", ids->text(row));
            std::int64_t weight = 1;
            if (weights) {
                const auto given = voters_.number(*weights, row);
                const bool is_count = given && given->sign() > 0 && given->is_small() &&
                                      *given == Rational(given->floor());
                if (is_count)
                    weight = given->floor();
                else if (given)
                    voters_.cell_fault("selection.voters", *weights, row,
                                       "a weight is a whole number above 0", to_string(*given));
            }
            weights_.push_back(weight);
        }
    }

    void read_kind() {
        points_ = votes_.find("points");
        const GivenColumn* ranks = votes_.find("rank");
        if (points_ && ranks)
            votes_.fault("selection.column", "rank", "stands beside points", "one of the two");
        BallotKind& kind = election_.profile.kind;
        kind = given_.kind.value_or(points_  ? BallotKind::scoring
                                    : ranks ? BallotKind::ordinal
                                            : BallotKind::approval);
        const bool wants_points = kind == BallotKind::scoring || kind == BallotKind::cumulative;
        if (wants_points) points_ = votes_.need("points");
        if (!wants_points && points_ && kind != BallotKind::ordinal)
            votes_.fault("selection.column", "points", "does not go with ballots of approval",
                         "the kind 'scoring' or 'cumulative'");
        if (ranks && kind != BallotKind::ordinal)
            votes_.fault("selection.column", "rank", "does not go with the kind of ballots",
                         "the kind 'ordinal'");
        if (kind == BallotKind::ordinal && !points_) points_ = votes_.need("rank");
        is_ranked_ = ranks != nullptr;
    }

    void read_votes() {
        const auto voters = votes_.keys(votes_.need("voter"));
        const auto projects = votes_.keys(votes_.need("project"));
        if (!voters || !projects) return;
        voter_of_ = voters->resolve([this](const std::string& id) {
            if (given_.voters) return voter_keys_.find(id);
            static_cast<void>(voter_keys_.add(id));
            return voter_keys_.find(id);
        });
        project_of_ = projects->resolve([this](const std::string& id) {
            return project_keys_.find(id);
        });
        weights_.resize(voter_keys_.size(), 1);
        for (std::size_t row = 0; row < votes_.num_rows(); ++row) {
            if (voter_of_[row] == KeyColumn::unknown)
                votes_.cell_fault("selection.voter", *votes_.find("voter"), row,
                                  "the voter is not in the table of voters", voters->text(row));
            if (project_of_[row] == KeyColumn::unknown)
                votes_.cell_fault("selection.project", *votes_.find("project"), row,
                                  "a vote for a project that is not there", projects->text(row),
                                  project_keys_.nearest_to(projects->text(row)));
            if (points_) read_points(row);
        }
    }

    void read_points(std::size_t row) {
        const auto value = votes_.number(*points_, row);
        points_of_.push_back(value.value_or(0));
        if (value && value->sign() < 0)
            votes_.cell_fault("selection.utility", *points_, row, "the points are negative",
                              to_string(*value));
    }

    void describe() {
        static constexpr std::pair<BallotKind, const char*> names[] = {
            {BallotKind::approval, "approval"},     {BallotKind::choose_1, "choose-1"},
            {BallotKind::cumulative, "cumulative"}, {BallotKind::scoring, "scoring"},
            {BallotKind::ordinal, "ordinal"}};
        const char* kind = "";
        for (const auto& [each, name] : names)
            if (each == election_.profile.kind) kind = name;
        std::int64_t voters = 0;
        for (const std::int64_t weight : weights_)
            if (__builtin_add_overflow(voters, weight, &voters) || voters > largest)
                throw Error("selection.overflow", "the weights together do not fit 62 bits");
        election_.meta = {{"budget", detail::decimal(election_.instance.budget,
                                                     election_.money_unit)},
                          {"vote_type", kind},
                          {"num_projects", std::to_string(election_.instance.projects.size())},
                          {"num_votes", std::to_string(voters)}};
    }

    /// Points in whole numbers of a common unit.
    std::vector<std::int64_t> whole_points() {
        std::vector<std::int64_t> whole(points_of_.size());
        std::int64_t unit = 1;
        for (const Rational& each : points_of_) {
            if (each.is_small() && each == Rational(each.floor())) continue;
            const std::int64_t shared =
                each.is_small() ? RationalAccess::small_denominator(each) : 0;
            if (shared == 0 || __builtin_mul_overflow(unit / std::gcd(unit, shared), shared, &unit))
                throw Error("selection.overflow", "the points have no common unit within 62 bits");
        }
        for (std::size_t i = 0; i < whole.size(); ++i) {
            const Rational scaled = points_of_[i] * Rational(unit);
            if (scaled >= Rational(largest))
                throw Error("selection.overflow", "the points do not fit 62 bits");
            whole[i] = scaled.floor();
        }
        election_.profile.points_unit = unit;
        return whole;
    }

    void group() {
        std::vector<std::int64_t> points = whole_points();
        std::vector<std::size_t> begin(weights_.size() + 1);
        for (const int voter : voter_of_) ++begin[static_cast<std::size_t>(voter) + 1];
        std::partial_sum(begin.begin(), begin.end(), begin.begin());
        std::vector<std::size_t> rows(voter_of_.size());
        std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
        for (std::size_t row = 0; row < rows.size(); ++row)
            rows[next[static_cast<std::size_t>(voter_of_[row])]++] = row;
        detail::BallotGrouper grouper(election_.profile, points_ != nullptr, weights_.size(),
                                      rows.size());
        std::vector<PabulibVote> ballot;
        for (std::size_t voter = 0; voter < weights_.size(); ++voter) {
            const std::span<std::size_t> own(rows.begin() + static_cast<std::ptrdiff_t>(begin[voter]),
                                             rows.begin() +
                                                 static_cast<std::ptrdiff_t>(begin[voter + 1]));
            if (is_ranked_) give_points(own, points);
            std::ranges::sort(own, {}, [this](std::size_t row) { return project_of_[row]; });
            ballot.clear();
            for (const std::size_t row : own) {
                if (!ballot.empty() && ballot.back().project == project_of_[row])
                    votes_.cell_fault("selection.duplicate_vote", *votes_.find("project"), row,
                                      "the voter has voted for it before",
                                      election_.instance.projects[static_cast<std::size_t>(
                                                                      project_of_[row])]
                                          .id);
                ballot.push_back({project_of_[row], points_ ? points[row] : 1});
            }
            if (election_.profile.kind == BallotKind::choose_1 && own.size() > 1)
                votes_.cell_fault("selection.cell", *votes_.find("project"), own[1],
                                  "a second choice where one was asked for");
            if (findings_.empty()) grouper.add(ballot, weights_[voter]);
        }
        if (!findings_.empty())
            throw Error("selection.columns", "the columns make no election", std::move(findings_));
    }

    /// Ranks of one ballot become points: none for the last.
    void give_points(std::span<std::size_t> own, std::vector<std::int64_t>& points) {
        std::ranges::sort(own, {}, [&](std::size_t row) { return points[row]; });
        for (std::size_t i = 1; i < own.size(); ++i)
            if (points[own[i - 1]] == points[own[i]])
                votes_.cell_fault("selection.cell", *points_, own[i],
                                  "two projects of a ballot have the same rank");
        election_.profile.points_unit = 1;
        for (std::size_t i = 0; i < own.size(); ++i)
            points[own[i]] = static_cast<std::int64_t>(own.size() - 1 - i);
    }

    const ElectionColumns& given_;
    const std::vector<GivenColumn> none_;
    std::vector<Finding> findings_;
    GivenTable projects_;
    GivenTable votes_;
    GivenTable voters_;
    Pabulib election_;
    detail::KeyIndex project_keys_;
    detail::KeyIndex voter_keys_;
    std::vector<std::int64_t> weights_;  // by voter
    const GivenColumn* points_ = nullptr;
    bool is_ranked_ = false;
    std::vector<int> voter_of_;  // by row of the votes
    std::vector<int> project_of_;
    std::vector<Rational> points_of_;
};

}  // namespace

Pabulib election_from_columns(const ElectionColumns& columns) {
    return ElectionMaker(columns).make();
}

}  // namespace areena::io
