#include "areena/selection/ledger.hpp"

#include "areena/core/error.hpp"
#include "areena/selection/constrained.hpp"
#include "elections.hpp"

#include "catch.hpp"

#include <functional>

using namespace areena;
using namespace areena::selection;
using namespace areena::selection::tests;

namespace {

using Amounts = std::vector<Rational>;
using Names = std::vector<std::string>;

Rational sum(const Amounts& amounts) {
    Rational all;
    for (const Rational& amount : amounts) all += amount;
    return all;
}

std::string code_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        return error.code();
    }
    return "";
}

}  // namespace

TEST_CASE("without a past everybody begins with the same", "[selection][unit]") {
    CHECK(opening_shares({}, {"a", "b", "c"}, 12) == Amounts{4, 4, 4});
    CHECK(opening_shares({}, {}, 12).empty());
    CHECK(opening_shares({}, {"a"}, 0) == Amounts{0});
}

TEST_CASE("who got less begins with more, by just as much", "[selection][unit]") {
    const Ledger ledger{{{"a", 2}, {"b", -2}}};
    CHECK(opening_shares(ledger, {"a", "b"}, 12) == Amounts{8, 4});
    CHECK(opening_shares(ledger, {"b", "a"}, 12) == Amounts{4, 8});
    CHECK(opening_shares(ledger, {"a", "b"}, 12, Rational(1, 2)) == Amounts{7, 5});
    CHECK(opening_shares(ledger, {"a", "b"}, 12, 0) == Amounts{6, 6});
}

TEST_CASE("nobody begins below nothing, and the budget is shared out whole", "[selection][unit]") {
    CHECK(opening_shares({{{"a", 9}, {"b", -9}}}, {"a", "b"}, 12) == Amounts{12, 0});
    CHECK(opening_shares({{{"a", 5}, {"b", 4}, {"c", -9}}}, {"a", "b", "c"}, 6) ==
          Amounts{Rational(7, 2), Rational(5, 2), 0});
}

TEST_CASE("newcomers begin level, and what leavers held is spread over all", "[selection][unit]") {
    const Ledger ledger{{{"a", 3}, {"b", -3}}};
    CHECK(opening_shares(ledger, {"a", "b", "new"}, 30) == Amounts{13, 7, 10});
    CHECK(opening_shares(ledger, {"a", "new"}, 20) == Amounts{Rational(23, 2), Rational(17, 2)});
}

TEST_CASE("balances are what was spent less than on average", "[selection][unit]") {
    const auto entries = settle({{{"a", 1}, {"b", -1}}}, {"b", "a"}, {5, 7}, {4, 2});
    REQUIRE(entries.size() == 2);
    CHECK(entries[0] == LedgerEntry{"b", -1, 5, 4, -2});
    CHECK(entries[1] == LedgerEntry{"a", 1, 7, 2, 2});
    CHECK(carried_on(entries) == Ledger{{{"a", 2}, {"b", -2}}});
    CHECK(settle({}, {}, {}, {}).empty());
}

TEST_CASE("over the periods shares stay whole, balances at zero in all", "[selection][property]") {
    Random random(8);
    const auto below = [&](std::uint64_t n) { return static_cast<std::int64_t>(random.below(n)); };
    for (int i = 0; i < 500; ++i) {
        Ledger ledger;
        for (int period = 0; period < 5; ++period) {
            Names voters;
            for (char name = 'a'; name < 'h'; ++name)
                if (random.below(4) > 0) voters.emplace_back(1, name);
            if (voters.empty()) continue;
            const Rational memory(below(4), 3);
            const Rational budget = below(40);
            const Amounts shares = opening_shares(ledger, voters, budget, memory);
            CHECK(sum(shares) == budget);
            for (const Rational& share : shares) CHECK(share.sign() >= 0);
            Amounts spent;
            for (const Rational& share : shares) spent.push_back(share * Rational(below(5), 4));
            ledger = carried_on(settle(ledger, voters, shares, spent, memory));
            Amounts balances;
            for (const Balance& balance : ledger.balances) balances.push_back(balance.amount);
            CHECK(sum(balances).sign() == 0);
        }
    }
}

TEST_CASE("who loses every time is heard at last", "[selection][unit]") {
    // Three voters of one mind and one of another; each period has room for one project. With equal
    // shares the one alone can never pay for its own; with what it is owed it can.
    ConstrainedInstance instance;
    instance.resources = {{"days", 4}};
    instance.projects = {{"many", {{{3}, 1}}, {}, {}}, {"alone", {{{3}, 1}}, {}, {}}};
    Profile profile;
    for (int v = 0; v < 3; ++v) profile.ballots.push_back(approval_ballot({0}));
    profile.ballots.push_back(approval_ballot({1}));
    const Names voters{"a", "b", "c", "d"};
    Ledger ledger;
    int periods = 0;
    int won = 0;
    for (; periods < 12; ++periods) {
        const Amounts opening = opening_shares(ledger, voters, 4);
        ResourceShares shares;
        for (const Rational& share : opening) shares.push_back({share});
        const ConstrainedOutcome made =
            constrained_shares(instance, profile, {{}, true}, shares);
        Amounts spent;
        for (const auto& mine : charges(instance, profile, made)) spent.push_back(mine.front());
        won += made.levels[1] == 0 ? 1 : 0;
        ledger = carried_on(settle(ledger, voters, opening, spent));
    }
    CHECK(won == 3);  // a quarter of the voters, a quarter of the periods
}

TEST_CASE("broken books are refused", "[selection][unit]") {
    CHECK(code_of([] { (void)opening_shares({}, {"a", "a"}, 1); }) == "selection.ledger");
    CHECK(code_of([] { (void)opening_shares({{{"a", 1}, {"a", -1}}}, {"a"}, 1); }) ==
          "selection.ledger");
    CHECK(code_of([] { (void)opening_shares({}, {"a"}, -1); }) == "selection.budget");
    CHECK(code_of([] { (void)opening_shares({}, {"a"}, 1, 2); }) == "selection.ledger");
    CHECK(code_of([] { (void)settle({}, {"a"}, {1}, {}); }) == "selection.ledger");
    CHECK(code_of([] { (void)settle({}, {"a"}, {1}, {-1}); }) == "selection.ledger");
}
