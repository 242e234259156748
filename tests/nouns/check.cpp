#include "areena/check.hpp"

#include "catch.hpp"
#include "support/small_network.hpp"

#include <functional>
#include <set>

using namespace areena;
using namespace areena::testing;

namespace {
/// A check by its code and a change to the small network that provokes it.
struct Provocation {
    std::string code;
    Severity severity;
    std::string path;  ///< where the finding points
    std::function<void(NetworkData&)> change;
};

Scope& scope(NetworkData& data) { return data.commitments[0].scopes[0]; }

Commitment standing(const std::string& id) {
    Commitment out = project(id, 4);
    out.kind = CommitmentKind::standing;
    out.scopes[0].duration.reset();
    out.scopes[0].per = EffortBasis::year;
    return out;
}

std::vector<Provocation> identities_and_references() {
    return {
        {"id.duplicate", Severity::error, "/needs/1/id",
         [](NetworkData& d) { d.needs[1].id = d.needs[0].id; }},
        {"id.duplicate", Severity::error, "/promise/goals/1/id",
         [](NetworkData& d) { d.promise->goals.push_back(d.promise->goals[0]); }},
        {"id.duplicate", Severity::error, "/commitments/0/scopes/1/id",
         [](NetworkData& d) {
             d.commitments[0].scopes.push_back(scope(d));
             d.commitments[0].scopes[1].is_default = false;
         }},
        {"id.invalid", Severity::error, "/needs/0/id",
         [](NetworkData& d) { d.needs[0].id = NeedId("Not A Key"); }},
        {"reference.dangling", Severity::error, "/needs/0/theme",
         [](NetworkData& d) { d.needs[0].theme = ThemeId("t2"); }},
        {"reference.dangling", Severity::error, "/commitments/0/goal",
         [](NetworkData& d) { d.commitments[0].goal = GoalId("service"); }},
        {"reference.dangling", Severity::error, "/commitments/0/scopes/0/effort/0/expertise",
         [](NetworkData& d) { scope(d).effort[0].expertise = ExpertiseId("lae"); }},
        {"reference.missing", Severity::error, "/needs/0/member",
         [](NetworkData& d) { d.needs[0].member = MemberId(); }},
        {"capacity.unknown_expertise", Severity::error, "/capacities/2/expertises/0",
         [](NetworkData& d) { d.capacities[2].expertises[0] = ExpertiseId("lwa"); }},
        {"ballot.non_member", Severity::error, "/ballots/0/member",
         [](NetworkData& d) { d.ballots[0].member = MemberId("liitto"); }},
        {"value.range", Severity::error, "/needs/0/weight",
         [](NetworkData& d) { d.needs[0].weight = 0; }},
        {"value.range", Severity::error, "/commitments/0/scopes/0/coverage",
         [](NetworkData& d) { scope(d).coverage = Share::parse("1.5"); }},
        {"text.empty", Severity::error, "/themes/0/name",
         [](NetworkData& d) { d.themes[0].name = LocalizedText(" "); }},
        {"text.missing_language", Severity::note, "/themes/0/name",
         [](NetworkData& d) { d.themes[0].name.sv.reset(); }},
    };
}

Ownership ownership(const std::string& id, const std::string& owner, const char* share) {
    Ownership out;
    out.id = OwnershipId(id);
    out.organization = OrganizationId("liitto");
    out.owner = OrganizationId(owner);
    out.share = Share::parse(share);
    return out;
}

Service service() {
    Service out;
    out.id = ServiceId("advice");
    out.title = in_three("Neuvonta");
    out.organization = OrganizationId("liitto");
    return out;
}

std::vector<Provocation> ownerships_and_services() {
    return {
        {"ownership.shares", Severity::error, "/ownerships/0/share",
         [](NetworkData& d) {
             d.ownerships = {ownership("a", "akaa", "0.6"), ownership("b", "liitto", "0.400001")};
         }},
        {"ownership.duplicate", Severity::error, "/ownerships/1/owner",
         [](NetworkData& d) {
             d.ownerships = {ownership("a", "liitto", "0.6"), ownership("b", "liitto", "0.1")};
         }},
        {"reference.dangling", Severity::error, "/ownerships/0/owner",
         [](NetworkData& d) { d.ownerships = {ownership("a", "nobody", "0.6")}; }},
        {"value.range", Severity::error, "/services/0/price",
         [](NetworkData& d) {
             d.services = {service()};
             d.services[0].price = Money::parse("-1");
         }},
        {"service.price_of_nothing", Severity::warning, "/services/0/price",
         [](NetworkData& d) {
             d.services = {service()};
             d.services[0].price = Money::parse("950");
         }},
        {"service.payer_of_nothing", Severity::warning, "/services/0/payer",
         [](NetworkData& d) {
             d.services = {service()};
             d.services[0].payer = OrganizationId("liitto");
         }},
        {"service.dissolved_organization", Severity::warning, "/services/0/organization",
         [](NetworkData& d) {
             d.services = {service()};
             d.organizations[0].dissolved = Date(2025, 1, 1);
         }},
    };
}

std::vector<Provocation> organizations_and_members() {
    auto employment_area = [](const std::string& id) {
        Area area;
        area.id = AreaId(id);
        area.name = in_three(id);
        return area;
    };
    auto group = [](std::vector<Condition> conditions) {
        Group out;
        out.id = GroupId("g");
        out.name = in_three("g");
        out.conditions = std::move(conditions);
        return out;
    };
    return {
        {"area.within_cycle", Severity::error, "/areas/0/within",
         [=](NetworkData& d) {
             d.areas = {employment_area("a"), employment_area("b")};
             d.areas[0].within = {AreaId("b")};
             d.areas[1].within = {AreaId("a")};
         }},
        {"theme.broader_cycle", Severity::error, "/themes/0/broader",
         [](NetworkData& d) { d.themes[0].broader = d.themes[0].id; }},
        {"organization.successor_cycle", Severity::error, "/organizations/1/successor",
         [](NetworkData& d) {
             d.organizations[1].successor = d.organizations[2].id;
             d.organizations[2].successor = d.organizations[1].id;
         }},
        {"organization.business_id", Severity::error, "/organizations/1/business_id",
         [](NetworkData& d) { d.organizations[1].business_id = "0201256-5"; }},
        {"organization.duplicate_business_id", Severity::warning, "/organizations/2/business_id",
         [](NetworkData& d) {
             d.organizations[1].business_id = "0201256-6";
             d.organizations[2].business_id = "0201256-6";
         }},
        {"organization.no_successor", Severity::warning, "/organizations/1/dissolved",
         [](NetworkData& d) { d.organizations[1].dissolved = Date(2030, 1, 1); }},
        {"organization.dissolved_before_founded", Severity::error, "/organizations/1/dissolved",
         [](NetworkData& d) {
             d.organizations[1].founded = Date(2030, 1, 2);
             d.organizations[1].dissolved = Date(2030, 1, 1);
         }},
        {"member.duplicate_organization", Severity::error, "/members/1/organization",
         [](NetworkData& d) { d.members[1].organization = d.members[0].organization; }},
        {"member.no_needs", Severity::note, "/members/0/id",
         [](NetworkData& d) { d.needs.erase(d.needs.begin()); }},
        {"member.dissolved", Severity::warning, "/members/0/organization",
         [](NetworkData& d) { d.organizations[1].dissolved = Date(2026, 12, 31); }},
        {"group.no_condition", Severity::error, "/groups/0/conditions",
         [=](NetworkData& d) { d.groups = {group({})}; }},
        {"group.unknown_fact", Severity::error, "/groups/0/conditions/0/fact",
         [=](NetworkData& d) { d.groups = {group({{"mood", {"good"}, {}, {}}})}; }},
        {"group.no_member", Severity::warning, "/groups/0/conditions",
         [=](NetworkData& d) { d.groups = {group({{"legal-form", {"company"}, {}, {}}})}; }},
    };
}

std::vector<Provocation> promise_and_commitments() {
    return {
        {"promise.missing", Severity::warning, "", [](NetworkData& d) { d.promise.reset(); }},
        {"promise.empty_period", Severity::error, "/promise/period",
         [](NetworkData& d) { d.promise->period.end = d.promise->period.start; }},
        {"promise.long_period", Severity::error, "/promise/period",
         [](NetworkData& d) { d.promise->period.end = Quarter(9000, 1); }},
        {"promise.year_profile", Severity::error, "/promise/year_profile",
         [](NetworkData& d) { d.promise->year_profile = {29, 27, 15, 30}; }},
        {"promise.no_goals", Severity::error, "/promise/goals",
         [](NetworkData& d) { d.promise->goals.clear(); }},
        {"commitment.empty_window", Severity::error, "/commitments/0/window",
         [](NetworkData& d) {
             d.commitments[0].window = Period{Quarter(2027, 2), Quarter(2027, 2)};
         }},
        {"commitment.window_outside_promise", Severity::warning, "/commitments/0/window",
         [](NetworkData& d) {
             d.commitments[0].window = Period{Quarter(2027, 2), Quarter(2029, 2)};
         }},
        {"commitment.no_lead", Severity::error, "/commitments/0/lead",
         [](NetworkData& d) { d.commitments[0].lead = OrganizationId(); }},
        {"commitment.lead_dissolved", Severity::warning, "/commitments/0/lead",
         [](NetworkData& d) { d.organizations[0].dissolved = Date(2025, 12, 31); }},
        {"commitment.beneficiaries", Severity::error, "/commitments/0/beneficiaries",
         [](NetworkData& d) { d.commitments[0].beneficiaries.groups = {GroupId("g")}; }},
        {"commitment.no_beneficiary", Severity::error, "/commitments/0/beneficiaries",
         [](NetworkData& d) { d.commitments[0].beneficiaries.all = false; }},
        {"commitment.no_theme", Severity::note, "/commitments/0/themes",
         [](NetworkData& d) { d.commitments[0].themes.clear(); }},
        {"commitment.prerequisite_cycle", Severity::error, "/commitments/0/prerequisites",
         [](NetworkData& d) {
             d.commitments.push_back(project("c-2", 1));
             d.commitments[0].prerequisites = {CommitmentId("c-2")};
             d.commitments[1].prerequisites = {CommitmentId("c-1")};
         }},
        {"commitment.prerequisite_excluded", Severity::error, "/commitments/0/prerequisites/0",
         [](NetworkData& d) {
             d.commitments.push_back(project("c-2", 1));
             d.commitments[0].prerequisites = {CommitmentId("c-2")};
             d.commitments[0].excludes = {CommitmentId("c-2")};
         }},
        {"commitment.endless_prerequisite", Severity::error, "/commitments/0/prerequisites/0",
         [](NetworkData& d) {
             d.commitments.push_back(standing("c-2"));
             d.commitments[0].prerequisites = {CommitmentId("c-2")};
         }},
        {"commitment.excludes_itself", Severity::error, "/commitments/0/excludes/0",
         [](NetworkData& d) { d.commitments[0].excludes = {CommitmentId("c-1")}; }},
    };
}

std::vector<Provocation> scopes_capacities_and_ballots() {
    return {
        {"commitment.no_scope", Severity::error, "/commitments/0/scopes",
         [](NetworkData& d) { d.commitments[0].scopes.clear(); }},
        {"commitment.default_scope", Severity::error, "/commitments/0/scopes",
         [](NetworkData& d) {
             d.commitments[0].scopes.push_back(scope(d));
             d.commitments[0].scopes[1].id = ScopeId("light");
         }},
        {"commitment.many_scopes", Severity::error, "/commitments/0/scopes",
         [](NetworkData& d) {
             d.commitments[0] = standing("c-1");
             d.commitments[0].scopes.push_back(scope(d));
         }},
        {"commitment.no_duration", Severity::error, "/commitments/0/scopes/0",
         [](NetworkData& d) { scope(d).duration.reset(); }},
        {"commitment.duration", Severity::error, "/commitments/0/scopes/0/duration",
         [](NetworkData& d) { scope(d).duration = DurationRange{3, 2}; }},
        {"commitment.duration_exceeds_window", Severity::warning,
         "/commitments/0/scopes/0/duration/min",
         [](NetworkData& d) { scope(d).duration = DurationRange{5, 6}; }},
        {"commitment.effort_basis", Severity::error, "/commitments/0/scopes/0/per",
         [](NetworkData& d) { scope(d).per = EffortBasis::year; }},
        {"commitment.duplicate_expertise", Severity::error,
         "/commitments/0/scopes/0/effort/1/expertise",
         [](NetworkData& d) { scope(d).effort.push_back(scope(d).effort[0]); }},
        {"commitment.unstaffed_expertise", Severity::warning,
         "/commitments/0/scopes/0/effort/0/expertise",
         [](NetworkData& d) {
             for (Capacity& c : d.capacities) c.agreement = Agreement::asked;
         }},
        {"capacity.no_expertise", Severity::error, "/capacities/0/expertises",
         [](NetworkData& d) { d.capacities[0].expertises.clear(); }},
        {"capacity.overcommitted", Severity::error, "/capacities/0/days",
         [](NetworkData& d) { d.capacities[0].standing = PersonDays::parse("10.01"); }},
        {"capacity.outside_promise", Severity::note, "/capacities/0/quarter",
         [](NetworkData& d) { d.capacities[0].quarter = Quarter(2031, 1); }},
        {"capacity.dissolved_organization", Severity::warning, "/capacities/3/organization",
         [](NetworkData& d) {
             d.organizations[0].dissolved = Date(2027, 9, 30);
             d.organizations[0].successor = d.organizations[1].id;
         }},
        {"capacity.duplicate", Severity::error, "/capacities/1/id",
         [](NetworkData& d) { d.capacities[1].quarter = d.capacities[0].quarter; }},
        {"need.duplicate", Severity::warning, "/needs/1/theme",
         [](NetworkData& d) { d.needs[1].member = d.needs[0].member; }},
        {"need.not_served", Severity::warning, "/needs/0/theme",
         [](NetworkData& d) { d.commitments[0].themes.clear(); }},
        {"ballot.duplicate_member", Severity::error, "/ballots/1/member",
         [](NetworkData& d) { d.ballots[1].member = d.ballots[0].member; }},
        {"ballot.empty", Severity::warning, "/ballots/0/commitments",
         [](NetworkData& d) { d.ballots[0].commitments.clear(); }},
        {"ballot.points", Severity::error, "/ballots/0/points",
         [](NetworkData& d) { d.ballots[0].format = BallotFormat::points; }},
        {"ballot.duplicate_commitment", Severity::error, "/ballots/0/commitments/1",
         [](NetworkData& d) { d.ballots[0].commitments.push_back(CommitmentId("c-1")); }},
        {"ballot.not_candidate", Severity::error, "/ballots/0/commitments/0",
         [](NetworkData& d) { d.commitments[0] = standing("c-1"); }},
    };
}

void provoke(const std::vector<Provocation>& provocations) {
    for (const Provocation& provocation : provocations) {
        INFO(provocation.code << " at " << provocation.path);
        Draft draft = small_network();
        provocation.change(draft.data());
        const Finding* found = nullptr;
        const auto findings = check(draft);
        for (const Finding& finding : findings)
            if (finding.code == provocation.code && finding.path == provocation.path)
                found = &finding;
        REQUIRE(found);
        CHECK(found->severity == provocation.severity);
        CHECK_FALSE(found->message.empty());
        CHECK_FALSE(found->next_step.empty());
        CHECK_FALSE(found->noun.empty());
        if (provocation.severity == Severity::error)
            CHECK_THROWS_AS(static_cast<void>(draft.build()), Error);
    }
}
}  // namespace

