#include "areena/planning/plan.hpp"

#include "areena/planning/choose.hpp"
#include "areena/planning/schedule.hpp"
#include "areena/planning/verify.hpp"
#include "catch.hpp"
#include "support/small_network.hpp"

using namespace areena;
using namespace areena::planning;
using namespace areena::testing;

namespace {
const LeftOut* left_out(const Plan& plan, const std::string& id) {
    for (const LeftOut& left : plan.document().left_out)
        if (left.commitment == CommitmentId(id)) return &left;
    return nullptr;
}

const Scheduled* scheduled(const Plan& plan, const std::string& id) {
    for (const Scheduled& entry : plan.document().timetable)
        if (entry.commitment == CommitmentId(id)) return &entry;
    return nullptr;
}

void check_verified(const Plan& plan) {
    for (const VerifiedClaim& claim : plan.document().verified.claims) {
        INFO(claim.name << ": " << claim.message);
        CHECK(claim.ok);
    }
    CHECK(plan.document().verified.ok);
}
}  // namespace

TEST_CASE("What fits is chosen, scheduled and covers needs", "[planning][unit]") {
    const Plan plan = planning::plan(small_network().build());
    const PlanDocument& document = plan.document();
    check_verified(plan);
    CHECK(document.complete);
    CHECK(document.left_out.empty());
    REQUIRE(document.choice.commitments.size() == 1);
    const Chosen& chosen = document.choice.commitments[0];
    CHECK(chosen.commitment == CommitmentId("c-1"));
    CHECK(chosen.step == ChoiceStep::shares);
    CHECK(to_string(document.choice.available) == "40");
    CHECK(document.choice.share == Rational(20));
    REQUIRE(chosen.support.size() == 2);
    CHECK(chosen.support[0].amount == Rational(2));
    CHECK(chosen.effective_support == Rational(2));
    REQUIRE(document.timetable.size() == 1);
    CHECK(document.timetable[0].start == Quarter(2027, 1));
    CHECK(to_string(*document.coverage[0].coverage) == "0.5");
    CHECK(document.provenance.network_hash.size() == 64);
}

TEST_CASE("A network without a promise cannot be planned, and says what to do",
          "[planning][unit]") {
    Draft draft = small_network();
    draft.data().promise.reset();
    draft.data().commitments.clear();
    draft.data().ballots.clear();
    try {
        static_cast<void>(planning::plan(draft.build()));
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.code() == "plan.no_promise");
    }
}

TEST_CASE("What finds no room names the binding expertise, quarter and shortfall",
          "[planning][unit]") {
    Draft draft = small_network();
    Commitment tight = project("c-2", 12);
    tight.window = Period{Quarter(2027, 2), Quarter(2027, 3)};
    draft.add(tight);
    draft.data().ballots[0].commitments = {CommitmentId("c-2")};
    const Plan plan = planning::plan(draft.build());
    check_verified(plan);
    const LeftOut* left = left_out(plan, "c-2");
    REQUIRE(left);
    CHECK(left->code == "capacity");
    REQUIRE(left->shortages.size() == 1);
    CHECK(left->shortages[0].expertises == std::vector{ExpertiseId("law")});
    CHECK(left->shortages[0].quarter == Quarter(2027, 2));
    CHECK(to_string(left->shortages[0].shortfall) == "2");
    CHECK_THAT(left->message, Catch::Matchers::Contains("law in 2027Q2 is short of 2"));
    CHECK(left->supporters == 1);
    const auto& passes = plan.document().passes;
    REQUIRE(passes.size() == 2);
    CHECK(passes[0].excluded == std::vector{Exclusion{CommitmentId("c-2"), "capacity", Rational(1)}});
}

TEST_CASE("Shares of what does not fit are given back and buy something else",
          "[planning][unit]") {
    Draft draft = small_network();
    Commitment tight = project("c-2", 12);
    tight.window = Period{Quarter(2027, 2), Quarter(2027, 3)};
    draft.add(tight);
    draft.add(project("c-3", 18));
    // Akaa has 20 days: 12 go to c-2, which leaves too little for c-3 until they come back.
    draft.data().ballots[0].commitments = {CommitmentId("c-2"), CommitmentId("c-3")};
    const Plan plan = planning::plan(draft.build());
    check_verified(plan);
    REQUIRE(scheduled(plan, "c-3"));
    const auto& chosen = plan.document().choice.commitments;
    REQUIRE(chosen.size() == 2);
    CHECK(chosen[1].commitment == CommitmentId("c-3"));
    CHECK(chosen[1].step == ChoiceStep::shares);
    CHECK(chosen[1].pass == 1);
}

