#pragma once

#include "areena/core/progress.hpp"
#include "areena/core/rational.hpp"
#include "areena/selection/election.hpp"
#include "areena/selection/equal_shares.hpp"
#include "areena/selection/verify.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// \file
/// Equal shares where one budget is not enough to say what can be done: several resources at once
/// (person-days by expertise and period), projects that need or rule out others, floors and caps of
/// categories, and projects that may be done in part.

namespace areena::selection {

/// Something that projects use up: an expertise in a period, money.
struct Resource {
    std::string id;
    std::int64_t budget = 0;

    bool operator==(const Resource&) const = default;
};

/// How far a project is done. Levels are cumulative: each includes the one before it.
struct Level {
    std::vector<std::int64_t> costs;  ///< by resource, in all, not below those of the level before
    /// What it is worth to a supporter, as a part of its utility for the project: more than that of
    /// the level before, at most 1.
    Rational worth = 1;

    bool operator==(const Level&) const = default;
};

struct LeveledProject {
    std::string id;
    std::vector<Level> levels;       ///< at least one, the lightest first
    std::vector<int> prerequisites;  ///< projects bought before it, at any level
    std::vector<int> excludes;       ///< never bought together; naming it on one side is enough

    bool operator==(const LeveledProject&) const = default;
};

/// Projects that together may take at most `cap` of a resource, or are to have at least `floor`.
struct Category {
    std::string id;
    std::vector<int> projects;
    int resource = 0;
    std::int64_t floor = 0;
    std::optional<std::int64_t> cap;
    /// What counts of a project at each of its levels, in all, beside `projects`: a part of what it
    /// takes, say. Empty: what it takes of the resource. Floors are kept of the resource either way.
    std::vector<std::vector<std::int64_t>> amounts{};

    bool operator==(const Category&) const = default;
};

struct ConstrainedInstance {
    std::vector<Resource> resources;
    std::vector<LeveledProject> projects;
    std::vector<Category> categories;

    bool operator==(const ConstrainedInstance&) const = default;
};

struct ConstrainedOptions {
    /// Cost: the sum of the parts of the budgets that a step takes. `TieKey::refuse` is refused.
    Options ties;
    bool completes = false;  ///< by votes, with what the shares leave, within every constraint

    bool operator==(const ConstrainedOptions&) const = default;
};

/// What a voter gives of a resource: more than 0.
struct ResourcePayment {
    int voter = 0;
    int resource = 0;
    Rational amount;

    bool operator==(const ResourcePayment&) const = default;
};

/// A project taken to its next level.
struct LevelPurchase {
    int project = 0;
    int level = 0;
    Step step = Step::shares;
    /// By resource: what supporters give per unit of utility, each at most what it has left; 0
    /// where the step takes nothing, and in completion.
    std::vector<Rational> prices;
    /// The largest of price / budget over the resources: the rule takes the step where it is least.
    Rational dominant_price;
    std::vector<int> tied;  ///< projects whose next step was exactly as good, by index
    std::vector<ResourcePayment> payments;  ///< by resource, then voter

    bool operator==(const LevelPurchase&) const = default;
};

/// What keeps a project from its next level. The first that applies, in this order.
enum class Obstacle : std::uint8_t {
    no_supporters,  ///< nobody gives it any utility
    excluded,       ///< `other` is bought, and they exclude each other
    prerequisite,   ///< `other` is not bought
    cap,            ///< category `other` would pass its cap by `missing`
    budget,         ///< resource `other` has `missing` too little left
    floor,          ///< resource `other` keeps what floors ask for; `missing` would be taken of it
    shares,         ///< supporters have `missing` too little of resource `other`
    stopped,        ///< the caller asked to stop
};

struct NotBought {
    int project = 0;
    int level = 0;
    Obstacle obstacle = Obstacle::shares;
    int other = -1;  ///< a project, a category or a resource; see `Obstacle`
    Rational missing;

