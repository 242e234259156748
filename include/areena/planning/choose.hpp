#pragma once

#include "areena/core/progress.hpp"
#include "areena/network.hpp"
#include "areena/planning/choice.hpp"

namespace areena::planning {

/// Choosing alone, by any rule, without a timetable. Candidates are the projects, each at the cost of
/// its default scope; the members that answered are the voters. A ballot supports what it approves,
/// ranks or gives more than 0 points; its points are 1 for an approval, those given, or for a ranking
/// of k from k down to 1. Without any ballot, members with needs are the voters, support what serves a
/// need of theirs, and the points are the weights of those needs together.
///
/// Looks at total effort, not at quarters, expertises, prerequisites or excludes (`plan` does), unless
/// resources or categories are asked for: then as `selection::constrained_shares` does, with scopes up
/// to the default one as levels.
///
/// Throws `plan.no_promise`; `plan.choice` for options that cannot go together (see `ChoiceOptions`)
/// or a category that cannot be kept; `network.not_found` and `plan.not_a_project` for an order or a
/// category that names what is not there; and what the engine throws, such as `selection.utility` for
/// exact equal shares of points that differ, or `selection.ledger`.
[[nodiscard]] Choice choose(const Network& network, const ChoiceOptions& options = {},
                            const Progress& progress = {});

}  // namespace areena::planning
