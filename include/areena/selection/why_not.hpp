#pragma once

#include "areena/core/progress.hpp"
#include "areena/selection/select.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace areena::selection {

/// A winner that supporters of a project left out helped to pay for.
struct Outspent {
    int project = 0;           ///< the winner
    std::int64_t voters = 0;   ///< supporters of both who paid something
    Rational paid;             ///< together

    bool operator==(const Outspent&) const = default;
};

/// The supporters' money when they last had a project's cost together.
struct LastAffordable {
    std::size_t round = 0;  ///< before this one of the rounds; after all, their number
    Rational money;         ///< at least the cost

    bool operator==(const LastAffordable&) const = default;
};

/// Why a project was left out, and what would have brought it in.
struct WhyNot {
    int project = 0;
    std::int64_t cost = 0;
    std::int64_t votes = 0;
    std::int64_t budget_left = 0;  ///< after the selection

    /// Equal shares, when its own rounds are over: how many supporters could still pay an even part
    /// of the cost, as the sum over supporters of min(1, share left x votes / cost).
    std::optional<Rational> effective_support;
    /// Equal shares: none if its supporters never had the cost together.
    std::optional<LastAffordable> last_affordable;
    /// Equal shares: what its supporters have left after its rounds. Phragmen: what they had earned
    /// and not spent at the time of the last round. The payments in `outspent` and this make up all
    /// that they had.
    std::optional<Rational> money_left;
    /// Equal shares and Phragmen: where their money went, by round; rounds that completed equal
    /// shares are left out.
    std::vector<Outspent> outspent;

    /// A whole cost at which it would have been selected, all else equal, though not at one more;
    /// below its own. None if it would not be selected for free either.
    std::optional<std::int64_t> largest_cost;
    /// It is the largest of all costs below its own, not only one with a worse neighbour.
    bool is_largest = false;

    /// How many more voters who do not support it would have had to add it to their ballots (see
    /// `Election::with_supporters`) for it to be selected, all else equal. None if no number of
    /// those tried would do.
    std::optional<std::int64_t> extra_supporters;
    /// Fewer would not do, whoever they were; or, of none, that no voters would. Otherwise those
    /// were tried in turn who have most left.
    bool is_fewest = false;
    std::vector<Joiner> joiners;  ///< who, for instance: of those who have most left to give

    bool operator==(const WhyNot&) const = default;
};

/// Explains, for each of `projects`, why `selection` left it out; `selection` is what `select` gave
/// for the election and the options. In the order of `projects`.
///
/// Exact. As long as the project is not selected, equal shares and Phragmen run as they did, so it
/// would be selected with more supporters if and only if in some round they could have paid for it
/// at that round's price: those who could pay most at it come first, and the round that asks for the
/// fewest decides. `is_fewest` holds for these two rules (with completion `none`,
/// `utilitarian` or `phragmen`; not under effort, where a supporter more is worth less to all) and
/// for greedy rules. With add-1 and `ratio` the same is counted at every share gone through, which
/// bounds the number from below; it holds where that many do. Elsewhere all sets of fewer voters are
/// tried, voters of the same ballot being alike, and it holds if that is done: proofs have a
/// limit of work, which large elections with many raises reach. A lower cost is searched by running the rule again; `is_largest` holds where a lower cost never hurts: these rules, under utilities that are not rounded, without the
/// key `max_cost` for ties; and for greedy rules where utility does not grow with cost.
/// Everything else is found by running the rule on changed elections.
///
/// The first part costs O(rounds x votes) for all projects together; a search costs
/// about log2(cost) runs of the rule for each. Progress phase: "explanations", one step a project.
/// Asked to stop, it returns those that are finished. Throws what `select` throws, and
/// `selection.project` if one of `projects` is not there or was selected.
///
/// Sources: Boehmer, Faliszewski, Janeczko, Peters, Pierczynski, Schierreich, Skowron, Szufa:
/// Evaluation of Project Performance in Participatory Budgeting, IJCAI 2024 (the questions).
[[nodiscard]] std::vector<WhyNot> why_not(const Election& election, const RuleOptions& options,
                                          const Selection& selection,
                                          std::span<const int> projects,
                                          const Progress& progress = {});

/// The same questions about `equal_shares_in_passes` with `barred`: to be selected is to be bought
/// in some pass. `projects` are those never bought. Accounts are those after the last pass, where
/// what was given back is as if it had never been bought; `LastAffordable::round` counts the
/// purchases of all passes. A changed election is run with the same `barred`.
[[nodiscard]] std::vector<WhyNot> why_not(const Election& election, const Options& ties,
                                          std::span<const int> barred,
                                          std::span<const int> projects,
                                          const Progress& progress = {});

}  // namespace areena::selection
