#pragma once

#include "areena/selection/select.hpp"
#include "selection/tie_order.hpp"

#include <optional>

namespace areena::selection {

/// By how much all shares must grow at least for exact equal shares to select or to charge otherwise
/// than in `selection`, which it gave; none if no raise does, or if it was asked to stop.
///
/// As long as the rounds go as they did, everybody has in each of them what the raise is more than
/// before. So a project gets ahead of a round's winner, or the winner gets more payers, with k payers
/// as soon as the k-th richest supporter lacks no more than the raise to cost / k; the least of what
/// they lack, over all rounds, projects and k that would do, is the answer.
/// O(rounds x votes), and sorting where doubles cannot rule a project out.
[[nodiscard]] std::optional<Rational> least_raise(const Election& election, const TieOrder& ties,
                                                  const Selection& selection,
                                                  const Progress& progress);

}  // namespace areena::selection
