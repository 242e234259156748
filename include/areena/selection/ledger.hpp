#pragma once

#include "areena/core/rational.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// \file
/// Perpetual fairness: what a voter did not get of its share in one promise is made good in the
/// next.

namespace areena::selection {

/// What a voter is owed, or owes, from the periods so far. The balances of a ledger add up to zero:
/// it holds claims of voters on each other, and nobody's effort.
struct Balance {
    std::string voter;
    Rational amount;  ///< above 0: it got less than the others

    bool operator==(const Balance&) const = default;
};

/// One voter in one period.
struct LedgerEntry {
    std::string voter;
    Rational carried;  ///< the balance before
    Rational share;    ///< what it began with
    Rational spent;
    Rational balance;  ///< after: carried + equal share of what was spent - spent

    bool operator==(const LedgerEntry&) const = default;
};

/// Balances by voter in ascending order, no voter twice.
struct Ledger {
    std::vector<Balance> balances;

    bool operator==(const Ledger&) const = default;
};

/// The share of each of `voters` in a budget: the equal share and the balance, none below 0,
/// together the budget exactly. Where a balance asks for less than nothing, the voter begins with 0,
/// and what that is too much is taken from the others in equal amounts. A voter without a balance
/// has 0; the balance of one that is no longer there is spread over all. Without voters: empty.
///
/// `memory`, from 0 to 1, is how much of a balance counts: 1 forgets nothing, 0 everything.
///
/// Throws `Error`: `selection.budget` for a negative budget, `selection.ledger` for a voter that
/// stands twice, or a memory outside 0 to 1. O(n log n) fractions.
[[nodiscard]] std::vector<Rational> opening_shares(const Ledger& ledger,
                                                   const std::vector<std::string>& voters,
                                                   const Rational& budget,
                                                   const Rational& memory = 1);

/// The books after a period: an entry for each of `voters`, in their order.
///
/// A balance grows by what a voter spent less than the average, and falls by what it spent more:
/// what nobody spent is nobody's claim. `spent` may exceed `shares` (see `charges`). Throws
/// `selection.ledger` for lists of different lengths, a voter that stands twice, or negative
/// spending.
[[nodiscard]] std::vector<LedgerEntry> settle(const Ledger& ledger,
                                              const std::vector<std::string>& voters,
                                              const std::vector<Rational>& shares,
                                              const std::vector<Rational>& spent,
                                              const Rational& memory = 1);

/// The balances to carry on.
[[nodiscard]] Ledger carried_on(const std::vector<LedgerEntry>& entries);

}  // namespace areena::selection
