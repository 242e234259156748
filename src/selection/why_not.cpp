#include "areena/selection/why_not.hpp"

#include "areena/core/error.hpp"
#include "selection/joining.hpp"
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
    const bool is_fixed = utility == Utility::points || utility == Utility::cardinality;
    if (options.rule == Rule::greedy_utility) return is_fixed;
    const bool is_exact = is_fixed || utility == Utility::cost || utility == Utility::effort;
    if (options.rule == Rule::greedy_per_cost) return is_exact;
    return options.rule == Rule::equal_shares && is_exact &&
           (options.completion == Completion::none ||
            options.completion == Completion::utilitarian ||
            options.completion == Completion::phragmen);
}

/// Runs the rule on changed elections.
class Search {
public:
    /// Whether a project is selected in an election.
    using Wins = std::function<bool(const Election& changed, int project)>;

    Search(const Election& election, Wins wins, const Progress& progress)
        : election_(election), wins_(std::move(wins)), progress_(progress) {}

    /// From `guess` in ever larger steps until it lies between a cost that does and one that does
    /// not, then by halving.
    [[nodiscard]] std::optional<std::int64_t> largest_cost(int project, double guess) const {
        std::int64_t high = election_.cost(project);  // does not
        std::int64_t low = -1;                        // does, but for -1
        if (high == 0 || election_.votes(project) == 0) return std::nullopt;
        const auto tried = [&](std::int64_t cost) {
            const bool does = wins_(election_.with_cost(project, cost), project);
            (does ? low : high) = cost;
            return does;
        };
        const auto start = static_cast<std::int64_t>(
            std::clamp(guess, 0.0, static_cast<double>(high - 1)));
        const bool goes_up = tried(start);
        for (std::int64_t step = 1; !progress_.stopped(); step *= 2) {
            const std::int64_t next = goes_up ? low + step : high - step;
            if (next <= low || next >= high || next < 0 || tried(next) != goes_up) break;
        }
        if (low < 0 && high > 0 && !tried(0)) return std::nullopt;
        while (high - low > 1 && !progress_.stopped()) tried(low + (high - low) / 2);
        return low < 0 ? std::nullopt : std::optional(low);
    }

    /// By ever more of the voters in `order`.
    void find_joiners(WhyNot& why, const std::vector<int>& order) const {
        const std::int64_t available = election_.num_voters() - why.votes;
        const auto joiners = [&](std::int64_t count) {
            return first_joiners(election_, why.project, order, count);
        };
        const auto does = [&](std::int64_t count) {
            return wins_(election_.with_supporters(why.project, joiners(count)), why.project);
        };
        std::int64_t low = 0;
        std::int64_t high = std::min<std::int64_t>(1, available);
        if (available == 0) return;
        while (!does(high)) {
            if (high == available || progress_.stopped()) return;
            low = high;
            high = std::min(2 * high, available);
        }
        while (high - low > 1 && !progress_.stopped()) {
            const std::int64_t middle = low + (high - low) / 2;
            (does(middle) ? high : low) = middle;
        }
        why.extra_supporters = high;
        why.joiners = joiners(high);
    }

private:
    const Election& election_;
    Wins wins_;
    const Progress& progress_;
};

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

/// Adds to what a trace has found what only trials can tell.
std::vector<WhyNot> finish(Trace& trace, const Election& election, const RuleOptions& options,
                           const Search& search, const Progress& progress) {
    const std::vector<int> order = by_purse(election, trace.replay());
    const auto total = static_cast<std::int64_t>(trace.losers().size());
    std::vector<WhyNot> reasons;
    for (Loser& loser : trace.losers()) {
        WhyNot& why = loser.why;
        if (is_traceable(election, options)) {
            why.extra_supporters = loser.joining.fewest();
            why.joiners = loser.joining.joiners();
            why.is_fewest = true;
        } else {
            search.find_joiners(why, order);
            why.is_fewest = is_greedy(options.rule) && !may_refuse(options);
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
    return finish(trace, election, options, {election, wins, progress}, progress);
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
