#include "timetable/exact/times.hpp"

#include "timetable/room.hpp"

#include <algorithm>
#include <numeric>

namespace areena::timetable::detail {

namespace {

constexpr std::int64_t never = std::int64_t{1} << 40;  // sums of it fit, too

}  // namespace

Times::Times(const Model& model, const Choices& choices, const Goals& goals, Meter& meter)
    : model_(&model),
      choices_(&choices),
      goals_(&goals),
      meter_(&meter),
      load_(model.network, model.calendar, *model.problem, loads(*model.problem, {})),
      standing_peak_(load_.peak()),
      found_(model.activities.size()) {
    for (int p = 0; p < static_cast<int>(model.network.pieces.size()); ++p)
        for (std::vector<int>& skills : sets_of_interest(model.network.pieces[p])) {
            std::vector<std::int64_t> room_until =
                room(*model.problem, model.calendar, model.network.pieces[p], skills);
            std::partial_sum(room_until.begin(), room_until.end(), room_until.begin());
            sets_.push_back({p, std::move(skills), std::move(room_until)});
        }
}

Times::Answer Times::find(std::span<const int> chosen, const Goal& goal) {
    goal_ = goal;
    trail_.clear();
    if (goal_.peak && !is_low_enough(standing_peak_)) return Answer::none;
    set_up(chosen);
    for (const Pace& pace : paces_)
        if (pace.ends.back() >= never) return Answer::none;
    for (int i = 0; i < static_cast<int>(items_.size()); ++i)
        for (int s = 0; s < static_cast<int>(items_[i].spots->size()); ++s) {
            const Spot& spot = (*items_[i].spots)[s];
            if (!is_within(items_[i], spot) && !kill(i, s)) return Answer::none;
        }
    return keep_all() ? descend() : Answer::none;
}

/// As far as that does not depend on the others.
bool Times::is_within(const Item& item, const Spot& spot) {
    if (model_->calendar.end_period(spot.end()) > goal_.last_end) return false;
    return !goal_.peak || is_free(item, spot, spot.start, spot.end());
}

void Times::find_home(Item& item, const Choice& choice) const {
    const Assignment* const home = goals_->home(item.activity);
    if (home == nullptr) return;
    item.had_home = true;
    for (int s = 0; s < static_cast<int>(choice.spots.size()); ++s)
        if (!is_moved(*home, model_->assignment(item.activity, choice.spots[s]))) item.home = s;
}

void Times::set_up(std::span<const int> chosen) {
    items_.clear();
    std::vector<int> item_of(chosen.size(), -1);
    for (const int a : model_->topological()) {
        if (chosen[a] < 0) continue;
        const int i = item_of[a] = static_cast<int>(items_.size());
        const Choice& choice = choices_->of[a][chosen[a]];
        Item& item = items_.emplace_back();
        item.activity = a;
        item.shape = &model_->activities[a].modes[choice.mode];
        item.spots = &choice.spots;
        item.alive.assign(choice.spots.size(), 1);
        item.count = static_cast<int>(choice.spots.size());
        find_home(item, choice);
        for (const auto& [before, lag] : model_->given(a).prerequisites) {
            items_[i].before.push_back({item_of[before], lag});
            items_[item_of[before]].after.push_back({i, lag});
        }
    }
    paces_.clear();
    for (const Set& set : sets_) add_pace(set);
}

void Times::add_pace(const Set& set) {
    Pace pace;
    std::vector<std::int64_t> amounts;
    for (int i = 0; i < static_cast<int>(items_.size()); ++i)
        if (const auto amount = amount_of(*items_[i].shape, set.piece, set.skills); amount > 0) {
            pace.items.push_back(i);
            amounts.push_back(amount);
        }
    if (amounts.empty()) return;
    std::sort(amounts.begin(), amounts.end());
    std::int64_t sum = 0;
    for (const std::int64_t amount : amounts) {
        sum += amount;
        const auto slot = std::lower_bound(set.room_until.begin(), set.room_until.end(), sum);
        pace.ends.push_back(slot == set.room_until.end()
                                ? never
                                : model_->calendar.end_period(
                                      static_cast<int>(slot - set.room_until.begin()) + 1));
    }
    paces_.push_back(std::move(pace));
}

/// All the rest fits where it is placed; `from` and `to` bound the periods looked at.
bool Times::is_free(const Item& item, const Spot& spot, int from, int to) {
    bool fits = true;
    int looked = 0;
    for (const PieceNeed& need : item.shape->needs)
        for (int t = std::max(from, spot.start); fits && t < std::min(to, spot.end()); ++t) {
            ++looked;
            const auto takes = takes_at(need, spot.duration, t - spot.start, takes_);
            fits = load_.fits(need.piece, t, takes);
            if (!fits || !goal_.peak) continue;
            load_.add(need.piece, t, takes);
            fits = is_low_enough(load_.share(need.piece, t));
            load_.remove(need.piece, t, takes);
            looked += 3;
        }
    (void)meter_->spend(looked);
    return fits;
}

void Times::change_load(const Item& item, const Spot& spot, bool adding) {
    for (const PieceNeed& need : item.shape->needs)
        for (int i = 0; i < spot.duration; ++i) {
            const auto takes = takes_at(need, spot.duration, i, takes_);
            if (adding)
                load_.add(need.piece, spot.start + i, takes);
            else
                load_.remove(need.piece, spot.start + i, takes);
        }
    (void)meter_->spend(spot.duration);
}

bool Times::kill(int item, int spot) {
    items_[item].alive[spot] = 0;
    trail_.emplace_back(item, spot);
    return --items_[item].count > 0;
}

int Times::first_end(const Item& item) const {
    const auto first = std::find(item.alive.begin(), item.alive.end(), 1) - item.alive.begin();
    return (*item.spots)[static_cast<std::size_t>(first)].end();
}

std::int64_t Times::first_end_period(const Item& item) const {
    return model_->calendar.end_period(first_end(item));
}

int Times::last_start(const Item& item) const {
    int last = -1;
    for (std::size_t s = 0; s < item.alive.size(); ++s)
        if (item.alive[s] != 0) last = std::max(last, (*item.spots)[s].start);
    return last;
}

/// In topological order, so that one way down and one way up are enough.
bool Times::keep_order() {
    const int n = static_cast<int>(items_.size());
    const auto keep = [this](int i, auto is_kept) {
        for (int s = 0; s < static_cast<int>(items_[i].alive.size()); ++s)
            if (items_[i].alive[s] != 0 && !is_kept((*items_[i].spots)[s]) && !kill(i, s))
                return false;
        return true;
    };
    for (int i = 0; i < n; ++i) {
        int earliest = 0;
        for (const auto& [before, lag] : items_[i].before)
            earliest = std::max(earliest, model_->calendar.after(first_end(items_[before]), lag));
        if (earliest > 0 && !keep(i, [&](const Spot& s) { return s.start >= earliest; }))
            return false;
    }
    for (int i = n - 1; i >= 0; --i) {
        int latest = std::numeric_limits<int>::max();
        for (const auto& [after, lag] : items_[i].after)
            latest = std::min(latest, model_->calendar.before(last_start(items_[after]), lag));
        if (!items_[i].after.empty() && !keep(i, [&](const Spot& s) { return s.end() <= latest; }))
            return false;
    }
    return true;
}

std::int64_t Times::least_ends() {
    std::int64_t sum = 0;
    for (const Item& item : items_) sum += first_end_period(item);
    std::int64_t most = sum;
    for (const Pace& pace : paces_) {
        ends_.clear();
        for (const int i : pace.items) ends_.push_back(first_end_period(items_[i]));
        std::sort(ends_.begin(), ends_.end());
        std::int64_t later = 0;
        for (std::size_t k = 0; k < ends_.size(); ++k)
            later += std::max<std::int64_t>(0, pace.ends[k] - ends_[k]);
        most = std::max(most, sum + later);
    }
    return most;
}

bool Times::keep_ends() {
    if (goal_.most_ends >= never) return true;
    if (least_ends() > goal_.most_ends) return false;
    std::int64_t sum = 0;
    for (const Item& item : items_) sum += first_end_period(item);
    for (int i = 0; i < static_cast<int>(items_.size()); ++i) {
        const std::int64_t latest = first_end_period(items_[i]) + goal_.most_ends - sum;
        std::vector<char>& alive = items_[i].alive;
        for (int s = static_cast<int>(alive.size()) - 1;
             s >= 0 && model_->calendar.end_period((*items_[i].spots)[s].end()) > latest; --s)
            if (alive[s] != 0 && !kill(i, s)) return false;
    }
    return true;
}

bool Times::keep_worth() {
    if (goal_.least_worth == Goal{}.least_worth) return true;
    std::int64_t most = 0;
    for (const Item& item : items_)
        most += item.shape->worth.per_period *
                (model_->problem->num_periods - first_end_period(item));
    if (most < goal_.least_worth) return false;
    for (int i = 0; i < static_cast<int>(items_.size()); ++i) {
        const std::int64_t each = items_[i].shape->worth.per_period;
        if (each == 0) continue;
        const std::int64_t latest =
            first_end_period(items_[i]) + (most - goal_.least_worth) / each;
        std::vector<char>& alive = items_[i].alive;
        for (int s = static_cast<int>(alive.size()) - 1;
             s >= 0 && model_->calendar.end_period((*items_[i].spots)[s].end()) > latest; --s)
            if (alive[s] != 0 && !kill(i, s)) return false;
    }
    return true;
}

/// Where no more may move, all others stay where they were.
bool Times::keep_homes() {
    if (goal_.most_moved == std::numeric_limits<int>::max()) return true;
    const auto can_stay = [](const Item& item) {
        return item.home && item.alive[static_cast<std::size_t>(*item.home)] != 0;
    };
    const auto moved = std::count_if(items_.begin(), items_.end(), [&](const Item& item) {
        return item.had_home && !can_stay(item);
    });
    if (moved != goal_.most_moved) return moved < goal_.most_moved;
    for (int i = 0; i < static_cast<int>(items_.size()); ++i)
        if (can_stay(items_[i]))
            for (int s = 0; s < static_cast<int>(items_[i].alive.size()); ++s)
                if (s != *items_[i].home && items_[i].alive[s] != 0) (void)kill(i, s);
    return true;
}

/// Takes away the places that what was just placed leaves no room for.
bool Times::keep_free(int placed_item, const Spot& spot) {
    for (int i = 0; i < static_cast<int>(items_.size()); ++i) {
        if (i == placed_item || items_[i].placed) continue;
        for (int s = 0; s < static_cast<int>(items_[i].alive.size()); ++s)
            if (items_[i].alive[s] != 0 &&
                !is_free(items_[i], (*items_[i].spots)[s], spot.start, spot.end()) && !kill(i, s))
                return false;
    }
    return true;
}

bool Times::place(int item, int spot) {
    const Spot& at = (*items_[item].spots)[spot];
    items_[item].placed = true;
    change_load(items_[item], at, true);
    for (int s = 0; s < static_cast<int>(items_[item].alive.size()); ++s)
        if (s != spot && items_[item].alive[s] != 0) (void)kill(item, s);
    return keep_free(item, at) && keep_all();
}

void Times::undo(int item, const Spot& spot, std::size_t trail) {
    change_load(items_[item], spot, false);
    items_[item].placed = false;
    for (; trail_.size() > trail; trail_.pop_back()) {
        const auto [i, s] = trail_.back();
        items_[i].alive[s] = 1;
        ++items_[i].count;
    }
}

int Times::next_item() const {
    int best = -1;
    for (int i = 0; i < static_cast<int>(items_.size()); ++i)
        if (!items_[i].placed && (best < 0 || items_[i].count < items_[best].count)) best = i;
    return best;
}

Times::Answer Times::descend() {
    if (!meter_->spend(static_cast<std::int64_t>(items_.size()))) return Answer::unknown;
    const int i = next_item();
    if (i < 0) {
        std::fill(found_.begin(), found_.end(), Spot{});
        for (const Item& item : items_) {
            const auto at = std::find(item.alive.begin(), item.alive.end(), 1);
            found_[item.activity] =
                (*item.spots)[static_cast<std::size_t>(at - item.alive.begin())];
        }
        return Answer::found;
    }
    for (int s = 0; s < static_cast<int>(items_[i].alive.size()); ++s) {
        if (items_[i].alive[s] == 0) continue;
        const std::size_t trail = trail_.size();
        const Answer answer = place(i, s) ? descend() : Answer::none;
        undo(i, (*items_[i].spots)[s], trail);
        if (answer != Answer::none) return answer;
    }
    return Answer::none;
}

}  // namespace areena::timetable::detail
