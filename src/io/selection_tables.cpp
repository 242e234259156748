#include "areena/io/selection_tables.hpp"

#include "areena/core/error.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <utility>

namespace areena::io {
namespace {

using selection::Accounts;
using selection::GroupPayment;
using selection::Round;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// A column that owns its values.
template <class Values>
ArrowColumn column(std::string name, Values values) {
    using T = typename Values::value_type;
    ArrowColumn made;
    made.name = std::move(name);
    made.type = &areena::detail::Described<T>::get();
    made.at = [kept = std::make_shared<const Values>(std::move(values))](std::size_t row) {
        return static_cast<const void*>(&(*kept)[row]);
    };
    return made;
}

/// A column of what `value` says of each row.
template <class Value>
ArrowColumn made_column(std::string name, std::size_t rows, Value value) {
    using T = decltype(value(std::size_t{0}));
    std::conditional_t<std::is_same_v<T, bool>, std::deque<T>, std::vector<T>> values;
    for (std::size_t row = 0; row < rows; ++row) values.push_back(value(row));
    return column(std::move(name), std::move(values));
}

/// Ids of projects, each kept once.
class ProjectIds {
public:
    explicit ProjectIds(const Pabulib& election)
        : ids_(std::make_shared<std::vector<std::string>>()) {
        for (const auto& project : election.instance.projects) ids_->push_back(project.id);
    }

