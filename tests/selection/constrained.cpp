#include "areena/selection/constrained.hpp"

#include "areena/core/error.hpp"
#include "elections.hpp"
#include "oracle.hpp"

#include "catch.hpp"

#include <functional>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// The election with one resource, one level each and nothing that binds.
ConstrainedInstance plain(const Instance& instance) {
    ConstrainedInstance made;
    made.resources = {{"days", instance.budget}};
    for (const Project& project : instance.projects)
        made.projects.push_back({project.id, {{{project.cost}, 1}}, {}, {}});
    return made;
}

std::vector<int> winners(const ConstrainedOutcome& outcome) {
    std::vector<int> all;
    for (const LevelPurchase& purchase : outcome.purchases) all.push_back(purchase.project);
    return all;
}

/// Two resources, up to three levels, links and categories; few different numbers, so that ties and
/// constraints that bind are common.
struct Case {
    ConstrainedInstance instance;
    Profile profile;
};

Case random_case(Random& random) {
    Case made;
    const auto below = [&](std::uint64_t n) { return static_cast<std::int64_t>(random.below(n)); };
    const std::int64_t num_resources = below(3);
    for (std::int64_t r = 0; r < num_resources; ++r)
        made.instance.resources.push_back({std::string(1, static_cast<char>('r' + r)), below(25)});
    const int num_projects = static_cast<int>(below(7));
    for (int p = 0; p < num_projects; ++p) {
        LeveledProject project{std::string(1, static_cast<char>('a' + (p * 5) % 7)), {}, {}, {}};
        const std::int64_t levels = 1 + below(3);
        for (std::int64_t l = 0; l < levels; ++l) {
            Level level{{}, Rational(l + 1, levels)};
            for (std::int64_t r = 0; r < num_resources; ++r)
                level.costs.push_back(
                    below(5) +
                    (l > 0 ? project.levels.back().costs[static_cast<std::size_t>(r)] : 0));
            project.levels.push_back(level);
        }
        if (p > 0 && random.below(4) == 0)
            project.prerequisites.push_back(static_cast<int>(below(static_cast<std::uint64_t>(p))));
        if (p > 0 && random.below(4) == 0)
            project.excludes.push_back(static_cast<int>(below(static_cast<std::uint64_t>(p))));
        made.instance.projects.push_back(project);
    }
    if (num_projects > 1 && num_resources > 0 && random.below(2) == 0) {
        const int half = num_projects / 2;
        for (int c = 0; c < 2; ++c) {
            Category category{std::string(1, static_cast<char>('x' + c)), {}, 0, 0, {}};
            for (int p = c * half; p < (c + 1) * half; ++p) category.projects.push_back(p);
            category.floor = std::min(below(9), made.instance.resources[0].budget / 2);
            if (random.below(2) == 0) category.cap = category.floor + below(9);
            for (const int p : category.projects) {
                std::int64_t amount = 0;
                auto& amounts = category.amounts.emplace_back();
                const auto& levels = made.instance.projects[static_cast<std::size_t>(p)].levels;
                for (std::size_t l = 0; l < levels.size(); ++l)
                    amounts.push_back(amount += below(4));
            }
            if (random.below(2) == 0) category.amounts.clear();  // what is taken counts
            made.instance.categories.push_back(category);
        }
    }
    const std::int64_t num_voters = below(7);
    for (std::int64_t v = 0; v < num_voters; ++v) {
        Ballot ballot;
        for (int p = 0; p < num_projects; ++p)
            if (random.below(2) == 0) ballot.votes.push_back({p, Rational(below(4), 1 + below(2))});
        made.profile.ballots.push_back(ballot);
    }
    return made;
}

/// The rule word for word: every step looked at in every round, prices by trying every place where
/// a supporter runs out.
class Slow {
public:
    Slow(const Case& made, bool completes)
        : c_(made), completes_(completes), levels_(made.instance.projects.size(), -1) {
        const auto n = static_cast<std::int64_t>(made.profile.ballots.size());
        for (std::int64_t v = 0; v < n; ++v) {
            shares_.emplace_back();
            for (const Resource& r : made.instance.resources)
                shares_.back().push_back(Rational(r.budget, n));
        }
    }

