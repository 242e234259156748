#pragma once

#include "areena/selection/select.hpp"
#include "selection/tie_order.hpp"

namespace areena::selection {

/// See `Rule::cstv`.
[[nodiscard]] Selection cumulative_transfers(const Election& election, const TieOrder& ties,
                                             const Progress& progress);

}  // namespace areena::selection
