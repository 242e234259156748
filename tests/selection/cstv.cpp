#include "areena/selection/select.hpp"

#include "axioms.hpp"
#include "selection/long_fraction.hpp"
#include "selection/transfer_history.hpp"

#include "catch.hpp"

#include <map>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Donations written out, voter by voter and project by project.
class SlowCstv {
public:
    explicit SlowCstv(const SmallElection& small) : small_(small) {
        const auto voters = static_cast<std::int64_t>(small.profile.ballots.size());
        for (const Ballot& ballot : small.profile.ballots) {
            Rational sum;
            for (const Vote& vote : ballot.votes) sum += vote.utility;
            auto& given = donations_.emplace_back();
            for (const Vote& vote : ballot.votes)
                if (vote.utility.sign() > 0)
                    given[vote.project] =
                        Rational(small.instance.budget, voters) * vote.utility / sum;
        }
        for (int p = 0; p < static_cast<int>(small.instance.projects.size()); ++p)
            if (!oracle::supporters(small.profile, p).empty()) open_.push_back(p);
    }

    Selection run() {
        while (!open_.empty()) {
            std::vector<int> eligible;
            for (const int p : open_)
                if (excess(p).sign() >= 0) eligible.push_back(p);
            if (eligible.empty()) eliminate();
            else fund(eligible);
        }
        for (auto i = selection_.eliminations.rbegin(); i != selection_.eliminations.rend(); ++i)
            if (cost(i->project) <= small_.instance.budget - selection_.cost) {
                selection_.cost += cost(i->project);
                selection_.rounds.push_back({i->project, true, i->value, {}});
            }
        return selection_;
    }

private:
    std::int64_t cost(int p) const { return small_.instance.projects[at(p)].cost; }
    Rational support(int p) const {
        Rational sum;
        for (const auto& given : donations_)
            if (given.contains(p)) sum += given.at(p);
        return sum;
    }
    Rational excess(int p) const { return support(p) - Rational(cost(p)); }

    void fund(const std::vector<int>& eligible) {
        std::vector<int> tied;
        for (const int p : eligible) {
            if (!tied.empty() && excess(p) < excess(tied.front())) continue;
            if (!tied.empty() && excess(p) > excess(tied.front())) tied.clear();
            tied.push_back(p);
        }
        const int p = oracle::pick(small_.instance, small_.profile, {}, tied);
        selection_.rounds.push_back({p, false, support(p), tied});
        selection_.cost += cost(p);
        Rational needed = cost(p);
        Rational others;
        for (const auto& given : donations_) {
            if (!given.contains(p)) continue;
            if (given.size() == 1) needed -= given.at(p);
            else others += given.at(p);
        }
        const Rational part =
            needed.sign() > 0 && others.sign() > 0 ? needed / others : Rational(0);
        close(p, part);
    }

    void eliminate() {
        std::vector<int> tied;
        for (const int p : open_) {
            if (!tied.empty() && excess(p) > excess(tied.front())) continue;
            if (!tied.empty() && excess(p) < excess(tied.front())) tied.clear();
            tied.push_back(p);
        }
        const int p = *std::ranges::max_element(tied, [&](int a, int b) {
            return oracle::goes_first(small_.instance, small_.profile, {}, a, b);
        });
        std::erase(tied, p);
        selection_.eliminations.push_back({p, false, support(p), tied});
        close(p, 0);
    }

    /// Supporters keep 1 - part of what they gave, and hand it on.
    void close(int p, const Rational& part) {
        for (auto& given : donations_) {
            if (!given.contains(p)) continue;
            const Rational freed = given.at(p) * (Rational(1) - part);
            given.erase(p);
            Rational sum;
            for (const auto& [other, amount] : given) sum += amount;
            if (sum.sign() == 0) continue;
            for (auto& [other, amount] : given) amount += freed * amount / sum;
        }
        std::erase(open_, p);
    }

    const SmallElection& small_;
    std::vector<std::map<int, Rational>> donations_;
    std::vector<int> open_;
    Selection selection_;
};

}  // namespace

