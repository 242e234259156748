#pragma once

#include "areena/core/rational.hpp"
#include "areena/timetable/capacity.hpp"
#include "areena/timetable/measure.hpp"
#include "areena/timetable/problem.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace areena::timetable {

/// An activity in its place. `duration` counts all periods from the start to the end, closed ones
/// over which it pauses too.
struct Assignment {
    int activity = 0;
    int mode = 0;
    int start = 0;
    int duration = 0;

    [[nodiscard]] int end() const noexcept { return start + duration; }
    auto operator<=>(const Assignment&) const = default;
};

/// How many activities of an earlier timetable are changed: fewer dropped are better, then fewer in
/// another mode, then fewer at another start or for another duration (see `Difference`).
struct Changes {
    int dropped = 0;
    int switched = 0;
    int moved = 0;

    auto operator<=>(const Changes&) const = default;
};

/// What a timetable is worth, part by part. Which parts decide, and in what order, is for
/// `compare`.
struct Objective {
    int mandatory = 0;                  ///< mandatory activities placed; more is better
    Rational value;                     ///< sum of the values of those placed; more is better
    std::vector<std::int64_t> leximin;  ///< coverage of each beneficiary that has one, ascending
    std::int64_t coverage = 0;          ///< their sum; more is better
    std::int64_t ends = 0;              ///< sum of the (half-open) end periods; less is better
    Peak peak;                          ///< the largest load share, standing work included; less
    int pinned = 0;                     ///< pinned activities placed; decides before all others
    int makespan = 0;                   ///< the last (half-open) end period, 0 if none; less
    Changes changes{};                  ///< to an earlier timetable, if there is one; less

    bool operator==(const Objective&) const = default;
};

/// Greater means better: `pinned` first, then `mandatory`, then `objectives`, the first that differs;
/// `leximin` lexicographically (the worst off first). Only the share of `peak` counts, not the set
/// that attains it. Equivalent means that none of them differs.
[[nodiscard]] std::weak_ordering compare(const Objective& a, const Objective& b,
                                         std::span<const Measure> objectives = default_objectives);

/// Coverage of each beneficiary in millionths: the mean of its needs' coverage by weight, rounded
/// down; none for one whose needs have no weight. Assignments may stand in any order.
[[nodiscard]] std::vector<std::optional<std::int64_t>> coverage(
    const Problem& problem, std::span<const Assignment> assignments);

/// Load of each skill in each period, [skill][period]: standing work and the assignments.
[[nodiscard]] std::vector<std::vector<std::int64_t>> loads(const Problem& problem,
                                                           std::span<const Assignment> assignments);

/// The objective, computed from scratch; `changes` to the assignments of `earlier`. Neither the
/// problem nor the assignments are checked.
[[nodiscard]] Objective evaluate(const Problem& problem, std::span<const Assignment> assignments,
                                 std::span<const Assignment> earlier = {});

}  // namespace areena::timetable
