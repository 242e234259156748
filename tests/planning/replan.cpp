#include "areena/planning/replan.hpp"
#include "areena/planning/what_if.hpp"

#include "catch.hpp"
#include "planning/few_projects.hpp"
#include "support/small_network.hpp"

#include <algorithm>

using namespace areena;
using namespace areena::planning;
using namespace areena::testing;

namespace {

const Scheduled* entry(const Plan& plan, const CommitmentId& id) {
    for (const Scheduled& row : plan.document().timetable)
        if (row.commitment == id) return &row;
    return nullptr;
}

void check_verified(const Plan& plan) {
    for (const VerifiedClaim& claim : plan.document().verified.claims) {
        INFO(claim.name << ": " << claim.message);
        REQUIRE(claim.ok);
    }
}

/// The members carry what is in the plan and nothing else.
void check_books(const Plan& plan) {
    Rational spent;
    Rational balances;
    for (const LedgerEntry& row : plan.document().ledger) {
        spent += row.spent;
        balances += row.balance - row.carried;
    }
    Rational cost;
    for (const Chosen& row : plan.document().choice.commitments)
        cost += Rational(row.cost.units(), 100);
    CHECK(spent == cost);
    CHECK(balances == Rational());
}

}  // namespace

TEST_CASE("a plan is kept where nothing has changed", "[planning][property]") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        INFO("seed " << seed);
        const Network network = FewProjects(seed).make();
        const Plan plan = planning::plan(network, quick());
        const Period period = plan.document().period;
        for (Quarter from = period.start; from < period.end; from = from + 1) {
            const Replan again = replan(plan, network, from, quick());
            check_verified(again.plan);
            CHECK(again.comparison.dropped.empty());
            CHECK(again.comparison.moved.empty());
            CHECK(again.comparison.rescoped.empty());
            if (again.comparison.added.empty())
                CHECK(again.plan.document().timetable.size() == plan.document().timetable.size());
        }
    }
}

TEST_CASE("after a loss what has begun stays and nothing is put into the past",
          "[planning][property]") {
    int dropped = 0;
    int changed = 0;
    for (std::uint64_t seed = 0; seed < 120; ++seed) {
        INFO("seed " << seed);
        const Network network = FewProjects(seed).make();
        const Plan plan = planning::plan(network, quick());
        const Quarter from = plan.document().period.start + 1;
        const Period rest{from, plan.document().period.end};
        CapacityChange loss;
        loss.quarters = rest;
        loss.percent = -40;
        const Network poorer = with_capacity(network, {loss});
        const Replan again = replan(plan, poorer, from, quick());
        check_verified(again.plan);
        for (const Scheduled& now : again.plan.document().timetable) {
            const Scheduled* const was = entry(plan, now.commitment);
            if (now.kind != CommitmentKind::project || now.start >= from) continue;
            REQUIRE(was != nullptr);
            CHECK(was->start == now.start);
            CHECK(was->end == now.end);
            CHECK(was->scope == now.scope);
        }
        for (const CommitmentChange& row : again.comparison.dropped) CHECK(!row.code.empty());
        check_books(again.plan);
        dropped += !again.comparison.dropped.empty();
        changed += again.comparison.verdict != "same";
    }
    CHECK(dropped > 10);
    CHECK(changed > 20);
}

TEST_CASE("a replan that cannot be says which quarters there are", "[planning][unit]") {
    const Network network = FewProjects(1).make();
    const Plan plan = planning::plan(network, quick());
    const auto code = [&](const Network& now, Quarter from) {
        try {
            static_cast<void>(replan(plan, now, from));
        } catch (const Error& error) {
            return error.code();
        }
        return std::string();
    };
    CHECK(code(network, Quarter(2026, 4)) == "plan.replan");
    CHECK(code(network, Quarter(2099, 1)) == "plan.replan");
    Draft later = network.edit();
    Promise promise = *network.promise();
    promise.period.start = promise.period.start + 1;
    later.set_promise(promise);
    CHECK(code(later.build(), Quarter(2027, 3)) == "plan.replan");
}

TEST_CASE("a loss in a stress test drops what planning again with it drops",
          "[planning][property]") {
    int dropped = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        INFO("seed " << seed);
        const Network network = FewProjects(seed).make();
        const Plan plan = planning::plan(network, quick());
        const std::vector<Stress> rows = stress(plan);
        CHECK(stress(plan, {}, {}, {}, 3) == rows);
        REQUIRE(std::count_if(rows.begin(), rows.end(),
                              [](const Stress& s) { return s.organization.has_value(); }) == 1);
        for (const Stress& row : rows) {
            dropped += !row.dropped.empty();
            CHECK(row.coverage_after <= row.coverage_before);
            if (row.organization) {
                // The only one there is: every project that takes days goes.
                for (const Scheduled& was : plan.document().timetable)
                    if (was.kind == CommitmentKind::project && !was.contributions.empty())
                        CHECK(std::count(row.dropped.begin(), row.dropped.end(),
                                         was.commitment) == 1);
                continue;
            }
            for (const Scheduled& was : plan.document().timetable) {
                const bool takes = std::any_of(
                    was.contributions.begin(), was.contributions.end(),
                    [&](const Contribution& c) { return c.expertise == *row.expertise; });
                if (takes && was.kind != CommitmentKind::project) CHECK(!row.standing.empty());
                if (!takes) continue;
                const auto gone = std::count(row.dropped.begin(), row.dropped.end(),
                                             was.commitment) +
                                  std::count(row.rescoped.begin(), row.rescoped.end(),
                                             was.commitment);
                if (was.kind == CommitmentKind::project) CHECK(gone == 1);
            }
        }
    }
    CHECK(dropped > 40);
}
