#pragma once

#include "timetable/anneal/compiled.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace areena::timetable::detail::anneal {

/// A timetable in the making on compiled arrays: what is placed, what room is left, what it is worth.
/// Keeps capacity, stocks, order, exclusions and requirements as far as its callers ask before they
/// change it.
///
/// Trying a change costs no more than its load: coverage is told only by `tell`, once a change is to be
/// kept. What each mode of each activity would add to coverage is kept ready all the time.
class Layout {
public:
    explicit Layout(const Compiled& compiled);

    [[nodiscard]] const Compiled& compiled() const noexcept { return *compiled_; }
    [[nodiscard]] const Place& at(int activity) const noexcept { return places_[activity]; }
    [[nodiscard]] const std::vector<Place>& places() const noexcept { return places_; }
    [[nodiscard]] bool placed(int activity) const noexcept { return places_[activity].placed(); }
    [[nodiscard]] int end(int activity) const noexcept {
        return places_[activity].start + compiled_->shapes[places_[activity].shape].duration;
    }
    /// Of all that is told.
    [[nodiscard]] std::int64_t worth() const noexcept { return worth_; }
    /// Slots and coverages looked at, a measure of work.
    [[nodiscard]] std::int64_t work() const noexcept { return work_; }
    void count_step() noexcept { ++work_; }

    /// All that it waits for and requires is placed, and nothing that excludes it.
    [[nodiscard]] bool allowed(int activity) const;
    /// Nothing placed waits for it or requires it.
    [[nodiscard]] bool is_free_to_go(int activity) const;
    /// Whether `activity` waits for `other` or requires it.
    [[nodiscard]] bool needs(int activity, int other) const;
    /// First slot after its window begins and what it waits for has ended.
    [[nodiscard]] int earliest(int activity) const;
    /// Slot that it must end by, for its window and what waits for it.
    [[nodiscard]] int latest(int activity) const;

    static constexpr int all_fits = -1;
    static constexpr int no_stock = -2;
    /// The first set in a slot (slot * sets + set) that is short, or one of the above.
    [[nodiscard]] int lacking(int activity, const Place& place);
    /// Placed activities that take from a slot, in no order that means anything.
    [[nodiscard]] const std::vector<int>& members(int slot) const { return members_[slot]; }
    /// Whether a placed activity takes from a set in a slot.
    [[nodiscard]] bool takes_from(int activity, int cell) const;

    void put(int activity, const Place& place) { change(activity, place, 1); }
    void take(int activity) { change(activity, places_[activity], -1); }
    /// What it adds there to all that is told, itself left out.
    [[nodiscard]] std::int64_t value(const Place& place) const {
        const Shape& shape = compiled_->shapes[place.shape];
        return own_value(place) + covers_[shape.mode];
    }
    /// Counts an activity where it is now.
    void tell(int activity);

private:
    [[nodiscard]] std::int64_t own_value(const Place& place) const {
        const Shape& shape = compiled_->shapes[place.shape];
        return shape.value + shape.per_period * (compiled_->values.num_periods -
                                                 ends_[place.start + shape.duration]);
    }
    /// What a mode adds to a need that the others cover so far, in units of coverage.
    [[nodiscard]] std::int64_t step(std::int64_t covered, std::int64_t more) const {
        return std::min(compiled_->units, covered + more) - std::min(compiled_->units, covered);
    }
    void change(int activity, const Place& place, int sign);
    void change_seats(int activity, const Place& place, int sign);
    void change_coverage(int activity, std::int64_t units);
    void retell(int activity, std::int64_t weight, std::int64_t before, std::int64_t after);

    const Compiled* compiled_;
    std::vector<Place> places_;
    std::vector<std::int64_t> slack_;    // by slot and set
    std::vector<std::int64_t> left_;     // by stock
    std::vector<std::int64_t> covered_;  // by need, units, not cut
    std::vector<std::int64_t> covers_;   // by mode of all: what it adds to coverage
    std::vector<Place> told_;            // by activity
    std::vector<int> ends_;              // by slot: the period that an interval up to it ends in
    std::vector<std::vector<int>> members_;  // by slot
    std::vector<int> first_seat_;            // by activity
    std::vector<int> seats_;                 // where it stands in `members_`, by slot from its start on
    std::int64_t worth_ = 0;
    std::int64_t work_ = 0;
};

}  // namespace areena::timetable::detail::anneal
