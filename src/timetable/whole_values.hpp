#pragma once

#include "areena/timetable/problem.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace areena::timetable::detail {

/// The values of the activities in whole numbers: `of[a]` / `scale`.
struct WholeValues {
    std::int64_t scale = 1;
    std::vector<std::int64_t> of;

    [[nodiscard]] Rational rational(std::int64_t value) const { return Rational(value, scale); }
};

/// None if `scale`, or all values together, would be 2^45 or more.
[[nodiscard]] std::optional<WholeValues> whole_values(const Problem& problem);

}  // namespace areena::timetable::detail
