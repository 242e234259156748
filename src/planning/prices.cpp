#include "areena/planning/prices.hpp"

#include "areena/core/parallel.hpp"
#include "areena/timetable/admission.hpp"
#include "areena/timetable/marginal.hpp"
#include "areena/timetable/repair.hpp"
#include "planning/asked.hpp"
#include "planning/objective_changes.hpp"

#include <algorithm>

namespace areena::planning {

namespace {
void tell_extra(const Asked& asked, const timetable::Admission& found, Price& out) {
    if (const auto& placement = found.reason.placement) {
        out.days = PersonDays::from_units(placement->missing);
        out.days_at = asked.shortages(placement->shortages);
    }
    if (!found.movable) return;
    out.days_if_moved = PersonDays::from_units(found.movable->amount);
    out.days_if_moved_at = asked.shortages(found.movable->shortages);
    out.days_proved = found.movable->proved;
}

/// With the project in the plan: the least that gives way, and what that comes to.
void tell_cost(const Asked& asked, const timetable::Repair& made, int activity, Price& out) {
    const timetable::Difference& difference = made.difference;
    if (std::find(difference.added.begin(), difference.added.end(), activity) ==
        difference.added.end()) {
        out.verdict = made.ending == timetable::Ending::stopped ? "unfinished" : "no_room";
        if (made.proved >= 1 && out.verdict == "no_room") out.proved = {"no_room"};
        return;
    }
    out.proved = proved_words(made.proved);
    out.dropped = asked.commitments(difference.dropped);
    out.rescoped = asked.commitments(difference.switched);
    out.moved = asked.commitments(difference.moved);
    out.added = asked.commitments(difference.added);
    const timetable::Objective before = timetable::evaluate(asked.problem(), asked.assignments());
    out.support = made.objective.value - before.value;
    const bool is_worth = made.objective.value == before.value
                              ? made.objective.leximin > before.leximin
                              : made.objective.value > before.value;
    out.verdict = is_worth ? "worth" : "not_worth";
    auto shift = asked.coverage_shift(asked.assignments(), made.assignments);
    out.coverage = Share::from_units(shift.after - shift.before);
    out.gain = std::move(shift.gain);
    out.lose = std::move(shift.lose);
}

/// What a change does to the pools, quarter by quarter.
std::vector<timetable::CapacityStep> steps_of(const Frame& frame, const CapacityChange& change) {
    const Frame changed(with_capacity(frame.network, {change}));
    std::vector<timetable::CapacityStep> steps;
    for (std::size_t p = 0; p < frame.pools.size(); ++p)
        for (int t = 0; t < frame.num_periods; ++t) {
            const auto period = static_cast<std::size_t>(t);
            const std::int64_t delta =
                changed.pools[p].available[period] - frame.pools[p].available[period];
            if (delta != 0)
                steps.push_back({timetable::CapacityOf::resource, static_cast<int>(p), t, delta});
        }
    return steps;
}
}  // namespace

std::vector<Price> prices(const Plan& plan, const QuestionOptions& options,
                          const Progress& progress, int threads) {
    const Asked asked(plan.document(), plan.network());
    timetable::AdmissionOptions question;
    question.search = asked.search(options);
    question.price = false;
    const auto found = timetable::admissions(asked.problem(), asked.assignments(), {}, question,
                                             progress, threads);
    std::vector<Price> out(found.size());
    run_parallel(threads, static_cast<int>(found.size()), progress,
                 [&](int number, const Progress& own) {
                     const auto& admission = found[static_cast<std::size_t>(number)];
                     Price& price = out[static_cast<std::size_t>(number)];
                     const int activity = admission.reason.activity;
                     price.commitment = asked.commitment(activity);
                     tell_extra(asked, admission, price);
                     timetable::RepairOptions repairing;
                     repairing.admit = {activity};
                     repairing.fill = false;
                     repairing.search = question.search;
                     tell_cost(asked,
                               timetable::repair(asked.problem(), asked.assignments(), repairing,
                                                 own),
                               activity, price);
                 });
    return out;
}

std::vector<CapacityValue> capacity_values(const Plan& plan,
                                           const std::vector<CapacityChange>& changes,
                                           const QuestionOptions& options,
                                           const Progress& progress, int threads) {
    const Asked asked(plan.document(), plan.network());
    std::vector<std::vector<timetable::CapacityStep>> steps;
    for (const CapacityChange& change : changes) steps.push_back(steps_of(asked.frame(), change));
    const timetable::Marginals found =
        timetable::marginals(asked.problem(), asked.assignments(), steps, asked.search(options),
                             progress, threads);
    const Objective before = Scheduler::in_words(found.unchanged.objective);
    std::vector<CapacityValue> out;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const timetable::Marginal& made = found.changed[i];
        CapacityValue& value = out.emplace_back();
        value.change = changes[i];
        value.objective = objective_changes(before, Scheduler::in_words(made.objective));
        value.verdict = verdict_of(value.objective);
        value.added = asked.commitments(made.difference.added);
        value.dropped = asked.commitments(made.difference.dropped);
        value.rescoped = asked.commitments(made.difference.switched);
        value.moved = asked.commitments(made.difference.moved);
        auto shift = asked.coverage_shift(found.unchanged.assignments, made.assignments);
        value.gain = std::move(shift.gain);
        value.lose = std::move(shift.lose);
        value.proved = made.proved == 6 && found.unchanged.proved == 6;
    }
    return out;
}

}  // namespace areena::planning
