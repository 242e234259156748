#include "selection/welfare.hpp"

#include "core/rational_access.hpp"
#include "selection/best_project_welfare.hpp"
#include "selection/first_optimum.hpp"
#include "selection/knapsack.hpp"
#include "selection/subset_sums.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Where utilities add up: a knapsack.
template <class Number>
class AdditiveSolver {
public:
    using Value = Number;

    /// `values`: by project, of its supporters together.
    AdditiveSolver(const Election& election, std::vector<Value> values, WorkLimit& work)
        : election_(election), values_(std::move(values)), work_(work) {}

    [[nodiscard]] bool fits(const std::vector<int>& in) const { return left(in) >= 0; }

    [[nodiscard]] Filling<Value> fill(const std::vector<int>& in, const std::vector<int>& open,
                                      std::optional<Value> enough) const {
        std::vector<typename Knapsack<Value>::Item> items;
        for (const int p : open) items.push_back({p, election_.cost(p), values_[at(p)]});
        Value sum = 0;
        for (const int p : in) sum += values_[at(p)];
        if (enough) *enough -= sum;
        auto found = Knapsack<Value>(std::move(items)).fill(left(in), std::move(enough), work_);
        found.value += sum;
        found.bound += sum;
        return found;
    }

private:
    [[nodiscard]] std::int64_t left(const std::vector<int>& in) const {
        std::int64_t left = election_.instance().budget;
        for (const int p : in) left -= election_.cost(p);
        return left;
    }

    const Election& election_;
    std::vector<Value> values_;
    WorkLimit& work_;
};

/// The first optimum in the order of ties where every project is worth its cost, times a factor.
class FullestBudget {
public:
    using Winner = FirstOptimum<AdditiveSolver<std::int64_t>>::Winner;

    FullestBudget(SubsetSums sums, std::vector<int> order, std::vector<std::int64_t> costs)
        : sums_(std::move(sums)), order_(std::move(order)), costs_(std::move(costs)) {}

    /// Asked to stop, it leaves ties out that it has not found.
    void run(const Progress* progress) {
        std::vector<bool> is_winner(order_.size());
        std::int64_t rest = sums_.largest();
        for (std::size_t i = 0; i < order_.size(); ++i) {
            is_winner[i] = sums_.has(i + 1, rest - costs_[i]);
            if (is_winner[i]) rest -= costs_[i];
        }
        rest = sums_.largest();
        for (std::size_t i = 0; i < order_.size(); ++i) {
            if (!is_winner[i]) continue;
            Winner& winner = winners_.emplace_back(order_[i]);
            // Who is in other optima that have the winners before it, but not it.
            is_sure_ &= !progress || !progress->stopped();
            if (is_sure_ && sums_.has(i + 1, rest)) {
                const std::vector<bool> others = sums_.members(i + 1, rest);
                for (std::size_t j = i + 1; j < order_.size(); ++j)
                    if (others[j] && !is_winner[j]) winner.tied.push_back(order_[j]);
                std::ranges::sort(winner.tied);
            }
            rest -= costs_[i];
        }
    }

    [[nodiscard]] std::vector<Winner>& winners() noexcept { return winners_; }
    /// Whether all ties were found.
    [[nodiscard]] bool is_sure() const noexcept { return is_sure_; }

private:
    bool is_sure_ = true;
    SubsetSums sums_;
    std::vector<int> order_;
    std::vector<std::int64_t> costs_;  // beside them
    std::vector<Winner> winners_;
};

/// Makes rounds of an optimum that was found. `worth(project)` is asked of each winner in their order.
template <class Optimum, class Worth>
Selection tell(const Election& election, const TieOrder& ties, const std::vector<int>& order,
               Optimum& optimum, Worth worth) {
    Selection selection;
    auto winner = optimum.winners().begin();
    for (const int p : order) {
        Round round{p, false, {}, {}};
        if (election.cost(p) > 0) {
            if (winner == optimum.winners().end() || winner->project != p) continue;
            round.tied = std::move((winner++)->tied);
            std::vector<int> asked = round.tied;
            asked.push_back(p);
            static_cast<void>(ties.take_first(asked));  // throws if the keys refuse to decide
        }
        round.value = worth(p);
        selection.cost += election.cost(p);
        selection.rounds.push_back(std::move(round));
    }
    selection.finished = optimum.is_sure();
    selection.tied_before = !selection.finished;
    return selection;
}

