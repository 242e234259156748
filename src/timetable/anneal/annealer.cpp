#include "timetable/anneal/annealer.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace areena::timetable::detail::anneal {

namespace {

constexpr std::size_t num_quantiles = 4096;
constexpr std::int64_t one = 1 << 16;  // in which quantiles are counted
constexpr int most_ejected = 3;
constexpr int tries_for_blocker = 6;
constexpr int tries_to_put_back = 2;
constexpr std::int64_t near = 8;  // temperatures: e^-8 of such losses would be taken

/// Of the exponential distribution, rounded: a loss is taken if it is below temperature * one of these,
/// which is the rule of Metropolis.
std::vector<std::int64_t> exponential_quantiles() {
    std::vector<std::int64_t> all;
    for (std::size_t i = 0; i < num_quantiles; ++i) {
        const double share = (static_cast<double>(i) + 0.5) / num_quantiles;
        all.push_back(std::llround(-std::log(share) * static_cast<double>(one)));
    }
    return all;
}

}  // namespace

Annealer::Annealer(const Compiled& compiled, std::uint64_t seed)
    : layout_(compiled),
      random_(Random(seed, 1)() | 1U),  // not 0
      stays_(static_cast<std::size_t>(compiled.num_activities()), 0),
      quantiles_(exponential_quantiles()),
      is_dirty_(static_cast<std::size_t>(compiled.num_activities()), 0) {
    for (int a = 0; a < compiled.num_activities(); ++a)
        stays_[a] = compiled.model->urgency(a) > 0 ? 1 : 0;
}

void Annealer::put(int activity, const Spot& spot) {
    const Compiled& compiled = layout_.compiled();
    for (int s = compiled.first_shape[activity]; s < compiled.first_shape[activity + 1]; ++s)
        if (compiled.shapes[s].mode == compiled.first_mode[activity] + spot.mode &&
            compiled.shapes[s].duration == spot.duration) {
            layout_.put(activity, {s, spot.start});
            return layout_.tell(activity);
        }
}

std::vector<Spot> Annealer::spots() const {
    std::vector<Spot> out;
    for (int a = 0; a < static_cast<int>(best_.size()); ++a)
        out.push_back(best_[a].placed() ? layout_.compiled().spot(a, best_[a]) : Spot{});
    return out;
}

/// The temperature at which it begins is a part of what a typical activity adds alone.
void Annealer::find_hottest() {
    const Compiled& compiled = layout_.compiled();
    std::vector<std::int64_t> gains;
    const Layout empty(compiled);
    for (int a = 0; a < compiled.num_activities(); ++a) {
        std::int64_t most = 0;
        for (int s = compiled.first_shape[a]; s < compiled.first_shape[a + 1]; ++s)
            most = std::max(most, empty.value({s, compiled.model->activities[a].earliest}));
        if (most > 0) gains.push_back(most);
    }
    if (gains.empty()) gains.push_back(1);
    const auto middle = gains.begin() + static_cast<std::ptrdiff_t>(gains.size() / 2);
    std::nth_element(gains.begin(), middle, gains.end());
    hottest_ = std::max<std::int64_t>(1, *middle / 30);
}

void Annealer::begin() {
    best_ = layout_.places();
    best_worth_ = layout_.worth();
    find_hottest();
}

void Annealer::cool(std::int64_t done, std::int64_t work) {
    constexpr int halvings = 5;
    const Wide all = static_cast<Wide>(done) * halvings * 1024 / std::max<std::int64_t>(1, work);
    const auto halved = static_cast<int>(all / 1024);
    const auto part = static_cast<std::int64_t>(all % 1024);
    const std::int64_t here = hottest_ >> halved;
    temperature_ = here - here * part / 2048;  // between one halving and the next on a line
    if (places_ != nullptr && (near_at_ == 0 || temperature_ < near_at_ - near_at_ / 64)) narrow();
}

void Annealer::follow(const PricedPlaces& places) {
    if (places.empty()) return;
    places_ = &places;
    near_.assign(places.size(), 0);
}

void Annealer::narrow() {
    near_at_ = temperature_;
    for (std::size_t a = 0; a < near_.size(); ++a) {
        const std::vector<PricedPlace>& places = (*places_)[a];
        const auto end = std::upper_bound(
            places.begin(), places.end(), near * temperature_,
            [](std::int64_t most, const PricedPlace& each) { return most < each.loss; });
        near_[a] = static_cast<int>(end - places.begin());
    }
}

std::int64_t Annealer::tolerance() {
    const std::size_t i = static_cast<std::size_t>(below(num_quantiles));
    return static_cast<std::int64_t>(static_cast<Wide>(temperature_) * quantiles_[i] / one);
}

void Annealer::put(int activity, const Place& place) {
    changes_.push_back({activity, {}});
    layout_.put(activity, place);
    delta_ += layout_.value(place);
}

