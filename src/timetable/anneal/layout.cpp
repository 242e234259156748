#include "timetable/anneal/layout.hpp"

#include <algorithm>

namespace areena::timetable::detail::anneal {

Layout::Layout(const Compiled& compiled)
    : compiled_(&compiled),
      places_(static_cast<std::size_t>(compiled.num_activities())),
      slack_(compiled.slack),
      members_(static_cast<std::size_t>(compiled.model->calendar.num_slots())) {
    const Calendar& calendar = compiled.model->calendar;
    for (const Stock& stock : compiled.model->problem->stocks) left_.push_back(stock.amount);
    for (std::size_t n = 0; n < compiled.values.needs.size(); ++n) {
        const WholeValues::OfNeed& need = compiled.values.needs[n];
        covered_.push_back(need.base / compiled.values.unit);
        worth_ += need.per_unit * std::min(covered_.back(), compiled.units);
    }
    covers_.assign(compiled.coverage.size(), 0);
    told_.resize(places_.size());
    for (int a = 0; a < compiled.num_activities(); ++a)
        for (int i = compiled.first_need[a]; i < compiled.first_need[a + 1]; ++i)
            for (int m = compiled.first_mode[a]; m < compiled.first_mode[a + 1]; ++m)
                covers_[m] += compiled.values.needs[compiled.needs[i]].per_unit *
                              step(covered_[compiled.needs[i]], compiled.coverage[m]);
    for (int slot = 0; slot <= calendar.num_slots(); ++slot)
        ends_.push_back(calendar.end_period(slot));
    for (int a = 0; a < compiled.num_activities(); ++a) {
        int longest = 0;
        for (int s = compiled.first_shape[a]; s < compiled.first_shape[a + 1]; ++s)
            longest = std::max(longest, compiled.shapes[s].duration);
        first_seat_.push_back(static_cast<int>(seats_.size()));
        seats_.resize(seats_.size() + static_cast<std::size_t>(longest));
    }
}

bool Layout::allowed(int activity) const {
    const ActivityModel& of = compiled_->model->activities[activity];
    for (const Prerequisite& before : compiled_->model->given(activity).prerequisites)
        if (!placed(before.activity)) return false;
    for (const int other : of.required)
        if (!placed(other)) return false;
    for (const int other : of.conflicts)
        if (placed(other)) return false;
    return true;
}

bool Layout::is_free_to_go(int activity) const {
    const ActivityModel& of = compiled_->model->activities[activity];
    for (const Prerequisite& next : of.successors)
        if (placed(next.activity)) return false;
    for (const int other : of.requirers)
        if (placed(other)) return false;
    return true;
}

bool Layout::needs(int activity, int other) const {
    const std::vector<Prerequisite>& before = compiled_->model->given(activity).prerequisites;
    const std::vector<int>& required = compiled_->model->activities[activity].required;
    return std::any_of(before.begin(), before.end(),
                       [other](const Prerequisite& p) { return p.activity == other; }) ||
           std::find(required.begin(), required.end(), other) != required.end();
}

int Layout::earliest(int activity) const {
    int slot = compiled_->model->activities[activity].earliest;
    for (const auto& [before, lag] : compiled_->model->given(activity).prerequisites)
        if (placed(before))
            slot = std::max(slot, compiled_->model->calendar.after(end(before), lag));
    return slot;
}

int Layout::latest(int activity) const {
    int slot = compiled_->model->activities[activity].deadline;
    for (const auto& [next, lag] : compiled_->model->activities[activity].successors)
        if (placed(next))
            slot = std::min(slot, compiled_->model->calendar.before(places_[next].start, lag));
    return slot;
}

int Layout::lacking(int activity, const Place& place) {
    const Shape& shape = compiled_->shapes[place.shape];
    if (!left_.empty())
        for (const Consumption& each : compiled_->consumptions(activity, shape))
            if (each.amount > left_[each.stock]) return no_stock;
    work_ += shape.duration;
    for (int i = 0; i < shape.duration; ++i) {
        const int base = (place.start + i) * compiled_->num_sets;
        const int row = shape.first_row + i;
        for (int t = compiled_->first_take[row]; t < compiled_->first_take[row + 1]; ++t)
            if (slack_[base + compiled_->takes[t].set] < compiled_->takes[t].amount)
                return base + compiled_->takes[t].set;
    }
    return all_fits;
}

bool Layout::takes_from(int activity, int cell) const {
    const int slot = cell / compiled_->num_sets;
    const int set = cell % compiled_->num_sets;
    const int row = compiled_->shapes[places_[activity].shape].first_row + slot -
                    places_[activity].start;
    for (int t = compiled_->first_take[row]; t < compiled_->first_take[row + 1]; ++t)
        if (compiled_->takes[t].set == set) return true;
    return false;
}

void Layout::change(int activity, const Place& place, int sign) {
    const Shape& shape = compiled_->shapes[place.shape];
    if (!left_.empty())
        for (const Consumption& each : compiled_->consumptions(activity, shape))
            left_[each.stock] -= sign * each.amount;
    for (int i = 0; i < shape.duration; ++i) {
        std::int64_t* const slack = &slack_[(place.start + i) * compiled_->num_sets];
        const int row = shape.first_row + i;
        for (int t = compiled_->first_take[row]; t < compiled_->first_take[row + 1]; ++t)
            slack[compiled_->takes[t].set] -= sign * compiled_->takes[t].amount;
    }
    change_seats(activity, place, sign);
    places_[activity] = sign > 0 ? place : Place{};
}

void Layout::change_seats(int activity, const Place& place, int sign) {
    const int duration = compiled_->shapes[place.shape].duration;
    for (int i = 0; i < duration; ++i) {
        std::vector<int>& here = members_[place.start + i];
        int& seat = seats_[first_seat_[activity] + i];
        if (sign > 0) {
            seat = static_cast<int>(here.size());
            here.push_back(activity);
            continue;
        }
        const int last = here.back();
        here[seat] = last;
        here.pop_back();
        if (last != activity)
            seats_[first_seat_[last] + place.start + i - places_[last].start] = seat;
    }
}

void Layout::tell(int activity) {
    const Place& before = told_[activity];
    const Place& now = places_[activity];
    if (before == now) return;
    if (before.placed()) worth_ -= own_value(before);
    if (now.placed()) worth_ += own_value(now);
    const auto units = [this](const Place& place) {
        return place.placed() ? compiled_->coverage[compiled_->shapes[place.shape].mode] : 0;
    };
    const std::int64_t more = units(now) - units(before);
    told_[activity] = now;
    if (more != 0) change_coverage(activity, more);
}

void Layout::change_coverage(int activity, std::int64_t units) {
    for (int i = compiled_->first_need[activity]; i < compiled_->first_need[activity + 1]; ++i) {
        const int need = compiled_->needs[i];
        const std::int64_t weight = compiled_->values.needs[need].per_unit;
        const std::int64_t before = covered_[need];
        const std::int64_t after = before + units;
        covered_[need] = after;
        worth_ += weight * (std::min(compiled_->units, after) - std::min(compiled_->units, before));
        work_ += compiled_->first_server[need + 1] - compiled_->first_server[need];
        for (int s = compiled_->first_server[need]; s < compiled_->first_server[need + 1]; ++s)
            if (const int other = compiled_->servers[s]; other != activity)
                retell(other, weight, before, after);
    }
}

/// What the modes of an activity add to a need that all together covered so far, and do now.
void Layout::retell(int activity, std::int64_t weight, std::int64_t before, std::int64_t after) {
    const Place& told = told_[activity];
    const std::int64_t own =
        told.placed() ? compiled_->coverage[compiled_->shapes[told.shape].mode] : 0;
    if (std::min(before, after) - own >= compiled_->units) return;
    for (int m = compiled_->first_mode[activity]; m < compiled_->first_mode[activity + 1]; ++m)
        covers_[m] += weight * (step(after - own, compiled_->coverage[m]) -
                                step(before - own, compiled_->coverage[m]));
}

}  // namespace areena::timetable::detail::anneal
