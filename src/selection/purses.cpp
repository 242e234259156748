#include "selection/purses.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace areena::selection {

Purses::Purses(const Election& election, const Rational& share)
    : election_(election),
      purse_(election.num_groups(), share.sign() > 0 ? 0 : -1),
      amounts_{RationalAccess::numerator(share)},
      near_{share.to_double()},
      denominator_(RationalAccess::denominator(share)) {}

std::vector<Purses::Stake> Purses::stakes(int project) const {
    const auto groups = election_.supporters(project);
    const auto weights = election_.weights(project);
    std::vector<Stake> stakes;
    stakes.reserve(groups.size());
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (const int purse = purse_[at(groups[i])]; purse >= 0)
            stakes.push_back(
                {purse, weights.empty() ? 1 : weights[i], election_.voters(groups[i]), 0});
    std::ranges::sort(stakes, {}, [](const Stake& s) { return std::pair(s.purse, s.weight); });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < stakes.size(); ++i) {
        if (kept > 0 && stakes[kept - 1].purse == stakes[i].purse &&
            stakes[kept - 1].weight == stakes[i].weight)
            stakes[kept - 1].voters += stakes[i].voters;
        else
            stakes[kept++] = stakes[i];
    }
    stakes.resize(kept);
    for (Stake& s : stakes) s.price = near_[at(s.purse)] / static_cast<double>(s.weight);
    std::ranges::sort(stakes, {},
                      [](const Stake& s) { return std::tuple(s.price, s.purse, s.weight); });
    return stakes;
}

void Purses::charge(int project, const Rational& price, bool spares_poor) {
    const cpp_int divisor = RationalAccess::denominator(price);
    const cpp_int factor = divisor / gcd(denominator_, divisor);
    if (factor != 1) {
        denominator_ *= factor;
        for (cpp_int& amount : amounts_) amount *= factor;
    }
    const cpp_int due = RationalAccess::numerator(price) * cpp_int(denominator_ / divisor);
    const auto groups = election_.supporters(project);
    const auto weights = election_.weights(project);
    std::map<std::pair<int, std::int64_t>, int> paid;  // purse and weight before, purse after
    for (std::size_t i = 0; i < groups.size(); ++i) {
        int& purse = purse_[at(groups[i])];
        if (purse < 0) continue;
        const std::int64_t weight = weights.empty() ? 1 : weights[i];
        const auto [found, is_new] = paid.try_emplace({purse, weight}, -1);
        if (is_new) {
            cpp_int left = amounts_[at(purse)] - due * weight;
            if (spares_poor && left < 0) {
                found->second = purse;
            } else if (left > 0) {
                found->second = static_cast<int>(amounts_.size());
                amounts_.push_back(std::move(left));
            }
        }
        purse = found->second;
    }
    compact();
}

/// Forgets amounts that nobody has, and what all of them and the denominator have in common.
void Purses::compact() {
    std::vector<int> number(amounts_.size(), -1);
    std::vector<cpp_int> kept;
    for (int& purse : purse_) {
        if (purse < 0) continue;
        int& now = number[at(purse)];
        if (now < 0) {
            now = static_cast<int>(kept.size());
            kept.push_back(std::move(amounts_[at(purse)]));
        }
        purse = now;
    }
    amounts_ = std::move(kept);
    cpp_int common = denominator_;
    for (const cpp_int& amount : amounts_) {
        if (common == 1) break;
        common = gcd(common, amount);
    }
    denominator_ /= common;
    near_.clear();
    for (cpp_int& amount : amounts_) {
        if (common != 1) amount /= common;
        near_.push_back(ratio(amount, denominator_));
    }
}

}  // namespace areena::selection
