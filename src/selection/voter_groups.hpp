#pragma once

#include "areena/selection/outcome.hpp"

#include <vector>

namespace areena::selection {

/// Voters with the same votes for open projects and the same share, group by group.
struct VoterGroups {
    std::vector<std::vector<int>> voters;  ///< of each group, ascending
    std::vector<Ballot> ballots;           ///< positive votes for open projects, by project
    std::vector<Rational> shares;          ///< of each voter of the group
};

/// Throws what `validate` throws, and `selection.state`. O(votes log voters).
[[nodiscard]] VoterGroups group_voters(const Instance& instance, const Profile& profile,
                                       const State& state);

}  // namespace areena::selection
