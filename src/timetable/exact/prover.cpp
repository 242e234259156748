#include "timetable/exact/prover.hpp"

#include "areena/core/error.hpp"
#include "timetable/exact/stock_choice.hpp"
#include "timetable/anneal/lagrangian.hpp"
#include "timetable/relaxation.hpp"

#include <algorithm>
#include <utility>

namespace areena::timetable::detail {

namespace {

// Smaller programs HiGHS looks through as a whole in the same time.
constexpr std::int64_t least_places_near = 4'000;
constexpr std::int64_t steps_near = 1'000;  // for prices that are worth looking near

/// Takes over from `best` what it has of `measure`.
void copy_part(const Objective& best, Measure measure, Objective& to) {
    switch (measure) {
        case Measure::value: to.value = best.value; break;
        case Measure::leximin: to.leximin = best.leximin; break;
        case Measure::coverage: to.coverage = best.coverage; break;
        case Measure::ends: to.ends = best.ends; break;
        case Measure::peak: to.peak.share = best.peak.share; break;
        case Measure::changes: to.changes = best.changes; break;
        case Measure::makespan: to.makespan = best.makespan; break;
    }
}

/// About the work of trying every placement of every activity alone, as bounds and choices do.
std::int64_t work_to_begin(const Model& model) {
    std::int64_t work = 0;
    for (int a = 0; a < model.num_activities(); ++a) {
        const ActivityModel& activity = model.activities[a];
        const std::int64_t window = activity.deadline - activity.earliest;
        for (const ModeModel& mode : activity.modes)
            for (std::int64_t d = mode.min_duration; d <= mode.max_duration; ++d)
                work += 2 * (window - d + 1) * d * static_cast<std::int64_t>(mode.needs.size());
    }
    return work;
}

}  // namespace

Prover::Prover(const Model& model, const Goals& goals, std::vector<char> held,
               const Options& options, Follower& follower)
    : model_(&model),
      goals_(&goals),
      follower_(&follower),
      held_(std::move(held)),
      meter_(options.proof, follower.progress()),
      stock_meter_(options.proof, follower.progress()) {
    if (options.solver == Solver::highs && !highs::is_available())
        throw Error("timetable.solver",
                    "HiGHS is asked for, and areena was built without it; use Solver::own, or build "
                    "with -DAREENA_HIGHS=ON");
    if (meter_.over()) return;
    if (options.solver != Solver::own && highs::is_available())
        milp_ = std::make_unique<MilpProver>(model, goals, held_, options.proof, follower.progress());
    if (milp_ || goals.is_makespan_first() || work_to_begin(model) < options.proof / 2)
        bounds_ = relaxation(model);
    if (bounds_ && model.worth) bound_by_prices(options.proof / 4, follower.progress());
    standing_peak_ = evaluate(*model.problem, {}).peak.share;
    if (bounds_) follower.set_bound(relaxed({}));
}

void Prover::set_project(const Project& project) {
    project_ = &project;
    if (!bounds_) return;
    Objective all;
    all.pinned = bounds_->pinned;
    all.mandatory = bounds_->mandatory;
    follower_->set_bound(relaxed(all));
}

/// What activities take and cover together says more of value than each set of skills by itself.
void Prover::bound_by_prices(std::int64_t work, const Progress& progress) {
    const std::optional<anneal::Compiled> compiled = anneal::compile(*model_);
    if (!compiled) return;
    anneal::Lagrangian lagrangian(*compiled);
    const bool look = milp_ && compiled->num_places() >= least_places_near;
    const std::int64_t more = std::min(16 * work, steps_near * lagrangian.work_of_step());
    lagrangian.improve(look ? std::max(work, more) : work, progress);
    (void)meter_.spend(std::min(work, lagrangian.work()));  // what is more counts for HiGHS
    bounds_->value = std::min(bounds_->value, compiled->values.rational(lagrangian.bound()));
    if (look) milp_->set_losses(lagrangian.losses());
}

bool Prover::choose_by_stock(State& state) {
    if (!bounds_ || goals_->order.front() != Measure::value) return false;
    const std::optional<StockChoice> choice = detail::choose_by_stock(*model_, stock_meter_);
    if (!choice) return false;
    bounds_->value = std::min(bounds_->value, choice->bound);
    follower_->set_bound(relaxed({}));
    const std::vector<Assignment> placed = place_choice(*model_, *choice);
    const auto value_of = [this](const std::vector<Assignment>& assignments) {
        Rational value;
        for (const Assignment& made : assignments) value += model_->given(made.activity).value;
        return value;
    };
    Rational value = value_of(state.assignments());
    if (const Rational found = value_of(placed); value < found) {
        state.reset_to(placed);
        value = found;
    }
    return value == bounds_->value;
}

/// Whether nothing is better in a part than `bound` has it.
bool Prover::settled_by_bounds(int stage, const Objective& objective) const {
    const Objective bound = relaxed(objective);
    if (stage == 0 && proved_parts(objective, bound) == 0) return false;
    return compare(objective, bound, std::span(&goals_->order[stage], 1)) == 0;
}

bool Prover::settle(int stage, Incumbent& best) {
    if (goals_->follows(stage) || settled_by_bounds(stage, best.objective) ||
        settle_by_selection(stage, best))
        return true;
    if (!milp_ || stopped()) return false;
    if (!needed_milp_) milp_->set_latest_ends(latest_ends(best.objective));
    needed_milp_ = true;
    return milp_->run(stage, best);
}

/// Where the makespan is first and all that must be is placed, nothing has to end later than now.
std::vector<int> Prover::latest_ends(const Objective& best) const {
    if (project_ == nullptr || !places_all_mandatory(best)) return {};
    return detail::latest_ends(*project_, best.makespan);
}

bool Prover::settle_by_selection(int stage, Incumbent& best) {
    if (!meter_.spend(1)) return false;
    if (!selection_) {
        const bool all_modes = goals_->counts(Measure::changes, goals_->order.size());
        choices_ = std::make_unique<Choices>(*model_, meter_, all_modes,
                                             latest_ends(best.objective));
        if (meter_.over()) {
            choices_.reset();
            return false;
        }
        selection_ = std::make_unique<Selection>(*model_, *choices_, *goals_, held_, meter_);
    }
    return selection_->run(stage, best);
}

/// With the bound that the proof would tell, if it ended here; told at once, as the search may be over
/// before the next step.
void Prover::look_at(int stage, const Incumbent& best) {
    if (!follower_->is_there()) return;
    follower_->set_bound(*proof(best.objective).bound);
    follower_->look_at(goals_->order[stage], best.objective);
    meter_.tell();
}

void Prover::prove(State& state, int first, int last) {
    if (!bounds_ || proved_ != first || (!milp_ && !meter_.spend(1))) return;
    const std::vector<Assignment> before = state.assignments();
    Incumbent best(*model_, before, *goals_);
    for (int stage = first; stage <= last; ++stage) {
        look_at(stage, best);
        const bool is_proved = settle(stage, best);
        if (is_proved) proved_ = stage + 1;
        look_at(stage, best);
        if (!is_proved) break;
    }
    if (best.assignments != before) state.reset_to(best.assignments);
}

bool Prover::places_all_mandatory(const Objective& objective) const {
    int pinned = 0;
    int mandatory = 0;
    for (const Activity& activity : model_->problem->activities) {
        pinned += activity.pinned ? 1 : 0;
        mandatory += activity.mandatory ? 1 : 0;
    }
    return objective.pinned == pinned && objective.mandatory == mandatory;
}

/// Each activity that must stay placed ends no earlier than it can where it fits alone.
void Prover::bound_ends(const Objective& objective, Objective& bound) const {
    bound.ends = 0;
    bound.makespan = 0;
    const bool all_mandatory = places_all_mandatory(objective);
    if (project_ != nullptr && all_mandatory)
        bound.makespan = model_->calendar.end_period(project_->least_end());
    if (!choices_) return;
    for (int a = 0; a < model_->num_activities(); ++a) {
        if (held_[a] == 0 && !(all_mandatory && model_->given(a).mandatory)) continue;
        int least = model_->problem->num_periods;
        for (const Choice& choice : choices_->of[a])
            least = std::min(least, model_->calendar.end_period(choice.spots.front().end()));
        bound.ends += least;
        bound.makespan = std::max(bound.makespan, least);
    }
}

/// What no timetable exceeds that places as much of what is urgent, each part by itself.
Objective Prover::relaxed(const Objective& objective) const {
    Objective bound{bounds_->mandatory, bounds_->value, bounds_->leximin, bounds_->coverage, 0, {},
                    bounds_->pinned};
    bound_ends(objective, bound);
    bound.peak.share = standing_peak_;
    return bound;
}

/// How many parts, from the first on, reach their bound: what is urgent, then stage by stage.
int Prover::proved_parts(const Objective& objective, const Objective& bound) const {
    if (objective.pinned != bound.pinned || objective.mandatory != bound.mandatory) return 0;
    int parts = 1;
    for (const Measure& measure : goals_->order) {
        if (!goals_->follows(parts - 1) && compare(objective, bound, std::span(&measure, 1)) != 0)
            break;
        ++parts;
    }
    return parts;
}

Proof Prover::proof(const Objective& objective) const {
    Proof proof;
    proof.work = meter_.used() + stock_meter_.used() + (milp_ ? milp_->used() : 0);
    proof.solver = needed_milp_ ? Solver::highs : Solver::own;
    if (!bounds_) return proof;
    Objective bound = relaxed(objective);
    if (milp_) milp_->sharpen(bound);
    proof.parts = std::max(proved_ > 0 ? 1 + proved_ : 0, proved_parts(objective, bound));
    if (proof.parts >= 1) {
        bound.pinned = objective.pinned;
        bound.mandatory = objective.mandatory;
    }
    for (int stage = 0; stage + 1 < proof.parts; ++stage)
        copy_part(objective, goals_->order[stage], bound);
    proof.bound = std::move(bound);
    return proof;
}

}  // namespace areena::timetable::detail
