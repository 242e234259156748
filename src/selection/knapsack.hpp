#pragma once

#include "areena/core/progress.hpp"
#include "selection/filling.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace areena::selection {

/// Work that several searches share: each state looked at costs one.
struct WorkLimit {
    std::int64_t left = 0;
    const Progress* progress = nullptr;  ///< asked to stop, nothing is left

    /// Whether so many states may be looked at.
    bool take(std::int64_t states) {
        if (left < states || (progress && progress->stopped())) left = 0;
        else left -= states;
        return left > 0;
    }
};

/// What to put into a budget so that the values add up to the most, exactly: dynamic programming
/// over the sets that no other set beats in both cost and value, with those dropped that cannot
/// reach what is known already (each filled up by value per cost, the last item in part).
///
/// `Value` is std::int64_t, if all values together fit 62 bits, or cpp_int. The costs of all items
/// together fit 63 bits.
template <class Value>
class Knapsack {
public:
    struct Item {
        int id = 0;
        std::int64_t cost = 0;  // more than 0
        Value value = 0;        // more than 0
    };
    using Filling = selection::Filling<Value>;

    explicit Knapsack(std::vector<Item> items);

    /// The filling of the largest value. Stops at the first that is worth `enough`, and looks at
    /// none that cannot be.
    [[nodiscard]] Filling fill(std::int64_t budget, std::optional<Value> enough,
                               WorkLimit& work) const;

private:
    class Search;
    std::vector<Item> items_;  // by value per cost, the best first
};

}  // namespace areena::selection
