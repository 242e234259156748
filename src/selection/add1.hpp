#pragma once

#include "selection/shares_run.hpp"

#include <memory>

namespace areena::selection {

/// Equal shares at some share of everybody's.
struct Raised {
    Rational share;
    std::unique_ptr<SharesRun> run;
};

/// Raises shares step by step from a finished run until its outcome would exceed the budget, which
/// one is not taken, or nothing more can be had. Says in `selection` how often it did, whether ties
/// were met elsewhere, and if it was stopped or refused.
///
/// Where the outcome stays the same for many steps, they are taken together: see
/// `SharesRun::follows`.
[[nodiscard]] Raised raise_shares(const Election& election, const TieOrder& ties,
                                  const RuleOptions& options, const Progress& progress,
                                  Raised from, Selection& selection);

}  // namespace areena::selection
