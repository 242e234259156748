#pragma once

#include "areena/network.hpp"

#include <cstdint>
#include <vector>

namespace areena::planning {

/// The days of a capacity that plans may use: agreed days less standing work and reserve. Zero
/// unless agreed. A reserve that is not given is 15 % of what standing work leaves, rounded half
/// up to hundredths.
[[nodiscard]] PersonDays usable_days(const Capacity& capacity);

/// What a standing or recurring commitment takes of one expertise in one quarter.
struct StandingLoad {
    CommitmentId commitment;
    ExpertiseId expertise;
    Quarter quarter;
    PersonDays days;

    bool operator==(const StandingLoad&) const = default;
};

/// The quarters in which standing and recurring work falls, by commitment, expertise, quarter: each
/// year's effort on the commitment's quarters of the year in the proportions of the promise's year
/// profile (largest remainder, in hundredths); of a year that is not whole, the part inside the
/// window. Empty for a network without a promise.
[[nodiscard]] std::vector<StandingLoad> standing_load(const Network& network);

/// What there is to share out over the promise's period: usable days less standing load, never
/// below zero.
[[nodiscard]] PersonDays available_effort(const Network& network);

/// Person-days of a scope, all expertises together.
[[nodiscard]] PersonDays total_effort(const Scope& scope);

/// When a commitment may run: its window, else the promise's period, cut to that period.
[[nodiscard]] Period effective_window(const Commitment& commitment, const Promise& promise);

}  // namespace areena::planning
