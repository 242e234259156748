#pragma once

#include "areena/selection/select.hpp"
#include "selection/tie_order.hpp"

namespace areena::selection {

/// See `Rule::exact_equal_shares`, and `Completion::add_opt` for `raises`.
[[nodiscard]] Selection exact_equal_shares(const Election& election, const TieOrder& ties,
                                           bool raises, const Progress& progress);

/// What one supporter has from a project, which all its supporters have. Throws `selection.utility`
/// if they do not.
[[nodiscard]] Rational common_utility(const Election& election, int project);

}  // namespace areena::selection
