#include "areena/selection/why_not.hpp"

#include "areena/core/error.hpp"
#include "selection/changed_runs.hpp"
#include "selection/joining.hpp"
#include "selection/raised_joining.hpp"
#include "selection/why_not_trace.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <numeric>
#include <string>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

bool is_greedy(Rule rule) {
    return rule == Rule::greedy_votes || rule == Rule::greedy_utility ||
           rule == Rule::greedy_per_cost;
}

/// Whether a project that is selected at a cost is selected at every lower one.
bool lower_cost_never_hurts(const Election& election, const RuleOptions& options) {
    if (may_refuse(options) || std::ranges::count(options.ties.ties, TieKey::max_cost) != 0)
        return false;
    const Utility utility = election.utility();
    if (options.rule == Rule::phragmen || options.rule == Rule::greedy_votes) return true;
    const bool is_fixed = utility == Utility::points || utility == Utility::cardinality ||
                          utility == Utility::chamberlin_courant;
    if (options.rule == Rule::greedy_utility) return is_fixed;
    const bool is_exact = is_fixed || utility == Utility::cost || utility == Utility::effort;
    if (options.rule == Rule::greedy_per_cost) return is_exact;
    return options.rule == Rule::equal_shares && is_exact &&
           (options.completion == Completion::none ||
            options.completion == Completion::utilitarian ||
            options.completion == Completion::phragmen);
}

void check_losers(const Election& election, std::vector<std::uint8_t> is_taken,
                  std::span<const int> projects) {
    for (const int p : projects) {
        if (p < 0 || p >= election.num_projects())
            throw Error("selection.project",
                        "there is no project number " + std::to_string(p) + "; there are " +
                            std::to_string(election.num_projects()) + ", numbered from 0");
        if (std::exchange(is_taken[at(p)], std::uint8_t{1}) != 0)
            throw Error("selection.project",
                        "project '" + election.instance().projects[at(p)].id +
                            "' was selected, or is asked about twice: only what was left out has "
                            "reasons");
    }
}

/// All groups, those who have most left first.
std::vector<int> by_purse(const Election& election, const Replay& replay) {
    std::vector<int> order(election.num_groups());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, [&](int a, int b) { return replay.near(a) > replay.near(b); });
    return order;
}

/// Under add-1: of which losers the least that any joiners could do is known.
std::vector<std::uint8_t> bound_raises(const Election& election, const RuleOptions& options,
                                       const Selection& selection, std::vector<Loser>& losers,
                                       const Progress& progress) {
    std::vector<std::uint8_t> is_bounded(losers.size());
    if (!is_raised(election, options)) return is_bounded;
    std::vector<RaisedLoser> raised;
    std::vector<std::size_t> number;
    for (std::size_t i = 0; i < losers.size(); ++i) {
        const int p = losers[i].why.project;
        if (election.votes(p) == 0 || election.cost(p) == 0) continue;
        raised.push_back({p, &losers[i].joining, false});
        number.push_back(i);
    }
    if (!consider_raises(election, options, selection, raised, progress)) return is_bounded;
    for (std::size_t i = 0; i < raised.size(); ++i)
        is_bounded[number[i]] = raised[i].was_bought ? 0 : 1;
    return is_bounded;
}

/// How many more voters one loser lacks, where that cannot be read off the run.
void find_supporters(Loser& loser, bool is_bounded, const Election& election,
                     const RuleOptions& options, const ChangedRuns& search,
                     const std::vector<int>& order, std::int64_t most_runs) {
    WhyNot& why = loser.why;
    if (is_bounded) {
        const std::int64_t least = search.find_bounded(why, loser.joining, order);
        if (least > 0) search.try_fewer(why, least, most_runs);
        return;
    }
    search.find_joiners(why, order);
    why.is_fewest = is_greedy(options.rule) && !may_refuse(options) &&
                    (election.is_additive() || options.rule == Rule::greedy_votes);
    if (!why.is_fewest) search.try_fewer(why, 1, most_runs);
}

