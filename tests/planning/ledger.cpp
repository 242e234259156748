#include "areena/planning/plan.hpp"

#include "areena/planning/carry_over.hpp"
#include "areena/planning/choose.hpp"
#include "catch.hpp"
#include "planning/elections.hpp"
#include "planning/few_projects.hpp"

using namespace areena;
using namespace areena::planning;
using namespace areena::testing;

namespace {
PlanOptions once(const ChoiceOptions& choice = {}) {
    PlanOptions options;
    options.starts = 1;
    options.work = 20'000;
    options.choice = choice;
    return options;
}

Plan planned(const Network& network, const ChoiceOptions& choice = {}) {
    Plan plan = planning::plan(network, once(choice));
    for (const VerifiedClaim& claim : plan.document().verified.claims) {
        INFO(claim.name << ": " << claim.message);
        CHECK(claim.ok);
    }
    return plan;
}
}  // namespace

/// 40 days, Akaa and Espoo with 20 each. Akaa alone carries c-2 of 12; together they carry c-1 of 4.
/// Akaa has spent 14, Espoo 2, on average 8: Espoo is owed 6. In the next promise Espoo begins with
/// 26 and can carry what takes 25 days, which it could not with 20.
TEST_CASE("What a member did not get of one promise it has in the next", "[planning][unit]") {
    Draft draft = small_network();
    draft.add(project("c-2", 12));
    draft.data().commitments.back().scopes[0].duration = DurationRange{2, 4};
    draft.data().ballots[0].commitments = {CommitmentId("c-1"), CommitmentId("c-2")};
    const Plan first = planned(draft.build());
    const auto& ledger = first.document().ledger;
    REQUIRE(ledger.size() == 2);
    CHECK(ledger[0] == LedgerEntry{MemberId("m-akaa"), 0, 20, 14, -6});
    CHECK(ledger[1] == LedgerEntry{MemberId("m-espoo"), 0, 20, 2, 6});

    Draft next = small_network();
    next.add(project("c-3", 25));
    next.data().commitments.back().scopes[0].duration = DurationRange{3, 4};
    next.data().ballots[0].commitments = {CommitmentId("c-1")};
    next.data().ballots[1].commitments = {CommitmentId("c-3")};
    ChoiceOptions choice;
    choice.completion = selection::Completion::none;
    CHECK(planned(next.build(), choice).document().choice.commitments.size() == 1);
    choice.carry_over = carry_over(ledger);
    const Plan second = planned(next.build(), choice);
    REQUIRE(second.document().choice.commitments.size() == 2);
    CHECK(second.document().choice.commitments[1].commitment == CommitmentId("c-3"));
    // Akaa spent 4, Espoo 25, on average 29/2.
    CHECK(second.document().ledger[0] ==
          LedgerEntry{MemberId("m-akaa"), -6, 14, 4, Rational(9, 2)});
    CHECK(second.document().ledger[1] ==
          LedgerEntry{MemberId("m-espoo"), 6, 26, 25, Rational(-9, 2)});

    choice.carry_over = carry_over(ledger, 0);
    CHECK(planned(next.build(), choice).document().choice.commitments.size() == 1);
    choice.carry_over = carry_over(ledger, Rational(1, 2));  // 23 days
    CHECK(planned(next.build(), choice).document().choice.commitments.size() == 1);
}

TEST_CASE("What no shares paid for is charged to all who support it", "[planning][unit]") {
    Draft draft = small_network();
    draft.add(project("c-2", 25));  // more than Akaa's 20 days: by completion
    draft.data().commitments.back().scopes[0].duration = DurationRange{3, 4};
    draft.data().ballots[0].commitments = {CommitmentId("c-2")};
    const Plan plan = planned(draft.build());
    CHECK(plan.document().ledger[0].spent == Rational(25));
    CHECK(plan.document().ledger[1].spent == Rational(4));
    ChoiceOptions choice;
    choice.rule = selection::Rule::welfare;  // leaves open who carries what
    const Plan other = planned(draft.build(), choice);
    CHECK(other.document().ledger[0].spent == Rational(25));
    CHECK(other.document().ledger[1].spent == Rational(4));
}

TEST_CASE("A balance of who is gone is spread over all", "[planning][unit]") {
    ChoiceOptions choice;
    choice.carry_over = CarryOver{1, {{MemberId("m-akaa"), 3}, {MemberId("m-gone"), -3}}};
    const Plan plan = planned(small_network().build(), choice);
    CHECK(plan.document().ledger[0].share == Rational(43, 2));
    CHECK(plan.document().ledger[1].share == Rational(37, 2));
}

TEST_CASE("A ledger that cannot be carried on is refused", "[planning][unit]") {
    const Network network = small_network().build();
    const auto code = [&](const CarryOver& given) {
        ChoiceOptions choice;
        choice.carry_over = given;
        try {
            static_cast<void>(choose(network, choice));
        } catch (const Error& error) {
            return error.code();
        }
        return std::string();
    };
    CHECK(code({Rational(3, 2), {}}) == "selection.ledger");
    CHECK(code({Rational(-1), {}}) == "selection.ledger");
    CHECK(code({1, {{MemberId("m-akaa"), 3}, {MemberId("m-akaa"), -3}}}) == "selection.ledger");
}

TEST_CASE("Over many promises balances add up to nothing, whatever the rule",
          "[planning][property]") {
    int owed = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        CarryOver before;
        for (std::uint64_t period = 0; period < 4; ++period) {
            const Network network = with_all_formats(FewProjects(4 * seed + period).make(), seed);
            ChoiceOptions choice;
            choice.utility = static_cast<selection::Utility>(seed % 6);
            if (seed % 3 == 1) choice.resources = ChoiceResources::expertise;
            choice.carry_over = before;
            CAPTURE(seed, period);
            const Plan plan = planned(network, choice);
            Rational sum;
            Rational shares;
            for (const LedgerEntry& row : plan.document().ledger) {
                sum += row.balance;
                shares += row.share;
                CHECK(row.share.sign() >= 0);
                owed += row.balance.sign() > 0 ? 1 : 0;
            }
            CHECK(sum.sign() == 0);
            CHECK(shares == Rational(plan.document().choice.available.units(), 100));
            before = carry_over(plan.document().ledger, Rational(3, 4));
        }
    }
    CHECK(owed > 200);
}
