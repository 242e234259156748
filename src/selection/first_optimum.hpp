#pragma once

#include "selection/filling.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace areena::selection {

/// The first optimum in the order of ties: the one that has the first project, if one has it, and of
/// those the one that has the second, and so on.
///
/// `Solver` has a `Value`, `fits(in)`, whether projects fit the budget together, and
/// `fill(in, open, enough)`: the best set that has all of `in` and some of `open`, `ids` being those
/// of `open`, and the search ended at the first that is worth `enough`.
template <class Solver>
class FirstOptimum {
public:
    using Value = typename Solver::Value;
    struct Winner {
        int project = 0;
        std::vector<int> tied;
    };

    /// `in`: projects that every optimum may have; `order`: all others, in the order of ties.
    FirstOptimum(Solver& solver, std::vector<int> in, std::vector<int> order)
        : solver_(solver), in_(std::move(in)), order_(std::move(order)) {
        for (const int id : order_)
            if (at(id) >= is_current_.size()) is_current_.resize(at(id) + 1);
    }

    void run() {
        const auto best = solver_.fill(in_, order_, std::nullopt);
        is_sure_ = best.finished;
        best_ = best.value;
        bound_ = std::max(best.bound, best.value);
        set_current(best.ids);
        if (is_sure_) decide();
        for (const int id : order_)
            if (is_current_[at(id)]) winners_.push_back({id, {}});
        if (is_sure_) find_ties();
    }

    [[nodiscard]] std::vector<Winner>& winners() noexcept { return winners_; }
    [[nodiscard]] const Value& bound() const noexcept { return bound_; }
    /// Whether it is the optimum, the first, and all ties were found.
    [[nodiscard]] bool is_sure() const noexcept { return is_sure_; }

private:
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }

    void set_current(const std::vector<int>& ids) {
        for (const int id : ids) is_current_[at(id)] = true;
    }

    /// Whether an optimum has all of `in`, and beside them only projects after the first `decided`.
    std::optional<std::vector<int>> reach(const std::vector<int>& in, std::size_t decided) {
        if (!solver_.fits(in)) return std::nullopt;
        std::vector<int> open;
        for (std::size_t i = decided; i < order_.size(); ++i)
            if (in.empty() || order_[i] != in.back()) open.push_back(order_[i]);
        auto found = solver_.fill(in, open, best_);
        is_sure_ &= found.finished;
        if (found.value < best_) return std::nullopt;
        return std::move(found.ids);
    }
    static std::vector<int> with(std::vector<int> in, int id) {
        in.push_back(id);
        return in;
    }

    void decide() {
        std::vector<int> in = in_;
        for (std::size_t i = 0; i < order_.size() && is_sure_; ++i) {
            if (!is_current_[at(order_[i])])
                if (const auto other = reach(with(in, order_[i]), i + 1)) {
                    for (std::size_t j = i; j < order_.size(); ++j)
                        is_current_[at(order_[j])] = false;
                    set_current(*other);
                    is_current_[at(order_[i])] = true;
                }
            if (is_current_[at(order_[i])]) in.push_back(order_[i]);
        }
    }

    /// For each winner: who is in other optima that have the winners before it, but not it.
    void find_ties() {
        std::vector<int> in = in_;
        auto winner = winners_.begin();
        for (std::size_t i = 0; i < order_.size() && is_sure_; ++i) {
            if (winner == winners_.end()) return;
            if (winner->project != order_[i]) continue;
            if (reach(in, i + 1))
                for (std::size_t j = i + 1; j < order_.size(); ++j)
                    if (!is_current_[at(order_[j])] && reach(with(in, order_[j]), i + 1))
                        winner->tied.push_back(order_[j]);
            std::ranges::sort(winner->tied);
            in.push_back(order_[i]);
            ++winner;
        }
    }

    Solver& solver_;
    std::vector<int> in_;
    std::vector<int> order_;
    std::vector<bool> is_current_;  // by project: in the optimum at hand
    std::vector<Winner> winners_;
    Value best_ = 0;
    Value bound_ = 0;
    bool is_sure_ = true;
};

}  // namespace areena::selection
