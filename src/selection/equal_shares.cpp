#include "areena/selection/equal_shares.hpp"

#include "areena/core/error.hpp"
#include "selection/columns.hpp"
#include "selection/shares_run.hpp"
#include "selection/tie_order.hpp"
#include "selection/voter_groups.hpp"

#include <algorithm>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

Election make_election(const Instance& instance, const VoterGroups& groups) {
    std::vector<std::int64_t> voters;
    for (const auto& each : groups.voters) voters.push_back(static_cast<std::int64_t>(each.size()));
    GroupedProfile columns = to_columns(groups.ballots, std::move(voters));
    const auto is_one = [](std::int64_t points) { return points == 1; };
    if (columns.points_unit == 1 && std::ranges::all_of(columns.points, is_one))
        columns.points.clear();  // approvals, which are quicker
    return {instance, columns, Utility::points};
}

void check_shares(const Instance& instance, const VoterGroups& groups, std::int64_t spent) {
    // Few shares differ, so those are counted first.
    std::vector<std::pair<Rational, std::int64_t>> counts;
    for (std::size_t g = 0; g < groups.shares.size(); ++g)
        counts.emplace_back(groups.shares[g], static_cast<std::int64_t>(groups.voters[g].size()));
    std::ranges::sort(counts);
    Rational total;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        std::int64_t voters = counts[i].second;
        for (; i + 1 < counts.size() && counts[i + 1].first == counts[i].first; ++i)
            voters += counts[i + 1].second;
        total += counts[i].first * Rational(voters);
    }
    if (total > Rational(instance.budget - spent))
        throw Error("selection.state", "the voters' shares, together " + to_string(total) +
                                           ", are more than the budget less what is spent, " +
                                           std::to_string(instance.budget - spent));
}

/// What each voter pays, by voter.
std::vector<Payment> by_voter(const std::vector<SharesRun::Charge>& charges,
                              const VoterGroups& groups) {
    std::vector<Payment> payments;
    for (const SharesRun::Charge& charge : charges)
        for (const int voter : groups.voters[at(charge.group)])
            payments.push_back({voter, charge.amount});
    std::ranges::sort(payments, {}, &Payment::voter);
    return payments;
}

Purchase purchase_of(const Round& round, const std::vector<SharesRun::Charge>& charges,
                     const VoterGroups& groups, const Election& election) {
    Purchase purchase;
    purchase.project = round.project;
    purchase.rho = round.value;
    purchase.tied = round.tied;
    Rational largest;
    for (const SharesRun::Charge& charge : charges) largest = std::max(largest, charge.amount);
    purchase.effective_support = largest.sign() > 0
                                     ? Rational(election.cost(round.project)) / largest
                                     : Rational(election.votes(round.project));
    purchase.payments = by_voter(charges, groups);
    return purchase;
}

}  // namespace

Outcome equal_shares(const Instance& instance, const Profile& profile, const Options& options,
                     const State& start, const Progress& progress) {
    const VoterGroups groups = group_voters(instance, profile, start);
    check_shares(instance, groups, start.spent);
    const Election election = make_election(instance, groups);
    const TieOrder ties(election, options);
    SharesRun run(election, ties, groups.shares);
    Outcome outcome;
    outcome.finished = run.run_with_charges(progress);
    outcome.state.closed = start.closed;
    outcome.state.closed.resize(instance.projects.size());
    outcome.state.spent = start.spent + run.cost();
    for (std::size_t i = 0; i < run.rounds().size(); ++i) {
        outcome.purchases.push_back(
            purchase_of(run.rounds()[i], run.charges()[i], groups, election));
        outcome.state.closed[at(run.rounds()[i].project)] = true;
    }
    outcome.state.shares.resize(profile.ballots.size());
    for (std::size_t g = 0; g < groups.voters.size(); ++g) {
        const Rational left = run.left(static_cast<int>(g));
        for (const int voter : groups.voters[g]) outcome.state.shares[at(voter)] = left;
    }
    return outcome;
}

}  // namespace areena::selection
