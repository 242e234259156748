#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace areena::timetable {

/// Shares `amount` units out in proportion to `weights`: whole units that sum to `amount` exactly.
/// Everyone gets the whole part of its quota, the units left go to the largest remainders, ties to
/// the earliest (Hamilton's method). Throws `timetable.spread` if there is no weight, all are zero,
/// or anything is negative, `timetable.overflow` if the weights sum beyond 64 bits.
[[nodiscard]] std::vector<std::int64_t> spread(std::int64_t amount,
                                               std::span<const std::int64_t> weights);

/// The same for `parts` equal weights: the first `amount % parts` get one unit more.
[[nodiscard]] std::vector<std::int64_t> spread(std::int64_t amount, int parts);

}  // namespace areena::timetable
