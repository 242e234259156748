#include "check/context.hpp"

#include <map>

namespace areena::checks {

namespace {
/// The rows about one organization, by index, and what their shares add up to.
struct Owned {
    std::vector<std::size_t> rows;
    Share sum;
};

void check_sum(Context& context, const OrganizationId& organization, const Owned& owned) {
    if (owned.sum <= Share::from_units(1'000'000)) return;
    auto& finding = context.report<Ownership>(
        "ownership.shares", Severity::error, owned.rows.front(), "/share",
        "the shares of the owners of '" + organization.key() + "' add up to more than one whole",
        "mend the shares, or leave those open that are not known");
    finding.got = to_string(owned.sum);
    finding.expected = "at most 1";
    for (std::size_t k = 1; k < owned.rows.size(); ++k) {
        const Ownership& row = context.data.ownerships[owned.rows[k]];
        Related place;
        place.noun = "ownership";
        place.id = row.id.key();
        place.path = "/ownerships/" + std::to_string(owned.rows[k]);
        place.message = "adds to it";
        finding.related.push_back(std::move(place));
    }
}
}  // namespace

void check_ownerships(Context& context) {
    const auto& all = context.data.ownerships;
    std::map<OrganizationId, Owned> by_organization;
    std::map<std::pair<OrganizationId, OrganizationId>, std::size_t> seen;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Ownership& row = all[i];
        if (const auto [first, fresh] =
                seen.emplace(std::pair{row.organization, row.owner}, i);
            !fresh)
            context.report<Ownership>("ownership.duplicate", Severity::error, i, "/owner",
                                      "tells again what '" + all[first->second].id.key() +
                                          "' tells",
                                      "keep one row for an organization and an owner");
        if (!row.share) continue;
        Owned& owned = by_organization[row.organization];
        owned.rows.push_back(i);
        owned.sum += *row.share;
    }
    for (const auto& [organization, owned] : by_organization)
        check_sum(context, organization, owned);
}

void check_services(Context& context) {
    const auto& all = context.data.services;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Service& service = all[i];
        if (service.price && !service.unit)
            context.report<Service>("service.price_of_nothing", Severity::warning, i, "/price",
                                    "has a price and no unit", "say what the price is for");
        if (service.payer && !service.price)
            context.report<Service>("service.payer_of_nothing", Severity::warning, i, "/payer",
                                    "has a payer and no price", "give the price, or no payer");
        const auto* organization = context.get<Organization>(service.organization);
        if (organization && organization->dissolved && context.data.promise &&
            *organization->dissolved <= context.data.promise->period.start.first_day())
            context.report<Service>("service.dissolved_organization", Severity::warning, i,
                                    "/organization",
                                    "'" + organization->id.key() + "' has ended by then",
                                    "name its successor");
    }
}

}  // namespace areena::checks
