#pragma once

#include "areena/selection/select.hpp"

#include <vector>

namespace areena::planning {

/// Who carries what of each round of a selection that `options` gave: what `selection::accounts` tells,
/// and of what completion of equal shares adds min(what is left, cost / supporters); other completions
/// are carried by nobody. `election` has a group for each voter.
[[nodiscard]] std::vector<selection::Purchase> payments_of(
    const selection::Election& election, const selection::RuleOptions& options,
    const selection::Selection& selection);

}  // namespace areena::planning
