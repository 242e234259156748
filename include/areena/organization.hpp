#pragma once

#include "areena/core/date.hpp"
#include "areena/core/localized_text.hpp"
#include "areena/marks.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace areena {

/// What an organization does in the network; one may have several roles.
enum class Role : std::uint8_t { coordinator, provider, municipality, partner, authority };

/// What an organization is in law; Helsinki is a municipality by form and a provider by role.
enum class LegalForm : std::uint8_t {
    municipality,
    joint_authority,
    company,
    association,
    foundation,
    public_body,
    other
};

/// How sure a fact is that was not read from a register.
enum class Confidence : std::uint8_t { verified, high, medium, low, unverified };

/// An association, a provider, a municipality, a partner. A dissolved organization stays in the
/// document and names its successor.
struct Organization {
    OrganizationId id;
    LocalizedText name;
    std::vector<LocalizedText> other_names;
    std::optional<std::string> business_id;  ///< Finnish business id, check digit included
    std::vector<Role> roles;
    std::optional<LegalForm> legal_form;
    std::optional<AreaId> home;               ///< home municipality
    std::optional<Confidence> home_confidence;
    std::optional<Confidence> ownership_confidence;  ///< for companies: municipal ownership
    std::optional<Date> founded;
    std::optional<Date> dissolved;
    std::optional<OrganizationId> successor;
    std::optional<SourceId> source;
    bool illustrative = false;
    std::optional<FormulaId> derived;
    Extra extra;

    bool operator==(const Organization&) const = default;
};

/// True for a Finnish business id (Y-tunnus) whose check digit is right: seven digits, '-', and the
/// digit 11 - (sum of digit times 7, 9, 10, 5, 8, 4, 2) mod 11; a remainder of 1 is never given out.
[[nodiscard]] bool is_valid_business_id(std::string_view text) noexcept;

template <>
const Type& type_of<Role>();
template <>
const Type& type_of<LegalForm>();
template <>
const Type& type_of<Confidence>();
template <>
const Type& type_of<Organization>();

}  // namespace areena
