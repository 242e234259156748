#include "timetable/exact/choices.hpp"

#include <algorithm>

namespace areena::timetable::detail {

namespace {

/// Wherever `heavy` fits, `light` fits too: equal parts of a smaller amount are no larger, part by
/// part, as the units left over go to the first periods in both.
bool takes_no_more(const ModeModel& light, const ModeModel& heavy) {
    if (light.min_duration > heavy.min_duration || light.max_duration < heavy.max_duration)
        return false;
    for (const PieceNeed& need : light.needs)
        for (const Take& take : need.totals)
            if (take.amount > amount_of(heavy, need.piece, {take.skill})) return false;
    return std::all_of(light.consumptions.begin(), light.consumptions.end(),
                       [&](const Consumption& each) {
                           return each.amount <= consumption_of(heavy, each.stock);
                       });
}

/// Those of `candidates` that no other of them makes needless; of two alike the first is kept.
std::vector<int> undominated(const std::vector<ModeModel>& modes,
                             const std::vector<int>& candidates, bool by_coverage) {
    const auto no_worse = [&](int a, int b) {
        return takes_no_more(modes[a], modes[b]) &&
               (!by_coverage || (modes[a].coverage >= modes[b].coverage &&
                                 modes[a].worth.value >= modes[b].worth.value &&
                                 modes[a].worth.per_period >= modes[b].worth.per_period));
    };
    std::vector<int> kept;
    for (const int mode : candidates) {
        const bool needless =
            std::any_of(candidates.begin(), candidates.end(), [&](int other) {
                return other != mode && no_worse(other, mode) &&
                       (!no_worse(mode, other) || other < mode);
            });
        if (!needless) kept.push_back(mode);
    }
    return kept;
}

std::vector<Spot> spots_of(const ActivityModel& activity, int latest, int mode,
                           const ModeModel& shape) {
    std::vector<Spot> spots;
    for (int end = activity.earliest + shape.min_duration; end <= latest; ++end)
        for (int d = std::min(shape.max_duration, end - activity.earliest); d >= shape.min_duration;
             --d)
            spots.push_back({mode, end - d, d});
    return spots;
}

}  // namespace

Choices::Choices(const Model& model, Meter& meter, bool all_modes, std::span<const int> latest)
    : of(model.activities.size()) {
    State alone(model);
    for (const int a : model.topological()) {
        const std::vector<Prerequisite>& before = model.given(a).prerequisites;
        if (std::any_of(before.begin(), before.end(),
                        [&](const Prerequisite& p) { return of[p.activity].empty(); }))
            continue;
        const std::vector<ModeModel>& modes = model.activities[a].modes;
        const std::vector<int>& every = model.activities[a].by_coverage;
        const std::vector<int> kept = all_modes ? every : undominated(modes, every, true);
        const std::vector<int> lightest = undominated(modes, kept, false);
        for (const int m : kept) {
            const bool light = model.worth || std::find(lightest.begin(), lightest.end(), m) != lightest.end();
            Choice choice{m, modes[m].coverage, light, {}};
            const int deadline = model.activities[a].deadline;
            const int last = latest.empty() ? deadline : std::min(deadline, latest[a]);
            choice.spots = spots_of(model.activities[a], last, m, modes[m]);
            const std::int64_t before_work = alone.work();
            std::erase_if(choice.spots, [&](const Spot& spot) { return !alone.fits(a, spot); });
            if (!meter.spend(1 + alone.work() - before_work)) return;
            if (!choice.spots.empty()) of[a].push_back(std::move(choice));
        }
    }
    std::vector<char> none(of.size());
    for (std::size_t a = 0; a < of.size(); ++a) none[a] = of[a].empty() ? 1 : 0;
    model.spread_marks(none);
    for (std::size_t a = 0; a < of.size(); ++a)
        if (none[a] != 0) of[a].clear();
}

}  // namespace areena::timetable::detail
