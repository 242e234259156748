#include "areena/timetable/capacity.hpp"

#include "timetable/load_state.hpp"

#include "catch.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

#include <map>

using namespace areena;
using namespace areena::timetable;

using Amounts = std::vector<std::int64_t>;

namespace {

/// Law and economics share an office; data stands alone.
Problem offices() {
    Problem p;
    p.num_periods = 1;
    p.skills = {"law", "economics", "data"};
    p.resources = {{"office", {0, 1}, {10}}, {"lawyer", {0}, {4}}, {"analyst", {2}, {5}}};
    return p;
}

Problem random_problem(std::uint64_t seed, int skills, bool crowded) {
    test::Size size;
    size.skills = skills;
    size.resources = 5;
    size.crowded = crowded;
    return test::RandomProblem(seed, size).make();
}

Amounts random_demand(Random& random, const Problem& p) {
    Amounts demand;
    for (std::size_t s = 0; s < p.skills.size(); ++s)
        demand.push_back(static_cast<std::int64_t>(random.below(9)));
    return demand;
}

test::Table as_table(const Problem& p, const Amounts& demand) {
    test::Table table(p.skills.size());
    for (std::size_t s = 0; s < demand.size(); ++s)
        table[s].assign(static_cast<std::size_t>(p.num_periods), demand[s]);
    return table;
}

unsigned as_bits(const std::vector<int>& skills) {
    unsigned set = 0;
    for (const int s : skills) set |= 1U << s;
    return set;
}

}  // namespace

TEST_CASE("a demand that fits is met from the resources in order", "[timetable][unit]") {
    const Supply met = supply(offices(), 0, Amounts{6, 8, 5});
    CHECK(met.missing == 0);
    CHECK(met.shortages.empty());
    CHECK(met.flows == std::vector<Flow>{{0, 0, 0, 2}, {0, 1, 0, 8}, {1, 0, 0, 4}, {2, 2, 0, 5}});
}

TEST_CASE("a demand that does not fit names the smallest sets that bind", "[timetable][unit]") {
    SECTION("one skill alone, though another could be counted in") {
        const Supply met = supply(offices(), 0, Amounts{4, 11, 0});
        CHECK(met.shortages == std::vector<Shortage>{{{1}, 0, 1}});
    }
    SECTION("two skills together, neither of them alone") {
        const Supply met = supply(offices(), 0, Amounts{9, 8, 0});
        CHECK(met.shortages == std::vector<Shortage>{{{0, 1}, 0, 3}});
    }
    SECTION("two sets that no resource joins") {
        const Supply met = supply(offices(), 0, Amounts{9, 8, 7});
        CHECK(met.shortages == std::vector<Shortage>{{{0, 1}, 0, 3}, {{2}, 0, 2}});
        CHECK(met.missing == 5);
    }
    SECTION("a skill that nobody has") {
        Problem p = offices();
        p.skills.push_back("art");
        CHECK(supply(p, 0, Amounts{0, 0, 0, 1}).shortages == std::vector<Shortage>{{{3}, 0, 1}});
    }
}

TEST_CASE("the peak is the largest share over sets of skills", "[timetable][unit]") {
    const Peak found = peak(offices(), 0, Amounts{6, 5, 4});
    CHECK(found.share == Rational(4, 5));
    CHECK(found.skills == std::vector<int>{2});
    CHECK(peak(offices(), 0, Amounts{7, 7, 0}).share == Rational(1));
    CHECK(peak(offices(), 0, Amounts{0, 0, 0}) == Peak{});
    CHECK(peak(offices(), 0, Amounts{0, 20, 0}).share == Rational(2));
}

