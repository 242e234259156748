#pragma once

#include "planning/scheduler.hpp"

#include <functional>
#include <vector>

namespace areena::planning {

/// Writes the English sentence that says why, from the code and the data of `left_out`.
void describe(const Frame& frame, LeftOut& left_out);

/// Everything that is not in the plan, by id: projects that are not placed, with `why` of each, and
/// standing work whose window lies outside the promise.
[[nodiscard]] std::vector<LeftOut> explain_left_out(const Frame& frame, const Scheduler& scheduler,
                                                    const std::function<LeftOut(int)>& why);

}  // namespace areena::planning
