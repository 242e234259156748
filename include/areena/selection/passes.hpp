#pragma once

#include "areena/core/progress.hpp"
#include "areena/selection/equal_shares.hpp"
#include "areena/selection/grouped.hpp"

#include <span>
#include <vector>

namespace areena::selection {

/// What equal shares bought in a pass, and what of it was then given back.
struct SharesPass {
    std::vector<Purchase> purchases;  ///< payments by voter, those of one group side by side
    std::vector<int> given_back;      ///< in the order bought

    bool operator==(const SharesPass&) const = default;
};

/// Equal shares in passes, for a caller who finds out afterwards that some projects cannot be done.
/// Each pass goes on from the shares that are left until nothing is affordable; what it bought of
/// `barred` is then given back and stays closed, and where there was any, another pass follows. So
/// a barred project takes part until it would have been bought. Throws what `equal_shares` throws,
/// and `selection.project` if one of `barred` is not there. Asked to stop, it returns the passes
/// so far. Progress phase: "equal shares".
[[nodiscard]] std::vector<SharesPass> equal_shares_in_passes(const Election& election,
                                                             const Options& ties,
                                                             std::span<const int> barred,
                                                             const Progress& progress = {});

}  // namespace areena::selection