TEST_CASE("flow agrees with Hall's condition on random demands", "[timetable][property]") {
    Random random(11);
    int short_ones = 0;
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
        const Problem p = random_problem(seed, seed % 3 == 0 ? 8 : 4, seed % 2 == 0);
        const Amounts demand = random_demand(random, p);
        const test::Table load = as_table(p, demand);
        const Supply met = supply(p, 0, demand);
        REQUIRE(met.missing == test::shortfall(p, load, 0));
        if (met.missing > 0) ++short_ones;

        Amounts given(p.skills.size(), 0);
        Amounts used(p.resources.size(), 0);
        for (const Flow& flow : met.flows) {
            const std::vector<int>& skills = p.resources[flow.resource].skills;
            REQUIRE(std::find(skills.begin(), skills.end(), flow.skill) != skills.end());
            given[flow.skill] += flow.amount;
            used[flow.resource] += flow.amount;
        }
        std::int64_t sum = 0;
        for (std::size_t s = 0; s < given.size(); ++s) {
            REQUIRE(given[s] <= demand[s]);
            sum += demand[s] - given[s];
        }
        REQUIRE(sum == met.missing);
        for (std::size_t r = 0; r < used.size(); ++r)
            REQUIRE(used[r] <= p.resources[r].available[0]);
        REQUIRE(peak(p, 0, demand).share == [&] {
            Problem one = p;
            one.num_periods = 1;
            return test::peak_share(one, load);
        }());
    }
    CHECK(short_ones > 300);
}

TEST_CASE("a shortage is the smallest set that is as short", "[timetable][property]") {
    Random random(12);
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        const Problem p = random_problem(seed, 5, seed % 2 == 0);
        const Amounts demand = random_demand(random, p);
        const test::Table load = as_table(p, demand);
        const Supply met = supply(p, 0, demand);
        unsigned all = 0;
        for (const Shortage& shortage : met.shortages) {
            const unsigned set = as_bits(shortage.skills);
            REQUIRE((all & set) == 0);
            all |= set;
            REQUIRE(test::wanted(load, set, 0) - test::have(p, set, 0) == shortage.amount);
            for (unsigned part = (set - 1) & set; part != 0; part = (part - 1) & set)
                REQUIRE(test::wanted(load, part, 0) - test::have(p, part, 0) < shortage.amount);
        }
        REQUIRE(test::wanted(load, all, 0) - test::have(p, all, 0) == met.missing);
    }
}

namespace {

/// Adds and removes random takes in one period and asks, each time, whether more would fit.
void check_load_state(const Problem& p, Random& random) {
    using namespace areena::timetable::detail;
    const Network network(p);
    const test::Table standing = test::standing(p);
    LoadState state(network, Calendar(p), p, standing);
    test::Table load = standing;
    std::vector<std::map<int, std::int64_t>> added;
    for (int step = 0; step < 12; ++step) {
        std::map<int, std::int64_t> takes;  // by skill, all of one piece
        const auto piece = static_cast<int>(random.below(network.pieces.size()));
        std::vector<Take> local;
        for (const int s : network.pieces[piece].skills)
            if (random.below(2) == 0) {
                takes[s] = 1 + static_cast<std::int64_t>(random.below(3));
                local.push_back({network.local_skill[s], takes[s]});
            }
        test::Table more = load;
        for (const auto& [s, amount] : takes) more[s][0] += amount;
        const std::int64_t growth = test::shortfall(p, more, 0) - test::shortfall(p, load, 0);
        REQUIRE(state.missing(piece, 0, local) == growth);
        REQUIRE(state.fits(piece, 0, local) == (growth == 0));
        if (growth == 0) {
            state.add(piece, 0, local);
            load = more;
            added.push_back(takes);
        } else if (!added.empty()) {
            const std::size_t which = random.below(added.size());
            std::vector<Take> back;
            for (const auto& [s, amount] : added[which]) {
                back.push_back({network.local_skill[s], amount});
                load[s][0] -= amount;
            }
            if (!back.empty())
                state.remove(network.piece_of_skill[added[which].begin()->first], 0, back);
            added.erase(added.begin() + static_cast<std::ptrdiff_t>(which));
        }
        Problem one = p;
        one.num_periods = 1;
        const Rational peak = test::peak_share(one, load);
        Rational found;
        for (int i = 0; i < static_cast<int>(network.pieces.size()); ++i)
            found = std::max(found, state.share(i, 0).rational());
        REQUIRE(found == peak);
    }
}

}  // namespace

TEST_CASE("loads kept step by step agree with Hall's condition", "[timetable][property]") {
    Random random(13);
    for (std::uint64_t seed = 0; seed < 400; ++seed)
        check_load_state(random_problem(seed, seed % 2 == 0 ? 4 : 9, seed % 3 != 0), random);
}
