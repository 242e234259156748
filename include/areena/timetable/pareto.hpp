#pragma once

#include "areena/core/progress.hpp"
#include "areena/core/rational.hpp"
#include "areena/timetable/objective.hpp"
#include "areena/timetable/problem.hpp"
#include "areena/timetable/search.hpp"

#include <cstdint>
#include <vector>

/// \file
/// What has to be given up of one thing for more of another.

namespace areena::timetable {

/// The part of the objective that value is weighed against.
enum class Against : std::uint8_t {
    leximin,  ///< coverage of the beneficiaries, the worst off first
    ends,     ///< sum of the end periods; less is better
};

/// A timetable than which none has both more value and more of the other part, one of them strictly.
struct FrontPoint {
    std::vector<Assignment> assignments;  ///< by activity
    Objective objective;

    bool operator==(const FrontPoint&) const = default;
};

/// Points by value, the least first; the other part gets worse from one to the next.
struct Front {
    std::vector<FrontPoint> points;
    /// Every step was proved: these are all there are, and none of them is beaten. Otherwise they are
    /// the best found, of which none beats another.
    bool complete = false;
    std::int64_t solves = 0;

    bool operator==(const Front&) const = default;
};

/// How to look for a front.
struct FrontOptions {
    std::int64_t most_solves = 1000;  ///< at the limit it ends, not complete
    Options search;                   ///< of each solve; its order and start are not used

    bool operator==(const FrontOptions&) const = default;
};

/// The Pareto front of value and another part, among timetables that place as many mandatory
/// activities as can be. Epsilon-constraint method in exact numbers: the best of the other part is
/// sought for more value than the last point has, by one unit of the values' common denominator; a
/// point of which that turns out to have as much of the other part is replaced. So each point costs
/// about one solve, and nothing is rounded. Throws what `search` throws, and `timetable.overflow` if
/// the values have no common denominator in which they sum below 2^53. Values are those of activities:
/// what modes, ends and needs are worth does not count here.
[[nodiscard]] Front pareto_front(const Problem& problem, Against against,
                                 const FrontOptions& options = {}, const Progress& progress = {});

}  // namespace areena::timetable
