#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace areena::selection {

/// Which sums the last items of a list have, exactly: a bit for each sum up to a limit, for each place
/// in the list. For a knapsack whose items are all worth their costs: every set that fills the budget
/// is an optimum, and there are far too many to go through one by one.
class SubsetSums {
public:
    /// None if it would take more than `most_bytes`. `costs` are above 0. O(items x limit / 64).
    static std::optional<SubsetSums> make(const std::vector<std::int64_t>& costs,
                                          std::int64_t limit, std::size_t most_bytes);

    /// Whether some of the items from place `first` on have a sum.
    [[nodiscard]] bool has(std::size_t first, std::int64_t sum) const;
    /// The largest sum of any items, up to the limit.
    [[nodiscard]] std::int64_t largest() const;

    /// Which places from `first` on are in some set of such items with a sum. O(items x sum / 64).
    [[nodiscard]] std::vector<bool> members(std::size_t first, std::int64_t sum) const;

private:
    using Bits = std::vector<std::uint64_t>;

    SubsetSums(const std::vector<std::int64_t>& costs, std::int64_t limit);

    [[nodiscard]] std::int64_t unit_sum(std::int64_t sum) const { return sum / unit_; }
    static void add(Bits& sums, std::int64_t cost);
    static std::uint64_t window(const Bits& sums, std::int64_t last);
    static bool meet(const Bits& before, const Bits& after, std::int64_t sum);

    std::int64_t unit_ = 1;  // divides all costs
    std::vector<std::int64_t> costs_;  // in units
    std::vector<Bits> sums_;           // by place: of the items from there on
};

}  // namespace areena::selection
