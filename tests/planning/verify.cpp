#include "areena/planning/verify.hpp"

#include "catch.hpp"
#include "support/small_network.hpp"

#include <functional>

using namespace areena;
using namespace areena::planning;
using namespace areena::testing;

namespace {
/// A small network whose plan has something for every claim: standing work, a prerequisite, an
/// exclusion, a project that finds no room.
Network eventful_network() {
    Draft draft = small_network();
    Commitment standing = project("c-0", 8);
    standing.kind = CommitmentKind::standing;
    standing.scopes[0].duration.reset();
    standing.scopes[0].per = EffortBasis::year;
    draft.add(standing);
    Commitment after = project("c-2", 3);
    after.prerequisites = {CommitmentId("c-1")};
    draft.add(after);
    Commitment rival = project("c-3", 2);
    rival.excludes = {CommitmentId("c-1")};
    draft.add(rival);
    Commitment tight = project("c-4", 12);
    tight.window = Period{Quarter(2027, 2), Quarter(2027, 3)};
    draft.add(tight);
    draft.add(project("c-5", 1));
    for (Ballot& ballot : draft.data().ballots)
        for (const char* id : {"c-2", "c-4"}) ballot.commitments.emplace_back(id);
    draft.data().ballots[0].commitments.emplace_back("c-3");
    return draft.build();
}

Scheduled& entry(PlanDocument& plan, const std::string& id) {
    for (Scheduled& e : plan.timetable)
        if (e.commitment == CommitmentId(id)) return e;
    throw std::runtime_error("no entry " + id);
}

LeftOut& left(PlanDocument& plan, const std::string& id) {
    for (LeftOut& l : plan.left_out)
        if (l.commitment == CommitmentId(id)) return l;
    throw std::runtime_error("not left out: " + id);
}

/// A claim, and a lie in the plan that it must notice.
struct Lie {
    std::string claim;
    std::function<void(PlanDocument&)> tell;
};

std::vector<Lie> lies() {
    return {
        {"references", [](PlanDocument& p) { entry(p, "c-1").scope = ScopeId("grand"); }},
        {"references",
         [](PlanDocument& p) { entry(p, "c-1").contributions[0].capacity = CapacityId("x"); }},
        {"references",
         [](PlanDocument& p) {
             entry(p, "c-1").contributions[0].organization = OrganizationId("akaa");
         }},
        {"complete", [](PlanDocument& p) { p.left_out.pop_back(); }},
        {"complete", [](PlanDocument& p) { p.timetable.push_back(p.timetable.back()); }},
        {"windows", [](PlanDocument& p) { entry(p, "c-1").start = Quarter(2026, 4); }},
        {"windows", [](PlanDocument& p) { entry(p, "c-1").end = entry(p, "c-1").start + 3; }},
        {"windows", [](PlanDocument& p) { entry(p, "c-0").end = Quarter(2027, 4); }},
        {"prerequisites",
         [](PlanDocument& p) { entry(p, "c-2").start = entry(p, "c-1").start; }},
        {"prerequisites",
         [](PlanDocument& p) {
             std::erase_if(p.timetable,
                           [](const Scheduled& e) { return e.commitment.key() == "c-1"; });
         }},
        {"excludes",
         [](PlanDocument& p) {
             Scheduled rival = entry(p, "c-1");
             rival.commitment = CommitmentId("c-3");
             p.timetable.push_back(rival);
         }},
        {"effort", [](PlanDocument& p) { entry(p, "c-1").contributions.pop_back(); }},
        {"effort",
         [](PlanDocument& p) {
             entry(p, "c-0").contributions[0].days += PersonDays::from_units(1);
         }},
        {"capacity",
         [](PlanDocument& p) {
             entry(p, "c-1").contributions[0].days = PersonDays::parse("10.01");
         }},
        {"coverage",
         [](PlanDocument& p) { p.coverage[0].coverage = Share::parse("0.999999"); }},
        {"coverage",
         [](PlanDocument& p) { p.coverage[1].needs[0].coverage = Share::parse("0.1"); }},
        {"coverage", [](PlanDocument& p) { std::swap(p.coverage[0], p.coverage[1]); }},
        {"choice", [](PlanDocument& p) { p.choice.commitments[0].cost += PersonDays::parse("1"); }},
        {"choice",
         [](PlanDocument& p) { p.choice.commitments[0].support[0].amount += Rational(1, 7); }},
        {"choice", [](PlanDocument& p) { p.choice.commitments.pop_back(); }},
        {"choice", [](PlanDocument& p) { p.choice.share = Rational(1, 100); }},
        {"choice", [](PlanDocument& p) { p.choice.share = Rational(1000); }},
        {"choice", [](PlanDocument& p) { p.choice.available += PersonDays::from_units(1); }},
        {"choice", [](PlanDocument& p) { p.choice.commitments[0].rho = Rational(1, 100); }},
        {"choice", [](PlanDocument& p) { p.choice.commitments[0].effective_support += 1; }},
        {"choice", [](PlanDocument& p) { p.passes[0].chosen.pop_back(); }},
        {"choice", [](PlanDocument& p) { p.choice.rule = selection::Rule::phragmen; }},
        {"choice", [](PlanDocument& p) { p.choice.members += 1; }},
        {"ledger", [](PlanDocument& p) { p.ledger.pop_back(); }},
        {"ledger", [](PlanDocument& p) { p.ledger[0].spent += Rational(1, 3); }},
        {"ledger", [](PlanDocument& p) { p.ledger[0].balance += Rational(1, 3); }},
        {"ledger", [](PlanDocument& p) { p.ledger[0].share += Rational(1, 3); }},
        {"ledger", [](PlanDocument& p) { std::swap(p.ledger[0], p.ledger[1]); }},
        {"left_out",
         [](PlanDocument& p) {
             left(p, "c-4").shortages[0].shortfall += PersonDays::from_units(1);
         }},
        {"left_out", [](PlanDocument& p) { left(p, "c-4").shortages.clear(); }},
        {"left_out", [](PlanDocument& p) { left(p, "c-5").supporters = 1; }},
        {"left_out", [](PlanDocument& p) { left(p, "c-3").other = CommitmentId("c-5"); }},
        {"objective", [](PlanDocument& p) { p.objective.support += Rational(1); }},
        {"objective", [](PlanDocument& p) { p.objective.leximin.back() += Share::from_units(1); }},
        {"objective", [](PlanDocument& p) { p.objective.coverage += Share::from_units(1); }},
        {"objective", [](PlanDocument& p) { p.objective.end_quarters -= 1; }},
        {"objective", [](PlanDocument& p) { p.bounds[0].bound = Rational(0); }},
        {"objective", [](PlanDocument& p) { p.bounds[1].value = p.bounds[1].value - Rational(1, 7); }},
        {"objective", [](PlanDocument& p) { p.bounds[0].proved = !p.bounds[0].proved; }},
    };
}
}  // namespace