    /// A column of the projects of these numbers.
    [[nodiscard]] ArrowColumn column(std::vector<int> projects) const {
        ArrowColumn made;
        made.name = "project";
        made.type = &type_of<std::string>();
        made.at = [ids = ids_, numbers = std::make_shared<const std::vector<int>>(
                                   std::move(projects))](std::size_t row) {
            return static_cast<const void*>(&(*ids)[at((*numbers)[row])]);
        };
        return made;
    }

private:
    std::shared_ptr<std::vector<std::string>> ids_;
};

ArrowTable table(std::size_t rows, std::vector<ArrowColumn> columns) {
    ArrowTable made;
    made.num_rows = rows;
    made.columns = std::move(columns);
    return made;
}

}  // namespace

ElectionTables election_tables(const Pabulib& election) {
    const auto& profile = election.profile;
    const auto& projects = election.instance.projects;
    const std::size_t groups = profile.num_groups();
    std::vector<std::int64_t> votes(projects.size());
    std::vector<std::int64_t> ballots;
    for (std::size_t g = 0; g < groups; ++g)
        for (std::size_t i = profile.begin[g]; i < profile.begin[g + 1]; ++i) {
            ballots.push_back(static_cast<std::int64_t>(g));
            if (profile.points.empty() || profile.points[i] > 0)
                votes[at(profile.projects[i])] += profile.voters[g];
        }
    ElectionTables tables;
    tables.projects = table(
        projects.size(),
        {made_column("id", projects.size(), [&](std::size_t p) { return projects[p].id; }),
         made_column("name", projects.size(),
                     [&](std::size_t p) {
                         return p < election.projects.size() ? election.projects[p].name
                                                             : std::string();
                     }),
         made_column("cost", projects.size(), [&](std::size_t p) { return projects[p].cost; }),
         column("votes", std::move(votes))});
    const std::size_t num_votes = ballots.size();
    tables.votes = table(num_votes, {column("voter", std::move(ballots)),
                                     ProjectIds(election).column(profile.projects)});
    const bool is_approval = profile.kind == selection::BallotKind::approval ||
                             profile.kind == selection::BallotKind::choose_1;
    if (profile.points.empty() && !is_approval)
        tables.votes.columns.push_back(
            column("points", std::vector<std::int64_t>(num_votes, 1)));
    else if (!profile.points.empty() && profile.points_unit == 1)
        tables.votes.columns.push_back(column("points", profile.points));
    else if (!profile.points.empty())
        tables.votes.columns.push_back(
            made_column("points", profile.points.size(), [&](std::size_t i) {
                return Rational(profile.points[i], profile.points_unit);
            }));
    tables.voters = table(
        groups, {made_column("voter", groups,
                             [](std::size_t g) { return static_cast<std::int64_t>(g); }),
                 column("weight", profile.voters)});
    return tables;
}

ArrowTable rounds_table(const Pabulib& election, const selection::Election& made_ready,
                        const selection::Selection& selection, const Accounts& accounts) {
    const auto& rounds = selection.rounds;
    const std::size_t n = rounds.size();
    std::vector<int> projects;
    std::vector<std::int64_t> spent;
    std::vector<std::int64_t> left;
    std::int64_t sum = 0;
    for (const Round& round : rounds) {
        projects.push_back(round.project);
        sum += made_ready.cost(round.project);
        spent.push_back(sum);
        left.push_back(election.instance.budget - sum);
    }
    std::vector<std::optional<std::int64_t>> payers(n);
    std::vector<std::optional<double>> paid(n);
    if (!accounts.left.empty()) {
        payers.assign(n, std::int64_t{0});
        paid.assign(n, 0.0);
    }
    for (const GroupPayment& payment : accounts.payments) {
        const std::int64_t voters = election.profile.voters[at(payment.group)];
        *payers[at(payment.round)] += voters;
        *paid[at(payment.round)] += payment.amount.to_double() * static_cast<double>(voters);
    }
    const auto tied = [&](std::size_t i) {
        std::vector<std::string> ids;
        for (const int p : rounds[i].tied) ids.push_back(election.instance.projects[at(p)].id);
        return ids;
    };
    return table(
        n, {made_column("round", n, [](std::size_t i) { return static_cast<std::int64_t>(i) + 1; }),
            ProjectIds(election).column(projects),
            made_column("cost", n, [&](std::size_t i) { return made_ready.cost(projects[i]); }),
            made_column("votes", n, [&](std::size_t i) { return made_ready.votes(projects[i]); }),
            made_column("value", n, [&](std::size_t i) { return rounds[i].value.to_double(); }),
            made_column("exact", n, [&](std::size_t i) { return rounds[i].value; }),
            made_column("part", n, [&](std::size_t i) { return rounds[i].part.to_double(); }),
            made_column("completes", n, [&](std::size_t i) { return rounds[i].completes; }),
            made_column("tied", n, tied), column("payers", std::move(payers)),
            column("paid", std::move(paid)), column("spent", std::move(spent)),
            column("budget_left", std::move(left))});
}

ArrowTable payments_table(const Pabulib& election, const selection::Selection& selection,
                          const Accounts& accounts) {
    const auto& payments = accounts.payments;
    const std::size_t n = payments.size();
    std::vector<int> projects;
    projects.reserve(n);
    for (const GroupPayment& each : payments)
        projects.push_back(selection.rounds[at(each.round)].project);
    return table(
        n,
        {made_column("round", n, [&](std::size_t i) { return std::int64_t{payments[i].round} + 1; }),
         ProjectIds(election).column(std::move(projects)),
         made_column("ballot", n, [&](std::size_t i) { return std::int64_t{payments[i].group}; }),
         made_column("voters", n,
                     [&](std::size_t i) { return election.profile.voters[at(payments[i].group)]; }),
         made_column("amount", n, [&](std::size_t i) { return payments[i].amount.to_double(); }),
         made_column("exact", n, [&](std::size_t i) { return payments[i].amount; })});
}

ArrowTable budgets_table(const Pabulib& election, const Accounts& accounts) {
    const std::size_t n = accounts.left.size();
    std::vector<double> paid(n);
    for (const GroupPayment& each : accounts.payments)
        paid[at(each.group)] += each.amount.to_double();
    return table(
        n, {made_column("ballot", n, [](std::size_t g) { return static_cast<std::int64_t>(g); }),
            made_column("voters", n, [&](std::size_t g) { return election.profile.voters[g]; }),
            column("paid", std::move(paid)),
            made_column("left", n, [&](std::size_t g) { return accounts.left[g].to_double(); }),
            column("exact", accounts.left)});
}

}  // namespace areena::io
