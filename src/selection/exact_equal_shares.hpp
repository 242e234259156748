#pragma once

#include "areena/selection/select.hpp"
#include "selection/tie_order.hpp"

namespace areena::selection {

/// See `Rule::exact_equal_shares`.
[[nodiscard]] Selection exact_equal_shares(const Election& election, const TieOrder& ties,
                                           const Progress& progress);

}  // namespace areena::selection
