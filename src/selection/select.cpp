#include "areena/selection/select.hpp"

#include "areena/core/error.hpp"
#include "selection/add1.hpp"
#include "selection/bounded_overspending.hpp"
#include "selection/cstv.hpp"
#include "selection/exact_equal_shares.hpp"
#include "selection/maximin_support.hpp"
#include "selection/phragmen_run.hpp"
#include "selection/shares_run.hpp"
#include "selection/tie_order.hpp"
#include "selection/welfare.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace areena::selection {
namespace {

/// Greedily whatever fits, by a score.
class Greedy {
public:
    Greedy(const Election& election, const TieOrder& ties, Rule rule)
        : election_(election), ties_(ties) {
        for (int p = 0; p < election.num_projects(); ++p)
            scores_.push_back(score(p, rule));
    }

    /// Adds rounds to a selection that has spent `selection.cost` so far.
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

    static std::size_t at(int i) { return static_cast<std::size_t>(i); }

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

/// Equal shares with its completions.
class SharesWithCompletion {
public:
    SharesWithCompletion(const Election& election, const TieOrder& ties, const RuleOptions& options,
                         const Progress& progress)
        : election_(election), ties_(ties), options_(options), progress_(progress) {}

    Selection run() {
        if (election_.num_voters() == 0) return {};
        const bool adds = options_.completion == Completion::add1 ||
                          options_.completion == Completion::add1_exceeding ||
                          options_.completion == Completion::add1_utilitarian;
        const bool raises = adds || options_.completion == Completion::ratio;
        Rational share(election_.instance().budget, election_.num_voters());
        if (adds)
            share = (share / Rational(options_.money_unit)).floor() * options_.money_unit;
        Raised made{share, std::make_unique<SharesRun>(election_, ties_, share)};
        selection_.finished =
            unless_refused(selection_, [&] { return made.run->run(progress_, !raises); });
        if (raises && selection_.finished)
            made = raise_shares(election_, ties_, options_, progress_, std::move(made), selection_);
        if (raises) {  // once more for its values, which the raises have no use for
            made.run = std::make_unique<SharesRun>(election_, ties_, made.share);
            static_cast<void>(unless_refused(selection_, [&] { return made.run->run({}, true); }));
        }
        selection_.share = made.share;
        selection_.rounds = made.run->rounds();
        selection_.cost = made.run->cost();
        if (selection_.finished) complete(*made.run);
        return std::move(selection_);
    }

private:
    void complete(const SharesRun& run) {
        if (options_.completion == Completion::utilitarian ||
            options_.completion == Completion::add1_utilitarian)
            selection_.finished = unless_refused(selection_, [&] {
                Greedy(election_, ties_, Rule::greedy_votes).add_to(selection_, true);
                return true;
            });
        if (options_.completion != Completion::phragmen) return;
        PhragmenRun phragmen(election_, ties_, &run);
        selection_.finished =
            unless_refused(selection_, [&] { return phragmen.run(progress_, true); });
        selection_.rounds.insert(selection_.rounds.end(), phragmen.rounds().begin(),
                                 phragmen.rounds().end());
        selection_.cost = phragmen.cost();
    }

    const Election& election_;
    const TieOrder& ties_;
    const RuleOptions& options_;
    const Progress& progress_;
    Selection selection_;
};

Selection phragmen(const Election& election, const TieOrder& ties, const Progress& progress) {
    PhragmenRun run(election, ties, nullptr);
    Selection selection;
    selection.finished = unless_refused(selection, [&] { return run.run(progress, true); });
    selection.rounds = run.rounds();
    selection.cost = run.cost();
    return selection;
}

Selection greedy(const Election& election, const TieOrder& ties, Rule rule) {
    Selection selection;
    selection.finished = unless_refused(selection, [&] {
        Greedy(election, ties, rule).add_to(selection, false);
        return true;
    });
    return selection;
}

void check(const RuleOptions& options) {
    if (options.rule != Rule::equal_shares && options.completion != Completion::none)
        throw Error("selection.completion",
                    "a completion goes on from equal shares; this rule has none");
    std::int64_t step = 0;
    if (options.money_unit < 1 || options.increment < 1 ||
        __builtin_mul_overflow(options.money_unit, options.increment, &step))
        throw Error("selection.increment",
                    "shares cannot grow by " + std::to_string(options.increment) + " x " +
                        std::to_string(options.money_unit) +
                        "; both must be 1 at least, and the product fit 64 bits");
}

Selection run_rule(const Election& election, const TieOrder& ties, const RuleOptions& options,
                   const Progress& progress) {
    switch (options.rule) {
        case Rule::equal_shares:
            return SharesWithCompletion(election, ties, options, progress).run();
        case Rule::phragmen: return phragmen(election, ties, progress);
        case Rule::maximin_support: return maximin_support(election, ties, progress);
        case Rule::bounded_overspending: return bounded_overspending(election, ties, progress);
        case Rule::exact_equal_shares: return exact_equal_shares(election, ties, progress);
        case Rule::welfare: return maximum_welfare(election, ties, progress);
        case Rule::cstv: return cumulative_transfers(election, ties, progress);
        case Rule::greedy_votes:
        case Rule::greedy_utility:
        case Rule::greedy_per_cost: return greedy(election, ties, options.rule);
    }
    return {};
}

}  // namespace

Selection select(const Election& election, const RuleOptions& options, const Progress& progress) {
    check(options);
    const TieOrder ties(election, options.ties);
    try {
        return run_rule(election, ties, options, progress);
    } catch (const TieRefused& tie) {
        Selection selection;
        selection.finished = false;
        selection.refused = tie.projects();
        return selection;
    }
}

}  // namespace areena::selection
