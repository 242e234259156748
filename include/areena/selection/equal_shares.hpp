#pragma once

#include "areena/core/progress.hpp"
#include "areena/selection/outcome.hpp"

#include <cstdint>
#include <vector>

namespace areena::selection {

/// What decides between projects that are exactly as good.
enum class TieKey : std::uint8_t {
    min_cost,   ///< the cheaper one
    max_cost,   ///< the dearer one
    max_votes,  ///< the one with more supporters
    id,         ///< the smaller id, byte by byte
    order,      ///< the one that stands earlier in `Options::order`; those not in it come last
    lot,        ///< the one that a lot drawn with `Options::seed` puts earlier
    refuse,     ///< nobody: the tie is told and the rule stops
};

/// min_cost, max_votes, id.
[[nodiscard]] std::vector<TieKey> default_ties();

/// How a rule decides where its definition does not.
struct Options {
    /// Asked in order until one decides; the id decides at last in any case.
    std::vector<TieKey> ties = default_ties();
    /// Projects in an order of their own: they go before all others, in this order. It is asked
    /// before all keys, or at the place of `TieKey::order`. One that is not there or stands twice
    /// is refused (`selection.ties`).
    std::vector<int> order{};
    /// For `TieKey::lot`. The lot is drawn among the ids in their order, so it depends on the seed
    /// and the set of ids alone.
    std::uint64_t seed = 0;

    bool operator==(const Options&) const = default;
};

/// The method of equal shares for additive utilities, exactly.
///
/// Everybody holds a share of the budget. A project is affordable at rho if its supporters can pay
/// its cost with each paying min(what is left of its share, rho x utility). The project affordable
/// at the least rho is bought and paid for in that way, again and again until none is affordable.
/// Projects without cost go first, to their supporters for free; a project that nobody supports is
/// never bought. Budget may remain: see `complete_utilitarian`.
///
/// Begins from `start`, whose shares together must not exceed the budget less what is spent
/// (`selection.state`, else); also throws what `validate` throws, `selection.ties` for an order that
/// names a project twice or one that is not there, and `selection.tied` where the keys refuse. Asked to stop, it returns the
/// purchases so far, which are the first of the full outcome. Progress phase: "equal shares", one
/// step a purchase.
///
/// A purchase costs time in proportion to the supporters of the projects whose rho had to be
/// computed again (an old rho is a lower bound, since shares only shrink); voters with the same
/// ballot and share are one group. It is the same engine as that of `select`, which is the one for
/// elections of many voters. Utilities without a common unit within 62 bits are refused
/// (`selection.overflow`).
///
/// Source: Peters, Pierczynski, Skowron: Proportional Participatory Budgeting with Additive
/// Utilities. NeurIPS 2021.
[[nodiscard]] Outcome equal_shares(const Instance& instance, const Profile& profile,
                                   const Options& options = {}, const State& start = {},
                                   const Progress& progress = {});

}  // namespace areena::selection
