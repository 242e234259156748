#include "timetable/milp/milp_prover.hpp"

#include "areena/timetable/verify.hpp"
#include "timetable/assemble.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace areena::timetable::detail {

namespace {

constexpr int most_columns = 200'000;

/// About the units of work of one iteration of the simplex method.
std::int64_t iteration_cost(const Program& program) {
    return 50 + (program.num_rows() + program.num_columns()) / 4;
}

}  // namespace

MilpProver::MilpProver(const Model& model, std::vector<char> held, std::int64_t work,
                       const Progress& progress)
    : model_(&model), held_(std::move(held)), progress_(&progress), work_(work) {}

/// Whether there is a program to be solved at all.
bool MilpProver::begin() {
    if (!begun_) {
        begun_ = true;
        Meter meter(work_, *progress_);
        values_ = whole_values(*model_->problem);
        choices_ = std::make_unique<Choices>(*model_, meter);
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

bool MilpProver::run(Stage stage, Incumbent& best) {
    if (!begin()) return false;
    switch (stage) {
        case Stage::value: return prove_value(best);
        case Stage::coverage: return prove_coverage(best);
        case Stage::ends: return prove_ends(best);
        case Stage::peak: return prove_peak(best);
    }
    return false;
}

highs::Answer MilpProver::ask(const Formulation& program, const Incumbent* start) {
    if (used_ >= work_ || !program.program().fits_doubles()) return {};
    const std::int64_t cost = iteration_cost(program.program());
    highs::Limits limits;
    limits.iterations = (work_ - used_) / cost + 1;
    std::vector<double> from;
    if (start != nullptr) from = program.start(start->assignments);
    highs::Answer answer = highs::solve(program.program(), limits, from, *progress_);
    used_ += (answer.iterations + 1) * cost;
    stopped_ = stopped_ || answer.status == highs::Status::stopped;
    return answer;
}

bool MilpProver::take_better(const Formulation& program, const highs::Answer& answer,
                             Incumbent& best) {
    if (!answer.feasible) return false;
    const Timetable found = assemble(*model_->problem, program.assignments(answer.values));
    if (compare(found.objective, best.objective) <= 0) return false;
    if (!verify(*model_->problem, found).ok) return false;
    best = Incumbent(*model_, found.assignments);
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

Formulation MilpProver::formulation(Stage stage, const Incumbent& best) const {
    Formulation program = *rules_;
    const Objective& reached = best.objective;
    if (stage == Stage::value) return program;
    program.keep_urgency(urgency(reached));
    program.keep_value(*values_, (reached.value * Rational(values_->scale)).floor());
    if (stage == Stage::coverage) return program;
    if (!reached.leximin.empty())
        keep_levels(program, reached.leximin, reached.leximin.size());
    if (stage == Stage::peak) program.keep_ends(reached.ends);
    return program;
}

/// Of `levels` in ascending order, the first `places`: all reach the first, and of the others as
/// many as there are.
void MilpProver::keep_levels(Formulation& program, const std::vector<std::int64_t>& levels,
                             std::size_t places) const {
    program.add_coverage(levels.front());
    for (std::size_t i = 1; i < places; ++i)
        if (levels[i] != levels[i - 1])
            program.keep_at_level(levels[i], static_cast<std::int64_t>(levels.size() - i));
}

std::int64_t MilpProver::urgency(const Objective& objective) const {
    return std::int64_t{objective.pinned} * (model_->num_activities() + 1) + objective.mandatory;
}

bool MilpProver::prove_value(Incumbent& best) {
    std::int64_t all = 0;
    for (int a = 0; a < model_->num_activities(); ++a) all += model_->urgency(a);
    const auto urgency_of = [this](const Objective& o) { return urgency(o); };
    Verdict verdict =
        urgency(best.objective) == all ? Verdict::best : Verdict::better_found;
    while (verdict == Verdict::better_found) {
        Formulation program = formulation(Stage::value, best);
        program.aim_at_urgency();
        verdict = judge(program, ask(program, &best), urgency_of, best);
    }
    if (verdict == Verdict::open) return false;
    const auto value_of = [this](const Objective& o) {
        return (o.value * Rational(values_->scale)).floor();
    };
    do {
        Formulation program = formulation(Stage::value, best);
        program.keep_urgency(urgency(best.objective));
        program.aim_at(*values_);
        verdict = judge(program, ask(program, &best), value_of, best);
    } while (verdict == Verdict::better_found);
    if (verdict == Verdict::open && has_bound_) value_bound_ = values_->rational(last_bound_);
    return verdict == Verdict::best;
}

/// Level by level: a timetable is better if, where all levels before are alike, more beneficiaries
/// are above the level where the next place stands.
bool MilpProver::prove_coverage(Incumbent& best) {
    std::size_t place = 0;  // all before it are proved
    while (place < best.objective.leximin.size()) {
        const std::vector<std::int64_t> levels = best.objective.leximin;
        const std::int64_t level = levels[place];
        const auto above = [level](const Objective& o) {
            return static_cast<std::int64_t>(
                o.leximin.end() - std::upper_bound(o.leximin.begin(), o.leximin.end(), level));
        };
        Formulation program = formulation(Stage::coverage, best);
        keep_levels(program, levels, place + 1);
        program.aim_at_level(level + 1);
        const Verdict verdict = judge(program, ask(program, &best), above, best);
        if (verdict == Verdict::open) return false;
        if (verdict == Verdict::best)
            place = levels.size() - static_cast<std::size_t>(above(best.objective));
    }
    return true;
}

bool MilpProver::prove_ends(Incumbent& best) {
    Verdict verdict = Verdict::better_found;
    while (verdict == Verdict::better_found) {
        Formulation program = formulation(Stage::ends, best);
        program.aim_at_early_ends();
        verdict = judge(
            program, ask(program, &best), [](const Objective& o) { return -o.ends; }, best);
    }
    if (verdict == Verdict::open && has_bound_) ends_bound_ = -last_bound_;
    return verdict == Verdict::best;
}

/// Looks for a timetable below the peak that is known, until there is none. None is below the peak of
/// standing work, closed periods included.
bool MilpProver::prove_peak(Incumbent& best) {
    const Rational least = evaluate(*model_->problem, {}).peak.share;
    while (best.objective.peak.share > least) {
        Formulation program = formulation(Stage::peak, best);
        if (!program.keep_below(best.peak)) return false;
        program.aim_at_nothing();
        const highs::Answer answer = ask(program, nullptr);
        if (answer.status == highs::Status::infeasible) return true;
        if (!take_better(program, answer, best)) return false;
    }
    return true;
}

}  // namespace areena::timetable::detail
