#include "timetable/anneal/raise_value.hpp"

#include "timetable/anneal/annealer.hpp"
#include "timetable/anneal/lagrangian.hpp"

#include <algorithm>

namespace areena::timetable::detail::anneal {

namespace {

constexpr std::int64_t report_after = 250'000;   // units of work
constexpr std::int64_t enough_for_a_place = 4'000;  // the same
constexpr std::int64_t units_of_prices = 8;  // take as long as one of annealing
constexpr std::int64_t least_steps = 100;    // for prices that tell anything
constexpr std::int64_t most_steps = 1'000;   // beyond that they tell little more
// Runs differ by more than a longer one gains: from here on there are several, and the best counts.
constexpr std::int64_t work_of_run = 40'000;  // units, for a place
constexpr std::int64_t most_runs = 8;

/// Where to look, by prices, for an eighth of `work` at most; empty if that is too little to find any
/// that tell something.
PricedPlaces places_by_prices(const Compiled& compiled, std::int64_t work, std::int64_t total,
                              State& state, const Progress& progress) {
    Lagrangian lagrangian(compiled);
    const std::int64_t step = lagrangian.work_of_step();
    if (work / step < least_steps) return {};
    const auto tell = [&](const ProgressStep&) {
        progress.step("place", std::min(state.work(), total), total);
    };
    lagrangian.improve(std::min(work, most_steps * step), {tell, progress.stop});
    state.count_work(lagrangian.work() / units_of_prices);
    return lagrangian.places();
}

std::vector<Assignment> assignments(const Model& model, const std::vector<Spot>& spots) {
    std::vector<Assignment> made;
    for (int a = 0; a < model.num_activities(); ++a)
        if (spots[a].placed()) made.push_back(model.assignment(a, spots[a]));
    return made;
}

}  // namespace

std::optional<Ending> raise_value(State& state, const Limits& limits, std::uint64_t seed,
                                  const Progress& progress) {
    const Model& model = state.model();
    const std::optional<Compiled> compiled = compile(model);
    if (!compiled) return std::nullopt;
    const std::int64_t places = 1 + compiled->num_places();
    const Wide enough = static_cast<Wide>(limits.effort) * enough_for_a_place * places;
    const bool is_enough = enough <= limits.work;
    const std::int64_t work = is_enough ? static_cast<std::int64_t>(enough) : limits.work;
    const std::int64_t begun = state.work();
    const PricedPlaces near = places_by_prices(*compiled, work, limits.total, state, progress);
    const std::int64_t left = work - (state.work() - begun);
    const std::int64_t runs = std::clamp<std::int64_t>(left / (work_of_run * places), 1, most_runs);

    std::int64_t most = 0;
    std::vector<Spot> best;
    for (std::int64_t run = 0; run < runs && !progress.stopped(); ++run) {
        Annealer annealer(*compiled, seed + static_cast<std::uint64_t>(run));
        annealer.follow(near);
        for (int a = 0; a < model.num_activities(); ++a)
            if (state.placed(a)) annealer.put(a, state.at(a));
        if (run == 0) most = annealer.worth();
        std::int64_t reported = 0;
        (void)annealer.run(left / runs, progress, [&](std::int64_t used) {
            if (used - reported < report_after) return;
            reported = used;
            progress.step("place", std::min(state.work() + used, limits.total), limits.total);
        });
        state.count_work(annealer.work());
        if (annealer.worth() <= most) continue;
        most = annealer.worth();
        best = annealer.spots();
    }
    if (!best.empty()) state.reset_to(assignments(model, best));
    if (progress.stopped()) return Ending::stopped;
    return is_enough ? Ending::finished : Ending::work_limit;
}

}  // namespace areena::timetable::detail::anneal