    /// "c0 a0 c1": projects with the level they are taken to.
    std::string run() {
        std::string told;
        while (true) {
            std::optional<Rational> best;
            std::vector<int> tied;
            for (int p = 0; p < size(); ++p) {
                const auto dominant = allowed(p) ? dominant_of(p) : std::nullopt;
                if (!dominant || (best && *dominant > *best)) continue;
                if (!best || *dominant < *best) tied.clear();
                best = dominant;
                tied.push_back(p);
            }
            if (!best) break;
            told += take(first(tied), true);
        }
        while (completes_) {
            std::vector<int> most;
            for (int p = 0; p < size(); ++p) {
                if (!allowed(p)) continue;
                if (!most.empty() && votes(p) > votes(most[0])) most.clear();
                if (most.empty() || votes(p) == votes(most[0])) most.push_back(p);
            }
            if (most.empty()) break;
            told += take(first(most), false);
        }
        return told;
    }

private:
    int size() const { return static_cast<int>(levels_.size()); }
    std::size_t num_resources() const { return c_.instance.resources.size(); }
    std::size_t votes(int p) const { return oracle::supporters(c_.profile, p).size(); }
    std::int64_t total(int p, int level, std::size_t r) const {
        return level < 0 ? 0 : c_.instance.projects[at(p)].levels[at(level)].costs[r];
    }
    std::int64_t cost(int p, std::size_t r) const {
        return total(p, levels_[at(p)] + 1, r) - total(p, levels_[at(p)], r);
    }
    bool exclude_each_other(int a, int b) const {
        const auto& of = c_.instance.projects;
        return std::ranges::count(of[at(a)].excludes, b) > 0 ||
               std::ranges::count(of[at(b)].excludes, a) > 0;
    }
    std::int64_t in_category(const Category& category, const std::vector<int>& levels) const {
        std::int64_t sum = 0;
        for (const int p : category.projects) sum += counted(category, p, levels[at(p)]);
        return sum;
    }
    std::int64_t counted(const Category& category, int p, int level) const {
        if (category.amounts.empty()) return total(p, level, at(category.resource));
        for (std::size_t i = 0; i < category.projects.size(); ++i)
            if (category.projects[i] == p && level >= 0) return category.amounts[i][at(level)];
        return 0;
    }

    bool allowed(int p) const {
        const LeveledProject& project = c_.instance.projects[at(p)];
        if (levels_[at(p)] + 1 == static_cast<int>(project.levels.size()) || votes(p) == 0)
            return false;
        for (const int before : project.prerequisites)
            if (levels_[at(before)] < 0) return false;
        for (int other = 0; other < size(); ++other)
            if (levels_[at(other)] >= 0 && exclude_each_other(p, other)) return false;
        std::vector<int> after = levels_;
        ++after[at(p)];
        for (const Category& category : c_.instance.categories)
            if (category.cap && std::ranges::count(category.projects, p) > 0 &&
                in_category(category, after) > *category.cap)
                return false;
        for (std::size_t r = 0; r < num_resources(); ++r) {
            std::int64_t sum = 0;
            for (int q = 0; q < size(); ++q) sum += total(q, after[at(q)], r);
            const std::int64_t floors = cost(p, r) > 0 ? kept(after, r) : 0;
            if (sum > c_.instance.resources[r].budget ||
                (cost(p, r) > 0 && sum + floors > c_.instance.resources[r].budget))
                return false;
        }
        return true;
    }

    std::int64_t kept(const std::vector<int>& after, std::size_t r) const {
        std::int64_t sum = 0;
        for (const Category& category : c_.instance.categories) {
            if (at(category.resource) != r) continue;
            std::int64_t could = 0;
            for (const int p : category.projects) {
                bool possible = votes(p) > 0;
                for (int other = 0; other < size(); ++other)
                    if (after[at(other)] >= 0 && exclude_each_other(p, other)) possible = false;
                const int top = static_cast<int>(c_.instance.projects[at(p)].levels.size()) - 1;
                if (possible)
                    could += counted(category, p, top) - counted(category, p, after[at(p)]);
            }
            sum += std::max<std::int64_t>(
                0, std::min(category.floor - in_category(category, after), could));
        }
        return sum;
    }