// The other side of every provocation below: unprovoked, none of the checks speaks.
TEST_CASE("A network without faults has no findings", "[nouns][unit]") {
    const auto findings = check(small_network());
    for (const Finding& finding : findings) UNSCOPED_INFO(to_string(finding));
    CHECK(findings.empty());
}

TEST_CASE("Ids, references and values are checked", "[nouns][unit]") {
    provoke(identities_and_references());
}

TEST_CASE("Organizations, members and groups are checked", "[nouns][unit]") {
    provoke(organizations_and_members());
}

TEST_CASE("Ownerships and services are checked", "[nouns][unit]") {
    provoke(ownerships_and_services());
    Draft draft = small_network();
    draft.data().ownerships = {ownership("a", "akaa", "0.6"), ownership("b", "liitto", "0.4")};
    draft.data().services = {service()};
    draft.data().services[0].price = Money::parse("949.90");
    draft.data().services[0].unit = in_three("päivä");
    draft.data().services[0].payer = OrganizationId("akaa");
    CHECK(check(draft).empty());
}

TEST_CASE("The promise and its commitments are checked", "[nouns][unit]") {
    provoke(promise_and_commitments());
}

TEST_CASE("Scopes, capacities, needs and ballots are checked", "[nouns][unit]") {
    provoke(scopes_capacities_and_ballots());
}

