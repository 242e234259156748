#pragma once

#include "areena/core/progress.hpp"
#include "areena/selection/select.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace areena::selection {

/// A set of winners that some tie-break leads to.
struct TiedOutcome {
    std::vector<int> winners;  ///< ascending
    /// One order of selection that gives them: as `Options::order`, it makes the rule select them.
    std::vector<int> order;

    bool operator==(const TiedOutcome&) const = default;
};

struct AllOutcomes {
    /// First that of the tie keys, then the others in the order of their winners.
    std::vector<TiedOutcome> outcomes;
    bool complete = true;  ///< every tie-break leads to one of them; else a limit was met
    std::int64_t runs = 0; ///< how often the rule was run

    bool operator==(const AllOutcomes&) const = default;
};

/// How far to look.
struct OutcomeLimits {
    std::size_t most_outcomes = 100;
    /// Runs of the rule. One of add-1 counts once for each share that it tries.
    std::int64_t most_runs = 10'000;
};

/// Every set of winners that the rule selects under some tie-break, whatever decides each tie
/// ("parallel universes").
///
/// Whatever is picked in each tie, there is one order of the projects that picks the same, namely
/// that in which they were selected: so the rule is run again with such an order for each choice in
/// each tie met, and as what the rules go on from depends only on which projects were selected and
/// at what value, no such state is gone through twice. Add-1 reads one order at all its shares:
/// `complete` is false where ties at other shares than the last were met, whose alternatives are
/// not tried.
///
/// Asked to stop, it returns what it has, with `complete` false. Progress phase: "outcomes", one
/// step a run. Throws what `select` throws.
[[nodiscard]] AllOutcomes all_outcomes(const Election& election, const RuleOptions& options = {},
                                       const OutcomeLimits& limits = {},
                                       const Progress& progress = {});

/// Whether some other tie-break would change the winners of `selection`, what `select` gave for the
/// election and the options; none if that was not found out within `most_runs` (counted as
/// in `OutcomeLimits`), or before `progress` asked to stop. At once if no tie was met.
[[nodiscard]] std::optional<bool> another_tie_break_changes_winners(
    const Election& election, const RuleOptions& options, const Selection& selection,
    std::int64_t most_runs = 1'000, const Progress& progress = {});

}  // namespace areena::selection