    Rational utility(int p, std::size_t voter) const {
        const auto& levels = c_.instance.projects[at(p)].levels;
        const int next = levels_[at(p)] + 1;
        return oracle::utility(c_.profile, voter, p) *
               (levels[at(next)].worth - (next > 0 ? levels[at(next - 1)].worth : Rational(0)));
    }

    std::optional<Rational> price(int p, std::size_t r) const {
        const std::vector<std::size_t> who = oracle::supporters(c_.profile, p);
        const auto raised = [&](const Rational& price) {
            Rational sum;
            for (const std::size_t v : who) sum += std::min(shares_[v][r], price * utility(p, v));
            return sum;
        };
        const Rational asked = cost(p, r);
        std::set<Rational> bends;
        for (const std::size_t v : who) bends.insert(shares_[v][r] / utility(p, v));
        Rational before;
        for (const Rational& bend : bends) {
            if (raised(bend) >= asked)
                return raised(bend) == raised(before)
                           ? before
                           : before + (asked - raised(before)) * (bend - before) /
                                          (raised(bend) - raised(before));
            before = bend;
        }
        return std::nullopt;
    }

    std::optional<Rational> dominant_of(int p) const {
        Rational dominant;
        for (std::size_t r = 0; r < num_resources(); ++r) {
            if (cost(p, r) == 0) continue;
            const auto found = price(p, r);
            if (!found) return std::nullopt;
            dominant = std::max(dominant, *found / Rational(c_.instance.resources[r].budget));
        }
        return dominant;
    }

    Rational share_of_budgets(int p) const {
        Rational sum;
        for (std::size_t r = 0; r < num_resources(); ++r)
            if (cost(p, r) > 0) sum += Rational(cost(p, r), c_.instance.resources[r].budget);
        return sum;
    }

    int first(const std::vector<int>& tied) const {
        return *std::ranges::min_element(tied, [&](int a, int b) {
            if (share_of_budgets(a) != share_of_budgets(b))
                return share_of_budgets(a) < share_of_budgets(b);
            if (votes(a) != votes(b)) return votes(a) > votes(b);
            return c_.instance.projects[at(a)].id < c_.instance.projects[at(b)].id;
        });
    }

    std::string take(int p, bool by_shares) {
        for (std::size_t r = 0; r < num_resources(); ++r) {
            if (cost(p, r) == 0) continue;
            const Rational price_now = by_shares ? *price(p, r) : Rational();
            for (const std::size_t v : oracle::supporters(c_.profile, p))
                shares_[v][r] -= std::min(
                    shares_[v][r],
                    by_shares ? price_now * utility(p, v)
                              : Rational(cost(p, r), static_cast<std::int64_t>(votes(p))));
        }
        ++levels_[at(p)];
        return c_.instance.projects[at(p)].id + std::to_string(levels_[at(p)]) + ' ';
    }

    const Case& c_;
    bool completes_;
    std::vector<int> levels_;
    ResourceShares shares_;
};

std::string told(const ConstrainedInstance& instance, const ConstrainedOutcome& outcome) {
    std::string text;
    for (const LevelPurchase& purchase : outcome.purchases)
        text += instance.projects[at(purchase.project)].id + std::to_string(purchase.level) + ' ';
    return text;
}

/// Three voters who all want both projects of one resource.
Case two_projects() {
    Case made;
    made.instance.resources = {{"days", 12}};
    made.instance.projects = {{"a", {{{6}, 1}}, {}, {}}, {"b", {{{6}, 1}}, {}, {}}};
    for (int v = 0; v < 3; ++v) made.profile.ballots.push_back(approval_ballot({0, 1}));
    return made;
}

const NotBought& only_one(const ConstrainedOutcome& outcome) {
    REQUIRE(outcome.not_bought.size() == 1);
    return outcome.not_bought.front();
}

}  // namespace

