#pragma once

#include "areena/selection/select.hpp"

#include <vector>

namespace areena::planning {

/// Who carries what of each round, found again from its value alone. `election` has a group for each
/// voter.
///
/// Equal shares: min(what is left of the share, value x utility). Exact equal shares: value x utility,
/// of those who have it. Bounded overspending: min(what is left, rho / alpha x utility), where rho and
/// alpha are the offer whose value it is; may be less than the cost. Phragmen: what a supporter has
/// earned since it last gave. A completion: min(what is left, cost / supporters). Other rules leave
/// open who carries what: no payments.
[[nodiscard]] std::vector<selection::Purchase> payments_of(const selection::Election& election,
                                                           selection::Rule rule,
                                                           const selection::Selection& selection);

}  // namespace areena::planning
