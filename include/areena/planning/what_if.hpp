#pragma once

#include "areena/core/progress.hpp"
#include "areena/planning/compare.hpp"
#include "areena/planning/plan.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace areena::planning {

/// A change of agreed capacity: which capacities (everything left open means all), and by how much,
/// as a percentage or as days for each capacity that is selected. "What if we lose a lawyer":
/// `{.organization = OrganizationId("kuntaliitto"), .expertise = ExpertiseId("law"),
///   .percent = -100}`.
struct CapacityChange {
    std::optional<OrganizationId> organization;
    std::optional<ExpertiseId> expertise;  ///< among those that share the capacity
    std::optional<Period> quarters;        ///< half-open
    std::optional<std::int64_t> percent;   ///< -100 takes all, 50 adds half
    std::optional<PersonDays> days;        ///< added to each capacity selected; may be negative

    bool operator==(const CapacityChange&) const = default;
};

/// The amount of a change as people write it: "-50%" or "+20 %" is a percentage, "-2.5" is days.
/// Throws `plan.capacity_change`.
[[nodiscard]] CapacityChange parse_amount(std::string_view text);

/// The network with changed capacities. Days never go below zero; a percentage scales a reserve
/// that is given, too (rounded half up). The capacity's own standing work and its reserve are cut to
/// the days that are left; what standing commitments then lack is said in the plan. Changes apply
/// one after the other.
/// Throws `network.not_found`, naming the nearest ids, for an unknown organization or expertise, and
/// `plan.capacity_change` if a change selects no agreed capacity (it names what the organization
/// has), has not exactly one of percent and days, or takes more than 100 %.
[[nodiscard]] Network with_capacity(const Network& network,
                                    const std::vector<CapacityChange>& changes);

/// A plan of a changed network, and what changes against the plan asked about.
struct WhatIf {
    Plan plan;
    Comparison comparison;

    bool operator==(const WhatIf&) const = default;
};

/// Plans the network of `plan` anew with changed capacities, with the same options. Throws what
/// `with_capacity` throws. Stopped early, its plan says that it is not complete.
[[nodiscard]] WhatIf what_if(const Plan& plan, const std::vector<CapacityChange>& changes,
                             const Progress& progress = {}, int threads = 1);

}  // namespace areena::planning

namespace areena {

template <>
const Type& type_of<planning::CapacityChange>();

}  // namespace areena
