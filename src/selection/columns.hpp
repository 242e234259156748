#pragma once

#include "areena/selection/grouped.hpp"

#include <cstdint>
#include <vector>

namespace areena::selection {

/// Ballots, each with its number of voters, in flat columns; utilities become points. Throws
/// `selection.overflow` if they have no common unit within 64 bits.
[[nodiscard]] GroupedProfile to_columns(const std::vector<Ballot>& ballots,
                                        std::vector<std::int64_t> voters);

}  // namespace areena::selection
