#include "selection/subset_sums.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace areena::selection {

namespace {
constexpr std::int64_t word = 64;

std::size_t at(std::int64_t i) { return static_cast<std::size_t>(i); }

std::int64_t unit_of(const std::vector<std::int64_t>& costs) {
    std::int64_t unit = 0;
    for (const std::int64_t cost : costs) unit = std::gcd(unit, cost);
    return std::max<std::int64_t>(unit, 1);
}

std::uint64_t reversed(std::uint64_t x) {
    x = (x >> 1U & 0x5555555555555555U) | (x & 0x5555555555555555U) << 1U;
    x = (x >> 2U & 0x3333333333333333U) | (x & 0x3333333333333333U) << 2U;
    x = (x >> 4U & 0x0F0F0F0F0F0F0F0FU) | (x & 0x0F0F0F0F0F0F0F0FU) << 4U;
    x = (x >> 8U & 0x00FF00FF00FF00FFU) | (x & 0x00FF00FF00FF00FFU) << 8U;
    x = (x >> 16U & 0x0000FFFF0000FFFFU) | (x & 0x0000FFFF0000FFFFU) << 16U;
    return x >> 32U | x << 32U;
}
}  // namespace

std::optional<SubsetSums> SubsetSums::make(const std::vector<std::int64_t>& costs,
                                           std::int64_t limit, std::size_t most_bytes) {
    const std::int64_t units = std::min(limit, std::accumulate(costs.begin(), costs.end(),
                                                               std::int64_t{0})) /
                               unit_of(costs);
    const std::size_t bytes = at(units / word + 1) * sizeof(std::uint64_t);
    if (bytes > most_bytes / (costs.size() + 1)) return std::nullopt;
    return SubsetSums(costs, limit);
}

SubsetSums::SubsetSums(const std::vector<std::int64_t>& costs, std::int64_t limit)
    : unit_(unit_of(costs)) {
    std::int64_t all = 0;
    for (const std::int64_t cost : costs) {
        costs_.push_back(cost / unit_);
        all += costs_.back();
    }
    const std::int64_t most = std::min(limit / unit_, all);
    // Bits above the limit in the last word may be set; nobody asks for them.
    sums_.assign(costs.size() + 1, Bits(at(most / word + 1)));
    sums_.back()[0] = 1;
    for (std::size_t i = costs.size(); i-- > 0;) {
        sums_[i] = sums_[i + 1];
        add(sums_[i], costs_[i]);
    }
    if (most % word != word - 1)
        for (Bits& sums : sums_) sums.back() &= (std::uint64_t{1} << (most % word + 1)) - 1;
}

/// Each sum with `cost` and without.
void SubsetSums::add(Bits& sums, std::int64_t cost) {
    const std::size_t words = at(cost / word);
    const auto bits = static_cast<unsigned>(cost % word);
    for (std::size_t i = sums.size(); i-- > words;) {
        std::uint64_t moved = sums[i - words] << bits;
        if (bits != 0 && i > words) moved |= sums[i - words - 1] >> (word - bits);
        sums[i] |= moved;
    }
}

bool SubsetSums::has(std::size_t first, std::int64_t sum) const {
    if (sum < 0 || sum % unit_ != 0) return false;
    const std::int64_t units = unit_sum(sum);
    const Bits& sums = sums_[first];
    return at(units / word) < sums.size() && (sums[at(units / word)] >> (units % word) & 1U) != 0;
}

std::int64_t SubsetSums::largest() const {
    const Bits& sums = sums_.front();
    std::size_t i = sums.size() - 1;
    while (sums[i] == 0) --i;  // 0 is a sum
    return unit_ * (static_cast<std::int64_t>(i) * word + std::bit_width(sums[i]) - 1);
}

/// The 64 bits that end with bit `last`, which becomes the highest.
std::uint64_t SubsetSums::window(const Bits& sums, std::int64_t last) {
    if (last < 0) return 0;
    const std::size_t i = at(last / word);
    const auto bits = static_cast<unsigned>(last % word);
    const std::uint64_t high = i < sums.size() ? sums[i] : 0;
    if (bits == word - 1) return high;
    const std::uint64_t low = i > 0 && i - 1 < sums.size() ? sums[i - 1] : 0;
    return high << (word - 1 - bits) | low >> (bits + 1);
}

/// Whether one of `before` and one of `after` add up to `sum`.
bool SubsetSums::meet(const Bits& before, const Bits& after, std::int64_t sum) {
    if (sum < 0) return false;
    const std::size_t words = std::min(before.size(), at(sum / word + 1));
    for (std::size_t i = 0; i < words; ++i)
        if (before[i] != 0 &&
            (before[i] & reversed(window(after, sum - static_cast<std::int64_t>(i) * word))) != 0)
            return true;
    return false;
}

std::vector<bool> SubsetSums::members(std::size_t first, std::int64_t sum) const {
    std::vector<bool> found(costs_.size());
    if (sum < 0 || sum % unit_ != 0) return found;
    const std::int64_t units = unit_sum(sum);
    Bits before(std::min(sums_.front().size(), at(units / word + 1)));
    before[0] = 1;
    for (std::size_t i = first; i < costs_.size(); ++i) {
        found[i] = meet(before, sums_[i + 1], units - costs_[i]);
        add(before, costs_[i]);
    }
    return found;
}

}  // namespace areena::selection
