#pragma once

#include "selection/joining.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace areena::selection {

/// Add-1 and its kin: a bound on how few joiners would do.
///
/// As long as a project left out is not bought at any share, the outcome is the same at each of them,
/// and with it how far shares are raised. So it must be bought at one of the shares gone through, or
/// at the next one, which spent too much; how many joiners that takes is counted off each run, as
/// without raises. Fewer than the least of these would not do, whoever they were.
struct RaisedLoser {
    int project = 0;
    Joining* joining = nullptr;  ///< gets the least
    bool was_bought = false;     ///< it was, at some share, without joiners
};

/// Votes to go through, at most, for the bounds of all losers, and a tenth of it for all sets of one.
inline constexpr std::int64_t most_proof_work = 20'000'000;
/// Those of one run at one share, ballots grouped.
[[nodiscard]] std::int64_t votes_to_go_through(const Election& election);

/// Goes through all shares of a finished `selection`. False if that is too much work, if it was asked
/// to stop, or if a project has no votes (with some, shares would be raised further).
[[nodiscard]] bool consider_raises(const Election& election, const RuleOptions& options,
                                   const Selection& selection, std::span<RaisedLoser> losers,
                                   const Progress& progress);

}  // namespace areena::selection
