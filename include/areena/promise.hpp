#pragma once

#include "areena/core/localized_text.hpp"
#include "areena/core/quarter.hpp"
#include "areena/marks.hpp"

namespace areena {

/// A goal area of the promise: network development, services, customer work.
struct Goal {
    GoalId id;
    LocalizedText title;
    std::optional<LocalizedText> description;

    bool operator==(const Goal&) const = default;
};

/// The service promise: whose it is, for when, and its goal areas.
struct Promise {
    PromiseId id;
    LocalizedText title;
    OrganizationId issuer;
    Period period;
    /// How a year's work falls on its quarters, in percent, four numbers that add up to 100.
    std::vector<std::int64_t> year_profile{25, 25, 25, 25};
    std::vector<Goal> goals;
    std::optional<SourceId> source;
    bool illustrative = false;
    std::optional<FormulaId> derived;
    Extra extra;

    bool operator==(const Promise&) const = default;
};

template <>
const Type& type_of<Goal>();
template <>
const Type& type_of<Promise>();

}  // namespace areena
