#pragma once

#include "areena/planning/choice.hpp"

#include <vector>

namespace areena::planning {

/// What a promise brings from the one before, for `ChoiceOptions::carry_over`: the balances of its
/// books (`PlanDocument::ledger`). `memory`, from 0 to 1, is how much of them counts.
[[nodiscard]] CarryOver carry_over(const std::vector<LedgerEntry>& ledger,
                                   const Rational& memory = 1);

}  // namespace areena::planning
