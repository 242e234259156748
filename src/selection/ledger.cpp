#include "areena/selection/ledger.hpp"

#include "areena/core/error.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <utility>

namespace areena::selection {
namespace {

[[noreturn]] void refuse(const std::string& why) { throw Error("selection.ledger", why); }

void check_voters(std::vector<std::string> voters, const std::string& where) {
    std::ranges::sort(voters);
    if (const auto twice = std::ranges::adjacent_find(voters); twice != voters.end())
        refuse("voter '" + *twice + "' stands twice in " + where);
}

/// By voter, as far as `memory` goes, adding up to zero over the voters there are.
std::vector<Rational> balances_of(const Ledger& ledger, const std::vector<std::string>& voters,
                                  const Rational& memory) {
    if (memory.sign() < 0 || memory > Rational(1))
        refuse("the memory is " + to_string(memory) + "; it must be from 0 to 1");
    check_voters(voters, "the list of voters");
    std::vector<std::string> known;
    std::map<std::string, Rational> amounts;
    for (const Balance& balance : ledger.balances) {
        known.push_back(balance.voter);
        amounts[balance.voter] = balance.amount * memory;
    }
    check_voters(std::move(known), "the ledger");
    std::vector<Rational> mine;
    for (const std::string& voter : voters) {
        const auto found = amounts.find(voter);
        mine.push_back(found == amounts.end() ? Rational() : found->second);
    }
    if (mine.empty()) return mine;
    const Rational mean = std::accumulate(mine.begin(), mine.end(), Rational()) /
                          Rational(static_cast<std::int64_t>(mine.size()));
    for (Rational& amount : mine) amount -= mean;
    return mine;
}

}  // namespace

std::vector<Rational> opening_shares(const Ledger& ledger, const std::vector<std::string>& voters,
                                     const Rational& budget, const Rational& memory) {
    if (budget.sign() < 0)
        throw Error("selection.budget",
                    "the budget is " + to_string(budget) + "; it must not be negative");
    std::vector<Rational> shares = balances_of(ledger, voters, memory);
    // The level L with sum of max(0, L + balance) = budget, from the largest balance downwards.
    std::vector<Rational> sorted = shares;
    std::ranges::sort(sorted, std::greater());
    Rational sum;
    Rational level;
    for (std::size_t k = 0; k < sorted.size(); ++k) {
        const Rational with_k =
            (budget - sum - sorted[k]) / Rational(static_cast<std::int64_t>(k + 1));
        if ((with_k + sorted[k]).sign() < 0) break;
        sum += sorted[k];
        level = with_k;
    }
    for (Rational& share : shares) share = std::max(Rational(), level + share);
    return shares;
}

std::vector<LedgerEntry> settle(const Ledger& ledger, const std::vector<std::string>& voters,
                                const std::vector<Rational>& shares,
                                const std::vector<Rational>& spent, const Rational& memory) {
    if (shares.size() != voters.size() || spent.size() != voters.size())
        refuse("there are " + std::to_string(voters.size()) + " voters, " +
               std::to_string(shares.size()) + " shares and " + std::to_string(spent.size()) +
               " amounts spent");
    const std::vector<Rational> carried = balances_of(ledger, voters, memory);
    std::vector<LedgerEntry> entries;
    if (voters.empty()) return entries;
    for (std::size_t i = 0; i < voters.size(); ++i)
        if (spent[i].sign() < 0)
            refuse("voter '" + voters[i] + "' spent " + to_string(spent[i]) +
                   "; it must not be negative");
    const Rational mean = std::accumulate(spent.begin(), spent.end(), Rational()) /
                          Rational(static_cast<std::int64_t>(spent.size()));
    for (std::size_t i = 0; i < voters.size(); ++i)
        entries.push_back(
            {voters[i], carried[i], shares[i], spent[i], carried[i] + mean - spent[i]});
    return entries;
}

Ledger carried_on(const std::vector<LedgerEntry>& entries) {
    Ledger ledger;
    for (const LedgerEntry& entry : entries)
        ledger.balances.push_back({entry.voter, entry.balance});
    std::ranges::sort(ledger.balances, {}, &Balance::voter);
    return ledger;
}

}  // namespace areena::selection
