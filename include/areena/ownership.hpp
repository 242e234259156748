#pragma once

#include "areena/core/quantity.hpp"
#include "areena/marks.hpp"

namespace areena {

/// Who owns an organization: an owner municipality of a joint authority, a shareholder of a company.
/// Owners that are not known are not there, so the shares of an organization may add up to less than
/// one whole; a share that is not known is left open.
struct Ownership {
    OwnershipId id;
    OrganizationId organization;   ///< what is owned
    OrganizationId owner;
    std::optional<Share> share;    ///< of one whole
    std::optional<SourceId> source;
    bool illustrative = false;
    std::optional<FormulaId> derived;
    Extra extra;

    bool operator==(const Ownership&) const = default;
};

template <>
const Type& type_of<Ownership>();

}  // namespace areena
