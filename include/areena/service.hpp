#pragma once

#include "areena/core/localized_text.hpp"
#include "areena/core/quantity.hpp"
#include "areena/marks.hpp"

#include <vector>

namespace areena {

/// How a service reaches who uses it.
enum class Channel : std::uint8_t { meeting, visit, phone, email, web, document };

/// Something an organization does for members on request: advice, training, a forecast. Bought work
/// has a price and a payer; it is no capacity. Terms of the Core Public Service Vocabulary (CPSV-AP).
struct Service {
    ServiceId id;
    LocalizedText title;
    std::optional<LocalizedText> text;
    OrganizationId organization;           ///< who provides it
    std::vector<ThemeId> themes;
    std::vector<Channel> channels;
    std::optional<LocalizedText> level;    ///< what one may expect: "an answer in two working days"
    std::optional<Money> price;            ///< of one `unit`, in euros; free or not told if absent
    std::optional<LocalizedText> unit;     ///< what the price is for: "a training day"
    std::optional<OrganizationId> payer;   ///< who pays; the member that uses it if not given
    std::optional<SourceId> source;
    bool illustrative = false;
    std::optional<FormulaId> derived;
    Extra extra;

    bool operator==(const Service&) const = default;
};

template <>
const Type& type_of<Channel>();
template <>
const Type& type_of<Service>();

}  // namespace areena
