#pragma once

#include "areena/selection/select.hpp"
#include "selection/tie_order.hpp"

namespace areena::selection {

/// Greedily whatever fits what is left of the budget after `selection.cost`, by the score of one of
/// the greedy rules: adds rounds to a selection. Where a voter's best project alone counts, the score
/// is what a project adds to those selected by it before.
void add_greedily(const Election& election, const TieOrder& ties, Rule rule, bool completes,
                  Selection& selection);

}  // namespace areena::selection
