#pragma once

#include "areena/core/quantity.hpp"
#include "areena/core/quarter.hpp"
#include "areena/marks.hpp"

namespace areena {

/// Whether a contribution has been asked for, agreed on or declined; only agreed days are planned.
enum class Agreement : std::uint8_t { asked, agreed, declined };

/// Days that an organization has in a quarter for a set of expertises that share them (one pool).
struct Capacity {
    CapacityId id;
    OrganizationId organization;
    std::vector<ExpertiseId> expertises;
    Quarter quarter;
    PersonDays days;
    PersonDays standing;                 ///< standing work that no commitment of the document models
    std::optional<PersonDays> reserve;   ///< if not given: 15 % of what standing work leaves
    Agreement agreement = Agreement::agreed;
    std::optional<SourceId> source;
    bool illustrative = false;
    std::optional<FormulaId> derived;
    Extra extra;

    bool operator==(const Capacity&) const = default;
};

template <>
const Type& type_of<Agreement>();
template <>
const Type& type_of<Capacity>();

}  // namespace areena
