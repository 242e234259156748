#pragma once

#include "areena/timetable/objective.hpp"
#include "areena/timetable/solver.hpp"

#include <cstdint>
#include <optional>

namespace areena::timetable {

/// How far a timetable is proved best. Its objective has these parts: mandatory (with pinned before
/// it), then `Options::objectives` in their order; by default value, leximin, coverage, ends, peak. The
/// first `parts` of them are proved: no timetable that keeps every rule, and the mandatory activities
/// the search began with, is better in any of them without being worse in one before it.
struct Proof {
    int parts = 0;  ///< 0 to 1 + the number of objectives
    /// Part by part what cannot be exceeded (ends and peak: gone below) by a timetable that is as
    /// good in all the parts before; what is reached where it is proved. Of the peak only the share.
    /// None if the problem is too large to begin with, or there was no time.
    std::optional<Objective> bound;
    std::int64_t work = 0;  ///< units used, of `Options::proof`
    /// `highs` where HiGHS was needed for a part or a bound. It computes in doubles: what it finds
    /// is verified in whole numbers, that it finds nothing better is as sure as its tolerances.
    Solver solver = Solver::own;

    bool operator==(const Proof&) const = default;
};

}  // namespace areena::timetable
