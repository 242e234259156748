#include "timetable/milp/milp_prover.hpp"

#include "areena/timetable/verify.hpp"
#include "timetable/assemble.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace areena::timetable::detail {

namespace {

constexpr int most_columns = 200'000;
constexpr std::size_t places_near = 4;  // for an activity, on average

/// About the units of work of one iteration of the simplex method.
std::int64_t iteration_cost(const Program& program) {
    return 50 + (program.num_rows() + program.num_columns()) / 4;
}

}  // namespace

MilpProver::MilpProver(const Model& model, const Goals& goals, std::vector<char> held,
                       std::int64_t work, const Progress& progress)
    : model_(&model), goals_(&goals), held_(std::move(held)), progress_(&progress), work_(work) {}

/// Whether there is a program to be solved at all.
bool MilpProver::begin() {
    if (!begun_) {
        begun_ = true;
        Meter meter(work_, *progress_);
        values_ = whole_values(*model_->problem);
        const bool all_modes = goals_->counts(Measure::changes, goals_->order.size());
        choices_ = std::make_unique<Choices>(*model_, meter, all_modes, latest_);
        stopped_ = stopped_ || meter.stopped();
        used_ += meter.used();
        std::size_t columns = 0;
        for (const std::vector<Choice>& of_one : choices_->of)
            for (const Choice& choice : of_one) columns += choice.spots.size();
        if (!meter.over() && values_ && columns <= most_columns)
            rules_ = std::make_unique<Formulation>(*model_, *choices_, held_);
    }
    return rules_ && !stopped_ && used_ < work_;
}

bool MilpProver::run(int stage, Incumbent& best) {
    if (!begin() || (stage == 0 && !prove_urgency(best))) return false;
    switch (goals_->order[stage]) {
        case Measure::leximin: return prove_leximin(stage, best);
        case Measure::peak: return prove_peak(stage, best);
        default: return prove_sum(stage, best);
    }
}

highs::Answer MilpProver::ask(const Formulation& program, const Incumbent* start,
                              std::int64_t& used, std::int64_t most) {
    if (stopped_ || used >= most || !program.program().fits_doubles()) return {};
    const std::int64_t cost = iteration_cost(program.program());
    highs::Limits limits;
    limits.iterations = (most - used) / cost + 1;
    std::vector<double> from;
    if (start != nullptr) from = program.start(start->assignments);
    highs::Answer answer = highs::solve(program.program(), limits, from, *progress_);
    used += (answer.iterations + 1) * cost;
    stopped_ = stopped_ || answer.status == highs::Status::stopped;
    return answer;
}

bool MilpProver::take_better(const Formulation& program, const highs::Answer& answer,
                             Incumbent& best) {
    if (!answer.feasible) return false;
    const Timetable found = assemble(*model_->problem, program.assignments(answer.values));
    const Objective worth = evaluate(*model_->problem, found.assignments, goals_->earlier);
    if (compare(worth, best.objective, goals_->order) <= 0) return false;
    if (!verify(*model_->problem, found).ok) return false;
    best = Incumbent(*model_, found.assignments, *goals_);
    return true;
}

template <class Reached>
MilpProver::Verdict MilpProver::judge(const Formulation& program, const highs::Answer& answer,
                                      Reached reached, Incumbent& best) {
    const bool taken = take_better(program, answer, best);
    has_bound_ = answer.bounded;
    if (has_bound_) {
        const double slack = 1e-6 + 1e-9 * std::abs(answer.bound);  // it was computed in doubles
        last_bound_ = static_cast<std::int64_t>(std::floor(answer.bound + slack));
        if (last_bound_ <= reached(best.objective)) return Verdict::best;
    }
    return taken ? Verdict::better_found : Verdict::open;
}

std::optional<Formulation> MilpProver::formulation(int stage, const Incumbent& best) const {
    Formulation program = *rules_;
    const auto so_far = static_cast<std::size_t>(stage) + 1;
    const std::vector<std::int64_t>& levels = best.objective.leximin;
    if (goals_->counts(Measure::leximin, so_far) && !levels.empty())
        program.add_coverage(levels.front());
    else if (goals_->counts(Measure::coverage, so_far) && !levels.empty())
        program.add_coverage(0);
    program.keep_urgency(urgency(best.objective));
    for (int k = 0; k < stage; ++k)
        if (!keep(goals_->order[k], best, program)) return std::nullopt;
    return program;
}