TEST_CASE("A dangling reference shows both places and the nearest names", "[nouns][unit]") {
    Draft draft = small_network();
    draft.data().needs[1].member = MemberId("m-akaaa");
    const auto findings = check(draft);
    REQUIRE_FALSE(findings.empty());
    const Finding& finding = findings.front();
    CHECK(finding.code == "reference.dangling");
    CHECK(finding.noun == "need");
    CHECK(finding.id == "n-espoo");
    CHECK(finding.nearest.front() == "m-akaa");
    REQUIRE(finding.related.size() == 1);
    CHECK(finding.related[0].path == "/members");
    draft.data().needs[1].member = MemberId("akaa");
    CHECK_THAT(check(draft).front().message, Catch::Matchers::Contains("in organizations"));
}

TEST_CASE("A cycle is reported once, with all that take part", "[nouns][unit]") {
    Draft draft = small_network();
    auto& all = draft.data().commitments;
    for (const char* id : {"c-2", "c-3", "c-4"}) all.push_back(project(id, 1));
    all[0].prerequisites = {CommitmentId("c-3")};
    all[2].prerequisites = {CommitmentId("c-2")};
    all[1].prerequisites = {CommitmentId("c-1")};
    all[3].prerequisites = {CommitmentId("c-1")};  // waits for the cycle, is not part of it
    std::vector<Finding> cycles;
    for (const Finding& finding : check(draft))
        if (finding.code == "commitment.prerequisite_cycle") cycles.push_back(finding);
    REQUIRE(cycles.size() == 1);
    CHECK(cycles[0].related.size() == 2);
    CHECK_THAT(cycles[0].message, Catch::Matchers::Contains("c-1 -> c-3 -> c-2 -> c-1"));
}

TEST_CASE("A chain of a hundred thousand prerequisites is no cycle and no crash",
          "[nouns][slow]") {
    Draft draft = small_network();
    auto& all = draft.data().commitments;
    all.clear();
    draft.data().ballots.clear();
    for (int i = 0; i < 100'000; ++i) {
        all.push_back(project("c-" + std::to_string(i), 1));
        if (i > 0) all.back().prerequisites = {all[static_cast<std::size_t>(i - 1)].id};
    }
    CHECK_FALSE(has_errors(check(draft)));
}
