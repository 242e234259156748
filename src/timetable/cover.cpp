#include "timetable/phases.hpp"

#include <algorithm>

/// \file
/// Coverage: better modes for those worst off, then changes forced in that leave nobody worse.

namespace areena::timetable::detail {

namespace {

constexpr int cover_share = 80;  // percent of the work, from the beginning

}  // namespace

std::vector<int> Phases::serving(int profile) const {
    std::vector<int> activities;
    for (const int need : model_->coverage.profiles[profile].needs)
        for (const int a : model_->coverage.needs[need].activities) activities.push_back(a);
    std::sort(activities.begin(), activities.end());
    activities.erase(std::unique(activities.begin(), activities.end()), activities.end());
    return activities;
}

bool Phases::raise_profile(int profile) {
    int best = -1;
    Spot best_spot;
    std::int64_t least = 0;
    for (const int a : serving(profile)) {
        if (!state_->placed(a)) continue;
        const std::vector<ModeModel>& modes = model_->activities[a].modes;
        const ModeModel& now = modes[state_->at(a).mode];
        for (int mode = 0; mode < static_cast<int>(modes.size()); ++mode) {
            if (modes[mode].coverage <= now.coverage) continue;
            const std::int64_t extra = modes[mode].amount - now.amount;
            if (best >= 0 && extra >= least) continue;
            state_->begin();
            state_->remove(a);
            const Spot spot = moves_.best_spot(a, mode);
            if (spot.placed()) {
                state_->place(a, spot);
                if (state_->compare(Level::coverage) > 0) {
                    best = a;
                    best_spot = spot;
                    least = extra;
                }
            }
            state_->rollback();
        }
    }
    if (best < 0) return false;
    state_->begin();
    state_->place(best, best_spot);
    state_->commit();
    return true;
}

void Phases::raise_worst_off() {
    const int num_profiles = static_cast<int>(model_->coverage.profiles.size());
    std::vector<char> stuck(model_->coverage.profiles.size(), 0);
    while (go_on("cover", cover_share)) {
        int lowest = -1;
        for (int p = 0; p < num_profiles; ++p)
            if (stuck[p] == 0 && (lowest < 0 || state_->coverage(p) < state_->coverage(lowest)))
                lowest = p;
        if (lowest < 0) return;
        if (!raise_profile(lowest)) stuck[lowest] = 1;
    }
}

void Phases::cover() {
    improved_ = Measure::leximin;
    raise_worst_off();
    polish(Level::coverage, "cover", cover_share);
    search_coverage();
}

int Phases::pick_profile() {
    const int num_profiles = static_cast<int>(model_->coverage.profiles.size());
    int lowest = below(num_profiles);
    for (int i = 0; i < 3; ++i)
        if (const int other = below(num_profiles);
            state_->coverage(other) < state_->coverage(lowest))
            lowest = other;
    return lowest;
}

/// Mostly one that serves somebody badly off; below 0 if there is none.
int Phases::pick_for_coverage() {
    const int any = below(model_->num_activities());
    if (below(4) == 0 || model_->coverage.profiles.empty()) return any;
    const CoverageModel::Profile& profile = model_->coverage.profiles[pick_profile()];
    const int need = profile.needs[moves_.random().below(profile.needs.size())];
    const std::vector<int>& activities = model_->coverage.needs[need].activities;
    return activities.empty() ? -1 : activities[moves_.random().below(activities.size())];
}

int Phases::force_for_coverage() {
    const int activity = pick_for_coverage();
    if (activity < 0 || hopeless_[activity] != 0) return 0;
    const ActivityModel& shape = model_->activities[activity];
    const int mode = state_->placed(activity) && below(3) == 0
                         ? state_->at(activity).mode
                         : shape.by_coverage[moves_.random().below(shape.by_coverage.size())];
    const Spot spot = moves_.sample_spot(activity, mode, shape.deadline, samples);
    if (!spot.placed()) return 0;
    const int choice = below(5);
    const Modes modes = choice == 0 ? Modes::lightest : choice == 1 ? Modes::fullest : Modes::kept;
    return moves_.force(activity, spot, Level::coverage, modes);
}

void Phases::search_coverage() {
    const std::int64_t patience = effort_ * (100 + 40 * std::int64_t{model_->num_activities()});
    for (std::int64_t idle = 0; idle < patience && go_on("cover", cover_share); ++idle)
        if (force_for_coverage() > 0) idle = -1;
}

}  // namespace areena::timetable::detail