bool MilpProver::keep(Measure measure, const Incumbent& best, Formulation& program) const {
    const Objective& worth = best.objective;
    switch (measure) {
        case Measure::value: program.keep_value(*values_, reached(measure, worth)); break;
        case Measure::leximin: keep_levels(program, worth.leximin, worth.leximin.size()); break;
        case Measure::coverage: program.keep_coverage(worth.coverage); break;
        case Measure::ends: program.keep_ends(worth.ends); break;
        case Measure::peak: return program.keep_within(best.peak);
        case Measure::changes:
            program.keep_savings(*goals_, change_base(), reached(measure, worth));
            break;
        case Measure::makespan: program.keep_makespan(worth.makespan); break;
    }
    return true;
}

void MilpProver::aim_at(Measure measure, Formulation& program) const {
    switch (measure) {
        case Measure::value: return program.aim_at(*values_);
        case Measure::coverage: return program.aim_at_coverage();
        case Measure::ends: return program.aim_at_early_ends();
        case Measure::changes: return program.aim_at_few_changes(*goals_, change_base());
        case Measure::makespan: return program.aim_at_makespan();
        case Measure::leximin:
        case Measure::peak: return program.aim_at_nothing();  // no sums
    }
}

std::int64_t MilpProver::reached(Measure measure, const Objective& objective) const {
    const Changes& changes = objective.changes;
    switch (measure) {
        case Measure::value: return (objective.value * Rational(values_->scale)).floor();
        case Measure::coverage: return objective.coverage;
        case Measure::ends: return -objective.ends;
        case Measure::changes:
            return all_changes() -
                   ((changes.dropped * change_base() + changes.switched) * change_base() +
                    changes.moved);
        case Measure::makespan: return -objective.makespan;
        case Measure::leximin:
        case Measure::peak: break;
    }
    return 0;
}

void MilpProver::sharpen(Objective& bound) const {
    if (!open_) return;
    const auto [measure, limit] = *open_;
    switch (measure) {
        case Measure::value:
            bound.value = std::min(bound.value, values_->rational(limit));
            break;
        case Measure::coverage: bound.coverage = std::min(bound.coverage, limit); break;
        case Measure::ends: bound.ends = std::max(bound.ends, -limit); break;
        case Measure::makespan:
            bound.makespan = std::max(bound.makespan, static_cast<int>(-limit));
            break;
        case Measure::changes: {
            const std::int64_t least = all_changes() - limit;
            const std::int64_t rest = least % (change_base() * change_base());
            bound.changes = std::max(
                bound.changes, {static_cast<int>(least / (change_base() * change_base())),
                                static_cast<int>(rest / change_base()),
                                static_cast<int>(rest % change_base())});
            break;
        }
        case Measure::leximin:
        case Measure::peak: break;
    }
}

/// Of `levels` in ascending order, the first `places`: all reach the first, and of the others as
/// many as there are.
void MilpProver::keep_levels(Formulation& program, const std::vector<std::int64_t>& levels,
                             std::size_t places) const {
    for (std::size_t i = 1; i < places; ++i)
        if (levels[i] != levels[i - 1])
            program.keep_at_level(levels[i], static_cast<std::int64_t>(levels.size() - i));
}

std::int64_t MilpProver::urgency(const Objective& objective) const {
    return std::int64_t{objective.pinned} * (model_->num_activities() + 1) + objective.mandatory;
}

bool MilpProver::prove_urgency(Incumbent& best) {
    std::int64_t all = 0;
    for (int a = 0; a < model_->num_activities(); ++a) all += model_->urgency(a);
    const auto urgency_of = [this](const Objective& o) { return urgency(o); };
    Verdict verdict =
        urgency(best.objective) == all ? Verdict::best : Verdict::better_found;
    while (verdict == Verdict::better_found) {
        Formulation program = *rules_;
        program.aim_at_urgency();
        verdict = judge(program, ask(program, &best), urgency_of, best);
    }
    return verdict == Verdict::best;
}

