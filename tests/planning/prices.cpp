#include "areena/planning/prices.hpp"
#include "areena/planning/what_if.hpp"

#include "catch.hpp"
#include "planning/few_projects.hpp"
#include "support/small_network.hpp"

#include <algorithm>
#include <set>

using namespace areena;
using namespace areena::planning;
using namespace areena::testing;

namespace {

/// The network with the missing days given by somebody who has the expertises of each shortage.
Network with_days(const Network& network, const std::vector<Shortage>& missing) {
    Draft draft = network.edit();
    for (const Shortage& row : missing) {
        const auto found = std::find_if(
            draft.data().capacities.begin(), draft.data().capacities.end(), [&](const Capacity& c) {
                return c.quarter == row.quarter && c.expertises == row.expertises;
            });
        if (found != draft.data().capacities.end()) {
            found->days = found->days + row.shortfall;
            continue;
        }
        Capacity more = capacity("more-" + to_string(row.quarter), "liitto", row.quarter, "0");
        more.days = row.shortfall;
        more.reserve = PersonDays::from_units(0);
        more.expertises = row.expertises;
        draft.add(more);
    }
    return draft.build();
}

const Price* price_of(const std::vector<Price>& all, const CommitmentId& id) {
    for (const Price& row : all)
        if (row.commitment == id) return &row;
    return nullptr;
}

}  // namespace

TEST_CASE("days added where a price says make room, and fewer would not", "[planning][property]") {
    std::set<std::string> verdicts;
    int asked = 0;
    int cheaper = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const Network network = FewProjects(seed).make();
        const Plan plan = planning::plan(network, quick());
        const std::vector<Price> found = prices(plan);
        if (seed % 20 == 0) CHECK(prices(plan, {}, {}, 3) == found);
        for (const Price& price : found) {
            INFO("seed " << seed << ' ' << price.commitment.key());
            verdicts.insert(price.verdict);
            CHECK((price.verdict == "no_room") == price.added.empty());
            if (price.days == PersonDays{}) CHECK(price.dropped.empty());
            CHECK(std::any_of(plan.document().left_out.begin(), plan.document().left_out.end(),
                              [&](const LeftOut& l) { return l.commitment == price.commitment; }));
            // What standing work lacks would take the days first.
            if (!plan.document().standing_shortages.empty()) continue;
            if (!price.days || price.days->units() == 0) continue;
            ++asked;
            const Plan richer(with_days(network, price.days_at), plan.document());
            const std::vector<Price> then = prices(richer);
            REQUIRE(price_of(then, price.commitment) != nullptr);
            CHECK(price_of(then, price.commitment)->days == PersonDays{});
            REQUIRE(price.days_if_moved);
            CHECK(*price.days_if_moved <= *price.days);
            cheaper += *price.days_if_moved < *price.days;
            // One hundredth of a day fewer is one too few.
            std::vector<Shortage> fewer = price.days_at;
            fewer[0].shortfall = fewer[0].shortfall - PersonDays::from_units(1);
            if (fewer[0].shortfall == PersonDays{}) fewer.erase(fewer.begin());
            const std::vector<Price> short_of =
                prices(Plan(with_days(network, fewer), plan.document()));
            CHECK(price_of(short_of, price.commitment)->days > PersonDays{});
        }
    }
    CHECK(verdicts.contains("not_worth"));
    CHECK(verdicts.contains("worth"));
    CHECK(verdicts.contains("no_room"));
    CHECK(asked > 40);
    CHECK(cheaper > 0);
}

TEST_CASE("more days are never worse, and say what they bring", "[planning][property]") {
    int better = 0;
    int worse = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        INFO("seed " << seed);
        const Network network = FewProjects(seed).make();
        const Plan plan = planning::plan(network, quick());
        CapacityChange more;
        more.expertise = ExpertiseId("e0");
        more.days = PersonDays::from_units(4);
        CapacityChange less;
        less.percent = -50;
        const std::vector<CapacityValue> found = capacity_values(plan, {more, less});
        REQUIRE(found.size() == 2);
        CHECK(found[0].change == more);
        CHECK(found[0].dropped.size() <= found[0].added.size());
        CHECK((found[0].verdict != "worse" || found[0].objective.back().verdict == "worse"));
        CHECK((found[1].verdict != "better" || found[1].objective.front().verdict == "same"));
        better += !found[0].added.empty();
        worse += !found[1].dropped.empty();
        if (seed % 20 == 0) CHECK(capacity_values(plan, {more, less}, {}, {}, 2) == found);
    }
    CHECK(better > 5);
    CHECK(worse > 5);
    const Plan plan = planning::plan(FewProjects(1).make(), quick());
    CapacityChange nowhere;
    nowhere.organization = OrganizationId("nobody");
    nowhere.percent = 10;
    CHECK_THROWS_AS(capacity_values(plan, {nowhere}), Error);
}
