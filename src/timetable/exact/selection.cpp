#include "timetable/exact/selection.hpp"

#include <algorithm>
#include <utility>

namespace areena::timetable::detail {

Incumbent::Incumbent(const Model& model, std::vector<Assignment> made, const Goals& goals)
    : assignments(std::move(made)),
      objective(evaluate(*model.problem, assignments, goals.earlier)) {
    State state(model);
    for (const Assignment& a : assignments) state.place(a.activity, model.spot(a).value());
    peak = state.load().peak();
}

Selection::Selection(const Model& model, const Choices& choices, const Goals& goals,
                     std::span<const char> held, Meter& meter)
    : model_(&model),
      choices_(&choices),
      goals_(&goals),
      meter_(&meter),
      times_(model, choices, goals, meter),
      witness_(model),
      held_(held.begin(), held.end()),
      chosen_(model.activities.size(), undecided) {
    for (const Stock& stock : model.problem->stocks) left_.push_back(stock.amount);
    order_activities();
}

/// What must or should be in comes first: it is decided mostly one way.
void Selection::order_activities() {
    std::vector<char> done(model_->activities.size(), 0);
    const auto ready = [&](int a) {
        const std::vector<Prerequisite>& before = model_->given(a).prerequisites;
        return done[a] == 0 &&
               std::all_of(before.begin(), before.end(),
                           [&](const Prerequisite& p) { return done[p.activity] != 0; });
    };
    const auto precedes = [&](int a, int b) {
        if (held_[a] != held_[b]) return held_[a] > held_[b];
        if (model_->urgency(a) != model_->urgency(b)) return model_->urgency(a) > model_->urgency(b);
        return model_->activities[a].value_rank < model_->activities[b].value_rank;
    };
    while (order_.size() < done.size()) {
        int next = -1;
        for (int a = 0; a < model_->num_activities(); ++a)
            if (ready(a) && (next < 0 || precedes(a, next))) next = a;
        done[next] = 1;
        order_.push_back(next);
    }
}

bool Selection::run(int stage, Incumbent& best) {
    stage_ = stage;
    best_ = &best;
    const auto counts = [&](Measure measure) {
        return goals_->counts(measure, static_cast<std::size_t>(stage) + 1);
    };
    light_is_enough_ = !counts(Measure::leximin) && !counts(Measure::coverage) &&
                       !counts(Measure::changes);
    std::fill(chosen_.begin(), chosen_.end(), undecided);
    return extend(0);
}

/// Nothing left out that it waits for or requires, nothing chosen that excludes it, a place where it
/// fits alone, and enough of every stock.
bool Selection::is_possible(int activity) const {
    const auto is_out = [this](int other) { return chosen_[other] == out; };
    const auto is_in = [this](int other) { return chosen_[other] >= 0; };
    const std::vector<Prerequisite>& before = model_->given(activity).prerequisites;
    const std::vector<int>& required = model_->activities[activity].required;
    const std::vector<int>& conflicts = model_->activities[activity].conflicts;
    const std::vector<Choice>& choices = choices_->of[activity];
    return std::any_of(choices.begin(), choices.end(),
                       [&](const Choice& choice) { return is_affordable(activity, choice); }) &&
           std::none_of(before.begin(), before.end(),
                        [&](const Prerequisite& p) { return is_out(p.activity); }) &&
           std::none_of(required.begin(), required.end(), is_out) &&
           std::none_of(conflicts.begin(), conflicts.end(), is_in);
}

bool Selection::is_affordable(int activity, const Choice& choice) const {
    const ModeModel& mode = model_->activities[activity].modes[choice.mode];
    return std::all_of(mode.consumptions.begin(), mode.consumptions.end(),
                       [this](const Consumption& each) { return each.amount <= left_[each.stock]; });
}

void Selection::consume(int activity, int choice, int sign) {
    const int mode = choices_->of[activity][choice].mode;
    for (const Consumption& each : model_->activities[activity].modes[mode].consumptions)
        left_[each.stock] -= sign * each.amount;
}

/// Held, or required by one that is chosen.
bool Selection::must_be_in(int activity) const {
    const std::vector<int>& requirers = model_->activities[activity].requirers;
    return held_[activity] != 0 ||
           std::any_of(requirers.begin(), requirers.end(),
                       [this](int other) { return chosen_[other] >= 0; });
}

bool Selection::extend(std::size_t next) {
    if (!meter_->spend(static_cast<std::int64_t>(order_.size()))) return false;
    if (!is_hopeful()) return true;
    if (next == order_.size()) return settle();
    const int a = order_[next];
    if (is_possible(a)) {
        const std::vector<Choice>& choices = choices_->of[a];
        for (int c = 0; c < static_cast<int>(choices.size()); ++c)
            if ((!light_is_enough_ || choices[c].lightest) &&
                is_affordable(a, choices[c]) && !choose(a, c, next))
                return false;
    }
    if (must_be_in(a)) return true;
    chosen_[a] = out;
    const bool done = extend(next + 1);
    chosen_[a] = undecided;
    return done;
}

bool Selection::choose(int activity, int choice, std::size_t next) {
    chosen_[activity] = choice;
    consume(activity, choice, 1);
    const Times::Answer room = find_room(activity);
    const bool done = room == Times::Answer::found ? extend(next + 1) : room == Times::Answer::none;
    if (witness_.placed(activity)) witness_.remove(activity);
    witness_.begin();
    consume(activity, choice, -1);
    chosen_[activity] = undecided;
    return done;
}

/// Times for what is chosen: the witness with the new one put in, or else by search.
Times::Answer Selection::find_room(int activity) {
    for (const Spot& spot : choices_->of[activity][chosen_[activity]].spots) {
        if (spot.start < witness_.earliest(activity)) continue;
        const std::int64_t before = witness_.work();
        const bool fits = witness_.fits(activity, spot);
        (void)meter_->spend(witness_.work() - before);
        if (!fits) continue;
        witness_.place(activity, spot);
        return Times::Answer::found;
    }
    const Times::Answer answer = times_.find(chosen_, {});
    if (answer == Times::Answer::found) move_witness(times_.found());
    return answer;
}

void Selection::move_witness(const std::vector<Spot>& spots) {
    for (int a = 0; a < model_->num_activities(); ++a)
        if (witness_.placed(a)) witness_.remove(a);
    for (int a = 0; a < model_->num_activities(); ++a)
        if (spots[a].placed()) witness_.place(a, spots[a]);
    (void)meter_->spend(model_->num_activities());
}

/// All is decided, and as far as that says all, it is better than the best known.
bool Selection::settle() {
    if (counts_times()) return improve_times();
    std::vector<Spot> spots;
    for (int a = 0; a < model_->num_activities(); ++a) spots.push_back(witness_.at(a));
    take(spots);
    return true;
}

bool Selection::improve_times() {
    while (is_hopeful()) {
        const Times::Answer answer = times_.find(chosen_, goal());
        if (answer != Times::Answer::found) return answer == Times::Answer::none;
        take(times_.found());
    }
    return true;
}

void Selection::take(const std::vector<Spot>& spots) {
    std::vector<Assignment> assignments;
    for (int a = 0; a < model_->num_activities(); ++a)
        if (spots[a].placed()) assignments.push_back(model_->assignment(a, spots[a]));
    *best_ = Incumbent(*model_, std::move(assignments), *goals_);
    (void)meter_->spend(10 * model_->num_activities());
}

}  // namespace areena::timetable::detail
