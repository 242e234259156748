#include "areena/planning/effort.hpp"

#include "areena/timetable/spread.hpp"

#include <algorithm>

namespace areena::planning {

namespace {
constexpr std::int64_t reserve_percent = 15;

/// A year's effort by quarter of the year.
std::vector<std::int64_t> by_quarter(std::int64_t units, const Commitment& commitment,
                                     const Promise& promise) {
    std::vector<std::int64_t> weights = promise.year_profile;
    const auto& chosen = commitment.quarters;
    for (std::size_t q = 0; q < weights.size(); ++q)
        if (!chosen.empty() &&
            std::find(chosen.begin(), chosen.end(), std::int64_t(q) + 1) == chosen.end())
            weights[q] = 0;
    // Work that falls only where the profile is empty is spread over those quarters evenly.
    if (std::all_of(weights.begin(), weights.end(), [](std::int64_t w) { return w == 0; }))
        for (std::int64_t q : chosen) weights[static_cast<std::size_t>(q - 1)] = 1;
    return timetable::spread(units, weights);
}
}  // namespace

PersonDays usable_days(const Capacity& capacity) {
    if (capacity.agreement != Agreement::agreed) return {};
    const PersonDays left = capacity.days - capacity.standing;
    const PersonDays reserve = capacity.reserve.value_or(
        PersonDays::from_units(((left * reserve_percent).units() + 50) / 100));
    return std::max(PersonDays{}, left - reserve);
}

std::vector<StandingLoad> standing_load(const Network& network) {
    std::vector<StandingLoad> loads;
    if (!network.promise()) return loads;
    const Promise& promise = *network.promise();
    for (const Commitment& commitment : network.commitments()) {
        const Scope* scope = commitment.default_scope();
        if (commitment.kind == CommitmentKind::project || !scope) continue;
        const Period window = effective_window(commitment, promise);
        for (const Effort& effort : scope->effort) {
            const auto year = by_quarter(effort.days.units(), commitment, promise);
            for (Quarter q = window.start; q < window.end; q = q + 1) {
                const std::int64_t units = year[static_cast<std::size_t>(q.number() - 1)];
                if (units > 0)
                    loads.push_back(
                        {commitment.id, effort.expertise, q, PersonDays::from_units(units)});
            }
        }
    }
    return loads;
}

PersonDays available_effort(const Network& network) {
    if (!network.promise()) return {};
    PersonDays sum;
    for (const Capacity& capacity : network.capacities())
        if (network.promise()->period.contains(capacity.quarter)) sum += usable_days(capacity);
    for (const StandingLoad& load : standing_load(network)) sum -= load.days;
    return std::max(PersonDays{}, sum);
}

PersonDays total_effort(const Scope& scope) {
    PersonDays sum;
    for (const Effort& effort : scope.effort) sum += effort.days;
    return sum;
}

Period effective_window(const Commitment& commitment, const Promise& promise) {
    if (!commitment.window) return promise.period;
    return {std::max(commitment.window->start, promise.period.start),
            std::min(commitment.window->end, promise.period.end)};
}

}  // namespace areena::planning
