#pragma once

#include "areena/planning/plan.hpp"
#include "areena/selection/grouped.hpp"
#include "planning/frame.hpp"

#include <vector>

namespace areena::planning {

/// The election that a network's priorities make. Projects are indices into `Frame::projects`, costs
/// hundredths of person-days.
struct Priorities {
    BallotBasis basis = BallotBasis::given;
    std::vector<const Member*> voters;  ///< in the order of the members
    selection::Instance instance;
    selection::GroupedProfile profile;  ///< a group for each voter
};

/// From the members' responses (a project given 0 points has no priority) or, where there is none,
/// from their needs: what serves one. Points into `frame`.
[[nodiscard]] Priorities priorities_of(const Frame& frame);

}  // namespace areena::planning