TEST_CASE("without constraints it is equal shares, tie for tie", "[selection][property]") {
    Random random(31);
    int with_ties = 0;
    for (int i = 0; i < 4000; ++i) {
        const SmallElection e = random_election(random);
        const Outcome expected = oracle::equal_shares(e.instance, e.profile);
        const ConstrainedOutcome made = constrained_shares(plain(e.instance), e.profile);
        REQUIRE(made.purchases.size() == expected.purchases.size());
        for (std::size_t k = 0; k < made.purchases.size(); ++k) {
            CHECK(made.purchases[k].project == expected.purchases[k].project);
            CHECK(made.purchases[k].prices.front() == *expected.purchases[k].rho);
            CHECK(made.purchases[k].tied == expected.purchases[k].tied);
            with_ties += made.purchases[k].tied.empty() ? 0 : 1;
        }
        for (std::size_t v = 0; v < made.shares.size(); ++v)
            CHECK(made.shares[v].front() == expected.state.shares[v]);
    }
    CHECK(with_ties > 300);
}

TEST_CASE("it agrees with the rule word for word", "[selection][oracle]") {
    Random random(32);
    std::map<Obstacle, int> met;
    int levels = 0;
    for (int i = 0; i < 6000; ++i) {
        const Case c = random_case(random);
        const ConstrainedOptions options{{}, random.below(2) == 0};
        const ConstrainedOutcome made = constrained_shares(c.instance, c.profile, options);
        INFO(i);
        REQUIRE(told(c.instance, made) == Slow(c, options.completes).run());
        REQUIRE(faults(verify(c.instance, c.profile, options, made)) == "");
        for (const NotBought& no : made.not_bought) ++met[no.obstacle];
        for (const LevelPurchase& purchase : made.purchases) levels += purchase.level > 0 ? 1 : 0;
    }
    for (const Obstacle each : {Obstacle::no_supporters, Obstacle::excluded, Obstacle::prerequisite,
                                Obstacle::cap, Obstacle::budget, Obstacle::floor, Obstacle::shares})
        CHECK(met[each] > 50);
    CHECK(levels > 1000);
}

TEST_CASE("an outcome that was tampered with does not verify", "[selection][unit]") {
    Random random(33);
    int tampered = 0;
    const std::vector<std::function<void(ConstrainedOutcome&)>> changes{
        [](ConstrainedOutcome& o) { o.purchases.front().level = 1; },
        [](ConstrainedOutcome& o) { o.purchases.front().project = -1; },
        [](ConstrainedOutcome& o) { o.purchases.front().dominant_price += 1; },
        [](ConstrainedOutcome& o) { o.levels.front() += 1; },
        [](ConstrainedOutcome& o) { o.shares.front().front() += 1; },
        [](ConstrainedOutcome& o) { o.purchases.push_back(o.purchases.front()); },
        [](ConstrainedOutcome& o) { o.purchases.pop_back(); },
        [](ConstrainedOutcome& o) {
            for (auto& payment : o.purchases.front().payments) payment.amount += 1;
            o.purchases.front().prices.front() += 1;
        },
        [](ConstrainedOutcome& o) { o.not_bought.push_back({}); },
    };
    while (tampered < 300) {
        const Case c = random_case(random);
        const ConstrainedOutcome made = constrained_shares(c.instance, c.profile);
        if (made.purchases.empty() || made.shares.empty() || c.instance.resources.empty()) continue;
        for (const auto& change : changes) {
            ConstrainedOutcome other = made;
            change(other);
            CHECK_FALSE(verify(c.instance, c.profile, {}, other).ok);
        }
        ++tampered;
    }
}

TEST_CASE("ties go by the keys that are asked for", "[selection][unit]") {
    const Case c = two_projects();
    const auto first = [&](const Options& ties) {
        return constrained_shares(c.instance, c.profile, {ties, false}).purchases[0].project;
    };
    CHECK(first({}) == 0);
    CHECK(first({{TieKey::id}, {1}}) == 1);
    CHECK(first({{TieKey::order}, {1, 0}}) == 1);
    std::set<int> drawn;
    for (std::uint64_t seed = 0; seed < 20; ++seed) drawn.insert(first({{TieKey::lot}, {}, seed}));
    CHECK(drawn.size() == 2);
    CHECK_THROWS_AS(first({{TieKey::refuse}}), Error);
    CHECK_THROWS_AS(first({{TieKey::id}, {7}}), Error);
}

