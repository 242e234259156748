#include "areena/planning/choose.hpp"
#include "areena/planning/plan.hpp"
#include "areena/planning/schedule.hpp"
#include "catch.hpp"
#include "planning/enumerator.hpp"
#include "planning/few_projects.hpp"

using namespace areena;
using namespace areena::planning;
using namespace areena::testing;

/// \file
/// Plans of small networks against an enumeration of all timetables: no tolerance.

namespace {

Worth worth_of(const planning::Objective& objective) {
    Worth worth{objective.support, {}, objective.coverage.units(), objective.end_quarters,
                objective.peak_load};
    for (const Share& share : objective.leximin) worth.leximin.push_back(share.units());
    return worth;
}

void check_equal(const Worth& made, const Worth& best) {
    CHECK(made.support == best.support);
    CHECK(made.leximin == best.leximin);
    CHECK(made.coverage == best.coverage);
    CHECK(made.ends == best.ends);
    CHECK(made.peak == best.peak);
    REQUIRE(made == best);
}

PlanOptions once() {
    PlanOptions options;
    options.starts = 1;
    return options;
}

bool is_in(const std::vector<Exclusion>& excluded, const CommitmentId& id) {
    return std::any_of(excluded.begin(), excluded.end(),
                       [&](const Exclusion& e) { return e.commitment == id; });
}

/// Whether a member that gave it priority has something left of its share.
bool can_be_carried(const Network& network, const Choice& choice, const CommitmentId& id) {
    for (const Ballot& ballot : network.ballots()) {
        if (std::find(ballot.commitments.begin(), ballot.commitments.end(), id) ==
            ballot.commitments.end())
            continue;
        Rational left = choice.share;
        for (const Chosen& chosen : choice.commitments)
            for (const Support& support : chosen.support)
                if (support.member == ballot.member) left -= support.amount;
        if (left.sign() > 0) return true;
    }
    return false;
}

Rational in_millionths(const Rational& support) {
    return {(support * Rational(1'000'000)).floor(), 1'000'000};
}

}  // namespace

TEST_CASE("Scheduling alone finds the best timetable there is", "[planning][property]") {
    std::int64_t left_out = 0;
    for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
        const Network network = FewProjects(seed).make();
        std::vector<CommitmentId> ids;
        std::vector<Enumerator::Wanted> wanted;
        for (const Commitment& c : network.commitments())
            if (c.kind == CommitmentKind::project) {
                ids.push_back(c.id);
                wanted.push_back({c.id, 1});
            }
        const Schedule made = schedule(network, ids);
        CAPTURE(seed);
        check_equal(worth_of(made.objective), *Enumerator(network, wanted).best());
        left_out += static_cast<std::int64_t>(made.left_out.size());
    }
    CHECK(left_out > 1'000);
}

TEST_CASE("A plan's timetable is the best of what it keeps, and says that this is proved",
          "[planning][property]") {
    for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
        const Network network = FewProjects(seed).make();
        PlanOptions options;
        options.starts = seed % 20 == 0 ? 5 : 1;
        const Plan plan = planning::plan(network, options);
        CAPTURE(seed);
        REQUIRE(plan.document().verified.ok);
        std::vector<Enumerator::Wanted> kept;
        for (const Chosen& c : plan.document().choice.commitments)
            kept.push_back({c.commitment, in_millionths(c.effective_support), true});
        check_equal(worth_of(plan.document().objective), *Enumerator(network, kept).best());
        int proved = 0;
        for (const ObjectiveBound& bound : plan.document().bounds) {
            if (bound.among != Among::timetables) continue;
            INFO(bound.part);
            CHECK(bound.proved);
            CHECK(bound.value == bound.bound);
            ++proved;
        }
        CHECK(proved == (plan.document().objective.leximin.empty() ? 3 : 5));
    }
}

TEST_CASE("The first pass keeps as much support as any timetable of what was bought",
          "[planning][property]") {
    int excluded = 0;
    for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
        const Network network = FewProjects(seed).make();
        const Pass pass = planning::plan(network, once()).document().passes.front();
        std::vector<Enumerator::Wanted> bought;
        Rational kept;
        for (const Chosen& c : choose(network).commitments) {
            if (c.step != ChoiceStep::shares) continue;
            bought.push_back({c.commitment, in_millionths(c.effective_support)});
            if (!is_in(pass.excluded, c.commitment)) kept += bought.back().support;
        }
        CAPTURE(seed);
        REQUIRE(bought.size() == pass.chosen.size());
        REQUIRE(kept == Enumerator(network, bought).best()->support);
        excluded += static_cast<int>(pass.excluded.size());
    }
    CHECK(excluded > 300);
}

TEST_CASE("What a plan leaves out though somebody could carry it has no room beside what it keeps",
          "[planning][property]") {
    int left_out = 0;
    for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
        const Network network = FewProjects(seed).make();
        const Plan plan = planning::plan(network, once());
        for (const LeftOut& left : plan.document().left_out) {
            if (left.code != "capacity" && left.code != "effort") continue;
            if (!can_be_carried(network, plan.document().choice, left.commitment)) continue;
            std::vector<Enumerator::Wanted> all{{left.commitment, 1, true}};
            for (const Chosen& c : plan.document().choice.commitments)
                all.push_back({c.commitment, 1, true});
            CAPTURE(seed, left.commitment.key());
            REQUIRE_FALSE(Enumerator(network, all).best());
            ++left_out;
        }
    }
    CHECK(left_out > 300);
}
