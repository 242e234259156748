#include "timetable/moves.hpp"

#include <algorithm>

namespace areena::timetable::detail {

namespace {

constexpr std::size_t most_ejected = 8;
constexpr int most_filled = 4;

}  // namespace

Spot Moves::best_spot(int activity, int mode, bool anywhere) {
    const ModeModel& shape = state_->model().activities[activity].modes[mode];
    const int first = state_->earliest(activity);
    const int latest = state_->latest(activity);
    const int num_ends = latest - first - shape.min_duration + 1;
    if (num_ends <= 0 || shape.max_duration < shape.min_duration) return {};
    const int turn =
        anywhere ? static_cast<int>(random_.below(static_cast<std::uint64_t>(num_ends))) : 0;
    for (int i = 0; i < num_ends; ++i) {
        const int end = first + shape.min_duration + (i + turn) % num_ends;
        const int longest = std::min(shape.max_duration, end - first);
        Spot best;
        Fraction best_share;
        for (int duration = shape.min_duration; duration <= longest; ++duration) {
            const Spot spot{mode, end - duration, duration};
            if (!state_->fits(activity, spot)) continue;
            const Fraction share = state_->share_at(activity, spot);
            if (best.placed() && !(share < best_share)) continue;
            best = spot;
            best_share = share;
        }
        if (best.placed()) return best;
    }
    return {};
}

bool Moves::insert(int activity, Modes modes, int mode_before, bool anywhere) {
    if (!state_->allowed(activity)) return false;
    const ActivityModel& shape = state_->model().activities[activity];
    const auto try_mode = [&](int mode) {
        const Spot spot = best_spot(activity, mode, anywhere);
        if (spot.placed()) state_->place(activity, spot);
        return spot.placed();
    };
    const bool keep = modes == Modes::kept && mode_before >= 0;
    const std::int64_t kept = keep ? shape.modes[mode_before].coverage : -1;
    if (keep && try_mode(mode_before)) return true;
    const std::vector<int>& order = modes == Modes::lightest ? shape.by_amount : shape.by_coverage;
    for (const int mode : order)
        if (mode != mode_before && shape.modes[mode].coverage == kept && try_mode(mode))
            return true;
    for (const int mode : order)
        if (shape.modes[mode].coverage != kept && try_mode(mode)) return true;
    return false;
}

bool Moves::insert_chain(int activity, Modes modes) {
    const Model& model = state_->model();
    std::vector<int> chain{activity};
    const auto add = [&](int other) {
        if (!state_->placed(other) && std::find(chain.begin(), chain.end(), other) == chain.end())
            chain.push_back(other);
    };
    for (std::size_t i = 0; i < chain.size(); ++i) {
        const int next = chain[i];
        for (const Prerequisite& before : model.given(next).prerequisites) add(before.activity);
        for (const int other : model.activities[next].required) add(other);
    }
    std::sort(chain.begin(), chain.end(),
              [&](int a, int b) { return model.activities[a].rank < model.activities[b].rank; });
    const std::size_t savepoint = state_->savepoint();
    for (const int next : chain)
        if (!insert(next, modes)) {
            state_->undo_to(savepoint);
            return false;
        }
    return true;
}

void Moves::eject(int activity) {
    pool_.push_back({activity, state_->at(activity).mode});
    state_->remove(activity);
}

int Moves::choose_blocker(const std::vector<int>& blockers) {
    // Of two at random, the one worth less: likely to be given up for less, if at all.
    const std::vector<ActivityModel>& activities = state_->model().activities;
    const int a = blockers[random_.below(blockers.size())];
    const int b = blockers[random_.below(blockers.size())];
    return activities[a].value_rank > activities[b].value_rank ? a : b;
}

bool Moves::make_room(int activity, const Spot& spot) {
    const ActivityModel& shape = state_->model().activities[activity];
    for (const int other : shape.conflicts)
        if (state_->placed(other)) eject(other);
    const Calendar& calendar = state_->model().calendar;
    for (const auto& [before, lag] : state_->model().given(activity).prerequisites)
        if (state_->placed(before) &&
            calendar.after(state_->at(before).end(), lag) > spot.start)
            eject(before);
    for (const auto& [next, lag] : shape.successors)
        if (state_->placed(next) && calendar.before(state_->at(next).start, lag) < spot.end())
            eject(next);
    while (pool_.size() <= most_ejected) {
        if (state_->fits(activity, spot)) return true;
        const std::vector<int> blockers = state_->blockers(activity, spot);
        if (blockers.empty()) return false;
        eject(choose_blocker(blockers));
    }
    return false;
}

bool Moves::add_prerequisites(int activity, const Spot& spot, Modes modes) {
    for (const Prerequisite& each : state_->model().given(activity).prerequisites)
        if (!is_ejected(each.activity) && !state_->placed(each.activity) &&
            !insert_chain(each.activity, modes))
            return false;
    const std::vector<int>& conflicts = state_->model().activities[activity].conflicts;
    return state_->earliest(activity) <= spot.start && state_->fits(activity, spot) &&
           std::none_of(conflicts.begin(), conflicts.end(),
                        [&](int other) { return state_->placed(other); });
}

bool Moves::is_ejected(int activity) const {
    return std::any_of(pool_.begin(), pool_.end(),
                       [&](const Ejected& item) { return item.activity == activity; });
}

bool Moves::add_required(int activity, Modes modes) {
    for (const int other : state_->model().activities[activity].required)
        if (!is_ejected(other) && !state_->placed(other) && !insert_chain(other, modes))
            return false;
    return true;
}

void Moves::put_back_one(std::size_t index, Modes modes) {
    if (put_[index] != 0) return;
    put_[index] = 1;
    const auto [activity, mode] = pool_[index];
    const std::vector<Prerequisite>& before = state_->model().given(activity).prerequisites;
    for (std::size_t i = 0; i < pool_.size(); ++i)
        if (std::any_of(before.begin(), before.end(),
                        [&](const Prerequisite& p) { return p.activity == pool_[i].activity; }))
            put_back_one(i, modes);
    if (state_->placed(activity)) return;
    if (!insert(activity, modes, mode, random_.below(3) == 0) && modes == Modes::lightest)
        (void)insert_chain(activity, modes);
}

void Moves::put_back(Modes modes) {
    const Model& model = state_->model();
    if (random_.below(2) == 0) {
        for (std::size_t i = pool_.size(); i > 1; --i)
            std::swap(pool_[i - 1], pool_[random_.below(i)]);
    } else {
        std::sort(pool_.begin(), pool_.end(), [&](const Ejected& a, const Ejected& b) {
            if (model.urgency(a.activity) != model.urgency(b.activity))
                return model.urgency(a.activity) > model.urgency(b.activity);
            return model.activities[a.activity].value_rank <
                   model.activities[b.activity].value_rank;
        });
    }
    put_.assign(pool_.size(), 0);
    for (std::size_t i = 0; i < pool_.size(); ++i) put_back_one(i, modes);
}

void Moves::remove_chain(int activity) {
    std::vector<int> gone{activity};
    for (std::size_t i = 0; i < gone.size(); ++i) {
        if (state_->placed(gone[i])) state_->remove(gone[i]);
        const ActivityModel& shape = state_->model().activities[gone[i]];
        for (const Prerequisite& next : shape.successors)
            if (state_->placed(next.activity)) gone.push_back(next.activity);
        for (const int next : shape.requirers)
            if (state_->placed(next)) gone.push_back(next);
    }
}

void Moves::drop_orphans() {
    for (const Ejected& item : pool_)
        if (!state_->placed(item.activity)) remove_chain(item.activity);
}

void Moves::fill_in(int forced) {
    // What was given up may leave room for others that are not placed.
    const int n = state_->model().num_activities();
    const int first = static_cast<int>(random_.below(static_cast<std::uint64_t>(n)));
    for (int i = 0, tried = 0; i < n && tried < most_filled; ++i) {
        const int other = (first + i) % n;
        if (other == forced || state_->placed(other) || !state_->allowed(other) ||
            !state_->supported(other))
            continue;
        ++tried;
        (void)insert(other, Modes::lightest);
    }
}

bool Moves::try_force(int activity, const Spot& spot, Modes modes,
                      std::span<const Measure> measures) {
    state_->begin(measures);
    pool_.clear();
    if (state_->placed(activity)) state_->remove(activity);
    if (!make_room(activity, spot) || !add_prerequisites(activity, spot, modes)) {
        state_->rollback();
        return false;
    }
    state_->place(activity, spot);
    if (!add_required(activity, modes)) {
        state_->rollback();
        return false;
    }
    put_back(modes);
    drop_orphans();
    if (measures.back() == Measure::value && !pool_.empty()) fill_in(activity);
    return true;
}

int Moves::force(int activity, const Spot& spot, std::span<const Measure> measures, Modes modes,
                 bool strictly) {
    if (!try_force(activity, spot, modes, measures)) return 0;
    const int order = state_->compare(measures);
    if (order > 0 || (order == 0 && !strictly)) {
        state_->commit();
        return order;
    }
    state_->rollback();
    return 0;
}

Spot Moves::sample_spot(int activity, int mode, int last_end, int tries) {
    const ModeModel& shape = state_->model().activities[activity].modes[mode];
    const int first = state_->model().activities[activity].earliest;
    const int longest = std::min(shape.max_duration, last_end - first);
    if (longest < shape.min_duration) return {};
    Spot best;
    std::int64_t least = 0;
    for (int i = 0; i < tries; ++i) {
        const int duration =
            shape.min_duration + static_cast<int>(random_.below(
                                     static_cast<std::uint64_t>(longest - shape.min_duration + 1)));
        const int start = first + static_cast<int>(random_.below(
                                      static_cast<std::uint64_t>(last_end - first - duration + 1)));
        const Spot spot{mode, start, duration};
        if (spot == state_->at(activity)) continue;
        const std::int64_t missing = state_->missing(activity, spot);
        if (best.placed() && missing >= least) continue;
        best = spot;
        least = missing;
        if (least == 0) break;
    }
    return best;
}

}  // namespace areena::timetable::detail
