#include "planning/verification/payments.hpp"

#include <algorithm>

namespace areena::planning::verification {

namespace {
std::size_t at(int index) { return static_cast<std::size_t>(index); }
using selection::Rule;
}  // namespace

Rational PaymentReader::utility(int project, std::size_t supporter) const {
    const auto weights = election_.weights(project);
    const Rational weight = weights.empty() ? Rational(1) : Rational(weights[supporter]);
    return weight * election_.scale(project);
}

std::string PaymentReader::read(const Chosen& chosen, int project,
                                const std::vector<Rational>& paid) {
    const std::string name = "'" + chosen.commitment.key() + "'";
    const auto supporters = election_.supporters(project);
    if (!are_of_rule(chosen, project, paid)) return name + " is carried otherwise than by the rule";
    if (chosen.effective_support != effective_support(chosen, project, paid))
        return name + " has another effective support";
    for (std::size_t i = 0; i < supporters.size(); ++i) {
        if (rule_ == Rule::phragmen && chosen.value)
            left_[at(supporters[i])] = *chosen.value;
        else
            left_[at(supporters[i])] -= paid[i];
    }
    return {};
}

bool PaymentReader::are_of_rule(const Chosen& chosen, int project,
                                const std::vector<Rational>& paid) const {
    const auto supporters = election_.supporters(project);
    const Rational cost = election_.cost(project);
    const Rational even = cost / Rational(std::max<std::int64_t>(1, election_.votes(project)));
    Rational sum;
    for (std::size_t i = 0; i < supporters.size(); ++i) {
        const Rational& left = left_[at(supporters[i])];
        Rational due;
        if (chosen.step == ChoiceStep::completion)
            due = rule_ == Rule::equal_shares ? std::min(left, even) : Rational();
        else if (rule_ == Rule::equal_shares && chosen.rho)
            due = std::min(left, *chosen.rho * utility(project, i));
        else if (rule_ == Rule::exact_equal_shares && chosen.value)
            due = *chosen.value * utility(project, i) <= left ? *chosen.value * utility(project, i)
                                                              : Rational();
        else if (rule_ == Rule::phragmen && chosen.value)
            due = *chosen.value - left;
        else if (rule_ == Rule::bounded_overspending)
            due = paid[i];
        if (paid[i] != due) return false;
        sum += due;
    }
    const bool is_paid = rule_ == Rule::equal_shares || rule_ == Rule::exact_equal_shares ||
                         rule_ == Rule::phragmen;
    if (chosen.step == ChoiceStep::completion) return sum <= cost;
    if (rule_ == Rule::bounded_overspending) return are_overspent(chosen, project, paid);
    return sum == (is_paid ? cost : Rational());
}

/// There is a price t with everybody giving min(what is left, t x utility), and with alpha = t /
/// value a part alpha of the cost is raised at the price t x alpha. Where all give all they have, t
/// cannot be told from what they give.
bool PaymentReader::are_overspent(const Chosen& chosen, int project,
                                  const std::vector<Rational>& paid) const {
    const auto supporters = election_.supporters(project);
    const Rational cost = election_.cost(project);
    Rational price;
    Rational sum;
    for (std::size_t i = 0; i < supporters.size(); ++i) {
        const Rational& amount = paid[i];
        if (amount.sign() < 0 || amount > left_[at(supporters[i])]) return false;
        price = std::max(price, amount / utility(project, i));
        sum += amount;
    }
    if (cost.sign() == 0) return sum.sign() == 0;
    if (sum.sign() == 0 || sum > cost || !chosen.value || chosen.value->sign() <= 0) return false;
    bool all_give_all = true;
    for (std::size_t i = 0; i < supporters.size(); ++i)
        all_give_all = all_give_all && paid[i] == left_[at(supporters[i])];
    if (all_give_all) return true;
    const Rational part = price / *chosen.value;
    Rational raised;
    for (std::size_t i = 0; i < supporters.size(); ++i) {
        const Rational& left = left_[at(supporters[i])];
        if (paid[i] != std::min(left, price * utility(project, i))) return false;
        raised += std::min(left, price * part * utility(project, i));
    }
    return part <= Rational(1) && raised == part * cost;
}

Rational PaymentReader::effective_support(const Chosen& chosen, int project,
                                          const std::vector<Rational>& paid) const {
    const Rational votes = election_.votes(project);
    const Rational cost = election_.cost(project);
    if (cost.sign() == 0) return votes;
    Rational sum;
    Rational largest;
    for (const Rational& amount : paid) {
        sum += amount;
        largest = std::max(largest, amount);
    }
    if (chosen.step == ChoiceStep::completion) return sum / (cost / votes);
    return largest.sign() == 0 ? votes : sum / largest;
}

}  // namespace areena::planning::verification
