#include "selection/welfare.hpp"

#include "core/rational_access.hpp"
#include "selection/knapsack.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// The first optimum in the order of ties: the one that has the first project, if one has it, and of
/// those the one that has the second, and so on.
template <class Value>
class FirstOptimum {
public:
    using Item = typename Knapsack<Value>::Item;
    struct Winner {
        int project = 0;
        std::vector<int> tied;
    };

    /// `items` in the order of ties.
    FirstOptimum(std::vector<Item> items, std::int64_t budget, const Progress& progress)
        : items_(std::move(items)), budget_(budget), work_{most_welfare_states, &progress} {}

    void run() {
        auto best = Knapsack<Value>(items_).fill(budget_, std::nullopt, work_);
        is_sure_ = best.finished;
        bound_ = std::max(best.bound, best.value);
        set_current(best.ids);
        if (is_sure_) decide(best.value);
        for (const Item& item : items_)
            if (is_current_[at(item.id)]) winners_.push_back({item.id, {}});
        if (is_sure_) find_ties(best.value);
    }

    [[nodiscard]] std::vector<Winner>& winners() noexcept { return winners_; }
    [[nodiscard]] const Value& bound() const noexcept { return bound_; }
    /// Whether it is the optimum, the first, and all ties were found.
    [[nodiscard]] bool is_sure() const noexcept { return is_sure_; }

private:
    void set_current(const std::vector<int>& ids) {
        for (const Item& item : items_)
            if (at(item.id) >= is_current_.size()) is_current_.resize(at(item.id) + 1);
        for (const int id : ids) is_current_[at(id)] = true;
    }

    /// Whether items after the first `decided`, but for one that is put in beforehand, reach `value`.
    std::optional<std::vector<int>> reach(std::size_t decided, const Item* with,
                                          std::int64_t budget, Value value) {
        if (with && with->cost > budget) return std::nullopt;
        std::vector<Item> open;
        for (std::size_t i = decided; i < items_.size(); ++i)
            if (!with || items_[i].id != with->id) open.push_back(items_[i]);
        if (with) {
            budget -= with->cost;
            value -= with->value;
        }
        auto found = Knapsack<Value>(std::move(open)).fill(budget, value, work_);
        is_sure_ &= found.finished;
        if (found.value < value) return std::nullopt;
        if (with) found.ids.push_back(with->id);
        return std::move(found.ids);
    }

    void decide(Value needed) {
        std::int64_t left = budget_;
        for (std::size_t i = 0; i < items_.size() && is_sure_; ++i) {
            const Item& item = items_[i];
            if (!is_current_[at(item.id)])
                if (const auto other = reach(i + 1, &item, left, needed)) {
                    for (std::size_t j = i; j < items_.size(); ++j)
                        is_current_[at(items_[j].id)] = false;
                    set_current(*other);
                    is_current_[at(item.id)] = true;
                }
            if (!is_current_[at(item.id)]) continue;
            left -= item.cost;
            needed -= item.value;
        }
    }

    /// For each winner: who is in other optima that have the winners before it, but not it.
    void find_ties(Value needed) {
        std::int64_t left = budget_;
        auto winner = winners_.begin();
        for (std::size_t i = 0; i < items_.size() && is_sure_; ++i) {
            if (winner == winners_.end()) return;
            if (winner->project != items_[i].id) continue;
            if (reach(i + 1, nullptr, left, needed))
                for (std::size_t j = i + 1; j < items_.size(); ++j)
                    if (!is_current_[at(items_[j].id)] && reach(i + 1, &items_[j], left, needed))
                        winner->tied.push_back(items_[j].id);
            std::ranges::sort(winner->tied);
            left -= items_[i].cost;
            needed -= items_[i].value;
            ++winner;
        }
    }

    std::vector<Item> items_;
    std::int64_t budget_;
    WorkLimit work_;
    std::vector<bool> is_current_;  // by project: in the optimum at hand
    std::vector<Winner> winners_;
    Value bound_ = 0;
    bool is_sure_ = true;
};

/// All projects' values as whole numbers.
class Welfare {
public:
    Welfare(const Election& election, const TieOrder& ties) : election_(election), ties_(ties) {
        for (int p = 0; p < election.num_projects(); ++p) {
            const cpp_int d = RationalAccess::denominator(election.scale(p));
            unit_ *= cpp_int(d / gcd(unit_, d));
            if (election.votes(p) > 0 && election.cost(p) <= election.instance().budget)
                order_.push_back(p);
        }
        std::ranges::sort(order_, {}, [&](int p) { return ties.rank(p); });
        for (const int p : order_) {
            const Rational& scale = election.scale(p);
            values_.push_back(RationalAccess::numerator(scale) * election.total_weight(p) *
                              cpp_int(unit_ / RationalAccess::denominator(scale)));
            common_ = gcd(common_, values_.back());
        }
        for (cpp_int& value : values_) {
            value /= common_;
            sum_ += value;
        }
    }

    Selection run(const Progress& progress) {
        return sum_ < (cpp_int(1) << 62U) ? run_as<std::int64_t>(progress)
                                          : run_as<cpp_int>(progress);
    }

private:
    template <class Value>
    Selection run_as(const Progress& progress) {
        Selection selection;
        std::vector<typename Knapsack<Value>::Item> items;
        cpp_int free = 0;  // free projects are in every optimum
        for (std::size_t i = 0; i < order_.size(); ++i) {
            const std::int64_t cost = election_.cost(order_[i]);
            if (cost > 0) items.push_back({order_[i], cost, static_cast<Value>(values_[i])});
            else free += values_[i];
        }
        FirstOptimum<Value> optimum(std::move(items), election_.instance().budget, progress);
        optimum.run();
        auto winner = optimum.winners().begin();
        for (std::size_t i = 0; i < order_.size(); ++i) {
            const int p = order_[i];
            Round round{p, false, worth(values_[i]), {}};
            if (election_.cost(p) > 0) {
                if (winner == optimum.winners().end() || winner->project != p) continue;
                round.tied = std::move((winner++)->tied);
                std::vector<int> asked = round.tied;
                asked.push_back(p);
                static_cast<void>(ties_.take_first(asked));  // throws if the keys refuse to decide
            }
            selection.cost += election_.cost(p);
            selection.rounds.push_back(std::move(round));
        }
        selection.finished = optimum.is_sure();
        selection.tied_before = !selection.finished;
        selection.bound = worth(cpp_int(optimum.bound()) + free);
        return selection;
    }

    [[nodiscard]] Rational worth(const cpp_int& value) const {
        return RationalAccess::from_any(cpp_int(value * common_), unit_);
    }

    const Election& election_;
    const TieOrder& ties_;
    std::vector<int> order_;       // of ties
    std::vector<cpp_int> values_;  // in common_ / unit_
    cpp_int common_ = 0;
    cpp_int unit_ = 1;
    cpp_int sum_ = 0;
};

}  // namespace

Selection maximum_welfare(const Election& election, const TieOrder& ties,
                          const Progress& progress) {
    return Welfare(election, ties).run(progress);
}

}  // namespace areena::selection
