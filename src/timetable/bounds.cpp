#include "areena/timetable/bounds.hpp"

#include "timetable/model.hpp"
#include "timetable/relaxation.hpp"
#include "timetable/room.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>

namespace areena::timetable {

namespace {

using detail::Model;
using detail::ModeModel;
using detail::PieceNeed;
using detail::Take;

/// The modes in which each activity fits when it stands alone.
class Alone {
public:
    explicit Alone(const Model& model)
        : model_(model), load_(model.network, model.calendar, *model.problem, loads(*model.problem, {})) {}

    [[nodiscard]] std::vector<std::vector<int>> usable_modes() {
        std::vector<std::vector<int>> usable(model_.activities.size());
        for (const int a : model_.topological()) {
            const std::vector<Prerequisite>& before = model_.given(a).prerequisites;
            if (std::any_of(before.begin(), before.end(),
                            [&](const Prerequisite& p) { return usable[p.activity].empty(); }))
                continue;
            const int modes = static_cast<int>(model_.activities[a].modes.size());
            for (int m = 0; m < modes; ++m)
                if (is_affordable(model_.activities[a].modes[m]) &&
                    fits(a, model_.activities[a].modes[m]))
                    usable[a].push_back(m);
        }
        std::vector<char> none(usable.size());
        for (std::size_t a = 0; a < usable.size(); ++a) none[a] = usable[a].empty() ? 1 : 0;
        model_.spread_marks(none);
        for (std::size_t a = 0; a < usable.size(); ++a)
            if (none[a] != 0) usable[a].clear();
        return usable;
    }

private:
    [[nodiscard]] bool is_affordable(const ModeModel& mode) const {
        return std::all_of(mode.consumptions.begin(), mode.consumptions.end(),
                           [this](const Consumption& each) {
                               return each.amount <= model_.problem->stocks[each.stock].amount;
                           });
    }

    [[nodiscard]] bool fits(int activity, const ModeModel& mode) {
        const detail::ActivityModel& shape = model_.activities[activity];
        for (int d = mode.max_duration; d >= mode.min_duration; --d)
            for (int start = shape.earliest; start + d <= shape.deadline; ++start)
                if (fits_at(mode, start, d)) return true;
        return false;
    }

    [[nodiscard]] bool fits_at(const ModeModel& mode, int start, int duration) {
        for (const PieceNeed& need : mode.needs)
            for (int i = 0; i < duration; ++i)
                if (!load_.fits(need.piece, start + i, takes_at(need, duration, i, takes_)))
                    return false;
        return true;
    }

    const Model& model_;
    detail::LoadState load_;
    std::vector<Take> takes_;
};

struct Item {
    Rational value;
    std::int64_t amount = 0;
};

/// The largest value of parts of `items` whose amounts sum to at most `room`.
Rational fractional_knapsack(std::vector<Item> items, std::int64_t room) {
    std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
        return a.value * Rational(b.amount) > b.value * Rational(a.amount);
    });
    Rational sum;
    for (const Item& item : items) {
        if (item.amount > room) return sum + item.value * Rational(room, item.amount);
        sum += item.value;
        room -= item.amount;
    }
    return sum;
}

/// What standing work is worth by the needs it covers.
Rational worth_of_nothing(const Model& model) {
    Rational sum;
    if (!model.worth) return sum;
    for (int need = 0; need < static_cast<int>(model.worth->needs.size()); ++need)
        sum += model.worth->rational(model.worth->of_need(need, model.worth->needs[need].base));
    return sum;
}

/// What everything would be worth in its best mode, each as early as can be.
Rational worth_of_all(const Model& model, const std::vector<std::vector<int>>& usable) {
    Rational sum;
    if (!model.worth) return sum;
    const detail::WholeValues& worth = *model.worth;
    std::vector<std::int64_t> covers(usable.size(), 0);
    for (int a = 0; a < model.num_activities(); ++a) {
        const detail::ActivityModel& shape = model.activities[a];
        std::int64_t most = 0;
        for (const int m : usable[a]) {
            const int first = model.calendar.end_period(shape.earliest + shape.modes[m].min_duration);
            most = std::max(most, worth.of_mode(a, m, first));
            covers[a] = std::max(covers[a], shape.modes[m].coverage);
        }
        sum += worth.rational(most);
    }
    for (int need = 0; need < static_cast<int>(worth.needs.size()); ++need) {
        std::int64_t covered = worth.needs[need].base;
        for (const int a : worth.needs[need].activities) covered += covers[a];
        sum += worth.rational(worth.of_need(need, covered));
    }
    return sum;
}