TEST_CASE("Completion uses what shares could not", "[planning][unit]") {
    Draft draft = small_network();
    draft.add(project("c-2", 25));  // more than Akaa's 20 days
    draft.data().commitments.back().scopes[0].duration = DurationRange{3, 4};
    draft.data().ballots[0].commitments = {CommitmentId("c-2")};
    const Plan plan = planning::plan(draft.build());
    check_verified(plan);
    const auto& chosen = plan.document().choice.commitments;
    REQUIRE(chosen.size() == 2);
    CHECK(chosen[1].step == ChoiceStep::completion);
    CHECK(chosen[1].effective_support == Rational(4, 5));
    CHECK(chosen[1].support == std::vector{Support{MemberId("m-akaa"), Rational(20)}});
}

TEST_CASE("What needs more than all that is left says so, with both figures", "[planning][unit]") {
    Draft draft = small_network();
    draft.add(project("c-2", 37));
    draft.data().commitments.back().scopes[0].duration = DurationRange{4, 4};
    for (Ballot& ballot : draft.data().ballots) ballot.commitments.emplace_back("c-2");
    const Plan plan = planning::plan(draft.build());
    check_verified(plan);
    const LeftOut* left = left_out(plan, "c-2");
    REQUIRE(left);
    CHECK(left->code == "effort");
    CHECK(to_string(*left->cost) == "37");
    CHECK(to_string(*left->left) == "36");
    CHECK_FALSE(left->shortages.empty());
}

TEST_CASE("What nobody gives priority to is left out and says so", "[planning][unit]") {
    Draft draft = small_network();
    draft.add(project("c-2", 1));
    const Plan plan = planning::plan(draft.build());
    check_verified(plan);
    REQUIRE(left_out(plan, "c-2"));
    CHECK(left_out(plan, "c-2")->code == "no_support");
}

TEST_CASE("Prerequisites end before what waits for them starts", "[planning][unit]") {
    Draft draft = small_network();
    draft.add(project("c-2", 4));
    draft.data().commitments[0].prerequisites = {CommitmentId("c-2")};
    for (Ballot& ballot : draft.data().ballots) ballot.commitments.emplace_back("c-2");
    const Plan plan = planning::plan(draft.build());
    check_verified(plan);
    REQUIRE(scheduled(plan, "c-1"));
    CHECK(scheduled(plan, "c-2")->end <= scheduled(plan, "c-1")->start);
}

TEST_CASE("What waits for a commitment that is not in the plan is left out for that",
          "[planning][unit]") {
    Draft draft = small_network();
    draft.add(project("c-2", 4));
    draft.data().commitments[0].prerequisites = {CommitmentId("c-2")};
    const Plan plan = planning::plan(draft.build());
    check_verified(plan);
    REQUIRE(left_out(plan, "c-1"));
    CHECK(left_out(plan, "c-1")->code == "prerequisite");
    CHECK(left_out(plan, "c-1")->other == CommitmentId("c-2"));
}

TEST_CASE("Of two that exclude each other the better supported is in the plan",
          "[planning][unit]") {
    Draft draft = small_network();
    draft.add(project("c-2", 4));
    draft.data().commitments[1].excludes = {CommitmentId("c-1")};
    draft.data().ballots[0].commitments = {CommitmentId("c-1"), CommitmentId("c-2")};
    const Plan plan = planning::plan(draft.build());
    check_verified(plan);
    CHECK(scheduled(plan, "c-1"));
    REQUIRE(left_out(plan, "c-2"));
    CHECK(left_out(plan, "c-2")->code == "excluded");
    CHECK(left_out(plan, "c-2")->other == CommitmentId("c-1"));
}

TEST_CASE("A window that is too short or lies outside the promise is the reason given",
          "[planning][unit]") {
    Draft draft = small_network();
    draft.data().commitments[0].window = Period{Quarter(2031, 1), Quarter(2032, 1)};
    Commitment slow = project("c-2", 1);
    slow.scopes[0].duration = DurationRange{3, 3};
    slow.window = Period{Quarter(2027, 1), Quarter(2027, 3)};
    draft.add(slow);
    for (Ballot& ballot : draft.data().ballots) ballot.commitments.emplace_back("c-2");
    const Plan plan = planning::plan(draft.build());
    check_verified(plan);
    CHECK(left_out(plan, "c-1")->code == "window");
    CHECK(left_out(plan, "c-2")->code == "window");
}

