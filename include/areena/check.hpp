#pragma once

#include "areena/core/finding.hpp"
#include "areena/network.hpp"

#include <vector>

namespace areena {

/// Everything that is wrong with a draft, or worth knowing, in the order of the document: errors
/// stop `Draft::build`, warnings and notes do not. The codes are listed in docs/findings.md.
/// O(size of the document + references x log of the longest list).
[[nodiscard]] std::vector<Finding> check(const Draft& draft);

/// The warnings and notes about a network; it has no errors.
[[nodiscard]] std::vector<Finding> check(const Network& network);

}  // namespace areena