void Annealer::take(int activity) {
    changes_.push_back({activity, layout_.at(activity)});
    delta_ -= layout_.value(layout_.at(activity));
    layout_.take(activity);
}

void Annealer::undo() {
    for (; !changes_.empty(); changes_.pop_back()) {
        const auto& [activity, before] = changes_.back();
        if (layout_.placed(activity)) layout_.take(activity);
        if (before.placed()) layout_.put(activity, before);
    }
}

bool Annealer::choose_near(int activity, Place& place) {
    if (near_[activity] == 0) return false;
    const int chosen = below(static_cast<std::size_t>(near_[activity]));
    place = (*places_)[activity][static_cast<std::size_t>(chosen)].place;
    return place.start >= layout_.earliest(activity) && end_of(place) <= layout_.latest(activity);
}

/// A random shape and a random start between what it waits for and what waits for it.
bool Annealer::choose(int activity, Place& place) {
    if (places_ != nullptr) return choose_near(activity, place);
    const Compiled& compiled = layout_.compiled();
    const int first = compiled.first_shape[activity];
    const int num_shapes = compiled.first_shape[activity + 1] - first;
    if (num_shapes == 0) return false;
    place.shape = first + below(static_cast<std::size_t>(num_shapes));
    const int earliest = layout_.earliest(activity);
    const int num_starts =
        layout_.latest(activity) - compiled.shapes[place.shape].duration - earliest + 1;
    if (num_starts <= 0) return false;
    place.start = earliest + below(static_cast<std::size_t>(num_starts));
    return true;
}

int Annealer::choose_blocker(int activity, int cell) {
    const std::vector<int>& here = layout_.members(cell / layout_.compiled().num_sets);
    for (int i = 0; i < tries_for_blocker && !here.empty(); ++i) {
        const int other = here[static_cast<std::size_t>(below(here.size()))];
        if (other != activity && stays_[other] == 0 && layout_.takes_from(other, cell) &&
            layout_.is_free_to_go(other) && !layout_.needs(activity, other))
            return other;
    }
    return -1;
}

bool Annealer::make_room(int activity, const Place& place) {
    ejected_.clear();
    for (;;) {
        const int cell = layout_.lacking(activity, place);
        if (cell == Layout::all_fits) return true;
        if (cell < 0 || ejected_.size() >= most_ejected) return false;
        const int other = choose_blocker(activity, cell);
        if (other < 0) return false;
        take(other);
        ejected_.push_back(other);
    }
}

/// The first of its near places that fits; without prices, one of some random places.
bool Annealer::find_fitting(int activity, Place& place) {
    if (places_ == nullptr) {
        for (int i = 0; i < tries_to_put_back; ++i)
            if (choose(activity, place) && layout_.lacking(activity, place) == Layout::all_fits)
                return true;
        return false;
    }
    const int earliest = layout_.earliest(activity);
    const int latest = layout_.latest(activity);
    for (int i = 0; i < near_[activity]; ++i) {
        place = (*places_)[activity][i].place;
        if (place.start >= earliest && end_of(place) <= latest &&
            layout_.lacking(activity, place) == Layout::all_fits)
            return true;
    }
    return false;
}

/// What had to make room, and one that is left out: a change may have left room for it.
void Annealer::put_back() {
    ejected_.push_back(below(stays_.size()));
    for (const int other : ejected_) {
        Place place;
        if (!layout_.placed(other) && layout_.allowed(other) && find_fitting(other, place))
            put(other, place);
    }
}

/// Told apart, the activities of a change are worth no more than together but where they share needs
/// that one of them leaves: what falls short by itself is dropped without being told.
void Annealer::judge(std::int64_t allowed) {
    if (delta_ < -allowed) return undo();
    const std::int64_t before = layout_.worth();
    for (const Change& change : changes_) layout_.tell(change.activity);
    if (layout_.worth() < before - allowed) {
        const std::vector<Change> changed = changes_;
        undo();
        for (const Change& change : changed) layout_.tell(change.activity);
        return;
    }
    for (const Change& change : changes_)
        if (std::exchange(is_dirty_[change.activity], 1) == 0) dirty_.push_back(change.activity);
    changes_.clear();
    if (layout_.worth() > best_worth_) keep_best();
}

void Annealer::keep_best() {
    best_worth_ = layout_.worth();
    for (const int a : dirty_) {
        best_[a] = layout_.at(a);
        is_dirty_[a] = 0;
    }
    dirty_.clear();
}

void Annealer::step() {
    const int activity = below(static_cast<std::size_t>(layout_.compiled().num_activities()));
    layout_.count_step();
    delta_ = 0;
    Place place;
    if (!choose(activity, place) || place == layout_.at(activity)) return;
    if (layout_.placed(activity))
        take(activity);
    else if (!layout_.allowed(activity))
        return;
    if (!make_room(activity, place)) return undo();
    put(activity, place);
    put_back();
    judge(tolerance());
}

}  // namespace areena::timetable::detail::anneal
