#pragma once

#include "areena/selection/select.hpp"
#include "selection/tie_order.hpp"

namespace areena::selection {

/// See `Rule::welfare`.
[[nodiscard]] Selection maximum_welfare(const Election& election, const TieOrder& ties,
                                        const Progress& progress);

}  // namespace areena::selection