/// All projects' values as whole numbers.
class Welfare {
public:
    Welfare(const Election& election, const TieOrder& ties)
        : election_(election), ties_(ties), values_(at(election.num_projects())) {
        for (int p = 0; p < election.num_projects(); ++p) {
            const cpp_int d = RationalAccess::denominator(election.scale(p));
            unit_ *= cpp_int(d / gcd(unit_, d));
            if (election.votes(p) > 0 && election.cost(p) <= election.instance().budget)
                order_.push_back(p);
        }
        std::ranges::sort(order_, {}, [&](int p) { return ties.rank(p); });
        for (const int p : order_) (election.cost(p) == 0 ? free_ : dear_).push_back(p);
        for (const int p : order_) {
            const Rational& scale = election.scale(p);
            values_[at(p)] = RationalAccess::numerator(scale) * election.total_weight(p) *
                             cpp_int(unit_ / RationalAccess::denominator(scale));
            common_ = gcd(common_, values_[at(p)]);
        }
        for (const int p : order_) {
            values_[at(p)] /= common_;
            sum_ += values_[at(p)];
        }
    }

    Selection run(const Progress& progress) {
        WorkLimit work{most_welfare_states, &progress};
        if (!election_.is_additive()) return best_projects(work);
        return sum_ < (cpp_int(1) << 62U) ? add_up<std::int64_t>(work) : add_up<cpp_int>(work);
    }

private:
    template <class Value>
    Selection add_up(WorkLimit& work) {
        std::vector<Value> values;
        for (const cpp_int& value : values_) values.push_back(static_cast<Value>(value));
        const auto told = [this](int p) { return worth(values_[at(p)]); };
        if (auto fullest = fullest_budget()) {
            fullest->run(work.progress);
            Selection selection = tell(election_, ties_, order_, *fullest, told);
            cpp_int all = 0;
            for (const Round& round : selection.rounds) all += values_[at(round.project)];
            selection.bound = worth(all);
            return selection;
        }
        AdditiveSolver<Value> solver(election_, std::move(values), work);
        FirstOptimum<AdditiveSolver<Value>> optimum(solver, free_, dear_);
        optimum.run();
        Selection selection = tell(election_, ties_, order_, optimum, told);
        selection.bound = worth(cpp_int(optimum.bound()));
        return selection;
    }

    /// None where not every project is worth its cost, times a factor, or sums are too many.
    [[nodiscard]] std::optional<FullestBudget> fullest_budget() const {
        constexpr std::size_t most_bytes = 256'000'000;
        std::vector<std::int64_t> costs;
        for (const int p : dear_) {
            const int first = dear_.front();
            if (values_[at(p)] * election_.cost(first) != values_[at(first)] * election_.cost(p))
                return std::nullopt;
            costs.push_back(election_.cost(p));
        }
        auto sums = SubsetSums::make(costs, election_.instance().budget, most_bytes);
        if (!sums) return std::nullopt;
        return FullestBudget(std::move(*sums), dear_, std::move(costs));
    }

    Selection best_projects(WorkLimit& work) {
        BestProjectSolver solver(election_, work);
        BestSoFar best(election_);
        std::vector<BestSoFar::Change> changes;
        const auto in_points = [this](std::int64_t weight) {
            return order_.empty() ? Rational() : election_.scale(order_.front()) * Rational(weight);
        };
        const auto gain = [&](int p) {
            const std::int64_t gained = best.gain(p);
            best.add(p, changes);
            return in_points(gained);
        };
        FirstOptimum<BestProjectSolver> optimum(solver, free_, dear_);
        optimum.run();
        Selection selection = tell(election_, ties_, order_, optimum, gain);
        selection.bound = in_points(optimum.bound());
        return selection;
    }

    [[nodiscard]] Rational worth(const cpp_int& value) const {
        return RationalAccess::from_any(cpp_int(value * common_), unit_);
    }

    const Election& election_;
    const TieOrder& ties_;
    std::vector<int> order_;       // of ties
    std::vector<int> free_;        // of these, in every optimum
    std::vector<int> dear_;        // the others
    std::vector<cpp_int> values_;  // by project, in common_ / unit_
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
