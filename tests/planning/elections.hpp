#pragma once

#include "areena/core/random.hpp"
#include "areena/network.hpp"
#include "areena/selection/grouped.hpp"

#include <map>
#include <string>

/// \file
/// Networks whose members answer in every form, and the election that such a network makes, built
/// by hand from its records: no code of planning.

namespace areena::testing {

/// The same network with approvals, points and rankings in turn.
inline Network with_all_formats(const Network& network, std::uint64_t seed) {
    Random random(seed);
    Draft draft = network.edit();
    std::size_t number = 0;
    for (Ballot& ballot : draft.data().ballots) {
        const std::size_t form = number++ % 3;
        if (form == 0 || ballot.commitments.empty()) continue;
        ballot.format = form == 1 ? BallotFormat::points : BallotFormat::ranking;
        if (form == 1)
            for (std::size_t k = 0; k < ballot.commitments.size(); ++k)
                ballot.points.push_back(static_cast<std::int64_t>(random.below(4)));
    }
    return draft.build();
}

/// Projects by id, members by id; costs in hundredths of person-days of the default scope.
struct HandMade {
    selection::Instance instance;
    std::vector<std::map<int, std::int64_t>> points;  ///< by voter, by project

    HandMade(const Network& network, std::int64_t budget) {
        instance.budget = budget;
        std::map<CommitmentId, int> index;
        for (const Commitment& c : network.commitments()) {
            if (c.kind != CommitmentKind::project) continue;
            std::int64_t cost = 0;
            for (const Scope& scope : c.scopes)
                if (scope.is_default || c.scopes.size() == 1)
                    for (const Effort& effort : scope.effort) cost += effort.days.units();
            index[c.id] = static_cast<int>(instance.projects.size());
            instance.projects.push_back({c.id.key(), cost});
        }
        for (const Member& member : network.members())
            for (const Ballot& ballot : network.ballots()) {
                if (ballot.member != member.id) continue;
                std::map<int, std::int64_t>& mine = points.emplace_back();
                for (std::size_t k = 0; k < ballot.commitments.size(); ++k) {
                    const std::size_t behind = ballot.commitments.size() - k;
                    const std::int64_t given =
                        ballot.format == BallotFormat::points    ? ballot.points[k]
                        : ballot.format == BallotFormat::ranking ? static_cast<std::int64_t>(behind)
                                                                 : 1;
                    if (given > 0) mine[index.at(ballot.commitments[k])] = given;
                }
            }
    }

    /// Identical ballots together; the utility is that of the engine, or, for those that can be
    /// written down in a line, a table of points.
    [[nodiscard]] selection::Election election(selection::Utility utility) const {
        using selection::Utility;
        std::map<int, std::int64_t> votes;
        for (const auto& mine : points)
            for (const auto& [project, number] : mine) ++votes[project];
        selection::Profile profile;
        for (const auto& mine : points) {
            selection::Ballot& ballot = profile.ballots.emplace_back();
            for (const auto& [project, number] : mine) {
                const std::int64_t cost =
                    instance.projects[static_cast<std::size_t>(project)].cost;
                Rational worth = 1;
                if (utility == Utility::points || utility == Utility::chamberlin_courant)
                    worth = number;
                if (utility == Utility::cost && cost > 0) worth = cost;
                if (utility == Utility::effort && cost > 0) worth = Rational(cost, votes[project]);
                ballot.votes.push_back({project, worth});
            }
        }
        const bool is_table = utility == Utility::points || utility == Utility::cost ||
                              utility == Utility::cardinality || utility == Utility::effort;
        return {instance, selection::group(instance, profile),
                is_table ? Utility::points : utility};
    }
};

}  // namespace areena::testing
