#pragma once

#include "areena/timetable/problem.hpp"

#include <algorithm>
#include <vector>

namespace areena::timetable::detail {

/// The search's own time: the open periods, one after the other, counted as slots. An interval of
/// slots is an interval of periods that neither starts nor ends in a closed one, and its length is
/// the duration that modes speak of.
class Calendar {
public:
    explicit Calendar(const Problem& problem) {
        std::vector<char> is_closed(static_cast<std::size_t>(problem.num_periods), 0);
        for (const int period : problem.closed) is_closed[period] = 1;
        slots_before_.push_back(0);
        for (int period = 0; period < problem.num_periods; ++period) {
            if (is_closed[period] == 0) periods_.push_back(period);
            slots_before_.push_back(static_cast<int>(periods_.size()));
        }
    }

    [[nodiscard]] int num_slots() const noexcept { return static_cast<int>(periods_.size()); }
    /// The period of a slot.
    [[nodiscard]] int period(int slot) const noexcept { return periods_[slot]; }
    /// The end, in periods, of an interval that ends before `slot`.
    [[nodiscard]] int end_period(int slot) const noexcept {
        return slot == 0 ? 0 : periods_[slot - 1] + 1;
    }
    /// The first slot at or after a period, which is how many lie before it.
    [[nodiscard]] int slot(std::int64_t period) const noexcept {
        const auto last = static_cast<std::int64_t>(slots_before_.size()) - 1;
        return slots_before_[std::clamp<std::int64_t>(period, 0, last)];
    }
    [[nodiscard]] bool is_open(int period) const noexcept {
        return slots_before_[period + 1] > slots_before_[period];
    }
    /// The first slot that is `lag` periods or more after an interval that ends before `end`.
    [[nodiscard]] int after(int end, int lag) const noexcept {
        return slot(std::int64_t{end_period(end)} + lag);
    }
    /// The last slot that an interval may end before, to be over `lag` periods before slot `start`.
    [[nodiscard]] int before(int start, int lag) const noexcept {
        return slot(std::int64_t{period(start)} - lag);
    }

private:
    std::vector<int> periods_;       // by slot
    std::vector<int> slots_before_;  // by period, and at the end
};

}  // namespace areena::timetable::detail
