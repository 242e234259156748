#include "areena/selection/all_outcomes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace areena::selection {
namespace {

/// Whether the rule tells all its ties in its rounds, and goes on from what is selected and at what
/// value, in whatever order it was. Equal shares: what is left to a voter is its share less rho x
/// utility of each, or nothing. Phragmen: a load is the latest time, and times do not fall. The
/// others look at the set alone.
bool is_understood(Rule rule) {
    return rule == Rule::equal_shares || rule == Rule::phragmen || rule == Rule::maximin_support ||
           rule == Rule::greedy_votes || rule == Rule::greedy_utility ||
           rule == Rule::greedy_per_cost;
}

class Explorer {
public:
    Explorer(const Election& election, const RuleOptions& options, const OutcomeLimits& limits,
             const Progress& progress)
        : election_(election), options_(options), limits_(limits), progress_(progress) {}

    AllOutcomes run() {
        result_.complete = is_understood(options_.rule);
        std::erase(options_.ties.ties, TieKey::refuse);
        todo_.push_back(options_.ties.order);
        while (!todo_.empty()) {
            if (progress_.stopped() || work_ >= limits_.most_runs ||
                found_.size() > limits_.most_outcomes) {
                result_.complete = false;
                break;
            }
            options_.ties.order = std::move(todo_.back());
            todo_.pop_back();
            const Selection selection = select(election_, options_, progress_);
            if (!selection.finished) {
                result_.complete = false;
                break;
            }
            ++result_.runs;
            std::erase(options_.ties.ties, TieKey::order);  // from now on it comes before all keys
            work_ += 1 + selection.raises;
            result_.complete &= !selection.tied_before;
            keep(selection);
            branch(selection);
            progress_.step("outcomes", result_.runs, 0);
        }
        return told();
    }

    [[nodiscard]] std::size_t num_found() const noexcept { return found_.size(); }

private:
    /// What a rule goes on from: the projects selected, with their values and who selected them;
    /// sorted where their order does not matter.
    using Item = std::tuple<int, bool, Rational>;
    using State = std::vector<Item>;

    void keep(const Selection& selection) {
        std::vector<int> order;
        for (const Round& round : selection.rounds) order.push_back(round.project);
        std::vector<int> winners = order;
        std::ranges::sort(winners);
        if (found_.empty()) first_ = winners;
        found_.try_emplace(std::move(winners), std::move(order));
    }

    /// Puts off every other choice in the rounds whose state was not met before.
    void branch(const Selection& selection) {
        State state;
        state.emplace_back(-1, false, selection.share);
        std::vector<int> before;
        for (const Round& round : selection.rounds) {
            if (!round.tied.empty() && seen_.insert(state).second)
                for (const int other : round.tied) {
                    todo_.push_back(before);
                    todo_.back().push_back(other);
                }
            const Item item(round.project, round.completes, round.value);
            state.insert(is_understood(options_.rule) ? std::ranges::upper_bound(state, item)
                                                      : state.end(),
                         item);
            before.push_back(round.project);
        }
    }

    AllOutcomes told() {
        if (const auto first = found_.find(first_); first != found_.end())
            result_.outcomes.push_back({first->first, first->second});
        for (const auto& [winners, order] : found_) {
            if (result_.outcomes.size() >= limits_.most_outcomes) break;
            if (winners != first_) result_.outcomes.push_back({winners, order});
        }
        return result_;
    }

    const Election& election_;
    RuleOptions options_;
    const OutcomeLimits& limits_;
    const Progress& progress_;
    std::vector<std::vector<int>> todo_;
    std::set<State> seen_;
    std::map<std::vector<int>, std::vector<int>> found_;
    std::vector<int> first_;
    std::int64_t work_ = 0;
    AllOutcomes result_;
};

}  // namespace

AllOutcomes all_outcomes(const Election& election, const RuleOptions& options,
                         const OutcomeLimits& limits, const Progress& progress) {
    return Explorer(election, options, limits, progress).run();
}

std::optional<bool> another_tie_break_changes_winners(const Election& election,
                                                      const RuleOptions& options,
                                                      const Selection& selection,
                                                      std::int64_t most_runs,
                                                      const Progress& progress) {
    const bool is_tied = selection.tied_before ||
                         std::ranges::any_of(selection.rounds,
                                             [](const Round& r) { return !r.tied.empty(); });
    if (!is_tied) return false;
    const OutcomeLimits limits{1, most_runs};
    Explorer explorer(election, options, limits, progress);
    const bool is_complete = explorer.run().complete;
    if (explorer.num_found() > 1) return true;
    if (is_complete) return false;
    return std::nullopt;
}

}  // namespace areena::selection
