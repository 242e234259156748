#include "timetable/phases.hpp"

#include "timetable/project/population.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

/// \file
/// The search for objectives in any order: changes of every kind, kept where the objectives so far
/// become no worse.

namespace areena::timetable::detail {

namespace {

std::string_view phase_of(Measure measure) {
    switch (measure) {
        case Measure::value: return "place";
        case Measure::leximin:
        case Measure::coverage: return "cover";
        default: return "smooth";
    }
}

}  // namespace

void Phases::begin_stages(const Goals& goals) {
    if (goals.order.front() == Measure::value) return place();
    insert_all(true);
    improve(goals, 0);
}

void Phases::begin_project(const Goals& goals, const Project& project) {
    improved_ = Measure::makespan;
    if (!project.is_ordinary()) return begin_stages(goals);
    constexpr int patience = 200;  // generations
    const int share = 100 / goals.num_stages();
    Population population(project, options_->seed);
    population.evolve(static_cast<int>(std::min<std::int64_t>(effort_ * patience, 1'000'000'000)),
                      [&](std::int64_t work) {
                          state_->count_work(work);
                          return go_on("smooth", share);
                      });
    if (population.best().empty()) return begin_stages(goals);
    const Problem& problem = *model_->problem;
    const Objective found = evaluate(problem, population.best(), goals.earlier);
    const Objective now = evaluate(problem, state_->assignments(), goals.earlier);
    if (compare(found, now, goals.first(1)) > 0) state_->reset_to(population.best());
    const bool is_best = model_->calendar.slot(state_->makespan()) <= project.least_end();
    if (ending_ == Ending::finished && !is_best) improve(goals, 0);
}

void Phases::improve(const Goals& goals, int stage) {
    if (goals.follows(stage)) return;
    const std::span<const Measure> measures = goals.first(static_cast<std::size_t>(stage) + 1);
    const std::string_view phase = phase_of(measures.back());
    improved_ = measures.back();
    const int share = 100 * (stage + 1) / goals.num_stages();
    const auto improve_one = [&](int activity) { return improve_activity(activity, measures); };
    if (!sweep(phase, share, improve_one)) return;
    const std::int64_t patience = effort_ * (100 + 40 * std::int64_t{model_->num_activities()});
    for (std::int64_t idle = 0; idle < patience && go_on(phase, share); ++idle)
        if (change_at_random(goals, measures) > 0) idle = -1;
    (void)sweep(phase, share, improve_one);
}

bool Phases::improve_activity(int activity, std::span<const Measure> measures) {
    if (!state_->placed(activity)) {
        if (hopeless_[activity] != 0) return false;
        const auto insert = [&](Modes modes) {
            return try_change(measures, [&] { return moves_.insert_chain(activity, modes); });
        };
        return insert(Modes::lightest) || insert(Modes::fullest);
    }
    if (try_change(measures, [&] { return remove_chain(activity); })) return true;
    const std::vector<int>& modes = model_->activities[activity].by_coverage;
    return std::any_of(modes.begin(), modes.end(), [&](int mode) {
        return try_change(measures, [&] {
            state_->remove(activity);
            const Spot spot = moves_.best_spot(activity, mode);
            if (spot.placed()) state_->place(activity, spot);
            return spot.placed();
        });
    });
}

/// By its own window and mode.
bool Phases::is_allowed(int activity, const Spot& spot) const {
    const ActivityModel& shape = model_->activities[activity];
    const ModeModel& mode = shape.modes[spot.mode];
    return spot.start >= shape.earliest && spot.end() <= shape.deadline &&
           spot.duration >= mode.min_duration && spot.duration <= mode.max_duration;
}

/// Above 0 if it made something better.
int Phases::change_at_random(const Goals& goals, std::span<const Measure> measures) {
    const bool covers = measures.back() == Measure::leximin || measures.back() == Measure::coverage;
    const int activity = covers ? pick_for_coverage() : below(model_->num_activities());
    if (activity < 0 || hopeless_[activity] != 0) return 0;
    if (state_->placed(activity) && below(8) == 0)
        return try_change(measures, [&] { return remove_chain(activity); }) ? 1 : 0;
    const ActivityModel& shape = model_->activities[activity];
    const Assignment* const home = goals.home(activity);
    std::optional<Spot> spot;
    if (home != nullptr && below(3) == 0) spot = model_->spot(*home);
    if (!spot) {
        const int mode = shape.by_amount[moves_.random().below(shape.by_amount.size())];
        const bool earlier = state_->placed(activity) && below(3) == 0;
        const int last = earlier ? state_->at(activity).end() : shape.deadline;
        spot = moves_.sample_spot(activity, mode, last, samples);
    }
    if (!spot->placed() || !is_allowed(activity, *spot)) return 0;
    constexpr Modes all[] = {Modes::lightest, Modes::fullest, Modes::kept};
    return moves_.force(activity, *spot, measures, all[below(3)]);
}

}  // namespace areena::timetable::detail
