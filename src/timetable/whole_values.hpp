#pragma once

#include "areena/timetable/problem.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace areena::timetable::detail {

/// All that a timetable can be worth, in whole numbers over one denominator, `scale`.
struct WholeValues {
    /// What a mode adds to the value of its activity.
    struct OfMode {
        std::int64_t value = 0;
        std::int64_t per_period = 0;  ///< from its end to that of the last period
    };
    /// Needs worth something, those alike merged; `base` in millionths.
    struct OfNeed {
        std::int64_t per_unit = 0;  ///< of coverage
        std::int64_t base = 0;
        std::vector<int> activities;
    };

    std::int64_t scale = 1;
    std::vector<std::int64_t> of;  ///< by activity
    int num_periods = 0;
    std::int64_t unit = whole;  ///< of coverage, in millionths: all that modes and bases cover is so many
    std::vector<std::vector<OfMode>> modes;  ///< by activity and mode
    std::vector<OfNeed> needs;
    std::vector<std::vector<int>> needs_of_activity;

    [[nodiscard]] Rational rational(std::int64_t value) const { return Rational(value, scale); }
    /// What a mode adds if it ends (half-open) in `end`.
    [[nodiscard]] std::int64_t of_mode(int activity, int mode, int end) const {
        const OfMode& each = modes[activity][mode];
        return each.value + each.per_period * (num_periods - end);
    }
    /// What a need is worth where `covered` millionths, base included, are not cut to one whole.
    [[nodiscard]] std::int64_t of_need(int need, std::int64_t covered) const {
        return needs[need].per_unit * ((covered < whole ? covered : whole) / unit);
    }
};

/// Whether a mode or a need is worth anything, beside the activities.
[[nodiscard]] bool has_worth_beyond_activities(const Problem& problem);

/// None if `scale`, or all values together, would be 2^`bits` or more; at most 60.
[[nodiscard]] std::optional<WholeValues> whole_values(const Problem& problem, int bits = 45);

}  // namespace areena::timetable::detail
