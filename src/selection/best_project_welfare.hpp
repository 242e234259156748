#pragma once

#include "selection/best_so_far.hpp"
#include "selection/filling.hpp"
#include "selection/knapsack.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace areena::selection {

/// The set of projects within the budget that is worth the most to voters of whom the best project
/// alone counts, by branch and bound. See `FirstOptimum` for what it offers.
///
/// What a set adds is at most the sum of what each of its projects adds alone, so the rest of the
/// budget filled by gain per cost, the last project in part, bounds every node from above. NP-hard,
/// as maximum coverage is; each group of supporters looked at counts as 1/64 of a state.
class BestProjectSolver {
public:
    using Value = std::int64_t;

    BestProjectSolver(const Election& election, WorkLimit& work)
        : election_(election), work_(work), best_(election) {}

    [[nodiscard]] bool fits(const std::vector<int>& in) const { return left(in) >= 0; }
    [[nodiscard]] Filling<Value> fill(const std::vector<int>& in, const std::vector<int>& open,
                                      std::optional<Value> enough);

private:
    struct Candidate {
        int project = 0;
        std::int64_t gain = 0;
        std::int64_t cost = 0;
    };

    [[nodiscard]] std::int64_t left(const std::vector<int>& in) const;
    [[nodiscard]] std::vector<Candidate> candidates(const std::vector<Candidate>& open,
                                                    std::size_t from, std::int64_t left);
    [[nodiscard]] bool may_do(Value bound) const;
    void search(const std::vector<Candidate>& open, std::size_t from, std::int64_t left,
                Value value);

    const Election& election_;
    WorkLimit& work_;
    BestSoFar best_;
    std::vector<BestSoFar::Change> changes_;
    std::vector<int> chosen_;
    std::optional<Value> enough_;
    Filling<Value> found_;
    std::int64_t looked_at_ = 0;  // groups of supporters, not yet counted as work
};

}  // namespace areena::selection
