#pragma once

#include "areena/selection/select.hpp"
#include "elections.hpp"
#include "oracle.hpp"

#include "catch.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

/// \file
/// What must hold for any rule, on any election.

namespace areena::selection::tests {

inline std::vector<std::string> winner_ids(const Instance& instance, const Selection& selection) {
    std::vector<std::string> ids;
    for (const Round& round : selection.rounds)
        ids.push_back(instance.projects[static_cast<std::size_t>(round.project)].id);
    return ids;
}

/// The same election with its projects and voters in another order.
inline SmallElection shuffled(Random& random, const SmallElection& election) {
    const std::size_t n = election.instance.projects.size();
    std::vector<int> place(n);
    for (std::size_t p = 0; p < n; ++p) place[p] = static_cast<int>(p);
    for (std::size_t p = n; p > 1; --p) std::swap(place[p - 1], place[random.below(p)]);
    SmallElection other = election;
    for (std::size_t p = 0; p < n; ++p)
        other.instance.projects[static_cast<std::size_t>(place[p])] = election.instance.projects[p];
    for (Ballot& ballot : other.profile.ballots)
        for (Vote& vote : ballot.votes) vote.project = place[static_cast<std::size_t>(vote.project)];
    auto& ballots = other.profile.ballots;
    for (std::size_t v = ballots.size(); v > 1; --v) std::swap(ballots[v - 1], ballots[random.below(v)]);
    return other;
}

/// Budget respected, supported projects only and none twice; anonymity and neutrality: neither the
/// order of voters nor that of projects matters, ties going by cost, votes and id.
inline void check_axioms(Random& random, const SmallElection& small, const RuleOptions& options,
                         Utility utility = Utility::points) {
    const Election election(small.instance, group(small.instance, small.profile), utility);
    const Selection selection = select(election, options);
    REQUIRE(selection.finished);
    std::int64_t cost = 0;
    std::set<int> seen;
    for (const Round& round : selection.rounds) {
        cost += election.cost(round.project);
        CHECK(election.votes(round.project) > 0);
        CHECK(seen.insert(round.project).second);
        CHECK(std::ranges::is_sorted(round.tied));
        CHECK(std::ranges::find(round.tied, round.project) == round.tied.end());
    }
    CHECK(cost == selection.cost);
    CHECK(cost <= small.instance.budget);
    const SmallElection other = shuffled(random, small);
    const Election same(other.instance, group(other.instance, other.profile), utility);
    CHECK(winner_ids(other.instance, select(same, options)) ==
          winner_ids(small.instance, selection));
}

/// What supports nothing that is left out, as far as the budget goes: nobody supported fits.
inline bool is_exhaustive(const Election& election, const Selection& selection) {
    for (int p = 0; p < election.num_projects(); ++p) {
        const bool is_taken = std::ranges::any_of(
            selection.rounds, [p](const Round& round) { return round.project == p; });
        if (!is_taken && election.votes(p) > 0 &&
            election.cost(p) <= election.instance().budget - selection.cost)
            return false;
    }
    return true;
}

}  // namespace areena::selection::tests
