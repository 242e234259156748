#pragma once

#include "areena/core/progress.hpp"
#include "areena/timetable/problem.hpp"
#include "areena/timetable/timetable.hpp"

#include <cstdint>
#include <vector>

namespace areena::timetable {

/// How to search.
struct Options {
    /// The order in which activities are first inserted; mandatory ones go before the others in any
    /// case, and activities not named follow by value, the highest first, then by key.
    std::vector<int> order;
    /// Assignments of an earlier timetable to begin with; one that does not fit is passed over. A
    /// mandatory activity begun with stays placed, though not necessarily where it was, even if two
    /// other mandatory ones would fit in its stead (unless what is pinned needs its place).
    std::vector<Assignment> start;
    /// What is better, the most important first; pinned and then mandatory activities come before
    /// all. What is not named does not count. Empty for `default_objectives`. `changes` are counted
    /// from `start`.
    std::vector<Measure> objectives;
    /// Limit in units of work: one period of one placement tried, or one coverage updated; some
    /// five to fifteen million a second. A limit above the default also makes it go on for longer
    /// without success. The search ends earlier when it finds nothing to improve. Placing stops at
    /// 40 % of the work, covering at 80 %: each phase gets its turn. Of objectives in another order
    /// each has an equal share, with what those before it left over.
    std::int64_t work = 4'000'000;
    /// Limit of the work of proving, in about the same units; 0 for no proof. Up to some ten
    /// activities in ten periods are mostly proved in full; a problem too large to begin with is
    /// left alone.
    std::int64_t proof = 1'000'000;
    /// With what to prove. HiGHS has a limit of its own, `proof` once more (and twice as much to look
    /// for more value near prices), so that a result with it is never worse than without. It proves
    /// the same things by other means: where a stage is improved on the way, another timetable comes
    /// out, so `own` is the default that gives the same result everywhere. `highs` throws
    /// `timetable.solver` where it is not there.
    Solver solver = Solver::own;
    std::uint64_t seed = 0;
    /// Places as much value as can be, each activity in its lightest mode where that is enough, and
    /// leaves it at that: coverage, ends and peak fall as they may, and nothing is explained (all
    /// that is left out is `Reason::unfinished`). For a caller that asks many times what would fit.
    /// The objectives are then the default ones, whatever is asked for.
    bool value_only = false;

    bool operator==(const Options&) const = default;
};

/// Places as much as fits: a serial start (lightest mode, earliest end, lowest load), repairs that
/// make room for what did not fit, better modes for those worst off, then earlier and smoother.
///
/// Pinned activities come before all others. Where they cannot all be placed, as many are as can be.
///
/// Other objectives than the default ones are improved one after the other, each with forced
/// insertions, other modes, shifts and removals that make none before it worse.
///
/// Every step is taken only if it improves `compare(Objective)`. Between its steps the search proves
/// what it has best, by branch and bound, and takes over what that finds better; how far the proof
/// went is in `Timetable::proof`. The timetable itself always keeps every rule. The same problem and
/// options give the same timetable. Asked to stop, it returns what it has, with reasons left open
/// (`Reason::unfinished`) where there was no time to find them. Progress phases: "place", "cover",
/// "smooth", with "prove" after each, "explain". Throws what `validate` throws, and `timetable.index` or
/// `timetable.duplicate` for an order or a start that names an activity wrongly, and
/// `timetable.objectives` for an objective named twice.
[[nodiscard]] Timetable search(const Problem& problem, const Options& options = {},
                               const Progress& progress = {});

}  // namespace areena::timetable