    bool operator==(const NotBought&) const = default;
};

struct ConstrainedOutcome {
    std::vector<LevelPurchase> purchases;
    std::vector<int> levels;                    ///< by project: the level reached, -1 for none
    std::vector<std::vector<Rational>> shares;  ///< by voter, by resource: what is left
    std::vector<NotBought> not_bought;          ///< by project: each below its last level
    bool finished = true;

    bool operator==(const ConstrainedOutcome&) const = default;
};

/// Throws `Error`: what `validate` of an election throws for a budget, a cost, an id, a vote or a
/// utility; `selection.level` for a project without levels, or with costs or worth that do not
/// grow; `selection.constraint` for a prerequisite, an exclusion or a category that names nothing,
/// a project that needs or excludes itself, a cycle of prerequisites, a floor above its cap, floors
/// together above a budget, a project in two categories with floors for one resource, or amounts
/// that are not one a level, negative, or shrink from level to level.
void validate(const ConstrainedInstance& instance, const Profile& profile);

/// What each voter holds of each resource, [voter][resource].
using ResourceShares = std::vector<std::vector<Rational>>;

/// The method of equal shares with constraints, exactly.
///
/// Everybody holds an equal share of each resource, or what `shares` says. A project's next level
/// is a step: it costs and is worth what it adds to the level before. For each resource that a step
/// takes, its supporters pay as in `equal_shares`: each min(what it has left, price x utility), at
/// the least price that pays the cost. Prices in different resources are compared as parts of the
/// budgets, and a step is as good as its dearest part (the dominant share of Ghodsi et al., 2011).
/// The best step is bought, again and again. A step is passed over
/// - while a prerequisite is not bought, and for good once an excluded project is;
/// - if a category would pass its cap;
/// - if less would be left of a resource than floors still ask for: the sum over categories of what
///   is missing up to the floor, as far as their projects that can still be had would take it.
/// Completion buys by votes what still fits the budgets and the constraints; supporters pay
/// min(what they have left, cost / supporters).
///
/// With one resource, one level each and no constraints it is `equal_shares`, tie for tie, with the
/// guarantees of that rule (EJR up to one project); with more it promises what `verify` checks:
/// nobody pays more than its share or for what it does not support, and no step is left out that
/// its supporters could pay and that no constraint forbids.
///
/// `shares`: not negative, together within the budgets (`selection.state`, else). Also throws what
/// `validate` throws. Asked to stop, it returns the purchases so far. Progress phase: "equal
/// shares". Complexity: O(steps bought x steps on offer x supporters x resources) fractions at
/// worst; an old price is a lower bound, so most are not computed again.
[[nodiscard]] ConstrainedOutcome constrained_shares(const ConstrainedInstance& instance,
                                                    const Profile& profile,
                                                    const ConstrainedOptions& options = {},
                                                    const ResourceShares& shares = {},
                                                    const Progress& progress = {});

/// What each voter is charged for, [voter][resource]: what it paid, and of a step that completion
/// bought an equal part of the whole cost with its other supporters, also beyond its share. It is
/// what a ledger settles: a voter that got more than its shares could pay for owes it to the others.
[[nodiscard]] ResourceShares charges(const ConstrainedInstance& instance, const Profile& profile,
                                     const ConstrainedOutcome& outcome);

/// Checks an outcome from scratch with no code of the rule; see `constrained_shares`. Never throws
/// for a wrong outcome; instance, profile and shares must be valid. The checks: "steps" (levels in
/// order, supported), "payments" (by supporters, within what they have left), "prices", "cost"
/// (paid in full), "budgets", "constraints" (at the moment of each purchase), "state", and
/// "exhausted" (no step was left out that its supporters could pay and no constraint forbids; after
/// completion, none that fits). O(purchases x (projects + votes)).
[[nodiscard]] Verification verify(const ConstrainedInstance& instance, const Profile& profile,
                                  const ConstrainedOptions& options,
                                  const ConstrainedOutcome& outcome,
                                  const ResourceShares& shares = {});

}  // namespace areena::selection
