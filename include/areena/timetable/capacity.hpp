#pragma once

#include "areena/core/rational.hpp"
#include "areena/timetable/problem.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace areena::timetable {

/// A set of skills that is asked for more in a period than all resources touching it have.
/// The set cannot be made smaller and be as short.
struct Shortage {
    std::vector<int> skills;  ///< ascending
    int period = 0;
    std::int64_t amount = 0;  ///< what is missing

    bool operator==(const Shortage&) const = default;
};

/// What a resource gives to a skill in a period.
struct Flow {
    int resource = 0;
    int skill = 0;
    int period = 0;
    std::int64_t amount = 0;

    bool operator==(const Flow&) const = default;
};

/// How a demand meets the resources of one period.
struct Supply {
    std::vector<Flow> flows;          ///< amounts above 0, by resource, then skill
    std::vector<Shortage> shortages;  ///< empty if all is met; apart where no resource joins them
    std::int64_t missing = 0;         ///< demand - flows: the least capacity to be added
};

/// Meets `demand` (one amount per skill, standing work included) from the resources of `period` as
/// far as can be: a maximum flow from skills to resources, and the minimal cut where it falls
/// short. Skills are served in order, resources used in order. Exact. The problem must be valid.
[[nodiscard]] Supply supply(const Problem& problem, int period,
                            std::span<const std::int64_t> demand);

/// The largest load / available over all sets of skills in one period. Skills for which nothing is
/// available are left aside: any load on them is a shortage. Exact, by flows of scaled demand
/// (Dinkelbach's method).
struct Peak {
    Rational share;           ///< above 1 if the demand does not fit
    std::vector<int> skills;  ///< a set that attains it, ascending; empty if nothing is asked for
    int period = 0;

    bool operator==(const Peak&) const = default;
};
[[nodiscard]] Peak peak(const Problem& problem, int period, std::span<const std::int64_t> demand);

}  // namespace areena::timetable
