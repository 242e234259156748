#pragma once

#include "areena/selection/select.hpp"
#include "selection/tie_order.hpp"

namespace areena::selection {

/// See `Rule::maximin_support`.
[[nodiscard]] Selection maximin_support(const Election& election, const TieOrder& ties,
                                        const Progress& progress);

}  // namespace areena::selection
