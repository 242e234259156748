#include "timetable/phases.hpp"

#include "timetable/anneal/raise_value.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

namespace areena::timetable::detail {

namespace {

constexpr int place_share = 40;  // percent of the work, from the beginning
constexpr int smooth_share = 95;
constexpr int repair_tries = 12;

// Units of work, a few hundredths of a second: whoever follows the work may stop it there.
constexpr std::int64_t report_at_least = 250'000;

}  // namespace

Phases::Phases(State& state, const Options& options, Follower& follower)
    : state_(&state),
      model_(&state.model()),
      options_(&options),
      follower_(&follower),
      progress_(&follower.progress()),
      moves_(state, options.seed),
      hopeless_(model_->activities.size(), 0),
      effort_(std::clamp<std::int64_t>(options.work / Options{}.work, 1, 1'000'000)) {}

bool Phases::go_on(std::string_view phase, int share) {
    if (progress_->stopped()) {
        ending_ = Ending::stopped;
        return false;
    }
    const std::int64_t work = state_->work();
    if (work - reported_ > std::min(options_->work / 100, report_at_least)) {
        reported_ = work;
        if (follower_->is_there()) follower_->look_at(improved_, state_->reached(improved_));
        progress_->step(phase, std::min(work, options_->work), options_->work);
    }
    if (static_cast<Wide>(work) * 100 <= static_cast<Wide>(options_->work) * share) return true;
    ending_ = Ending::work_limit;
    return false;
}

void Phases::begin_with(const std::vector<Assignment>& start) {
    // Whoever asks many times what would fit wants no more than a look at the room left beside the
    // start. Otherwise what was begun with may be moved for the sake of others.
    std::vector<char> known(model_->activities.size(), 0);
    for (const Assignment& assignment : start) known[assignment.activity] = 1;
    if (!options_->value_only) find_hopeless(known);
    take_over(start);
    for (int a = 0; a < model_->num_activities(); ++a) known[a] = state_->placed(a) ? 1 : 0;
    if (options_->value_only) find_hopeless(known);
}

void Phases::put_where_it_was(int activity, const Assignment& before) {
    const std::optional<Spot> spot = model_->spot(before);
    if (!spot || state_->placed(activity)) return;
    const ModeModel& mode = model_->activities[activity].modes[spot->mode];
    if (spot->duration < mode.min_duration || spot->duration > mode.max_duration) return;
    if (spot->start < state_->earliest(activity) || spot->end() > state_->latest(activity)) return;
    if (state_->allowed(activity) && state_->fits(activity, *spot)) state_->place(activity, *spot);
}

void Phases::take_over(const std::vector<Assignment>& start) {
    std::vector<std::optional<Assignment>> given(model_->activities.size());
    for (const Assignment& assignment : start) given[assignment.activity] = assignment;
    const std::vector<int> order = model_->topological();
    const auto pinned = [this](int a) { return model_->given(a).pinned.has_value(); };
    for (const int a : order)
        if (pinned(a)) {
            const Pin& pin = *model_->given(a).pinned;
            given[a] = Assignment{a, pin.mode, pin.start, pin.duration};
            put_where_it_was(a, *given[a]);
        }
    for (const int a : order)
        if (given[a]) put_where_it_was(a, *given[a]);
    for (const int a : order)
        if (state_->placed(a) && !state_->supported(a)) moves_.remove_chain(a);
    // As long as a pin waits for its place, nothing else may be sure of its own.
    const bool all_pinned = std::all_of(
        order.begin(), order.end(), [&](int a) { return !pinned(a) || state_->placed(a); });
    for (const int a : order)
        if (all_pinned && state_->placed(a) && model_->urgency(a) > 0) state_->hold(a);
    state_->commit();
}

bool Phases::can_ever_fit(int activity) {
    const ActivityModel& shape = model_->activities[activity];
    const std::vector<ModeModel>& modes = shape.modes;
    for (int mode = 0; mode < static_cast<int>(modes.size()); ++mode)
        for (int end = shape.earliest + 1; end <= shape.deadline; ++end)
            for (int duration = modes[mode].min_duration;
                 duration <= std::min(modes[mode].max_duration, end - shape.earliest); ++duration)
                if (state_->fits(activity, {mode, end - duration, duration})) return true;
    return false;
}

void Phases::find_hopeless(const std::vector<char>& known) {
    for (const int a : model_->topological()) {
        const std::vector<Prerequisite>& before = model_->given(a).prerequisites;
        const bool waits = std::any_of(before.begin(), before.end(), [this](const Prerequisite& p) {
            return hopeless_[p.activity] != 0;
        });
        hopeless_[a] = waits || (known[a] == 0 && !can_ever_fit(a)) ? 1 : 0;
    }
    model_->spread_marks(hopeless_);
}

std::vector<int> Phases::insertion_order() const {
    std::vector<int> order = options_->order;
    std::vector<char> named(model_->activities.size(), 0);
    for (const int a : order) named[a] = 1;
    const auto rest = static_cast<std::ptrdiff_t>(order.size());
    for (int a = 0; a < model_->num_activities(); ++a)
        if (named[a] == 0) order.push_back(a);
    std::sort(order.begin() + rest, order.end(), [this](int a, int b) {
        return model_->activities[a].value_rank < model_->activities[b].value_rank;
    });
    std::stable_sort(order.begin(), order.end(), [this](int a, int b) {
        return std::min<std::int64_t>(model_->urgency(a), 2) >
               std::min<std::int64_t>(model_->urgency(b), 2);
    });
    return order;
}

void Phases::place() {
    insert_all(false);
    if (ending_ == Ending::stopped) return;
    if (model_->worth)
        anneal();
    else
        raise_value();
}

/// What is worth something by its mode, its end or the needs it covers asks for more than to be placed.
void Phases::anneal() {
    if (!go_on("place", place_share)) return;
    const Wide share = options_->value_only ? 100 : place_share;
    const auto limit = static_cast<std::int64_t>(share * options_->work / 100) - state_->work();
    const std::optional<Ending> end = anneal::raise_value(
        *state_, {limit, options_->work, effort_}, options_->seed, *progress_);
    if (!end) return raise_value();
    if (*end != Ending::finished) ending_ = *end;
}

void Phases::insert_all(bool urgent_only) {
    const std::vector<int> order = insertion_order();
    for (std::size_t i = 0; i < order.size(); ++i) {
        const int a = order[i];
        if (!go_on("place", 100)) return;
        if (state_->placed(a) || hopeless_[a] != 0) continue;
        if (urgent_only && model_->urgency(a) == 0) continue;
        state_->begin();
        const bool done = moves_.insert_chain(a, Modes::lightest);
        state_->commit();
        if (!done && (!model_->worth || model_->urgency(a) > 0))
            repair(a, static_cast<Wide>(i + 1) * place_share * options_->work /
                          (static_cast<Wide>(order.size()) * 100));
    }
}

void Phases::repair(int activity, Wide pace) {
    const ActivityModel& shape = model_->activities[activity];
    const int tries = model_->urgency(activity) > 0 ? 5 * repair_tries : repair_tries;
    for (int i = 0; i < tries && state_->work() <= pace && go_on("place", place_share); ++i) {
        const int mode = shape.by_amount[static_cast<std::size_t>(i) % shape.by_amount.size()];
        const Spot spot =
            moves_.sample_spot(activity, mode, shape.deadline, samples);
        if (!spot.placed()) continue;
        if (moves_.force(activity, spot, Level::value, Modes::lightest, true) > 0) return;
    }
}

std::vector<int> Phases::waiting() const {
    std::vector<int> out;
    for (int a = 0; a < model_->num_activities(); ++a)
        if (!state_->placed(a) && hopeless_[a] == 0) out.push_back(a);
    return out;
}

bool Phases::try_waiting(int activity) {
    const std::vector<int>& modes = model_->activities[activity].by_amount;
    const int mode = below(3) > 0 ? modes[0] : modes[moves_.random().below(modes.size())];
    const int last = model_->activities[activity].deadline;
    const Spot spot = moves_.sample_spot(activity, mode, last, samples);
    return spot.placed() && moves_.try_force(activity, spot, Modes::lightest, Level::value);
}

Rational Phases::mean_value() const {
    Rational sum;
    for (const Activity& activity : model_->problem->activities) sum += activity.value;
    return sum / Rational(model_->num_activities());
}

void Phases::raise_value() {
    // Record-to-record travel (Dueck 1993): a loss is taken as long as the value stays near the
    // best seen; how near tightens with time, from a few activities' worth to nothing.
    const Rational widest = Rational(3) * mean_value();
    const std::int64_t rounds = effort_ * (100 + 200 * std::int64_t{model_->num_activities()});
    const std::int64_t first = state_->work();
    const std::int64_t last =
        std::max(first + 1,
                 static_cast<std::int64_t>(static_cast<Wide>(options_->work) * place_share / 100));
    std::vector<Assignment> best;
    Rational below_best;
    std::vector<int> out = waiting();
    for (std::int64_t round = 0; round < rounds && !out.empty() && go_on("place", place_share);
         ++round) {
        if (!try_waiting(out[moves_.random().below(out.size())])) continue;
        const State::Gain gain = state_->gain();
        const Rational below = below_best - gain.value;
        const std::int64_t time =
            std::max(round * 1000 / rounds,
                     static_cast<std::int64_t>(static_cast<Wide>(state_->work() - first) * 1000 /
                                               (last - first)));
        const Rational near = widest * Rational(std::max<std::int64_t>(0, 1000 - time), 1000);
        if (gain.urgent < 0 || (gain.urgent == 0 && below > near)) {
            state_->rollback();
            continue;
        }
        const bool record = gain.urgent > 0 || below.sign() <= 0;
        if (!record && below_best.sign() == 0) best = state_->before();
        state_->commit();
        below_best = record ? Rational() : below;
        out = waiting();
    }
    if (below_best.sign() > 0) state_->reset_to(best);
}

bool Phases::improve_with(int activity, int mode, Level level) {
    const Spot before = state_->at(activity);
    state_->begin(level);
    state_->remove(activity);
    const Spot spot = moves_.best_spot(activity, mode);
    if (spot.placed()) {
        state_->place(activity, spot);
        const int order = state_->compare(Level::coverage);
        bool better = order > 0;
        if (order == 0 && level == Level::all) {
            better = spot.end() < before.end();
            if (spot.end() == before.end()) better = flatten(activity, spot);
        }
        if (better) {
            state_->commit();
            return true;
        }
    }
    state_->rollback();
    return false;
}

bool Phases::flatten(int activity, const Spot& spot) {
    const ModeModel& shape = model_->activities[activity].modes[spot.mode];
    const int longest = std::min(shape.max_duration, spot.end() - state_->earliest(activity));
    state_->remove(activity);
    for (int duration = shape.min_duration; duration <= longest; ++duration) {
        const Spot other{spot.mode, spot.end() - duration, duration};
        if (!state_->fits(activity, other)) continue;
        state_->place(activity, other);
        if (state_->compare(Level::all) > 0) return true;
        state_->remove(activity);
    }
    return false;
}

bool Phases::give_up(int activity) {
    if (model_->urgency(activity) > 0 || model_->given(activity).value.sign() > 0) return false;
    return try_change(measures_of(Level::all), [&] { return remove_chain(activity); });
}

bool Phases::improve(int activity, Level level) {
    if (!state_->placed(activity)) {
        if (hopeless_[activity] != 0) return false;
        return try_change(measures_of(level),
                          [&] { return moves_.insert_chain(activity, Modes::lightest); });
    }
    if (level == Level::all && give_up(activity)) return true;
    const ActivityModel& shape = model_->activities[activity];
    for (const int mode : shape.by_coverage) {
        const std::int64_t now = shape.modes[state_->at(activity).mode].coverage;
        if (level == Level::coverage && shape.modes[mode].coverage <= now) break;
        if (improve_with(activity, mode, level)) return true;
    }
    return false;
}

void Phases::polish(Level level, std::string_view phase, int share) {
    (void)sweep(phase, share, [&](int activity) { return improve(activity, level); });
}

bool Phases::sweep(std::string_view phase, int share, const Improve& improve_one) {
    std::vector<int> order(model_->activities.size());
    for (bool again = true; again;) {
        again = false;
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(), [this](int a, int b) {
            return state_->at(a).start < state_->at(b).start;
        });
        for (const int a : order) {
            if (!go_on(phase, share)) return false;
            again = improve_one(a) || again;
        }
    }
    return true;
}

