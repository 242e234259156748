#include "selection/greedy.hpp"

#include "core/rational_access.hpp"
#include "selection/best_so_far.hpp"

#include <algorithm>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// By scores that stay as they are.
class Greedy {
public:
    Greedy(const Election& election, const TieOrder& ties, Rule rule)
        : election_(election), ties_(ties) {
        for (int p = 0; p < election.num_projects(); ++p)
            scores_.push_back(score(p, rule));
    }

    void add_to(Selection& selection, bool completes) const {
        std::vector<std::uint8_t> taken(scores_.size());
        for (const Round& round : selection.rounds) taken[at(round.project)] = 1;
        std::vector<int> order;
        for (int p = 0; p < election_.num_projects(); ++p)
            if (election_.votes(p) > 0 && !taken[at(p)]) order.push_back(p);
        std::ranges::sort(order, [this](int a, int b) {
            const auto by = compare(a, b);
            return by != 0 ? by > 0 : ties_.rank(a) < ties_.rank(b);
        });
        for (std::size_t i = 0; i < order.size(); ++i) {
            const std::int64_t left = election_.instance().budget - selection.cost;
            if (election_.cost(order[i]) > left) continue;
            Round round{order[i], completes, scores_[at(order[i])].value, {order[i]}};
            for (std::size_t j = i + 1; j < order.size() && compare(order[i], order[j]) == 0; ++j)
                if (election_.cost(order[j]) <= left) round.tied.push_back(order[j]);
            static_cast<void>(ties_.take_first(round.tied));
            selection.cost += election_.cost(order[i]);
            selection.rounds.push_back(std::move(round));
        }
    }

private:
    struct Score {
        bool is_first = false;  // a free project where value per cost counts
        Rational value;
    };

    [[nodiscard]] Score score(int p, Rule rule) const {
        if (rule == Rule::greedy_votes) return {false, election_.votes(p)};
        if (rule == Rule::greedy_per_cost && election_.cost(p) == 0) return {true, Rational()};
        Rational utility = election_.scale(p) * Rational(election_.total_weight(p));
        if (rule == Rule::greedy_per_cost) utility = utility / Rational(election_.cost(p));
        return {false, utility};
    }

    [[nodiscard]] std::strong_ordering compare(int a, int b) const {
        const Score& x = scores_[at(a)];
        const Score& y = scores_[at(b)];
        if (x.is_first != y.is_first) return x.is_first <=> y.is_first;
        return x.value <=> y.value;
    }

    const Election& election_;
    const TieOrder& ties_;
    std::vector<Score> scores_;
};

/// By what a project adds for voters of whom the best project alone counts. That only shrinks, so
/// what it once was bounds it.
class GreedyByBest {
public:
    GreedyByBest(const Election& election, const TieOrder& ties, Rule rule)
        : election_(election),
          ties_(ties),
          best_(election),
          gain_(at(election.num_projects())),
          per_cost_(rule == Rule::greedy_per_cost) {
        for (int p = 0; p < election.num_projects(); ++p) {
            if (election.votes(p) == 0) continue;
            gain_[at(p)] = best_.gain(p);
            open_.push_back(p);
        }
    }

    void add_to(Selection& selection) {
        while (true) {
            const std::int64_t left = election_.instance().budget - selection.cost;
            std::erase_if(open_, [&](int p) { return election_.cost(p) > left; });
            std::vector<int> tied = find_best();
            if (tied.empty()) return;
            const int p = ties_.take_first(tied);
            selection.rounds.push_back({p, false, value(p), std::move(tied)});
            selection.cost += election_.cost(p);
            std::vector<BestSoFar::Change> changes;
            best_.add(p, changes);
            std::erase(open_, p);
        }
    }

private:
    [[nodiscard]] bool is_first(int p) const { return per_cost_ && election_.cost(p) == 0; }

    /// By the gains as last seen.
    [[nodiscard]] std::strong_ordering compare(int a, int b) const {
        if (is_first(a) || is_first(b)) return is_first(a) <=> is_first(b);
        const std::int64_t cost_a = per_cost_ ? election_.cost(a) : 1;
        const std::int64_t cost_b = per_cost_ ? election_.cost(b) : 1;
        const int128 x = int128{gain_[at(a)]} * cost_b;
        const int128 y = int128{gain_[at(b)]} * cost_a;
        return x < y ? std::strong_ordering::less
                     : (x > y ? std::strong_ordering::greater : std::strong_ordering::equal);
    }

    std::vector<int> find_best() {
        std::ranges::sort(open_, [this](int a, int b) {
            const auto by = compare(a, b);
            return by != 0 ? by > 0 : a < b;
        });
        std::vector<int> tied;
        for (const int p : open_) {
            if (!tied.empty() && compare(p, tied.front()) < 0) break;
            if (!is_first(p)) gain_[at(p)] = best_.gain(p);
            const auto by = tied.empty() ? std::strong_ordering::equal : compare(p, tied.front());
            if (by < 0) continue;
            if (by > 0) tied.clear();
            tied.push_back(p);
        }
        return tied;
    }

    [[nodiscard]] Rational value(int p) const {
        if (is_first(p)) return {};
        const Rational gain = election_.scale(p) * Rational(gain_[at(p)]);
        return per_cost_ ? gain / Rational(election_.cost(p)) : gain;
    }

    const Election& election_;
    const TieOrder& ties_;
    BestSoFar best_;
    std::vector<std::int64_t> gain_;  // by project, as last seen
    std::vector<int> open_;
    bool per_cost_;
};

}  // namespace

void add_greedily(const Election& election, const TieOrder& ties, Rule rule, bool completes,
                  Selection& selection) {
    if (election.is_additive() || rule == Rule::greedy_votes)
        Greedy(election, ties, rule).add_to(selection, completes);
    else
        GreedyByBest(election, ties, rule).add_to(selection);
}

}  // namespace areena::selection
