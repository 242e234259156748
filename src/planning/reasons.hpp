#pragma once

#include "planning/frame.hpp"

namespace areena::planning {

/// Writes the English sentence that says why, from the code and the data of `left_out`.
void describe(const Frame& frame, LeftOut& left_out);

}  // namespace areena::planning
