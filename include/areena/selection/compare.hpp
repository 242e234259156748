#pragma once

#include "areena/selection/grouped.hpp"

#include <cstdint>
#include <span>

namespace areena::selection {

/// How many voters are better off with one set of winners than with another.
struct Comparison {
    std::int64_t first = 0;        ///< more utility from the first
    std::int64_t second = 0;       ///< more from the second
    std::int64_t indifferent = 0;  ///< the same from both, nothing included

    bool operator==(const Comparison&) const = default;
};

/// Compares two sets of winners by the utility that each voter has from them, exactly. Everybody
/// counts: one who has nothing from one set and something from the other prefers the other.
/// Throws `selection.project` for a winner that is no project, or one named twice. Linear in the
/// votes.
[[nodiscard]] Comparison compare(const Election& election, std::span<const int> first,
                                 std::span<const int> second);

}  // namespace areena::selection
