#include "areena/selection/select.hpp"

#include "areena/core/error.hpp"
#include "selection/add1.hpp"
#include "selection/bounded_overspending.hpp"
#include "selection/cstv.hpp"
#include "selection/exact_equal_shares.hpp"
#include "selection/greedy.hpp"
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
                add_greedily(election_, ties_, Rule::greedy_votes, true, selection_);
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
        add_greedily(election, ties, rule, false, selection);
        return true;
    });
    return selection;
}

/// Rules that add a voter's utilities up.
bool adds_utilities(Rule rule) {
    return rule == Rule::equal_shares || rule == Rule::bounded_overspending ||
           rule == Rule::exact_equal_shares || rule == Rule::cstv;
}

void check(const Election& election, const RuleOptions& options) {
    if (!election.is_additive() && adds_utilities(options.rule))
        throw Error("selection.utility",
                    "this rule adds up what a voter has from each project, and with "
                    "chamberlin_courant the best project alone counts; rules that take it: welfare, "
                    "greedy_utility, greedy_per_cost, and greedy_votes, phragmen and "
                    "maximin_support, which go by support alone");
    const bool is_exact = options.rule == Rule::exact_equal_shares;
    if (options.completion == Completion::add_opt ? !is_exact
                                                  : options.rule != Rule::equal_shares &&
                                                        options.completion != Completion::none)
        throw Error("selection.completion",
                    "a completion goes on from equal shares, and add_opt from exact_equal_shares; "
                    "this rule has none of that name");
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
        case Rule::exact_equal_shares:
            return exact_equal_shares(election, ties,
                                      options.completion == Completion::add_opt, progress);
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
    check(election, options);
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
