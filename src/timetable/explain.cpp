#include "areena/timetable/explain.hpp"

#include "areena/core/error.hpp"
#include "timetable/coverage_state.hpp"
#include "timetable/load_state.hpp"
#include "timetable/model.hpp"
#include "timetable/reasons.hpp"
#include "timetable/worth_state.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace areena::timetable {

namespace {

using detail::ActivityModel;
using detail::LoadState;
using detail::Model;
using detail::ModeModel;
using detail::Piece;
using detail::PieceNeed;
using detail::Spot;
using detail::Take;
using detail::Wide;

/// A plan with what is needed to ask about activities that are not in it.
class Plan {
public:
    /// Keeps references to both.
    Plan(const Model& model, std::span<const Assignment> assignments)
        : model_(model),
          load_(model.network, model.calendar, *model.problem, loads(*model.problem, assignments)),
          coverage_(model.coverage),
          placed_(model.activities.size(), nullptr) {
        if (model.worth) worth_.emplace(*model.worth);
        for (const Stock& stock : model.problem->stocks) left_.push_back(stock.amount);
        for (const Assignment& assignment : assignments) {
            const ActivityModel& activity = model.activities[assignment.activity];
            placed_[assignment.activity] = &assignment;
            coverage_.change(assignment.activity, activity.modes[assignment.mode].coverage);
            if (worth_)
                worth_->change(assignment.activity, assignment.mode, assignment.end(),
                               activity.modes[assignment.mode].coverage, true);
            for (const Consumption& each : activity.modes[assignment.mode].consumptions)
                left_[each.stock] -= each.amount;
        }
    }

    [[nodiscard]] const Assignment* at(int activity) const { return placed_[activity]; }

    [[nodiscard]] std::vector<Placement> all(int activity);
    [[nodiscard]] LeftOut why(int activity);

private:
    [[nodiscard]] std::int64_t missing(int activity, const Spot& spot);
    [[nodiscard]] Placement placement(int activity, const Spot& spot);
    void add_shortages(int activity, Placement& placement);
    [[nodiscard]] std::vector<StockShortage> short_stocks(int activity, int mode) const;
    void add_cell(const PieceNeed& need, std::span<const Take> takes, int slot,
                  std::vector<Shortage>& shortages);
    [[nodiscard]] bool gains(int activity, int mode, int end);
    [[nodiscard]] bool has_room(int activity, int first) const;
    bool find_excluder(int activity, LeftOut& result) const;
    bool find_prerequisite(int activity, LeftOut& result) const;
    bool find_required(int activity, LeftOut& result) const;
    [[nodiscard]] bool leads_to(int from, int to) const;
    /// The first slot that a placed prerequisite leaves free.
    [[nodiscard]] int start_after(const Prerequisite& before) const {
        return model_.calendar.slot(std::int64_t{at(before.activity)->end()} + before.lag);
    }
    void find_placement(int activity, LeftOut& result);
    template <class Visit>
    void visit(int activity, int first, Visit visit) const;

