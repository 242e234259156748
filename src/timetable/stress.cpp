#include "areena/timetable/repair.hpp"

#include "areena/core/error.hpp"
#include "areena/core/parallel.hpp"
#include "timetable/rewriting.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace areena::timetable {

namespace {

void check_loss(const Problem& problem, const Loss& loss) {
    const auto check = [](const char* what, int index, std::size_t number) {
        if (index < 0 || static_cast<std::size_t>(index) >= number)
            throw Error("timetable.index", std::string("a loss names ") + what + " number " +
                                               std::to_string(index) + "; there are " +
                                               std::to_string(number));
    };
    for (const int resource : loss.resources) check("resource", resource, problem.resources.size());
    if (loss.skill) check("skill", *loss.skill, problem.skills.size());
    if (loss.resources.empty() && !loss.skill)
        throw Error("timetable.index", "a loss names neither a resource nor a skill");
}

/// Splits a resource in time: what it has from `from` on goes to one without the skill.
void lose_skill(Problem& problem, std::size_t index, int skill, int from) {
    Resource& resource = problem.resources[index];
    const auto found = std::find(resource.skills.begin(), resource.skills.end(), skill);
    if (found == resource.skills.end()) return;
    Resource rest = resource;
    rest.skills.erase(rest.skills.begin() + (found - resource.skills.begin()));
    rest.key += "\nrest";  // no key of a document has a line break
    std::fill(rest.available.begin(), rest.available.begin() + from, 0);
    std::fill(resource.available.begin() + from, resource.available.end(), 0);
    problem.resources.push_back(std::move(rest));
}

std::vector<Shortage> standing_shortages(const Problem& problem, int from) {
    std::vector<Shortage> out;
    if (problem.fixed.empty()) return out;
    std::vector<std::int64_t> demand(problem.skills.size());
    for (int period = from; period < problem.num_periods; ++period) {
        for (std::size_t s = 0; s < demand.size(); ++s) demand[s] = problem.fixed[s][period];
        for (Shortage& shortage : supply(problem, period, demand).shortages)
            out.push_back(std::move(shortage));
    }
    return out;
}

}  // namespace

Problem without(const Problem& problem, const Loss& loss, int from) {
    check_loss(problem, loss);
    if (from < 0 || from > problem.num_periods)
        throw Error("timetable.index", "a loss begins in period number " + std::to_string(from) +
                                           "; there are " + std::to_string(problem.num_periods) +
                                           " periods");
    Problem out = problem;
    for (std::size_t r = 0; r < problem.resources.size(); ++r) {
        const bool is_named = std::find(loss.resources.begin(), loss.resources.end(),
                                        static_cast<int>(r)) != loss.resources.end();
        if (!loss.resources.empty() && !is_named) continue;
        if (loss.skill) {
            lose_skill(out, r, *loss.skill, from);
        } else {
            std::vector<std::int64_t>& available = out.resources[r].available;
            std::fill(available.begin() + from, available.end(), 0);
        }
    }
    return out;
}

std::vector<Stress> stress(const Problem& problem, std::span<const Assignment> earlier,
                           std::span<const Loss> losses, const RepairOptions& options,
                           const Progress& progress, int threads) {
    validate(problem);
    for (const Loss& loss : losses) check_loss(problem, loss);
    std::vector<Stress> out(losses.size());
    run_parallel(threads, static_cast<int>(losses.size()), progress,
                 [&](int number, const Progress& own) {
                     Stress& made = out[static_cast<std::size_t>(number)];
                     made.loss = losses[static_cast<std::size_t>(number)];
                     Problem changed = without(problem, made.loss, options.from);
                     detail::loosen_pins(changed);
                     made.repair = repair(changed, earlier, options, own);
                     made.standing = standing_shortages(changed, options.from);
                 });
    return out;
}

}  // namespace areena::timetable
