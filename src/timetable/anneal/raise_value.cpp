#include "timetable/anneal/raise_value.hpp"

#include "timetable/anneal/annealer.hpp"

#include <algorithm>

namespace areena::timetable::detail::anneal {

namespace {

constexpr std::int64_t report_after = 250'000;  // units of work

}  // namespace

std::optional<bool> raise_value(State& state, std::int64_t work, std::int64_t total,
                                std::uint64_t seed, const Progress& progress) {
    const Model& model = state.model();
    const std::optional<Compiled> compiled = compile(model);
    if (!compiled) return std::nullopt;
    Annealer annealer(*compiled, seed);
    for (int a = 0; a < model.num_activities(); ++a)
        if (state.placed(a)) annealer.put(a, state.at(a));
    const std::int64_t before = annealer.worth();
    const std::int64_t begun = state.work();
    std::int64_t reported = 0;
    const bool done = annealer.run(work, progress, [&](std::int64_t used) {
        if (used - reported < report_after) return;
        reported = used;
        progress.step("place", std::min(begun + used, total), total);
    });
    state.count_work(annealer.work());
    if (annealer.worth() > before) {
        std::vector<Assignment> better;
        const std::vector<Spot> spots = annealer.spots();
        for (int a = 0; a < model.num_activities(); ++a)
            if (spots[a].placed()) better.push_back(model.assignment(a, spots[a]));
        state.reset_to(better);
    }
    return done;
}

}  // namespace areena::timetable::detail::anneal