TEST_CASE("support is transferred as written out voter by voter", "[selection][oracle]") {
    int ties = 0;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const SmallElection small = random_election(random);
        if (small.profile.ballots.empty()) continue;
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::points);
        const RuleOptions options{Rule::cstv, Completion::none, {}};
        const Selection selection = select(election, options);
        const Selection slow = SlowCstv(small).run();
        CHECK(selection.rounds == slow.rounds);
        CHECK(selection.eliminations == slow.eliminations);
        CHECK(is_exhaustive(election, selection));
        for (const Round& round : selection.rounds) ties += !round.tied.empty();
        check_axioms(random, small, options);
    }
    CHECK(ties > 100);
}

TEST_CASE("transfers of more than 512 bits decide as whole fractions do", "[selection][oracle]") {
    int long_ones = 0;
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        SmallElection small;
        for (int p = 0; p < 12; ++p)
            small.instance.projects.push_back({std::string(1, static_cast<char>('a' + p)),
                                               20 + static_cast<std::int64_t>(random.below(4))});
        small.instance.budget = 150;
        for (int v = 0; v < 14; ++v) {
            Ballot ballot;
            for (int p = 0; p < 12; ++p)
                if (random.below(2) == 0)
                    ballot.votes.push_back({p, static_cast<std::int64_t>(1 + random.below(3))});
            // Twice each, with two projects in each other's place: ties of long fractions.
            small.profile.ballots.push_back(ballot);
            for (Vote& vote : ballot.votes)
                if (vote.project < 2) vote.project = 1 - vote.project;
            small.profile.ballots.push_back(ballot);
        }
        small.instance.projects[1].cost = small.instance.projects[0].cost;
        const Election election(small.instance, group(small.instance, small.profile),
                                Utility::points);
        const Selection selection = select(election, {Rule::cstv, Completion::none, {}});
        const Selection slow = SlowCstv(small).run();
        CHECK(selection.finished);
        REQUIRE(selection.rounds.size() == slow.rounds.size());
        const auto compare = [&](const std::vector<Round>& a, const std::vector<Round>& b) {
            REQUIRE(a.size() == b.size());
            for (std::size_t i = 0; i < a.size(); ++i) {
                CHECK(a[i].project == b[i].project);
                CHECK(a[i].tied == b[i].tied);
                CHECK(a[i].value <= b[i].value);
                CHECK((b[i].value - a[i].value).to_double() < 1e-19);
                long_ones += a[i].value != b[i].value;
            }
        };
        compare(selection.rounds, slow.rounds);
        compare(selection.eliminations, slow.eliminations);
    }
    CHECK(long_ones > 50);
}

TEST_CASE("a long fraction is what the whole one is, or leaves it open", "[selection][oracle]") {
    int open = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        std::vector<Rational> whole;
        std::vector<LongFraction<512>> kept;
        for (int i = 0; i < 4; ++i) {
            whole.push_back(Rational(1 + static_cast<std::int64_t>(random.below(1000)),
                                     1 + static_cast<std::int64_t>(random.below(1000))));
            kept.emplace_back(whole.back());
        }
        for (int i = 0; i < 40; ++i) {
            // Of the last few, so that digits grow.
            const auto a = whole.size() - 1 - random.below(4);
            const auto b = whole.size() - 1 - random.below(4);
            switch (random.below(4)) {
            case 0:
                whole.push_back(whole[a] + whole[b]);
                kept.push_back(kept[a] + kept[b]);
                break;
            case 1:
                whole.push_back(whole[a] - whole[b]);
                kept.push_back(kept[a] - kept[b]);
                break;
            case 2:
                whole.push_back(whole[a] * whole[b]);
                kept.push_back(kept[a] * kept[b]);
                break;
            default:
                if (whole[b].sign() == 0) continue;
                whole.push_back(whole[a] / whole[b]);
                kept.push_back(kept[a] / kept[b]);
            }
            if (to_string(whole.back()).size() > 4'000) {
                whole.pop_back();
                kept.pop_back();
                continue;
            }
            for (std::size_t j = 0; j < whole.size(); ++j) {
                const auto order = kept.back().compare(kept[j]);
                CHECK(order.value_or(std::strong_ordering::equal) == (whole.back() <=> whole[j]));
                open += order ? 0 : 1;
            }
            // The same by another way.
            const auto order = (kept.back() * kept[a] - kept[b] * kept[a])
                                   .compare((kept.back() - kept[b]) * kept[a]);
            CHECK(std::is_eq(order.value_or(std::strong_ordering::equal)));
            open += order ? 0 : 1;
        }
    }
    CHECK(open > 100);
}

