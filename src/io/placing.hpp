#pragma once

#include "areena/core/finding.hpp"

#include <string_view>
#include <vector>

namespace areena::io::detail {

/// Fills in line, column and file of findings of which the offset is known, and of what they are
/// related to, in one pass over the text; sorts them by offset. Places that have a line are kept.
void place_by_offset(std::string_view text, std::string_view file, std::vector<Finding>& findings);

}  // namespace areena::io::detail
