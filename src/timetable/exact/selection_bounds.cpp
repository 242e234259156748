#include "timetable/exact/selection.hpp"

#include <algorithm>

/// \file
/// What may still be reached below a node of the selection, measure by measure.

namespace areena::timetable::detail {

namespace {

template <class T>
int order_of(const T& reachable, const T& best) {
    return reachable < best ? -1 : best < reachable ? 1 : 0;
}

}  // namespace

/// Whether something better than the best known may lie below: no worse in the stages before, of
/// which none can be better, and better in this one.
bool Selection::is_hopeful() {
    const int urgency = compare_urgency();
    if (urgency < 0) return false;
    if (stage_ == 0 && urgency > 0) return true;
    for (int k = 0; k <= stage_; ++k) {
        if (goals_->follows(k)) continue;
        const int order = compare_at_best(goals_->order[k]);
        if (order < 0 || (order == 0 && k == stage_)) return false;
    }
    return true;
}

int Selection::compare_at_best(Measure measure) {
    switch (measure) {
        case Measure::value: return compare_value();
        case Measure::leximin: return compare_leximin();
        case Measure::coverage: return compare_sum();
        case Measure::ends: return compare_ends();
        case Measure::peak: return times_.standing_peak() < best_->peak ? 1 : 0;
        case Measure::changes: return compare_changes();
        case Measure::makespan: return compare_makespan();
    }
    return 0;
}

int Selection::compare_urgency() const {
    int pinned = 0;
    int mandatory = 0;
    for (int a = 0; a < model_->num_activities(); ++a) {
        const Activity& given = model_->given(a);
        if (!given.pinned && !given.mandatory) continue;
        if (chosen_[a] == out || (chosen_[a] == undecided && !is_possible(a))) continue;
        pinned += given.pinned ? 1 : 0;
        mandatory += given.mandatory ? 1 : 0;
    }
    if (const int order = order_of(pinned, best_->objective.pinned); order != 0) return order;
    return order_of(mandatory, best_->objective.mandatory);
}

int Selection::compare_value() const {
    Rational value;
    for (int a = 0; a < model_->num_activities(); ++a)
        if (chosen_[a] >= 0 || (chosen_[a] == undecided && is_possible(a)))
            value += model_->given(a).value;
    if (model_->worth) value += model_->worth->rational(worth_at_most());
    return order_of(value, best_->objective.value);
}

std::int64_t Selection::worth_of_needs() const {
    const WholeValues& worth = *model_->worth;
    std::int64_t sum = 0;
    std::int64_t looked_at = 0;
    for (int n = 0; n < static_cast<int>(worth.needs.size()); ++n) {
        std::int64_t covered = worth.needs[n].base;
        for (const int a : worth.needs[n].activities) covered += coverage_at_most(a);
        looked_at += static_cast<std::int64_t>(worth.needs[n].activities.size());
        sum += worth.of_need(n, covered);
    }
    (void)meter_->spend(looked_at);
    return sum;
}

/// What modes, ends and needs can be worth, beside the values of activities.
std::int64_t Selection::worth_at_most() const {
    std::int64_t sum = worth_of_needs();
    for (int a = 0; a < model_->num_activities(); ++a) {
        if (chosen_[a] == out || (chosen_[a] == undecided && !is_possible(a))) continue;
        std::int64_t most = 0;
        for (int c = 0; c < static_cast<int>(choices_->of[a].size()); ++c) {
            if (chosen_[a] >= 0 && chosen_[a] != c) continue;
            const Choice& choice = choices_->of[a][c];
            const int first = model_->calendar.end_period(choice.spots.front().end());
            most = std::max(most, model_->worth->of_mode(a, choice.mode, first));
        }
        sum += most;
    }
    return sum;
}

/// What all that is chosen is worth but for its ends, where all is decided; in parts of the scale.
std::int64_t Selection::worth_without_ends() const {
    const WholeValues& worth = *model_->worth;
    std::int64_t sum = worth_of_needs();
    for (int a = 0; a < model_->num_activities(); ++a)
        if (chosen_[a] >= 0)
            sum += worth.of[a] + worth.modes[a][choices_->of[a][chosen_[a]].mode].value;
    return sum;
}

std::int64_t Selection::coverage_at_most(int activity) const {
    if (chosen_[activity] >= 0) return choices_->of[activity][chosen_[activity]].coverage;
    if (chosen_[activity] == out || !is_possible(activity)) return 0;
    return choices_->of[activity].front().coverage;  // the highest comes first
}

void Selection::find_levels() {
    const CoverageModel& model = model_->coverage;
    std::vector<std::int64_t> weighted(model.profiles.size(), 0);
    for (const CoverageModel::NeedClass& need : model.needs) {
        std::int64_t sum = need.base;
        for (const int a : need.activities) sum += coverage_at_most(a);
        for (const CoverageModel::Link& link : need.profiles)
            weighted[link.profile] += link.weight * std::min(whole, sum);
    }
    levels_.clear();
    for (std::size_t p = 0; p < weighted.size(); ++p)
        levels_.emplace_back(weighted[p] / model.profiles[p].weights, model.profiles[p].count);
    (void)meter_->spend(static_cast<std::int64_t>(model.needs.size() + weighted.size()));
}

int Selection::compare_leximin() {
    find_levels();
    std::sort(levels_.begin(), levels_.end());
    std::size_t i = 0;
    for (const auto& [level, count] : levels_)
        for (std::int64_t k = 0; k < count; ++k, ++i)
            if (const int order = order_of(level, best_->objective.leximin[i]); order != 0)
                return order;
    return 0;
}

int Selection::compare_sum() {
    find_levels();
    std::int64_t sum = 0;
    for (const auto& [level, count] : levels_) sum += level * count;
    return order_of(sum, best_->objective.coverage);
}

/// The first period by which it can have ended; 0 for one that may be left out.
int Selection::least_end(int activity) const {
    const std::vector<Choice>& choices = choices_->of[activity];
    const auto first_end = [this](const Choice& choice) {
        return model_->calendar.end_period(choice.spots.front().end());
    };
    if (chosen_[activity] >= 0) return first_end(choices[chosen_[activity]]);
    if (chosen_[activity] == out || held_[activity] == 0) return 0;
    int least = model_->problem->num_periods;
    for (const Choice& choice : choices) least = std::min(least, first_end(choice));
    return least;
}

int Selection::compare_ends() const {
    std::int64_t sum = 0;
    for (int a = 0; a < model_->num_activities(); ++a) sum += least_end(a);
    return order_of(best_->objective.ends, sum);
}

int Selection::compare_makespan() const {
    int last = 0;
    for (int a = 0; a < model_->num_activities(); ++a) last = std::max(last, least_end(a));
    return order_of(best_->objective.makespan, last);
}

/// No fewer are dropped, and of as few no fewer are switched; what moves, times tell.
Changes Selection::least_changes() const {
    Changes least;
    for (int a = 0; a < model_->num_activities(); ++a) {
        const Assignment* const home = goals_->home(a);
        if (home == nullptr) continue;
        if (chosen_[a] == out || (chosen_[a] == undecided && !is_possible(a)))
            ++least.dropped;
        else if (chosen_[a] >= 0 && choices_->of[a][chosen_[a]].mode != home->mode)
            ++least.switched;
    }
    return least;
}

int Selection::compare_changes() const {
    return order_of(best_->objective.changes, least_changes());
}

bool Selection::counts_times() const {
    const std::span<const Measure> so_far = goals_->first(static_cast<std::size_t>(stage_) + 1);
    return std::any_of(so_far.begin(), so_far.end(), [this](Measure measure) {
        return (measure == Measure::value && model_->worth) || measure == Measure::ends || measure == Measure::peak ||
               measure == Measure::makespan || measure == Measure::changes;
    });
}

/// What times must keep for all that is chosen to be better than the best known.
Times::Goal Selection::goal() const {
    Times::Goal goal;
    if (stage_ == 0 && compare_urgency() > 0) return goal;
    const Objective& best = best_->objective;
    for (int k = 0; k <= stage_; ++k) {
        const int less = k == stage_ ? 1 : 0;
        switch (goals_->order[k]) {
            case Measure::ends: goal.most_ends = best.ends - less; break;
            case Measure::makespan: goal.last_end = best.makespan - less; break;
            case Measure::peak:
                goal.peak = best_->peak;
                goal.below_peak = less > 0;
                break;
            case Measure::changes: {
                const Changes least = least_changes();
                if (least.dropped == best.changes.dropped &&
                    least.switched == best.changes.switched)
                    goal.most_moved = best.changes.moved - less;
                break;
            }
            case Measure::value:
                if (model_->worth)
                    goal.least_worth = (best.value * Rational(model_->worth->scale)).floor() + less -
                                       worth_without_ends();
                break;
            case Measure::leximin:
            case Measure::coverage: break;
        }
    }
    return goal;
}

}  // namespace areena::timetable::detail
