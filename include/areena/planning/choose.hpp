#pragma once

#include "areena/core/progress.hpp"
#include "areena/network.hpp"
#include "areena/planning/plan.hpp"

namespace areena::planning {

/// Choosing alone: equal shares of the available effort, then utilitarian completion until nothing
/// that somebody supports fits what is left. Looks at total effort only, not at quarters,
/// expertises, prerequisites or excludes; `plan` does. Candidates are the projects, each at the cost
/// of its default scope; the members that answered are the voters and an approved project is worth
/// its cost to them (a project given 0 points is not approved). Without any ballot, members with
/// needs are the voters and approve what serves a need of theirs. Throws `plan.no_promise`.
[[nodiscard]] Choice choose(const Network& network, const Progress& progress = {});

}  // namespace areena::planning