/// Adds to what a trace has found what only trials can tell. `raises`: how often a run raises shares;
/// `is_bounded`: see `bound_raises`, by loser.
std::vector<WhyNot> finish(Trace& trace, const Election& election, const RuleOptions& options,
                           const ChangedRuns& search, const Progress& progress,
                           std::int64_t raises = 0,
                           const std::vector<std::uint8_t>& is_bounded = {}) {
    const std::vector<int> order = by_purse(election, trace.replay());
    const std::int64_t most_runs =
        most_proof_work / 10 / (votes_to_go_through(election) * (1 + raises));
    const auto total = static_cast<std::int64_t>(trace.losers().size());
    std::vector<WhyNot> reasons;
    for (std::size_t i = 0; i < trace.losers().size(); ++i) {
        Loser& loser = trace.losers()[i];
        WhyNot& why = loser.why;
        if (is_traceable(election, options)) {
            why.extra_supporters = loser.joining.fewest();
            why.joiners = loser.joining.joiners();
            why.is_fewest = true;
        } else {
            const bool is_known = i < is_bounded.size() && is_bounded[i] != 0;
            find_supporters(loser, is_known, election, options, search, order, most_runs);
        }
        why.largest_cost = search.largest_cost(why.project, loser.reach);
        why.is_largest = lower_cost_never_hurts(election, options);
        if (progress.stopped()) break;
        reasons.push_back(std::move(why));
        progress.step("explanations", static_cast<std::int64_t>(reasons.size()), total);
    }
    return reasons;
}

}  // namespace

std::vector<WhyNot> why_not(const Election& election, const RuleOptions& options,
                            const Selection& selection, std::span<const int> projects,
                            const Progress& progress) {
    std::vector<std::uint8_t> is_taken(at(election.num_projects()));
    for (const Round& round : selection.rounds) is_taken.at(at(round.project)) = 1;
    check_losers(election, std::move(is_taken), projects);
    const bool has_shares = options.rule == Rule::equal_shares;
    Trace trace(election, options, has_shares ? selection.share : Rational(), projects);
    trace.run(selection);
    const auto wins = [&](const Election& changed, int project) {
        const Selection other = select(changed, options, progress);
        return std::ranges::any_of(other.rounds,
                                   [project](const Round& r) { return r.project == project; });
    };
    const auto is_bounded = bound_raises(election, options, selection, trace.losers(), progress);
    return finish(trace, election, options, {election, wins, progress}, progress, selection.raises,
                  is_bounded);
}

std::vector<WhyNot> why_not(const Election& election, const Options& ties,
                            std::span<const int> barred, std::span<const int> projects,
                            const Progress& progress) {
    const auto passes = equal_shares_in_passes(election, ties, barred, progress);
    const auto buys = [](const SharesPass& pass, int project) {
        return std::ranges::any_of(pass.purchases,
                                   [project](const Purchase& p) { return p.project == project; });
    };
    std::vector<std::uint8_t> is_taken(at(election.num_projects()));
    for (const SharesPass& pass : passes)
        for (const Purchase& purchase : pass.purchases) is_taken[at(purchase.project)] = 1;
    check_losers(election, std::move(is_taken), projects);
    RuleOptions options;
    options.ties = ties;
    const std::int64_t voters = election.num_voters();
    const Rational share = voters > 0 ? Rational(election.instance().budget, voters) : Rational();
    Trace trace(election, options, share, projects);
    trace.run(passes);
    const auto wins = [&](const Election& changed, int project) {
        const auto others = equal_shares_in_passes(changed, ties, barred, progress);
        return std::ranges::any_of(
            others, [&](const SharesPass& pass) { return buys(pass, project); });
    };
    return finish(trace, election, options, {election, wins, progress}, progress);
}

}  // namespace areena::selection
