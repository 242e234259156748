#include "areena/planning/compare.hpp"
#include "areena/planning/what_if.hpp"
#include "catch.hpp"
#include "support/small_network.hpp"

using namespace areena;
using namespace areena::planning;
using namespace areena::testing;

namespace {
CapacityChange law(std::int64_t percent) {
    CapacityChange out;
    out.organization = OrganizationId("liitto");
    out.expertise = ExpertiseId("law");
    out.percent = percent;
    return out;
}

std::string message_of(const Network& network, const CapacityChange& change) {
    try {
        static_cast<void>(with_capacity(network, {change}));
    } catch (const Error& error) {
        return error.code() + ": " + error.what();
    }
    return {};
}
}  // namespace

TEST_CASE("A plan is the same as itself", "[planning][compare]") {
    const Plan plan = planning::plan(small_network().build());
    const Comparison same = compare(plan, plan);
    CHECK(same.verdict == "same");
    CHECK(same.summary == "The plans promise the same, at the same time and scope.");
    CHECK(same.coverage.empty());
    for (const ObjectiveChange& part : same.objective) {
        CHECK(part.verdict == "same");
        CHECK(part.before == part.after);
    }
}

TEST_CASE("Losing all capacity drops what needed it, and adding it back is the mirror",
          "[planning][compare]") {
    const Plan plan = planning::plan(small_network().build());
    const WhatIf lost = what_if(plan, {law(-100)});
    REQUIRE(lost.comparison.dropped.size() == 1);
    CHECK(lost.comparison.dropped[0].commitment == CommitmentId("c-1"));
    CHECK_FALSE(lost.comparison.dropped[0].code.empty());
    CHECK(lost.comparison.added.empty());
    CHECK(lost.comparison.verdict == "worse");
    CHECK(lost.comparison.lose ==
          std::vector<MemberId>{MemberId("m-akaa"), MemberId("m-espoo")});
    CHECK(lost.comparison.coverage[0].change == Share::parse("-0.5"));
    CHECK(lost.plan.document().verified.ok);
    CHECK(plan.network() == small_network().build());

    const Comparison back = compare(lost.plan, plan);
    REQUIRE(back.added.size() == 1);
    CHECK(back.added[0].commitment == CommitmentId("c-1"));
    CHECK(back.verdict == "better");
    CHECK(back.gain == lost.comparison.lose);
}

TEST_CASE("A later start is a move and a lighter scope a rescope", "[planning][compare]") {
    Draft draft = small_network();
    const Plan plan = planning::plan(draft.build());
    CapacityChange first = law(-100);
    first.quarters = Period{Quarter(2027, 1), Quarter(2027, 3)};
    const WhatIf later = what_if(plan, {first});
    REQUIRE(later.comparison.moved.size() == 1);
    CHECK(later.comparison.moved[0].after.start >= Quarter(2027, 3));
    CHECK(later.comparison.verdict == "worse");
    CHECK(later.comparison.coverage.empty());

    Commitment changed = draft.data().commitments[0];
    Scope light = changed.scopes[0];
    light.id = ScopeId("light");
    light.is_default = false;
    light.coverage = Share::parse("0.2");
    light.effort[0].days = PersonDays::parse("1");
    changed.scopes.insert(changed.scopes.begin(), light);
    draft.update(changed);
    const Plan wide = planning::plan(draft.build());
    const WhatIf narrow = what_if(wide, {law(-85)});  // 1.5 days a quarter
    REQUIRE(narrow.comparison.rescoped.size() == 1);
    CHECK(narrow.comparison.rescoped[0].after == ScopeId("light"));
}

TEST_CASE("A change scales days and reserve and keeps to what there is", "[planning][what_if]") {
    Draft draft = small_network();
    draft.data().capacities[0].reserve = PersonDays::parse("1.01");
    const Network network = draft.build();
    CHECK(with_capacity(network, {law(-50)}).capacities()[0].days == PersonDays::parse("5"));
    CHECK(with_capacity(network, {law(-50)}).capacities()[0].reserve == PersonDays::parse("0.51"));
    CapacityChange days;
    days.days = PersonDays::parse("-9.5");
    const Network less = with_capacity(network, {days});
    CHECK(less.capacities()[0].days == PersonDays::parse("0.5"));
    CHECK(less.capacities()[0].reserve == PersonDays::parse("0.5"));
    CHECK(with_capacity(network, {law(100), law(-50)}).capacities()[1] == network.capacities()[1]);
    draft.data().capacities[0].agreement = Agreement::asked;
    const Network asked = draft.build();
    CHECK(with_capacity(asked, {law(-50)}).capacities()[0] == asked.capacities()[0]);
}

TEST_CASE("A wrong change of capacity says what is there", "[planning][what_if]") {
    const Network network = small_network().build();
    CapacityChange change = law(-50);
    change.expertise = ExpertiseId("lav");
    CHECK_THAT(message_of(network, change), Catch::Contains("network.not_found") &&
                                                Catch::Contains("law"));
    change = law(-50);
    change.organization = OrganizationId("akaa");
    CHECK_THAT(message_of(network, change), Catch::Contains("plan.capacity_change") &&
                                                Catch::Contains("no agreed capacity of 'akaa'"));
    change = law(-101);
    CHECK_THAT(message_of(network, change), Catch::Contains("-101"));
    change.percent.reset();
    CHECK_THAT(message_of(network, change), Catch::Contains("either a percentage or days"));
    change = law(-50);
    change.quarters = Period{Quarter(2031, 1), Quarter(2031, 2)};
    CHECK_THAT(message_of(network, change), Catch::Contains("2031Q1") && Catch::Contains("'law'"));
}

TEST_CASE("Amounts are percentages or days", "[planning][what_if]") {
    CHECK(parse_amount("-100%").percent == -100);
    CHECK(parse_amount("+20 %").percent == 20);
    CHECK(parse_amount("-2.5").days == PersonDays::parse("-2.5"));
    CHECK(parse_amount("3").days == PersonDays::parse("3"));
    for (const char* wrong : {"", "%", "-2.5%", "all", "1.234", "5 days"})
        CHECK_THROWS_AS(parse_amount(wrong), Error);
}
