#pragma once

#include "areena/selection/select.hpp"
#include "selection/tie_order.hpp"

namespace areena::selection {

/// See `Rule::bounded_overspending`.
[[nodiscard]] Selection bounded_overspending(const Election& election, const TieOrder& ties,
                                             const Progress& progress);

}  // namespace areena::selection
