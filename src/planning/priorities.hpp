#pragma once

#include "areena/planning/choice.hpp"
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
    /// A group for each voter. Points: 1 for an approval, those given, for a ranking of k from k down
    /// to 1; by needs the sum of the weights of those that a project serves.
    selection::GroupedProfile profile;
};

[[nodiscard]] Priorities priorities_of(const Frame& frame);

/// By project: who supports it, as places in `Priorities::voters`, ascending.
[[nodiscard]] std::vector<std::vector<int>> supporters_of(const Priorities& priorities);

}  // namespace areena::planning
