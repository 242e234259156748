#pragma once

#include "areena/core/rational.hpp"
#include "areena/timetable/capacity.hpp"
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

/// What a timetable is worth, part by part; earlier parts decide.
struct Objective {
    int mandatory = 0;                  ///< mandatory activities placed; more is better
    Rational value;                     ///< sum of the values of those placed; more is better
    std::vector<std::int64_t> leximin;  ///< coverage of each beneficiary that has one, ascending
    std::int64_t coverage = 0;          ///< their sum; more is better
    std::int64_t ends = 0;              ///< sum of the (half-open) end periods; less is better
    Peak peak;                          ///< the largest load share, standing work included; less
    int pinned = 0;                     ///< pinned activities placed; decides before all others

    bool operator==(const Objective&) const = default;
};

/// Greater means better: `pinned` first, then part by part, `leximin` lexicographically (the worst off first). Only the
/// share of `peak` counts, not the set that attains it. Equivalent means that no part differs.
[[nodiscard]] std::weak_ordering compare(const Objective& a, const Objective& b);

/// Coverage of each beneficiary in millionths: the mean of its needs' coverage by weight, rounded
/// down; none for one whose needs have no weight. Assignments may stand in any order.
[[nodiscard]] std::vector<std::optional<std::int64_t>> coverage(
    const Problem& problem, std::span<const Assignment> assignments);

/// Load of each skill in each period, [skill][period]: standing work and the assignments.
[[nodiscard]] std::vector<std::vector<std::int64_t>> loads(const Problem& problem,
                                                           std::span<const Assignment> assignments);

/// The objective, computed from scratch. Neither the problem nor the assignments are checked.
[[nodiscard]] Objective evaluate(const Problem& problem, std::span<const Assignment> assignments);

}  // namespace areena::timetable