    const Model& model_;
    LoadState load_;
    detail::CoverageState coverage_;
    std::optional<detail::WorthState> worth_;
    std::vector<const Assignment*> placed_;
    std::vector<std::int64_t> left_;  // by stock
    std::vector<Take> takes_;
};

/// Calls `visit` for every mode, end and start from slot `first` on, until it returns false.
template <class Visit>
void Plan::visit(int activity, int first, Visit visit) const {
    const std::vector<ModeModel>& modes = model_.activities[activity].modes;
    const int deadline = model_.activities[activity].deadline;
    for (int mode = 0; mode < static_cast<int>(modes.size()); ++mode)
        for (int end = first + modes[mode].min_duration; end <= deadline; ++end)
            for (int duration = std::min(modes[mode].max_duration, end - first);
                 duration >= modes[mode].min_duration; --duration)
                if (!visit(Spot{mode, end - duration, duration})) return;
}

std::int64_t Plan::missing(int activity, const Spot& spot) {
    std::int64_t sum = 0;
    for (const PieceNeed& need : model_.activities[activity].modes[spot.mode].needs)
        for (int i = 0; i < spot.duration; ++i)
            sum += load_.missing(need.piece, spot.start + i,
                                 takes_at(need, spot.duration, i, takes_));
    return sum;
}

/// Without its shortages, which take longer.
Placement Plan::placement(int activity, const Spot& spot) {
    const Assignment at = model_.assignment(activity, spot);
    Placement made;
    made.mode = at.mode;
    made.start = at.start;
    made.duration = at.duration;
    made.missing = missing(activity, spot);
    made.stocks = short_stocks(activity, spot.mode);
    return made;
}

void Plan::add_cell(const PieceNeed& need, std::span<const Take> takes, int slot,
                    std::vector<Shortage>& shortages) {
    const Piece& piece = model_.network.pieces[need.piece];
    const std::vector<std::int64_t>& available = load_.available(need.piece, slot);
    const std::vector<std::int64_t>& load = load_.load(need.piece, slot);
    std::vector<std::int64_t> demand = load;
    for (const Take& take : takes) demand[take.skill] += take.amount;
    const std::vector<char> before = detail::smallest_cut(piece, available, load).skills;
    const std::vector<char> after = detail::smallest_cut(piece, available, demand).skills;
    for (const std::vector<int>& part : detail::split(piece, available, after)) {
        // Cuts grow with demand, so what was short before is a part of this part, or of another.
        std::vector<int> short_before;
        for (const int s : part)
            if (before[s] != 0) short_before.push_back(s);
        Shortage shortage;
        shortage.period = model_.calendar.period(slot);
        shortage.amount = detail::excess(piece, available, demand, part) -
                          detail::excess(piece, available, load, short_before);
        if (shortage.amount == 0) continue;
        for (const int s : part) shortage.skills.push_back(piece.skills[s]);
        shortages.push_back(std::move(shortage));
    }
}

void Plan::add_shortages(int activity, Placement& placement) {
    const Spot spot =
        model_.spot({activity, placement.mode, placement.start, placement.duration}).value();
    for (const PieceNeed& need : model_.activities[activity].modes[spot.mode].needs)
        for (int i = 0; i < spot.duration; ++i) {
            const auto takes = takes_at(need, spot.duration, i, takes_);
            if (!load_.fits(need.piece, spot.start + i, takes))
                add_cell(need, takes, spot.start + i, placement.shortages);
        }
    std::sort(placement.shortages.begin(), placement.shortages.end(),
              [](const Shortage& a, const Shortage& b) {
                  return a.period != b.period ? a.period < b.period : a.skills < b.skills;
              });
}

std::vector<StockShortage> Plan::short_stocks(int activity, int mode) const {
    std::vector<StockShortage> all;
    for (const Consumption& each : model_.activities[activity].modes[mode].consumptions)
        if (each.amount > left_[each.stock])
            all.push_back({each.stock, each.amount - left_[each.stock]});
    std::sort(all.begin(), all.end(), [](const StockShortage& a, const StockShortage& b) {
        return a.stock < b.stock;
    });
    return all;
}

std::vector<Placement> Plan::all(int activity) {
    int earliest = 0;
    int latest = model_.problem->num_periods;
    for (const Prerequisite& before : model_.given(activity).prerequisites)
        if (at(before.activity) != nullptr) earliest = std::max(earliest, start_after(before));
    for (const Prerequisite& next : model_.activities[activity].successors)
        if (at(next.activity) != nullptr)
            latest = std::min(latest, at(next.activity)->start - next.lag);
    std::vector<Placement> placements;
    visit(activity, model_.activities[activity].earliest, [&](const Spot& spot) {
        Placement& made = placements.emplace_back(placement(activity, spot));
        made.in_order = spot.start >= earliest && made.end() <= latest;
        if (made.missing > 0) add_shortages(activity, made);
        return true;
    });
    return placements;
}

bool Plan::gains(int activity, int mode, int end) {
    const Activity& given = model_.given(activity);
    if (model_.urgency(activity) > 0 || given.value.sign() > 0) return true;
    if (worth_) {
        const std::int64_t before = worth_->total();
        worth_->change(activity, mode, end, given.modes[mode].coverage, true);
        const bool worthy = worth_->total() > before;
        worth_->change(activity, mode, end, given.modes[mode].coverage, false);
        if (worthy) return true;
    }
    coverage_.mark();
    coverage_.change(activity, given.modes[mode].coverage);
    const bool better = coverage_.compare() > 0;
    coverage_.change(activity, -given.modes[mode].coverage);
    return better;
}

bool Plan::has_room(int activity, int first) const {
    bool found = false;
    visit(activity, first, [&](const Spot&) {
        found = true;
        return false;
    });
    return found;
}

bool Plan::find_excluder(int activity, LeftOut& result) const {
    for (const int other : model_.activities[activity].conflicts)
        if (at(other) != nullptr) {
            result.other = other;
            return true;
        }
    return false;
}

bool Plan::find_prerequisite(int activity, LeftOut& result) const {
    std::vector<Prerequisite> before = model_.given(activity).prerequisites;
    std::sort(before.begin(), before.end(), [](const Prerequisite& a, const Prerequisite& b) {
        return a.activity < b.activity;
    });
    for (const Prerequisite& other : before)
        if (at(other.activity) == nullptr) {
            result.other = other.activity;
            return true;
        }
    const Prerequisite* last = nullptr;
    for (const Prerequisite& other : before)
        if (last == nullptr || start_after(other) > start_after(*last)) last = &other;
    if (last == nullptr ||
        has_room(activity, std::max(start_after(*last), model_.activities[activity].earliest)))
        return false;
    result.other = last->activity;
    result.other_placed = true;
    return true;
}

/// Whether `from` requires `to`, through others maybe, none of them placed.
bool Plan::leads_to(int from, int to) const {
    std::vector<int> seen{from};
    for (std::size_t i = 0; i < seen.size(); ++i)
        for (const int next : model_.activities[seen[i]].required) {
            if (next == to) return true;
            if (at(next) == nullptr && std::find(seen.begin(), seen.end(), next) == seen.end())
                seen.push_back(next);
        }
    return false;
}

/// One that it requires and that could be placed without it. Those that require each other share
/// their fate: which of them has no room of its own is told first.
bool Plan::find_required(int activity, LeftOut& result) const {
    for (const int other : model_.activities[activity].required)
        if (at(other) == nullptr && !leads_to(other, activity)) {
            result.other = other;
            return true;
        }
    return false;
}

void Plan::find_placement(int activity, LeftOut& result) {
    int first = model_.activities[activity].earliest;
    for (const Prerequisite& before : model_.given(activity).prerequisites)
        first = std::max(first, start_after(before));
    bool gain = false;
    Wide least = 0;
    visit(activity, first, [&](const Spot& spot) {
        Placement found = placement(activity, spot);
        Wide lacking = 0;
        for (const StockShortage& stock : found.stocks) lacking += stock.amount;
        gain = lacking == 0 && found.missing == 0 && gains(activity, found.mode, found.end());
        if (!result.placement || lacking < least ||
            (lacking == least && found.missing < result.placement->missing)) {
            result.placement = std::move(found);
            least = lacking;
        }
        return !gain;
    });
    const std::vector<int>& required = model_.activities[activity].required;
    const auto out = std::find_if(required.begin(), required.end(),
                                  [this](int other) { return at(other) == nullptr; });
    if (result.placement->missing > 0) add_shortages(activity, *result.placement);
    if (least > 0) {
        result.reason = Reason::stock;
    } else if (result.placement->missing > 0) {
        result.reason = Reason::capacity;
    } else if (out != required.end()) {
        result.reason = Reason::required;
        result.other = *out;
        result.placement.reset();
    } else {
        result.reason = gain ? Reason::unfinished : Reason::no_gain;
    }
}

LeftOut Plan::why(int activity) {
    LeftOut result;
    result.activity = activity;
    result.mandatory = model_.given(activity).mandatory;
    if (!has_room(activity, model_.activities[activity].earliest))
        result.reason = Reason::window;
    else if (find_excluder(activity, result))
        result.reason = Reason::excluded;
    else if (find_prerequisite(activity, result))
        result.reason = Reason::prerequisite;
    else if (find_required(activity, result))
        result.reason = Reason::required;
    else
        find_placement(activity, result);
    return result;
}

void check_index(const Problem& problem, int activity) {
    if (activity < 0 || static_cast<std::size_t>(activity) >= problem.activities.size())
        throw Error("timetable.index", "there is no activity number " + std::to_string(activity) +
                                           "; there are " +
                                           std::to_string(problem.activities.size()));
}

}  // namespace

