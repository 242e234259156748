#include "planning/payments.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace areena::planning {

namespace {
using selection::Election;
using selection::Payment;
using selection::Purchase;
using selection::Round;
using selection::Rule;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class Payments {
public:
    Payments(const Election& election, Rule rule, const Rational& share)
        : election_(election), rule_(rule), left_(election.num_groups(), share) {}

    Purchase next(const Round& round) {
        Purchase purchase;
        purchase.project = round.project;
        purchase.tied = round.tied;
        purchase.step = round.completes ? selection::Step::completion : selection::Step::shares;
        if (rule_ == Rule::equal_shares && !round.completes) purchase.rho = round.value;
        const auto voters = election_.supporters(round.project);
        const std::optional<Rational> rho = round.completes ? std::nullopt : price(round);
        for (std::size_t i = 0; i < voters.size(); ++i) {
            const Rational amount = due(round, rho, voters[i], i);
            if (amount.sign() <= 0) continue;
            if (rule_ == Rule::phragmen)
                left_[at(voters[i])] = round.value;  // the load
            else
                left_[at(voters[i])] -= amount;
            purchase.payments.push_back({voters[i], amount});
        }
        purchase.effective_support = effective_support(purchase);
        return purchase;
    }

private:
    [[nodiscard]] Rational utility(int project, std::size_t supporter) const {
        const auto weights = election_.weights(project);
        return weights.empty() ? election_.scale(project)
                               : election_.scale(project) * Rational(weights[supporter]);
    }

    [[nodiscard]] Rational due(const Round& round, const std::optional<Rational>& rho, int voter,
                               std::size_t supporter) const {
        const Rational& left = left_[at(voter)];
        if (round.completes)
            return rule_ == Rule::equal_shares
                       ? std::min(left, Rational(election_.cost(round.project),
                                                 election_.votes(round.project)))
                       : Rational();
        if (rule_ == Rule::phragmen) return round.value - left;
        if (!rho) return {};
        const Rational asked = *rho * utility(round.project, supporter);
        if (rule_ == Rule::exact_equal_shares) return left < asked ? Rational() : asked;
        return std::min(left, asked);
    }

    /// What is paid per utility, by the rules that have such a price.
    [[nodiscard]] std::optional<Rational> price(const Round& round) const {
        switch (rule_) {
            case Rule::equal_shares:
            case Rule::exact_equal_shares: return round.value;
            case Rule::bounded_overspending: return overspending_price(round);
            default: return std::nullopt;
        }
    }

    /// rho / alpha of the offer with rho / alpha^2 as told, of several that of the largest alpha. An
    /// offer is best where some supporter has just enough, or where the whole cost is raised.
    [[nodiscard]] std::optional<Rational> overspending_price(const Round& round) const {
        const int project = round.project;
        const Rational cost = election_.cost(project);
        if (cost.sign() == 0) return std::nullopt;
        std::optional<std::pair<Rational, Rational>> best;  // alpha, rho
        const auto offer = [&](const Rational& rho) {
            const Rational alpha = std::min(Rational(1), raised(project, rho) / cost);
            if (alpha.sign() > 0 && rho / (alpha * alpha) == round.value &&
                (!best || alpha > best->first))
                best = {alpha, rho};
        };
        // Where the whole cost is raised alpha is 1 and rho the value itself.
        offer(round.value);
        const auto voters = election_.supporters(project);
        for (std::size_t i = 0; i < voters.size(); ++i)
            if (left_[at(voters[i])].sign() > 0)
                offer(left_[at(voters[i])] / utility(project, i));
        if (!best) return std::nullopt;
        return best->second / best->first;
    }

    [[nodiscard]] Rational raised(int project, const Rational& rho) const {
        const auto voters = election_.supporters(project);
        Rational sum;
        for (std::size_t i = 0; i < voters.size(); ++i)
            sum += std::min(left_[at(voters[i])], rho * utility(project, i));
        return sum;
    }

    /// A supporter counts in full who carries as much as anyone; where nobody carries, all do. In
    /// completion one who carries an even part of the cost.
    [[nodiscard]] Rational effective_support(const Purchase& purchase) const {
        const Rational votes = election_.votes(purchase.project);
        Rational paid;
        Rational largest;
        for (const Payment& payment : purchase.payments) {
            paid += payment.amount;
            largest = std::max(largest, payment.amount);
        }
        if (election_.cost(purchase.project) == 0) return votes;
        if (purchase.step == selection::Step::completion)
            return paid * votes / Rational(election_.cost(purchase.project));
        return largest.sign() > 0 ? paid / largest : votes;
    }

    const Election& election_;
    Rule rule_;
    std::vector<Rational> left_;  // by voter; Phragmen: its load
};
}  // namespace

std::vector<Purchase> payments_of(const Election& election, Rule rule,
                                  const selection::Selection& selection) {
    Payments payments(election, rule, selection.share);
    std::vector<Purchase> purchases;
    for (const Round& round : selection.rounds) purchases.push_back(payments.next(round));
    return purchases;
}

}  // namespace areena::planning
