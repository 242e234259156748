#pragma once

#include "areena/selection/outcome.hpp"

#include <string>
#include <vector>

namespace areena::selection {

/// One thing checked.
struct Check {
    std::string name;  ///< "projects", "payments", ... (see `verify`)
    bool ok = true;
    std::string message;  ///< the first fault found, naming project and voter; empty if ok

    bool operator==(const Check&) const = default;
};

struct Verification {
    bool ok = true;
    std::vector<Check> checks;

    bool operator==(const Verification&) const = default;
};

/// Checks an outcome of `equal_shares`, completed or not, against its election from scratch,
/// sharing no code with the rules. Never throws for a wrong outcome; the election and `start` must
/// be valid. The checks, in order:
/// - "projects": each purchase is of an open project that somebody supports, and of no other twice
/// - "payments": positive, by voter, each by a supporter, none more than what it has left
/// - "cost": payments add up to the cost exactly; in completion to no more than the cost
/// - "price": each supporter pays min(what it has left, rho x utility); in completion min(what it
///   has left, cost / supporters)
/// - "support": the effective support is as defined
/// - "budget": what is spent is the sum of the costs and within the budget
/// - "state": the shares and closed projects at the end are those that the purchases lead to
/// - "exhausted": no open project could still be paid for by its supporters; after completion, no
///   open project with supporters fits the budget left. Passed over if the outcome is not finished.
///
/// It proves that the outcome is paid for fairly, not that each purchase was the cheapest one at
/// its turn. Linear in the votes.
[[nodiscard]] Verification verify(const Instance& instance, const Profile& profile,
                                  const Outcome& outcome, const State& start = {});

}  // namespace areena::selection