bool Phases::try_change(std::span<const Measure> measures, const Change& change) {
    state_->begin(measures);
    if (change() && state_->compare(measures) > 0) {
        state_->commit();
        return true;
    }
    state_->rollback();
    return false;
}

void Phases::search_smoothness() {
    const std::int64_t patience = effort_ * (100 + 20 * std::int64_t{model_->num_activities()});
    for (std::int64_t idle = 0; idle < patience && go_on("smooth", smooth_share); ++idle) {
        const int activity = below(model_->num_activities());
        if (!state_->placed(activity)) continue;
        const ActivityModel& shape = model_->activities[activity];
        const Spot now = state_->at(activity);
        const int mode = shape.by_amount[moves_.random().below(shape.by_amount.size())];
        if (shape.modes[mode].coverage != shape.modes[now.mode].coverage) continue;
        const int last = below(2) == 0 ? now.end() : shape.deadline;
        const Spot spot = moves_.sample_spot(activity, mode, last, samples);
        if (spot.placed() && moves_.force(activity, spot, Level::all, Modes::kept) > 0) idle = -1;
    }
}

void Phases::smooth() {
    improved_ = Measure::ends;
    polish(Level::all, "smooth", smooth_share);
    search_smoothness();
    polish(Level::all, "smooth", 100);
}

}  // namespace areena::timetable::detail
