#include "areena/planning/carry_over.hpp"

namespace areena::planning {

CarryOver carry_over(const std::vector<LedgerEntry>& ledger, const Rational& memory) {
    CarryOver out;
    out.memory = memory;
    for (const LedgerEntry& row : ledger) out.balances.push_back({row.member, row.balance});
    return out;
}

}  // namespace areena::planning
