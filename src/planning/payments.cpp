#include "planning/payments.hpp"

#include "areena/selection/accounts.hpp"

#include <algorithm>

namespace areena::planning {

namespace {
using selection::Election;
using selection::Payment;
using selection::Purchase;
using selection::Round;
using selection::Rule;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

Purchase unpaid(const Round& round, Rule rule) {
    Purchase purchase;
    purchase.project = round.project;
    purchase.tied = round.tied;
    purchase.step = round.completes ? selection::Step::completion : selection::Step::shares;
    if (rule == Rule::equal_shares && !round.completes) purchase.rho = round.value;
    return purchase;
}

/// What completion of equal shares adds: an even part of the cost, as far as each has it.
void pay_evenly(const Election& election, std::vector<Rational>& left, Purchase& purchase) {
    for (const int voter : election.supporters(purchase.project)) {
        const Rational amount =
            std::min(left[at(voter)],
                     Rational(election.cost(purchase.project), election.votes(purchase.project)));
        if (amount.sign() <= 0) continue;
        left[at(voter)] -= amount;
        purchase.payments.push_back({voter, amount});
    }
}

/// A supporter counts in full who carries as much as anyone; where nobody carries, all do. In
/// completion one who carries an even part of the cost.
Rational effective_support(const Election& election, const Purchase& purchase) {
    const Rational votes = election.votes(purchase.project);
    Rational paid;
    Rational largest;
    for (const Payment& payment : purchase.payments) {
        paid += payment.amount;
        largest = std::max(largest, payment.amount);
    }
    if (election.cost(purchase.project) == 0) return votes;
    if (purchase.step == selection::Step::completion)
        return paid * votes / Rational(election.cost(purchase.project));
    return largest.sign() > 0 ? paid / largest : votes;
}
}  // namespace

std::vector<Purchase> payments_of(const Election& election, const selection::RuleOptions& options,
                                  const selection::Selection& selection) {
    std::vector<Purchase> purchases;
    for (const Round& round : selection.rounds) purchases.push_back(unpaid(round, options.rule));
    std::vector<Rational> left(election.num_groups(), selection.share);
    for (const auto& [round, voter, amount] :
         selection::accounts(election, options, selection).payments) {
        if (selection.rounds[at(round)].completes) continue;
        purchases[at(round)].payments.push_back({voter, amount});
        left[at(voter)] -= amount;
    }
    for (Purchase& purchase : purchases) {
        if (options.rule == Rule::equal_shares && purchase.step == selection::Step::completion)
            pay_evenly(election, left, purchase);
        purchase.effective_support = effective_support(election, purchase);
    }
    return purchases;
}

}  // namespace areena::planning
