#include "timetable/exact/prover.hpp"

#include "areena/core/error.hpp"
#include "timetable/exact/stock_choice.hpp"
#include "timetable/relaxation.hpp"

#include <algorithm>
#include <utility>

namespace areena::timetable::detail {

namespace {

constexpr int parts_of_stages[] = {0, 2, 4, 5, 6};  // by how many stages are proved

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

Prover::Prover(const Model& model, std::vector<char> held, const Options& options,
               const Progress& progress)
    : model_(&model),
      held_(std::move(held)),
      meter_(options.proof, progress),
      stock_meter_(options.proof, progress) {
    if (options.solver == Solver::highs && !highs::is_available())
        throw Error("timetable.solver",
                    "HiGHS is asked for, and areena was built without it; use Solver::own, or build "
                    "with -DAREENA_HIGHS=ON");
    if (meter_.over()) return;
    if (options.solver != Solver::own && highs::is_available())
        milp_ = std::make_unique<MilpProver>(model, held_, options.proof, progress);
    if (milp_ || work_to_begin(model) < options.proof / 2) bounds_ = relaxation(model);
}

bool Prover::choose_by_stock(State& state) {
    if (!bounds_) return false;
    const std::optional<StockChoice> choice = detail::choose_by_stock(*model_, stock_meter_);
    if (!choice) return false;
    bounds_->value = std::min(bounds_->value, choice->bound);
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

bool Prover::settled_by_bounds(Stage stage, const Objective& objective) const {
    const int parts = proved_parts(objective, *bounds_);
    return (stage == Stage::value && parts >= 2) || (stage == Stage::coverage && parts == 4);
}

bool Prover::settle(Stage stage, Incumbent& best) {
    if (settled_by_bounds(stage, best.objective) || settle_by_selection(stage, best)) return true;
    if (!milp_ || stopped()) return false;
    needed_milp_ = true;
    return milp_->run(stage, best);
}

bool Prover::settle_by_selection(Stage stage, Incumbent& best) {
    if (!meter_.spend(1)) return false;
    if (!selection_) {
        choices_ = std::make_unique<Choices>(*model_, meter_);
        if (meter_.over()) {
            choices_.reset();
            return false;
        }
        selection_ = std::make_unique<Selection>(*model_, *choices_, held_, meter_);
    }
    return selection_->run(stage, best);
}

void Prover::prove(State& state, Stage first, Stage last) {
    const auto begin = static_cast<int>(first);
    if (!bounds_ || proved_ != begin || (!milp_ && !meter_.spend(1))) return;
    const std::vector<Assignment> before = state.assignments();
    Incumbent best(*model_, before);
    for (int stage = begin; stage <= static_cast<int>(last); ++stage) {
        if (!settle(static_cast<Stage>(stage), best)) break;
        proved_ = stage + 1;
    }
    if (best.assignments != before) state.reset_to(best.assignments);
}

/// Each held activity ends no earlier than it can where it fits alone.
std::int64_t Prover::least_ends() const {
    std::int64_t sum = 0;
    if (!choices_) return sum;
    for (int a = 0; a < model_->num_activities(); ++a) {
        if (held_[a] == 0) continue;
        int least = model_->problem->num_periods;
        for (const Choice& choice : choices_->of[a])
            least = std::min(least, model_->calendar.end_period(choice.spots.front().end()));
        sum += least;
    }
    return sum;
}

/// By what HiGHS came to where it did not finish.
void Prover::sharpen(Objective& bound) const {
    if (!milp_) return;
    if (milp_->value_bound()) bound.value = std::min(bound.value, *milp_->value_bound());
    if (milp_->ends_bound()) bound.ends = std::max(bound.ends, *milp_->ends_bound());
}

Proof Prover::proof(const Objective& objective) const {
    Proof proof;
    proof.work = meter_.used() + stock_meter_.used() + (milp_ ? milp_->used() : 0);
    proof.solver = needed_milp_ ? Solver::highs : Solver::own;
    if (!bounds_) return proof;
    proof.parts = std::max(parts_of_stages[proved_], proved_parts(objective, *bounds_));
    Objective bound{bounds_->mandatory, bounds_->value, bounds_->leximin, bounds_->coverage,
                    least_ends(), {}, bounds_->pinned};
    bound.peak.share = evaluate(*model_->problem, {}).peak.share;  // of standing work alone
    sharpen(bound);
    if (proof.parts >= 1) {
        bound.pinned = objective.pinned;
        bound.mandatory = objective.mandatory;
    }
    if (proof.parts >= 2) bound.value = objective.value;
    if (proof.parts >= 4) {
        bound.leximin = objective.leximin;
        bound.coverage = objective.coverage;
    }
    if (proof.parts >= 5) bound.ends = objective.ends;
    if (proof.parts >= 6) bound.peak.share = objective.peak.share;
    proof.bound = std::move(bound);
    return proof;
}

}  // namespace areena::timetable::detail
