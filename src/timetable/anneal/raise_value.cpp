#include "timetable/anneal/raise_value.hpp"

#include "timetable/anneal/annealer.hpp"

#include <algorithm>

namespace areena::timetable::detail::anneal {

namespace {

constexpr std::int64_t report_after = 250'000;   // units of work
constexpr std::int64_t enough_for_a_place = 4'000;  // the same

std::int64_t num_places(const Compiled& compiled) {
    std::int64_t count = 1;
    for (int a = 0; a < compiled.num_activities(); ++a)
        for (int s = compiled.first_shape[a]; s < compiled.first_shape[a + 1]; ++s)
            count += std::max(0, compiled.shapes[s].last_start + 1 -
                                     compiled.model->activities[a].earliest);
    return count;
}

}  // namespace

std::optional<Ending> raise_value(State& state, const Limits& limits, std::uint64_t seed,
                                  const Progress& progress) {
    const Model& model = state.model();
    const std::optional<Compiled> compiled = compile(model);
    if (!compiled) return std::nullopt;
    Annealer annealer(*compiled, seed);
    for (int a = 0; a < model.num_activities(); ++a)
        if (state.placed(a)) annealer.put(a, state.at(a));
    const std::int64_t before = annealer.worth();
    const std::int64_t begun = state.work();
    std::int64_t reported = 0;
    const Wide enough = static_cast<Wide>(limits.effort) * enough_for_a_place * num_places(*compiled);
    const bool is_enough = enough <= limits.work;
    const std::int64_t work = is_enough ? static_cast<std::int64_t>(enough) : limits.work;
    const bool done = annealer.run(work, progress, [&](std::int64_t used) {
        if (used - reported < report_after) return;
        reported = used;
        progress.step("place", std::min(begun + used, limits.total), limits.total);
    });
    state.count_work(annealer.work());
    if (annealer.worth() > before) {
        std::vector<Assignment> better;
        const std::vector<Spot> spots = annealer.spots();
        for (int a = 0; a < model.num_activities(); ++a)
            if (spots[a].placed()) better.push_back(model.assignment(a, spots[a]));
        state.reset_to(better);
    }
    if (!done) return Ending::stopped;
    return is_enough ? Ending::finished : Ending::work_limit;
}

}  // namespace areena::timetable::detail::anneal