/// As many places as are near, all activities together, and those that `best` has.
Choices MilpProver::choices_near_prices(const Incumbent& best) const {
    std::vector<std::int64_t> all;
    for (const auto& of_one : losses_)
        for (const auto& [spot, loss] : of_one) all.push_back(loss);
    const auto last = all.begin() + static_cast<std::ptrdiff_t>(
                                        std::min(all.size(), places_near * losses_.size() + 1) - 1);
    std::nth_element(all.begin(), last, all.end());
    std::vector<std::vector<Spot>> all_kept(losses_.size());
    for (const Assignment& made : best.assignments)
        if (const auto spot = model_->spot(made)) all_kept[made.activity].push_back(*spot);
    Choices near = *choices_;
    for (std::size_t a = 0; a < near.of.size(); ++a) {
        std::vector<Spot>& kept = all_kept[a];
        for (const auto& [spot, loss] : losses_[a])
            if (loss <= *last) kept.push_back(spot);
        for (Choice& choice : near.of[a])
            std::erase_if(choice.spots, [&](const Spot& spot) {
                return std::find(kept.begin(), kept.end(), spot) == kept.end();
            });
        std::erase_if(near.of[a], [](const Choice& choice) { return choice.spots.empty(); });
    }
    return near;
}

void MilpProver::look_near_prices(Incumbent& best) {
    if (std::all_of(losses_.begin(), losses_.end(), [](const auto& of) { return of.empty(); }))
        return;
    const Choices near = choices_near_prices(best);
    losses_.clear();
    Formulation program(*model_, near, held_);
    program.keep_urgency(urgency(best.objective));
    program.aim_at(*values_);
    (void)take_better(program, ask(program, &best, looked_, 2 * work_), best);
}

bool MilpProver::prove_sum(int stage, Incumbent& best) {
    const Measure measure = goals_->order[stage];
    if (measure == Measure::value && stage == 0) look_near_prices(best);
    if (stopped_) return false;
    if (measure == Measure::coverage && best.objective.leximin.empty()) return true;
    if (measure == Measure::changes && best.objective.changes == Changes{}) return true;
    const auto reached_by = [&](const Objective& o) { return reached(measure, o); };
    std::optional<std::int64_t> least;
    Verdict verdict = Verdict::better_found;
    while (verdict == Verdict::better_found) {
        std::optional<Formulation> program = formulation(stage, best);
        if (!program) return false;
        aim_at(measure, *program);
        verdict = judge(*program, ask(*program, &best), reached_by, best);
        if (has_bound_) least = std::min(least.value_or(last_bound_), last_bound_);
    }
    if (verdict == Verdict::open && least) open_ = {measure, *least};
    return verdict == Verdict::best;
}

/// Level by level: a timetable is better if, where all levels before are alike, more beneficiaries
/// are above the level where the next place stands.
bool MilpProver::prove_leximin(int stage, Incumbent& best) {
    std::size_t place = 0;  // all before it are proved
    while (place < best.objective.leximin.size()) {
        const std::vector<std::int64_t> levels = best.objective.leximin;
        const std::int64_t level = levels[place];
        const auto above = [level](const Objective& o) {
            return static_cast<std::int64_t>(
                o.leximin.end() - std::upper_bound(o.leximin.begin(), o.leximin.end(), level));
        };
        std::optional<Formulation> program = formulation(stage, best);
        if (!program) return false;
        keep_levels(*program, levels, place + 1);
        program->aim_at_level(level + 1);
        const Verdict verdict = judge(*program, ask(*program, &best), above, best);
        if (verdict == Verdict::open) return false;
        if (verdict == Verdict::best)
            place = levels.size() - static_cast<std::size_t>(above(best.objective));
    }
    return true;
}

/// Looks for a timetable below the peak that is known, until there is none. None is below the peak of
/// standing work, closed periods included.
bool MilpProver::prove_peak(int stage, Incumbent& best) {
    const Rational least = evaluate(*model_->problem, {}).peak.share;
    while (best.objective.peak.share > least) {
        std::optional<Formulation> program = formulation(stage, best);
        if (!program || !program->keep_below(best.peak)) return false;
        program->aim_at_nothing();
        const highs::Answer answer = ask(*program, nullptr);
        if (answer.status == highs::Status::infeasible) return true;
        if (!take_better(*program, answer, best)) return false;
    }
    return true;
}

}  // namespace areena::timetable::detail
