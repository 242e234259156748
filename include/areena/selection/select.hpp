#pragma once

#include "areena/core/progress.hpp"
#include "areena/selection/equal_shares.hpp"
#include "areena/selection/grouped.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// \file
/// The rules for elections of any size, exactly: certified floating point decides where it can, and
/// whole numbers of any size where it cannot.

namespace areena::selection {

enum class Rule : std::uint8_t {
    equal_shares,      ///< see `equal_shares`
    phragmen,          ///< sequential Phragmen
    /// Maximin support, generalised to costs. The cost of what is selected is a load that its
    /// supporters share as evenly as can be: z(W) is the least largest load of a voter, which is the
    /// most that a set of projects of W costs per voter who supports one of them. Each round takes,
    /// of the projects that fit what is left of the budget, the one with the least z(W + project).
    /// With costs of 1 that is the same as the largest least support. Only who supports what
    /// counts, not the utility.
    ///
    /// Exact by flows in whole numbers. A project's z only grows, so each round looks at those
    /// whose last z is low enough: a few flows each, O(rounds x votes) a flow and mostly far less.
    ///
    /// Sources: Sanchez-Fernandez, Fernandez-Garcia, Fisteus, Brill: The maximin support method,
    /// Mathematical Programming 2024; Aziz, Lee, Talmon: Proportionally Representative
    /// Participatory Budgeting, AAMAS 2018 (costs); arXiv:2309.15104 (flows).
    maximin_support,
    /// Equal shares with bounded overspending (BOS). Everybody holds a share of the budget. At a
    /// price of rho per utility supporters raise sum of min(what is left of the share, rho x
    /// utility) = alpha x cost, at most the whole. Each round takes, of the projects that fit what is
    /// left of the budget and whose supporters have anything left, the one with the least
    /// rho / alpha^2 over all rho (of equals the largest alpha). Supporters pay rho / alpha x
    /// utility each, or all they have; where that falls short of the cost, the rest is overspent.
    /// Free projects go first. Projects that ordinary equal shares cannot quite pay for come in, so
    /// that less of the budget is left.
    ///
    /// Exact: the minimum lies where some supporter has just enough or the whole cost is raised.
    /// O(rounds x votes), and less where old values rule projects out. Overspending may double the
    /// digits of the fractions, so that an election made for it ends unfinished at 2^16 bits; real
    /// ones stay below a thousand.
    ///
    /// Source: Papasotiropoulos, Pishbin, Skibski, Skowron, Was: Method of Equal Shares with Bounded
    /// Overspending, EC 2025.
    bounded_overspending,
    /// Exact equal shares (EES). Like equal shares, but those who pay for a project all pay the same:
    /// of the supporters it takes the largest group of whom each has cost / group left, the richest
    /// first. Each round buys the project of the least cost / (group x utility). Defined where a
    /// project is worth the same to all its supporters; otherwise refused (`selection.utility`).
    /// Purses only shrink and groups with them, so that old values bound new ones.
    /// O(rounds x votes log votes), mostly far less.
    ///
    /// Source: Kraiczy, Robinson, Elkind: Streamlining Equal Shares, 2025, arXiv:2502.11797.
    exact_equal_shares,
    /// The selection within the budget whose utilities, summed over all voters, are the most. Of
    /// several, the one that has the first project in the order of the ties, if one of them has it,
    /// and of those the one that has the second, and so on; rounds are in that order. `tied` are
    /// projects left out that other optima have, together with the winners before this one and
    /// without it.
    ///
    /// A knapsack, solved by dynamic programming over costs and values in whole numbers, with states
    /// dropped that cannot reach what is known already. Exponential at worst: after
    /// `most_welfare_states` states it ends unfinished with the best so far; `Selection::bound` is
    /// what no selection can exceed. Where every project is worth its cost, times a factor (effort),
    /// sums of costs tell all, O(winners x projects x budget / 64) in units that divide all costs;
    /// they take up to 256 MB.
    ///
    /// Source: Nemhauser, Ullmann: Discrete dynamic programming and capital allocation, Management
    /// Science 1969.
    welfare,
    /// Cumulative support transfer voting (CSTV) with elimination and transfers, "EwT". Every voter
    /// gives its even share of the budget to the projects it supports, in proportion to their
    /// utilities (with `Utility::points` to the points of the ballot, as published). While a project
    /// is given its cost, the one with the largest excess is selected; its supporters pay all the
    /// same part of what they give to it, but those who give to no other open project pay all, and
    /// what is left goes to the other open projects they support, in proportion. Where no project is
    /// given its cost, the one with the least excess is eliminated (of several the last in the order
    /// of the ties) and what it is given goes to others in the same way. At the end eliminations are
    /// reversed, the last one first, as far as the budget goes.
    ///
    /// Digits of the fractions double with each transfer. They are kept in full up to 512 bits; longer
    /// ones are told apart by 512 bits with certified errors, and taken as equal only if that is
    /// proved from what the money went through; `value` is then given to about 2^-64. Where neither
    /// tells, an election of up to 2,000 different ballots is run again with 4,096 bits, and what is
    /// open then ends the rule unfinished.
    /// O(projects x votes).
    ///
    /// Source: Skowron, Slinko, Szufa, Talmon: Participatory Budgeting with Cumulative Votes,
    /// arXiv:2009.02690, sections 4 and 5.
    cstv,
    greedy_votes,      ///< most supporters first
    greedy_utility,    ///< largest sum of utilities first
    greedy_per_cost,   ///< largest sum of utilities per cost first
};

/// What goes on where equal shares, or exact equal shares, ends with budget left.
enum class Completion : std::uint8_t {
    none,
    add1,             ///< shares grow step by step until nothing more fits, or too much is spent
    add1_exceeding,   ///< the same, but only the second stop rule: go on until too much is spent
    add1_utilitarian, ///< `add1`, then `utilitarian`
    utilitarian,      ///< greedily by votes
    phragmen,         ///< sequential Phragmen, from what the voters have left
    /// Like `add1`, but the shares grow by a hundredth of budget / voters each, whatever the unit of
    /// money is, and begin from budget / voters exactly.
    ratio,
    /// Exact equal shares: all shares grow by the same, each time by the least that changes who is
    /// selected or who pays for it, until the outcome would exceed the budget (that one is not taken)
    /// or nothing changes any more. The outcomes gone through are all that there are as shares grow.
    ///
    /// Source: Kraiczy, Robinson, Elkind: Streamlining Equal Shares, 2025, arXiv:2502.11797
    /// ("add-opt").
    add_opt,
};

struct RuleOptions {
    Rule rule = Rule::equal_shares;
    Completion completion = Completion::none;
    Options ties;
    /// Add-1: shares begin as whole multiples of `money_unit` and grow by `increment` of them. Where
    /// costs are in cents, 100 makes it raise euros.
    std::int64_t money_unit = 1;
    std::int64_t increment = 1;