TEST_CASE("An honest plan is verified claim by claim", "[planning][unit]") {
    const Network network = eventful_network();
    const Plan plan = planning::plan(network);
    const Verification verified = verify(network, plan.document());
    for (const VerifiedClaim& claim : verified.claims) {
        INFO(claim.name << ": " << claim.message);
        CHECK(claim.ok);
    }
    CHECK(verified.claims.size() == 12);
    CHECK(verified == plan.document().verified);
}

TEST_CASE("Each lie in a plan is noticed by the claim it breaks", "[planning][unit]") {
    const Network network = eventful_network();
    const Plan plan = planning::plan(network);
    for (const Lie& lie : lies()) {
        PlanDocument document = plan.document();
        lie.tell(document);
        const Verification verified = verify(network, document);
        CHECK_FALSE(verified.ok);
        for (const VerifiedClaim& claim : verified.claims)
            if (claim.name == lie.claim) {
                INFO(lie.claim << " did not notice");
                CHECK_FALSE(claim.ok);
                CHECK_FALSE(claim.message.empty());
            }
    }
}

TEST_CASE("A plan that names what is not there is a result, not an error", "[planning][unit]") {
    const Network network = eventful_network();
    PlanDocument document = planning::plan(network).document();
    document.timetable[0].commitment = CommitmentId("c-77");
    CHECK_FALSE(verify(network, document).ok);
}
