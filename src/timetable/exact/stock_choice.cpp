#include "timetable/exact/stock_choice.hpp"

#include "timetable/exact/closure_knapsack.hpp"
#include "timetable/load_state.hpp"
#include "timetable/state.hpp"
#include "timetable/whole_values.hpp"

#include <algorithm>
#include <limits>

namespace areena::timetable::detail {

namespace {

/// Of all modes that are not longer than the window.
std::int64_t least_consumption(const ActivityModel& activity, int stock) {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (const ModeModel& mode : activity.modes)
        if (mode.min_duration <= mode.max_duration)
            least = std::min(least, consumption_of(mode, stock));
    return least;
}

bool pays_for_all(const Model& model, int stock) {
    Wide sum = 0;
    for (const ActivityModel& activity : model.activities)
        sum += least_consumption(activity, stock);
    return sum <= model.problem->stocks[stock].amount;
}

/// The one stock that is short, or -1.
int short_stock(const Model& model) {
    int found = -1;
    for (int s = 0; s < static_cast<int>(model.problem->stocks.size()); ++s) {
        if (pays_for_all(model, s)) continue;
        if (found >= 0) return -1;
        found = s;
    }
    return found;
}

ClosureProblem closure_problem(const Model& model, const WholeValues& values, int stock) {
    ClosureProblem problem;
    problem.value = values.of;
    const std::int64_t too_much = model.problem->stocks[stock].amount + 1;
    for (int a = 0; a < model.num_activities(); ++a) {
        problem.cost.push_back(std::min(too_much, least_consumption(model.activities[a], stock)));
        std::vector<int> needs = model.activities[a].required;
        for (const Prerequisite& before : model.given(a).prerequisites)
            needs.push_back(before.activity);
        std::sort(needs.begin(), needs.end());
        needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
        problem.needs.push_back(std::move(needs));
    }
    problem.link();
    return problem;
}

/// Places one activity after another, each where it fits first.
class Placer {
public:
    Placer(const Model& model, int stock)
        : model_(model),
          stock_(stock),
          load_(model.network, model.calendar, *model.problem, loads(*model.problem, {})),
          ends_(model.activities.size(), 0) {}

    [[nodiscard]] Spot place(int a) {
        int earliest = model_.activities[a].earliest;
        for (const Prerequisite& before : model_.given(a).prerequisites)
            earliest = std::max(earliest,
                                model_.calendar.after(ends_[before.activity], before.lag));
        const std::int64_t cost = least_consumption(model_.activities[a], stock_);
        for (const int m : model_.activities[a].by_amount) {
            const ModeModel& mode = model_.activities[a].modes[m];
            if (consumption_of(mode, stock_) != cost) continue;
            for (int d = mode.min_duration; d <= mode.max_duration; ++d)
                for (int start = earliest; start + d <= model_.activities[a].deadline; ++start)
                    if (add(mode, start, d)) {
                        ends_[a] = start + d;
                        return {m, start, d};
                    }
        }
        return {};
    }

private:
    bool add(const ModeModel& mode, int start, int duration) {
        const auto each = [&](auto act) {
            for (const PieceNeed& need : mode.needs)
                for (int i = 0; i < duration; ++i)
                    if (!act(need.piece, start + i, takes_at(need, duration, i, takes_)))
                        return false;
            return true;
        };
        if (!each([this](int piece, int t, auto takes) { return load_.fits(piece, t, takes); }))
            return false;
        return each([this](int piece, int t, auto takes) {
            load_.add(piece, t, takes);
            return true;
        });
    }

    const Model& model_;
    int stock_;
    LoadState load_;
    std::vector<int> ends_;
    std::vector<Take> takes_;
};

}  // namespace

std::optional<StockChoice> choose_by_stock(const Model& model, Meter& meter) {
    const std::vector<Activity>& given = model.problem->activities;
    const bool any_urgent = std::any_of(given.begin(), given.end(), [](const Activity& a) {
        return a.mandatory || a.pinned.has_value();
    });
    const int stock = any_urgent || model.worth ? -1 : short_stock(model);
    if (stock < 0) return std::nullopt;
    const std::optional<WholeValues> values = whole_values(*model.problem);
    if (!values) return std::nullopt;
    ClosureKnapsack knapsack(closure_problem(model, *values, stock),
                             model.problem->stocks[stock].amount, meter);
    StockChoice choice;
    choice.proved = knapsack.solve();
    choice.bound = values->rational(knapsack.bound());
    if (knapsack.chosen().empty()) return choice;
    for (const int a : model.topological())
        if (knapsack.chosen()[a] != 0) choice.activities.push_back(a);
    return choice;
}

std::vector<Assignment> place_choice(const Model& model, const StockChoice& choice) {
    Placer placer(model, short_stock(model));
    std::vector<Assignment> placed;
    std::vector<char> is_placed(model.activities.size(), 0);
    std::vector<std::int64_t> left;  // a mode that is cheap in one stock may cost more of another
    for (const Stock& stock : model.problem->stocks) left.push_back(stock.amount);
    for (const int a : choice.activities) {
        const std::vector<int>& conflicts = model.activities[a].conflicts;
        if (std::any_of(conflicts.begin(), conflicts.end(),
                        [&](int other) { return is_placed[other] != 0; }))
            return {};
        const Spot spot = placer.place(a);
        if (!spot.placed()) return {};
        for (const Consumption& each : model.activities[a].modes[spot.mode].consumptions)
            if ((left[each.stock] -= each.amount) < 0) return {};
        is_placed[a] = 1;
        placed.push_back(model.assignment(a, spot));
    }
    std::sort(placed.begin(), placed.end());
    return placed;
}

}  // namespace areena::timetable::detail
