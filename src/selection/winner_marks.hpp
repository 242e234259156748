#pragma once

#include "areena/selection/grouped.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace areena::selection {

/// By project, 1 for those that are selected. Throws `selection.project` for a number that is no
/// project's, and for one given twice.
[[nodiscard]] std::vector<std::uint8_t> winner_marks(const Election& election,
                                                     std::span<const int> winners);

}  // namespace areena::selection
