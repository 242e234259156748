#pragma once

#include "areena/io/arrow.hpp"
#include "areena/io/pabulib.hpp"
#include "areena/selection/accounts.hpp"

/// \file
/// Elections and selections as tables, for any dataframe. Exact amounts stand twice: as the nearest
/// double, and as the fraction itself ("exact", a text "p/q" in Arrow).

namespace areena::io {

/// An election as the columns that it can be made of again (`election_from_columns`); ballots stand
/// for voters, by their number from 0.
struct ElectionTables {
    ArrowTable projects;  ///< id, name, cost, votes; costs in 1 / money_unit
    ArrowTable votes;     ///< voter (a ballot), project, and points where ballots have them
    ArrowTable voters;    ///< voter (a ballot), weight: how many voters cast it
};

[[nodiscard]] ElectionTables election_tables(const Pabulib& election);

/// One row a round: round (from 1), project, cost, votes, value, exact, part, completes, tied,
/// payers and paid (voters who paid, and what they paid together), spent and budget_left after it.
/// Payers and what they paid are null where nobody holds money.
[[nodiscard]] ArrowTable rounds_table(const Pabulib& election, const selection::Election& made_ready,
                                      const selection::Selection& selection,
                                      const selection::Accounts& accounts);

/// One row for each group of voters who paid in a round: round (from 1), project, ballot (from 0),
/// voters, amount (of each voter), exact.
[[nodiscard]] ArrowTable payments_table(const Pabulib& election,
                                        const selection::Selection& selection,
                                        const selection::Accounts& accounts);

/// One row a ballot: ballot (from 0), voters, paid, left, exact (what is left). No rows where nobody
/// holds money.
[[nodiscard]] ArrowTable budgets_table(const Pabulib& election,
                                       const selection::Accounts& accounts);

}  // namespace areena::io
