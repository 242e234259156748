#include "selection/knapsack.hpp"

#include "core/rational_access.hpp"

#include <algorithm>
#include <utility>

namespace areena::selection {
namespace {

/// a x b / c, rounded down; all not negative.
std::int64_t part(std::int64_t a, std::int64_t b, std::int64_t c) {
    return static_cast<std::int64_t>(int128{a} * b / c);
}
cpp_int part(const cpp_int& a, std::int64_t b, std::int64_t c) { return a * b / c; }

/// Whether a / x is more than b / y.
bool is_more(std::int64_t a, std::int64_t x, std::int64_t b, std::int64_t y) {
    return int128{a} * y > int128{b} * x;
}
bool is_more(const cpp_int& a, std::int64_t x, const cpp_int& b, std::int64_t y) {
    return a * y > b * x;
}

}  // namespace

template <class Value>
class Knapsack<Value>::Search {
public:
    Search(const std::vector<Item>& items, std::int64_t budget, const std::optional<Value>& enough,
           WorkLimit& work)
        : items_(items), budget_(budget), enough_(enough), work_(work) {
        costs_.push_back(0);
        values_.push_back(0);
        for (const Item& item : items) {
            costs_.push_back(costs_.back() + item.cost);
            values_.push_back(values_.back() + item.value);
        }
    }

    Filling run() {
        states_.push_back({0, 0, -1});
        for (std::size_t i = 0; i < items_.size() && !states_.empty() && !is_enough(); ++i) {
            look_ahead(i);
            if (filling_.finished) add(i);
            else break;
        }
        if (filling_.finished && !is_enough()) look_ahead(items_.size());
        trace();
        if (filling_.finished) filling_.bound = best_;
        return std::move(filling_);
    }

private:
    struct State {
        std::int64_t cost = 0;
        Value value = 0;
        std::int32_t step = -1;  // the last item put in
    };
    struct Step {
        std::int32_t before = -1;
        std::int32_t item = 0;
    };

    [[nodiscard]] bool is_enough() const { return enough_ && best_ >= *enough_; }

    /// Fills up each state with the items from `i` on, which tells what it is worth at least and at
    /// most, and keeps those that may become the best.
    void look_ahead(std::size_t i) {
        filling_.finished = work_.take(static_cast<std::int64_t>(states_.size()));
        filling_.bound = best_;
        std::vector<Value> at_most;
        std::size_t j = items_.size();
        for (const State& state : states_) {  // costs ascend, so fewer and fewer items fit
            const std::int64_t left = budget_ - state.cost;
            while (j > i && costs_[j] - costs_[i] > left) --j;
            j = std::max(i, j);
            const Value sum = state.value + (values_[j] - values_[i]);
            if (!has_best_ || sum > best_) {
                best_ = sum;
                has_best_ = true;
                best_step_ = state.step;
                best_from_ = i;
                best_to_ = j;
            }
            Value most = sum;
            if (j < items_.size())
                most += part(items_[j].value, left - (costs_[j] - costs_[i]), items_[j].cost);
            if (!filling_.finished) filling_.bound = std::max(filling_.bound, most);
            at_most.push_back(std::move(most));
        }
        std::size_t kept = 0;
        for (std::size_t s = 0; s < states_.size(); ++s) {
            if (at_most[s] <= best_ || (enough_ && at_most[s] < *enough_)) continue;
            if (kept != s) states_[kept] = std::move(states_[s]);  // a long number moved onto
            ++kept;                                                // itself would be lost
        }
        states_.resize(kept);
    }

    /// Each state with item `i` and without; of two, the dearer one must be worth more.
    void add(std::size_t i) {
        const Item& item = items_[i];
        std::vector<State> merged;
        merged.reserve(2 * states_.size());
        const auto put = [&](State state) {
            if (!merged.empty() && merged.back().value >= state.value) return;
            if (!merged.empty() && merged.back().cost == state.cost) merged.pop_back();
            merged.push_back(std::move(state));
        };
        std::size_t without = 0;
        for (const State& state : states_) {
            if (item.cost > budget_ - state.cost) break;
            const std::int64_t cost = state.cost + item.cost;
            while (without < states_.size() && states_[without].cost <= cost)
                put(states_[without++]);
            const Value value = state.value + item.value;
            if (!merged.empty() && merged.back().value >= value) continue;
            steps_.push_back({state.step, static_cast<std::int32_t>(i)});
            put({cost, value, static_cast<std::int32_t>(steps_.size() - 1)});
        }
        while (without < states_.size()) put(states_[without++]);
        states_ = std::move(merged);
    }

    void trace() {
        filling_.value = best_;
        for (std::int32_t step = best_step_; step >= 0; step = steps_[at(step)].before)
            filling_.ids.push_back(items_[at(steps_[at(step)].item)].id);
        for (std::size_t j = best_from_; j < best_to_; ++j) filling_.ids.push_back(items_[j].id);
    }

    static std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

    const std::vector<Item>& items_;
    std::int64_t budget_;
    const std::optional<Value>& enough_;
    WorkLimit& work_;
    std::vector<std::int64_t> costs_;  // of the first items together
    std::vector<Value> values_;
    std::vector<State> states_;
    std::vector<Step> steps_;
    Value best_ = 0;
    bool has_best_ = false;
    std::int32_t best_step_ = -1;
    std::size_t best_from_ = 0;  // ... and all items from here
    std::size_t best_to_ = 0;    // to before this one
    Filling filling_;
};

template <class Value>
Knapsack<Value>::Knapsack(std::vector<Item> items) : items_(std::move(items)) {
    std::ranges::sort(items_, [](const Item& a, const Item& b) {
        if (is_more(a.value, a.cost, b.value, b.cost)) return true;
        if (is_more(b.value, b.cost, a.value, a.cost)) return false;
        return a.id < b.id;
    });
}

template <class Value>
typename Knapsack<Value>::Filling Knapsack<Value>::fill(std::int64_t budget,
                                                        std::optional<Value> enough,
                                                        WorkLimit& work) const {
    return Search(items_, budget, enough, work).run();
}

template class Knapsack<std::int64_t>;
template class Knapsack<cpp_int>;

}  // namespace areena::selection