std::vector<Placement> shortages(const Problem& problem, const Timetable& timetable, int activity) {
    check_index(problem, activity);
    std::vector<Assignment> others = timetable.assignments;
    std::erase_if(others, [&](const Assignment& a) { return a.activity == activity; });
    const Model model(problem);
    return Plan(model, others).all(activity);
}

LeftOut why_left_out(const Problem& problem, std::span<const Assignment> assignments,
                     int activity) {
    check_index(problem, activity);
    const Model model(problem);
    Plan plan(model, assignments);
    if (plan.at(activity) != nullptr)
        throw Error("timetable.index",
                    "activity '" + problem.activities[activity].key + "' is placed, not left out");
    return plan.why(activity);
}

std::vector<LeftOut> why_left_out(const Problem& problem, std::span<const Assignment> assignments,
                                  const Progress& progress) {
    return detail::find_reasons(Model(problem), assignments, progress);
}

namespace detail {

std::vector<LeftOut> without_reasons(const Problem& problem,
                                     std::span<const Assignment> assignments) {
    std::vector<char> placed(problem.activities.size(), 0);
    for (const Assignment& assignment : assignments) placed[assignment.activity] = 1;
    std::vector<LeftOut> result;
    for (std::size_t activity = 0; activity < placed.size(); ++activity) {
        if (placed[activity] != 0) continue;
        LeftOut& out = result.emplace_back();
        out.activity = static_cast<int>(activity);
        out.reason = Reason::unfinished;
        out.mandatory = problem.activities[activity].mandatory;
    }
    return result;
}

std::vector<LeftOut> find_reasons(const Model& model, std::span<const Assignment> assignments,
                                  const Progress& progress) {
    std::optional<Plan> plan;
    std::vector<LeftOut> result = without_reasons(*model.problem, assignments);
    for (LeftOut& out : result) {
        if (progress.stopped()) break;
        progress.step("explain", out.activity, model.num_activities());
        if (!plan) plan.emplace(model, assignments);
        out = plan->why(out.activity);
    }
    return result;
}

}  // namespace detail

}  // namespace areena::timetable
