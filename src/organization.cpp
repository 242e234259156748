#include "areena/organization.hpp"

namespace areena {

namespace {
constexpr std::array<std::string_view, 5> role_words{"coordinator", "provider", "municipality",
                                                     "partner", "authority"};
constexpr std::array<std::string_view, 7> legal_form_words{
    "municipality", "joint-authority", "company", "association",
    "foundation",   "public-body",     "other"};
constexpr std::array<std::string_view, 5> confidence_words{"verified", "high", "medium", "low",
                                                           "unverified"};

constexpr auto organization_fields = join(
    std::array{
        field<&Organization::id>("id", "Key of the organization.", {.required = true}),
        field<&Organization::name>("name", "Its name.", {.required = true}),
        field<&Organization::other_names>("other_names", "Brands and former names."),
        field<&Organization::business_id>("business_id",
                                          "Finnish business id, check digit included."),
        field<&Organization::roles>("roles", "What it does in the network."),
        field<&Organization::legal_form>("legal_form", "What it is in law."),
        field<&Organization::home>("home", "Its home municipality.", {.refers_to = "areas"}),
        field<&Organization::home_confidence>("home_confidence",
                                              "How sure the home municipality is."),
        field<&Organization::ownership_confidence>(
            "ownership_confidence", "How sure the municipal ownership of a company is."),
        field<&Organization::founded>("founded", "The day it began."),
        field<&Organization::dissolved>("dissolved", "The day it ended."),
        field<&Organization::successor>("successor", "The organization that took over.",
                                        {.refers_to = "organizations"}),
    },
    marks<Organization>());
}  // namespace

bool is_valid_business_id(std::string_view text) noexcept {
    constexpr std::array<int, 7> weights{7, 9, 10, 5, 8, 4, 2};
    if (text.size() != 9 || text[7] != '-') return false;
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
        sum += (text[i] - '0') * weights[i];
    }
    const int remainder = sum % 11;
    if (remainder == 1) return false;
    return text[8] - '0' == (remainder == 0 ? 0 : 11 - remainder);
}

template <>
const Type& type_of<Role>() {
    static const Type type =
        enumeration<Role>("Role", "What an organization does in the network.", role_words);
    return type;
}

template <>
const Type& type_of<LegalForm>() {
    static const Type type =
        enumeration<LegalForm>("LegalForm", "What an organization is in law.", legal_form_words);
    return type;
}

template <>
const Type& type_of<Confidence>() {
    static const Type type = enumeration<Confidence>(
        "Confidence", "How sure a fact is that was not read from a register.", confidence_words);
    return type;
}

template <>
const Type& type_of<Organization>() {
    static const Type type = record<Organization>(
        "Organization", "An association, a provider, a municipality, a partner.",
        organization_fields);
    return type;
}

}  // namespace areena