    bool operator==(const RuleOptions&) const = default;
};

/// One project selected.
struct Round {
    int project = 0;
    bool completes = false;  ///< true if the completion selected it
    /// Equal shares: rho. Phragmen: the time, as the largest load of a supporter. Maximin support:
    /// the largest load of a voter. Bounded overspending: rho / alpha^2. Exact equal shares: what
    /// each pays per utility. Welfare: the sum of its supporters' utilities. CSTV: what it is given at
    /// that moment. Greedy: the votes, utility, or utility per cost (0 for a free project, which goes
    /// first).
    Rational value;
    std::vector<int> tied;  ///< others exactly as good at that moment, by index
    /// Bounded overspending: alpha, the part of the cost that supporters raise at the price rho;
    /// each pays value x part x utility, or all it has. Elsewhere 1.
    Rational part = 1;

    bool operator==(const Round&) const = default;
};

struct Selection {
    std::vector<Round> rounds;  ///< in the order of selection
    std::int64_t cost = 0;
    Rational share;             ///< equal shares, overspending: what each voter held at first; else 0
    std::int64_t raises = 0;    ///< add-1, add-opt: how often the shares were raised
    /// False if the caller asked to stop, a tie was refused or a limit was reached. The budget is
    /// never exceeded.
    bool finished = true;
    /// Ties were met, or may have been, that are not among the rounds. Add-1: at shares other than
    /// the last one. CSTV: between projects to eliminate. Welfare: where it is not finished.
    bool tied_before = false;
    /// Those that were exactly as good where `TieKey::refuse` was met, by index; else empty.
    std::vector<int> refused;
    std::optional<Rational> bound;    ///< welfare: no selection is worth more
    std::vector<Round> eliminations;  ///< CSTV: in order

    bool operator==(const Selection&) const = default;
};

/// Selects projects within the budget.
///
/// Equal shares: a round takes the project of least rho (see `equal_shares`), free projects first. A
/// certified bound on every rounding error tells which projects may be best; only those are compared
/// exactly, so the outcome is that of exact fractions. Add-1 begins from the whole part of budget /
/// voters and raises everybody's share step by step until the outcome would exceed the budget (that
/// one is not taken) or, for `add1`, no project fits what is left. A completion is refused
/// (`selection.completion`) with another rule, but for `add_opt`, which goes with exact equal shares
/// alone; steps below 1 are (`selection.increment`). Steps
/// that can be proved to change nothing are taken together, so that a budget in forints costs about
/// as much as one in euros.
///
/// Phragmen: everybody earns money at the same pace; a project is bought the moment that its
/// supporters have its cost together. Ends when one of the projects that are first does not fit the
/// budget; dearer projects than the whole budget are left out from the beginning.
///
/// Greedy: in that order whatever still fits. Projects without supporters are never selected.
///
/// Sources: Peters, Pierczynski, Skowron, NeurIPS 2021; Brill, Freeman, Janson, Lackner: Phragmen's
/// Voting Methods and Justified Representation, 2017; Peters, Skowron: equalshares.net (completions).
[[nodiscard]] Selection select(const Election& election, const RuleOptions& options = {},
                               const Progress& progress = {});

inline constexpr std::int64_t most_raises = 1'000'000;
inline constexpr std::int64_t most_welfare_states = 20'000'000;

}  // namespace areena::selection