/// Lowers the bounds on value and mandatory activities to what fits within `limit`, where each
/// activity takes at least what `amount` says of its least usable mode.
template <class Amount>
void bound_by(const Model& model, const std::vector<std::vector<int>>& usable, std::int64_t limit,
              Amount amount, Bounds& result) {
    std::vector<Item> values;
    std::vector<Item> mandatory;
    Rational free_value;  // of those that take nothing
    int free_mandatory = 0;
    for (int a = 0; a < model.num_activities(); ++a) {
        if (usable[a].empty()) continue;
        const Activity& given = model.given(a);
        const Rational most = model.most_value(a);
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        for (const int m : usable[a]) least = std::min(least, amount(model.activities[a].modes[m]));
        if (least == 0) {
            free_value += most;
            free_mandatory += given.mandatory ? 1 : 0;
            continue;
        }
        values.push_back({most, least});
        if (given.mandatory) mandatory.push_back({1, least});
    }
    const Rational value = worth_of_nothing(model) + free_value + fractional_knapsack(std::move(values), limit);
    const auto count = fractional_knapsack(std::move(mandatory), limit).floor();
    result.value = std::min(result.value, value);
    result.mandatory = std::min(result.mandatory, free_mandatory + static_cast<int>(count));
}

void bound_coverage(const Problem& problem, const std::vector<std::vector<int>>& usable,
                    Bounds& result) {
    std::vector<Assignment> all;  // everything in its best mode: coverage asks for no place
    for (int a = 0; a < static_cast<int>(usable.size()); ++a) {
        const std::vector<Mode>& modes = problem.activities[a].modes;
        const auto best = std::max_element(
            usable[a].begin(), usable[a].end(),
            [&](int m, int other) { return modes[m].coverage < modes[other].coverage; });
        if (best != usable[a].end()) all.push_back({a, *best, 0, 1});
    }
    for (const std::optional<std::int64_t>& one : coverage(problem, all))
        if (one) {
            result.leximin.push_back(*one);
            result.coverage += *one;
        }
    std::sort(result.leximin.begin(), result.leximin.end());
}

}  // namespace

Bounds detail::relaxation(const Model& model) {
    const std::vector<std::vector<int>> usable = Alone(model).usable_modes();
    Bounds result;
    for (int a = 0; a < model.num_activities(); ++a) {
        if (usable[a].empty()) continue;
        result.value += model.given(a).value;
        result.mandatory += model.given(a).mandatory ? 1 : 0;
        result.pinned += model.given(a).pinned ? 1 : 0;
    }
    result.value += worth_of_all(model, usable);
    for (int p = 0; p < static_cast<int>(model.network.pieces.size()); ++p)
        for (const std::vector<int>& set : detail::sets_of_interest(model.network.pieces[p])) {
            const std::vector<std::int64_t> by_slot =
                detail::room(*model.problem, model.calendar, model.network.pieces[p], set);
            bound_by(model, usable,
                     std::accumulate(by_slot.begin(), by_slot.end(), std::int64_t{0}),
                     [&](const ModeModel& mode) { return amount_of(mode, p, set); }, result);
        }
    for (int s = 0; s < static_cast<int>(model.problem->stocks.size()); ++s)
        bound_by(model, usable, model.problem->stocks[s].amount,
                 [&](const ModeModel& mode) { return consumption_of(mode, s); }, result);
    bound_coverage(*model.problem, usable, result);
    return result;
}

Bounds bounds(const Problem& problem) {
    validate(problem);
    return detail::relaxation(Model(problem));
}

int proved_parts(const Objective& objective, const Bounds& bounds) {
    if (objective.pinned != bounds.pinned || objective.mandatory != bounds.mandatory) return 0;
    if (objective.value != bounds.value) return 1;
    return objective.leximin == bounds.leximin ? 4 : 2;  // equal leximin, equal sum
}

}  // namespace areena::timetable
