#include "selection/transfer_history.hpp"

#include <map>
#include <optional>
#include <utility>

namespace areena::selection {

namespace {
std::size_t at(int i) { return static_cast<std::size_t>(i); }
}  // namespace

void TransferHistory::fund(std::int64_t cost, std::vector<Payer> payers) {
    Funding& funding = fundings_.emplace_back();
    funding.cost = cost;
    funding.num_classes = num_classes_;
    std::map<std::pair<int, Rational>, int> next;
    for (const Payer& payer : payers) {
        const int old = class_of_[at(payer.group)];
        funding.classes.push_back(old);
        if (!payer.hands_on) continue;
        const auto [found, is_new] = next.try_emplace({old, payer.part}, num_classes_);
        num_classes_ += is_new ? 1 : 0;
        class_of_[at(payer.group)] = found->second;
    }
    funding.payers = std::move(payers);
}

bool TransferHistory::proves(std::vector<Rational> factors, Rational sum) const {
    for (auto funding = fundings_.rbegin(); funding != fundings_.rend(); ++funding)
        if (!take_back(*funding, factors, sum)) return false;
    Rational total;
    for (const Rational& factor : factors) total += factor;
    return total * share_ == sum;
}

/// From money after a funding to money before it. With m before and m - x part m after, the sum of
/// factor x m lost x times the sum of factor x part x m, taken class by class as m is the same there.
/// If that is `multiple` times what those who hand on gave, voters x part x m, it lost `multiple`
/// times what the cost exceeds the money of those who paid all.
bool TransferHistory::take_back(const Funding& funding, std::vector<Rational>& factors,
                                Rational& sum) {
    std::vector<Rational> lost(at(funding.num_classes));
    std::vector<Rational> given(at(funding.num_classes));
    for (std::size_t i = 0; i < funding.payers.size(); ++i) {
        const Payer& payer = funding.payers[i];
        if (!payer.hands_on) continue;
        const std::size_t c = at(funding.classes[i]);
        lost[c] += factors[at(payer.group)] * payer.part;
        given[c] += Rational(payer.voters) * payer.part;
    }
    std::optional<Rational> multiple;
    for (std::size_t c = 0; c < given.size(); ++c) {
        if (given[c].sign() == 0) continue;
        if (!multiple) multiple = lost[c] / given[c];
        if (lost[c] != *multiple * given[c]) return false;
    }
    if (!multiple || multiple->sign() == 0) return true;
    sum += *multiple * Rational(funding.cost);
    for (const Payer& payer : funding.payers)
        if (!payer.hands_on) factors[at(payer.group)] += *multiple * Rational(payer.voters);
    return true;
}

}  // namespace areena::selection
