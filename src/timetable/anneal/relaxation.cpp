#include "areena/timetable/relaxation.hpp"

#include "timetable/anneal/lagrangian.hpp"
#include "timetable/relaxation.hpp"

#include <algorithm>

namespace areena::timetable {

namespace {

/// A resource is paid what all the sets that it serves are paid.
std::vector<std::vector<double>> prices_of(const detail::anneal::Compiled& compiled,
                                           const detail::anneal::Lagrangian& lagrangian) {
    const Problem& problem = *compiled.model->problem;
    std::vector<std::vector<double>> prices(
        problem.resources.size(),
        std::vector<double>(static_cast<std::size_t>(problem.num_periods), 0.0));
    for (int slot = 0; slot < compiled.model->calendar.num_slots(); ++slot)
        for (int set = 0; set < compiled.num_sets; ++set)
            for (const int resource : compiled.resources_of_set[set])
                prices[resource][compiled.model->calendar.period(slot)] +=
                    lagrangian.price(slot, set) / static_cast<double>(compiled.values.scale);
    return prices;
}

}  // namespace

Relaxation relaxation(const Problem& problem, std::int64_t work, const Progress& progress) {
    validate(problem);
    const detail::Model model(problem);
    Relaxation result;
    result.bound = detail::relaxation(model).value;
    const auto compiled = detail::anneal::compile(model);
    if (!compiled) return result;
    detail::anneal::Lagrangian lagrangian(*compiled);
    lagrangian.improve(work, progress);
    result.bound = std::min(result.bound, compiled->values.rational(lagrangian.bound()));
    result.prices = prices_of(*compiled, lagrangian);
    result.work = lagrangian.work();
    return result;
}

}  // namespace areena::timetable
