#include "areena/core/random.hpp"
#include "areena/planning/choose.hpp"
#include "areena/planning/plan.hpp"
#include "areena/planning/schedule.hpp"
#include "catch.hpp"
#include "planning/enumerator.hpp"
#include "support/small_network.hpp"

using namespace areena;
using namespace areena::planning;
using namespace areena::testing;

/// \file
/// Plans of small networks against an enumeration of all timetables: no tolerance.

namespace {

std::string key(const std::string& prefix, std::uint64_t number) {
    return prefix + std::to_string(number);
}

class RandomNetwork {
public:
    explicit RandomNetwork(std::uint64_t seed) : random_(seed) {}

    Network make() {
        num_quarters_ = 3 + below(3);
        num_projects_ = 3 + below(3);
        add_frame();
        for (int e = 0; e < num_expertises; ++e)
            for (int q = 0; q < num_quarters_; ++q) add_capacities(e, q);
        for (int i = 0; i < num_projects_; ++i) draft_.add(random_project(i));
        if (below(2) == 0) draft_.add(standing());
        for (int m = 0; m < 4; ++m) add_member(m);
        return draft_.build();
    }

private:
    static constexpr int num_expertises = 2;
    static constexpr int num_themes = 3;

    int below(int bound) {
        return static_cast<int>(random_.below(static_cast<std::uint64_t>(bound)));
    }

    void add_frame() {
        draft_.data().id = NetworkId("random");
        draft_.data().title = in_three("Satunnainen");
        Promise promise = small_promise();
        promise.period.end = promise.period.start + num_quarters_;
        promise.year_profile = {25, 25, 25, 25};
        draft_.set_promise(promise);
        draft_.add(organization("liitto"));
        for (int t = 0; t < num_themes; ++t) {
            Theme theme;
            theme.id = ThemeId(key("t", static_cast<std::uint64_t>(t)));
            theme.name = in_three("t");
            draft_.add(theme);
        }
        for (int e = 0; e < num_expertises; ++e) {
            Expertise expertise;
            expertise.id = ExpertiseId(key("e", static_cast<std::uint64_t>(e)));
            expertise.name = in_three("e");
            draft_.add(expertise);
        }
    }

    /// A pool of one expertise, and now and then one of both.
    void add_capacities(int e, int q) {
        for (const bool both : {false, true}) {
            if (both && (e > 0 || below(2) == 0)) continue;
            Capacity row = capacity(key(both ? "both" : key("k", static_cast<std::uint64_t>(e)), q),
                                    "liitto", Quarter(2027, 1) + q, "0");
            row.days = PersonDays::from_units(2 + below(9));
            row.standing = PersonDays::from_units(below(2));
            row.reserve = PersonDays::from_units(0);
            row.expertises = {ExpertiseId(key("e", static_cast<std::uint64_t>(e)))};
            if (both) row.expertises.emplace_back("e1");
            draft_.add(row);
        }
    }

    std::vector<Effort> effort(int most) {
        std::vector<Effort> rows;
        for (int e = 0; e < num_expertises; ++e)
            if (below(3) > 0)
                rows.push_back({ExpertiseId(key("e", static_cast<std::uint64_t>(e))),
                                PersonDays::from_units(1 + below(most))});
        return rows;
    }

    Commitment random_project(int number) {
        Commitment out = project(key("c-", static_cast<std::uint64_t>(number)), 0);
        out.themes = {ThemeId(key("t", random_.below(num_themes)))};
        Scope& scope = out.scopes[0];
        scope.effort = effort(12);
        const std::int64_t shortest = 1 + below(2);
        scope.duration = DurationRange{shortest, shortest + below(2)};
        scope.coverage = Share::from_units(100'000 * (3 + below(5)));
        if (below(2) == 0) {
            Scope light = scope;
            light.id = ScopeId("light");
            light.is_default = false;
            light.coverage = Share::from_units(200'000);
            for (Effort& row : light.effort)
                row.days = PersonDays::from_units((row.days.units() + 1) / 2);
            out.scopes.insert(out.scopes.begin(), light);
        }
        if (below(3) == 0) {
            const int start = below(num_quarters_ - 1);
            out.window = Period{Quarter(2027, 1) + start,
                                Quarter(2027, 1) + start + 1 + below(num_quarters_ - start)};
        }
        for (int other = 0; other < number; ++other)
            if (below(8) == 0)
                out.prerequisites.emplace_back(key("c-", static_cast<std::uint64_t>(other)));
            else if (below(8) == 0)
                out.excludes.emplace_back(key("c-", static_cast<std::uint64_t>(other)));
        return out;
    }

    Commitment standing() {
        Commitment out = project("standing", 0);
        out.kind = CommitmentKind::standing;
        out.themes = {ThemeId("t0")};
        out.scopes[0].per = EffortBasis::year;
        out.scopes[0].duration.reset();
        out.scopes[0].coverage = Share::parse("0.1");
        out.scopes[0].effort = {{ExpertiseId("e0"), PersonDays::from_units(4)}};
        return out;
    }

    void add_member(int number) {
        const auto m = static_cast<std::uint64_t>(number);
        draft_.add(organization(key("o-", m)));
        draft_.add(member(key("m-", m), key("o-", m)));
        for (std::uint64_t t = 0; t < num_themes; ++t)
            if (below(2) == 0) {
                Need row = need(key(key("n-", m) + "-", t), key("m-", m), 1 + below(5));
                row.theme = ThemeId(key("t", t));
                draft_.add(row);
            }
        std::vector<std::string> approved;
        for (int c = 0; c < num_projects_; ++c)
            if (below(2) == 0) approved.push_back(key("c-", static_cast<std::uint64_t>(c)));
        draft_.add(approval(key("b-", m), key("m-", m), approved));
    }

    Random random_;
    Draft draft_;
    int num_quarters_ = 0;
    int num_projects_ = 0;
};

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
        const Network network = RandomNetwork(seed).make();
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
        const Network network = RandomNetwork(seed).make();
        const Plan plan = planning::plan(network);
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
        const Network network = RandomNetwork(seed).make();
        const Pass pass = planning::plan(network).document().passes.front();
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
        const Network network = RandomNetwork(seed).make();
        const Plan plan = planning::plan(network);
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