namespace {

/// Voters' money through fundings, in whole fractions.
class Purses {
public:
    explicit Purses(Random& random) : random_(random), history(num_groups, Rational(7, 3)) {
        for (int g = 0; g < num_groups; ++g) {
            voters.push_back(1 + g % 2);
            money.emplace_back(7, 3);
        }
    }

    void fund() {
        std::vector<TransferHistory::Payer> payers;
        Rational alone;
        Rational given;
        for (int g = 0; g < num_groups; ++g) {
            const auto i = static_cast<std::size_t>(g);
            if (random_.below(2) == 0 || money[i].sign() == 0) continue;
            const bool hands_on = random_.below(8) != 0;
            const Rational part =
                hands_on ? Rational(1, 2 + static_cast<std::int64_t>(random_.below(2))) : Rational(1);
            payers.push_back({g, voters[i], part, hands_on});
            (hands_on ? given : alone) += part * money[i] * Rational(voters[i]);
        }
        const std::int64_t cost = alone.floor() + 1;
        if (alone + given < Rational(cost)) return;
        const Rational x = (Rational(cost) - alone) / given;
        for (const auto& payer : payers) {
            Rational& has = money[static_cast<std::size_t>(payer.group)];
            has = payer.hands_on ? has - x * payer.part * has : Rational();
        }
        history.fund(cost, std::move(payers));
    }

    /// What is asked of those who have something left.
    void ask(const std::vector<Rational>& asked, std::optional<Rational> sum, int& proved, int& equal) {
        std::vector<Rational> factors(num_groups);
        Rational whole;
        for (std::size_t g = 0; g < num_groups; ++g) {
            if (money[g].sign() == 0) continue;
            factors[g] = asked[g];
            whole += asked[g] * money[g];
        }
        if (!sum) sum = whole;
        const bool is_proved = history.proves(factors, *sum);
        CHECK((!is_proved || whole == *sum));
        proved += is_proved;
        equal += whole == *sum;
    }

    static constexpr int num_groups = 10;
    std::vector<std::int64_t> voters;
    std::vector<Rational> money;

private:
    Random& random_;

public:
    TransferHistory history;
};

}  // namespace

TEST_CASE("what a history of transfers proves equal is equal", "[selection][oracle]") {
    int proved = 0;
    int equal = 0;
    int all_money = 0;
    int asked_all = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        Purses purses(random);
        for (int round = 0; round < 4; ++round) {
            purses.fund();
            // Two groups against each other, as projects that both lie in two ballots do.
            std::vector<Rational> one(Purses::num_groups);
            one[random.below(Purses::num_groups)] += Rational(1);
            one[random.below(Purses::num_groups)] -= Rational(1);
            purses.ask(one, Rational(), proved, equal);
            std::vector<Rational> all;
            for (const std::int64_t voters : purses.voters) all.emplace_back(voters);
            purses.ask(all, std::nullopt, all_money, asked_all);
        }
    }
    CHECK(proved > 300);
    CHECK(proved * 10 > equal * 9);  // what it misses are accidents of small numbers
    CHECK(all_money == asked_all);
    CHECK(asked_all == 1600);
}

TEST_CASE("a project without its cost hands its support on", "[selection]") {
    // Shares of 10. a is given 15 and costs 10, which those pay who give to nothing else: what the
    // other gave goes to b. c has too little and is eliminated, and b then has its cost.
    const Instance instance{40, {{"a", 10}, {"b", 16}, {"c", 30}}};
    GroupedProfile profile;
    profile.kind = BallotKind::cumulative;
    profile.voters = {1, 1, 1, 1};
    profile.projects = {0, 0, 1, 1, 2, 2};
    profile.points = {1, 1, 1, 1, 1, 1};
    profile.begin = {0, 1, 3, 5, 6};
    const Election election(instance, profile, Utility::points);
    const Selection selection = select(election, {Rule::cstv, Completion::none, {}});
    REQUIRE(selection.rounds.size() == 2);
    CHECK(selection.rounds[0] == Round{0, false, Rational(15), {}});
    REQUIRE(selection.eliminations.size() == 1);
    CHECK(selection.eliminations[0] == Round{2, false, Rational(15), {}});
    CHECK(selection.rounds[1] == Round{1, false, Rational(20), {}});
}