TEST_CASE("a resource that runs out binds, whatever the others have left", "[selection][unit]") {
    Case c = two_projects();
    c.instance.resources = {{"law", 8}, {"data", 100}};
    for (LeveledProject& p : c.instance.projects) p.levels = {{{5, 1}, 1}};
    const ConstrainedOutcome made = constrained_shares(c.instance, c.profile);
    CHECK(winners(made) == std::vector<int>{0});
    CHECK(made.purchases[0].prices == std::vector<Rational>{Rational(5, 3), Rational(1, 3)});
    CHECK(made.purchases[0].dominant_price == Rational(5, 24));
    CHECK(only_one(made) == NotBought{1, 0, Obstacle::budget, 0, Rational(2)});
}

TEST_CASE("projects that exclude each other are never both bought", "[selection][unit]") {
    Case c = two_projects();
    c.instance.projects[1].excludes = {0};
    const ConstrainedOutcome made = constrained_shares(c.instance, c.profile);
    CHECK(winners(made) == std::vector<int>{0});
    CHECK(only_one(made) == NotBought{1, 0, Obstacle::excluded, 0, Rational()});
}

TEST_CASE("a project waits for what it needs", "[selection][unit]") {
    Case c = two_projects();
    c.instance.projects[0].prerequisites = {1};
    CHECK(winners(constrained_shares(c.instance, c.profile)) == std::vector<int>{1, 0});
    for (Ballot& ballot : c.profile.ballots) ballot = approval_ballot({0});
    const ConstrainedOutcome made = constrained_shares(c.instance, c.profile);
    CHECK(made.purchases.empty());
    CHECK(made.not_bought[0] == NotBought{0, 0, Obstacle::prerequisite, 1, Rational()});
}

TEST_CASE("a cap holds a category back, a floor keeps something for one", "[selection][unit]") {
    Case c = two_projects();
    c.instance.categories = {{"legal", {0, 1}, 0, 0, 8}};
    const ConstrainedOutcome capped = constrained_shares(c.instance, c.profile);
    CHECK(winners(capped) == std::vector<int>{0});
    CHECK(only_one(capped) == NotBought{1, 0, Obstacle::cap, 0, Rational(4)});

    c = two_projects();
    c.instance.projects.push_back({"c", {{{7}, 1}}, {}, {}});
    c.profile.ballots.push_back(approval_ballot({2}));
    c.instance.categories = {{"coast", {2}, 0, 7, {}}};
    const ConstrainedOutcome floored = constrained_shares(c.instance, c.profile, {{}, true});
    CHECK(winners(floored) == std::vector<int>{2});
    CHECK(floored.purchases[0].step == Step::completion);
    // Nobody wants it any more: the floor asks for what cannot be had, and keeps nothing.
    c.profile.ballots.pop_back();
    CHECK(winners(constrained_shares(c.instance, c.profile)) == std::vector<int>{0, 1});
}

TEST_CASE("a project is done in part where the whole is too dear", "[selection][unit]") {
    Case c;
    c.instance.resources = {{"days", 10}};
    c.instance.projects = {{"a", {{{4}, Rational(1, 2)}, {{8}, 1}, {{12}, Rational(1)}}, {}, {}}};
    c.instance.projects[0].levels.pop_back();
    c.profile.ballots = {approval_ballot({0}), approval_ballot({})};
    const ConstrainedOutcome part = constrained_shares(c.instance, c.profile);
    CHECK(part.levels == std::vector<int>{0});
    CHECK(only_one(part) == NotBought{0, 1, Obstacle::shares, 0, Rational(3)});
    c.profile.ballots[1] = approval_ballot({0});
    const ConstrainedOutcome whole = constrained_shares(c.instance, c.profile);
    CHECK(whole.levels == std::vector<int>{1});
    CHECK(whole.not_bought.empty());
}