TEST_CASE("A lighter scope is taken where the standard one has no room", "[planning][unit]") {
    Draft draft = small_network();
    Commitment& commitment = draft.data().commitments[0];
    commitment.window = Period{Quarter(2027, 1), Quarter(2027, 2)};
    commitment.scopes[0].effort[0].days = PersonDays::parse("14");
    Scope light = commitment.scopes[0];
    light.id = ScopeId("light");
    light.is_default = false;
    light.coverage = Share::parse("0.3");
    light.effort[0].days = PersonDays::parse("8");
    commitment.scopes.insert(commitment.scopes.begin(), light);
    const Plan plan = planning::plan(draft.build());
    check_verified(plan);
    REQUIRE(scheduled(plan, "c-1"));
    CHECK(scheduled(plan, "c-1")->scope == ScopeId("light"));
    CHECK(to_string(plan.document().choice.commitments[0].cost) == "14");
}

TEST_CASE("The lead's own days are used first, then a partner's", "[planning][unit]") {
    Draft draft = small_network();
    draft.add(capacity("akaa.law.2027q1", "akaa", Quarter(2027, 1), "5"));
    Commitment& commitment = draft.data().commitments[0];
    commitment.window = Period{Quarter(2027, 1), Quarter(2027, 2)};
    commitment.scopes[0].effort[0].days = PersonDays::parse("12");
    const Plan plan = planning::plan(draft.build());
    check_verified(plan);
    REQUIRE(scheduled(plan, "c-1"));
    const auto& given = scheduled(plan, "c-1")->contributions;
    PersonDays partner;
    for (const Contribution& c : given)
        if (c.organization == OrganizationId("akaa")) partner += c.days;
    CHECK(to_string(partner) <= "5");
    CHECK(given.size() == 2);
    CHECK(given.front().organization == OrganizationId("liitto"));
}

TEST_CASE("Standing work that does not fit is a result with its shortages", "[planning][unit]") {
    Draft draft = small_network();
    Commitment standing = project("c-2", 60);
    standing.kind = CommitmentKind::standing;
    standing.scopes[0].duration.reset();
    standing.scopes[0].per = EffortBasis::year;
    draft.add(standing);
    const Plan plan = planning::plan(draft.build());
    check_verified(plan);
    CHECK_FALSE(plan.document().complete);
    REQUIRE(plan.document().standing_shortages.size() == 4);
    CHECK(to_string(plan.document().standing_shortages[0].shortfall) == "5");
    CHECK(left_out(plan, "c-1"));
}

TEST_CASE("Without ballots members approve what serves their needs", "[planning][unit]") {
    Draft draft = small_network();
    draft.data().ballots.clear();
    const Plan plan = planning::plan(draft.build());
    check_verified(plan);
    CHECK(plan.document().choice.ballots == BallotBasis::needs);
    CHECK(plan.document().choice.members == 2);
    CHECK(scheduled(plan, "c-1"));
}

TEST_CASE("The same network and options give the same plan", "[planning][property]") {
    const Network network = small_network().build();
    CHECK(planning::plan(network) == planning::plan(network));
}

TEST_CASE("Asked to stop, planning returns a valid plan that says it is not complete",
          "[planning][unit]") {
    std::stop_source source;
    source.request_stop();
    const Plan plan = planning::plan(small_network().build(), {}, {{}, source.get_token()});
    check_verified(plan);
    CHECK_FALSE(plan.document().complete);
}

TEST_CASE("Explaining tells what became of a commitment", "[planning][unit]") {
    Draft draft = small_network();
    draft.add(project("c-2", 1));
    const Plan plan = planning::plan(draft.build());
    CHECK(plan.explain(CommitmentId("c-1")).status == "scheduled");
    CHECK(plan.explain(CommitmentId("c-1")).chosen);
    CHECK(plan.explain(CommitmentId("c-2")).left_out->code == "no_support");
    CHECK_THROWS_AS(plan.explain(CommitmentId("c-77")), Error);
}

TEST_CASE("Choosing alone looks at effort only", "[planning][unit]") {
    Draft draft = small_network();
    Commitment tight = project("c-2", 12);
    tight.window = Period{Quarter(2027, 2), Quarter(2027, 3)};
    draft.add(tight);
    draft.data().ballots[0].commitments = {CommitmentId("c-2")};
    const Choice choice = choose(draft.build());
    CHECK(choice.commitments.size() == 2);
}

TEST_CASE("Scheduling alone places what it is asked to", "[planning][unit]") {
    Draft draft = small_network();
    draft.add(project("c-2", 100));
    const Network network = draft.build();
    const std::vector ids{CommitmentId("c-1"), CommitmentId("c-2")};
    const Schedule result = schedule(network, ids);
    REQUIRE(result.timetable.size() == 1);
    CHECK(result.timetable[0].commitment == CommitmentId("c-1"));
    REQUIRE(result.left_out.size() == 1);
    CHECK(result.left_out[0].code == "capacity");
    CHECK_THROWS_AS(schedule(network, std::vector{CommitmentId("c-9")}), Error);
}