TEST_CASE("shares that were given are what is spent from", "[selection][unit]") {
    const Case c = two_projects();
    const ResourceShares shares{{Rational(6)}, {Rational(1)}, {Rational(0)}};
    const ConstrainedOutcome made = constrained_shares(c.instance, c.profile, {}, shares);
    CHECK(winners(made) == std::vector<int>{0});
    CHECK(made.shares == ResourceShares{{Rational(1)}, {Rational(0)}, {Rational(0)}});
    CHECK(faults(verify(c.instance, c.profile, {}, made, shares)) == "");
    const auto refused = [&](const ResourceShares& wrong) {
        try {
            (void)constrained_shares(c.instance, c.profile, {}, wrong);
        } catch (const Error& error) {
            return error.code();
        }
        return std::string();
    };
    CHECK(refused({{Rational(1)}}) == "selection.state");
    CHECK(refused({{Rational(1)}, {Rational(1)}, {}}) == "selection.state");
    CHECK(refused({{Rational(-1)}, {Rational(1)}, {Rational(1)}}) == "selection.state");
    CHECK(refused({{Rational(10)}, {Rational(3)}, {Rational(0)}}) == "selection.state");
}

TEST_CASE("asked to stop, it hands back the purchases so far", "[selection][unit]") {
    const Case c = two_projects();
    std::stop_source source;
    Progress progress{[&](const ProgressStep& step) {
                          if (step.done == 1) source.request_stop();
                      },
                      source.get_token()};
    const ConstrainedOutcome made =
        constrained_shares(c.instance, c.profile, {{}, true}, {}, progress);
    CHECK_FALSE(made.finished);
    CHECK(winners(made) == std::vector<int>{0});
    CHECK(only_one(made).obstacle == Obstacle::stopped);
    CHECK(faults(verify(c.instance, c.profile, {{}, true}, made)) == "");
}

TEST_CASE("broken constraints are refused by name", "[selection][unit]") {
    const auto refused = [](const std::function<void(ConstrainedInstance&)>& change) {
        Case c = two_projects();
        change(c.instance);
        try {
            validate(c.instance, c.profile);
        } catch (const Error& error) {
            return error.code();
        }
        return std::string();
    };
    CHECK(refused([](auto&) {}) == "");
    CHECK(refused([](auto& i) { i.resources[0].budget = -1; }) == "selection.budget");
    CHECK(refused([](auto& i) { i.projects[0].levels[0].costs = {-1}; }) == "selection.cost");
    CHECK(refused([](auto& i) { i.projects[0].levels.clear(); }) == "selection.level");
    CHECK(refused([](auto& i) { i.projects[0].levels[0].costs = {}; }) == "selection.level");
    CHECK(refused([](auto& i) { i.projects[0].levels[0].worth = 0; }) == "selection.level");
    CHECK(refused([](auto& i) { i.projects[0].levels[0].worth = 2; }) == "selection.level");
    CHECK(refused([](auto& i) { i.projects[0].levels.push_back({{5}, 1}); }) == "selection.level");
    CHECK(refused([](auto& i) { i.projects[0].prerequisites = {2}; }) == "selection.constraint");
    CHECK(refused([](auto& i) { i.projects[0].excludes = {0}; }) == "selection.constraint");
    CHECK(refused([](auto& i) {
              i.projects[0].prerequisites = {1};
              i.projects[1].prerequisites = {0};
          }) == "selection.constraint");
    for (const std::vector<Category>& wrong : std::vector<std::vector<Category>>{
             {{"x", {0}, 1, 0, {}}},
             {{"x", {5}, 0, 0, {}}},
             {{"x", {0, 0}, 0, 0, {}}},
             {{"x", {0}, 0, 4, 3}},
             {{"x", {0}, 0, 13, {}}},
             {{"x", {0}, 0, 0, {}, {{1}, {2}}}},
             {{"x", {0}, 0, 0, {}, {{1, 2}}}},
             {{"x", {0}, 0, 0, {}, {{-1}}}},
             {{"x", {0}, 0, 1, {}}, {"y", {0}, 0, 1, {}}}})
        CHECK(refused([&](auto& i) { i.categories = wrong; }) == "selection.constraint");
    CHECK(refused([](auto& i) { i.projects[1].id = "a"; }) == "selection.duplicate_project");
    CHECK(refused([](auto& i) { i.resources.push_back({"days", 1}); }) != "");
}
