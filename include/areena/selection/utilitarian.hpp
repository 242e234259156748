#pragma once

#include "areena/core/progress.hpp"
#include "areena/selection/equal_shares.hpp"
#include "areena/selection/outcome.hpp"

#include <optional>

namespace areena::selection {

/// The purchase that utilitarian completion would make next from `state`, or none if no open
/// project that somebody supports fits the budget left (budget - spent).
///
/// Projects rank by their score, the sum over their supporters of
/// min(1, share left x supporters / cost), which is the purchase's `effective_support`: how many
/// supporters could pay an even part of the cost. Each supporter pays min(share left, cost /
/// supporters); the payments may add up to less than the cost, the rest being budget that was left.
/// Nothing is changed: book the purchase with `take`, or close the project and ask again.
/// Throws what `validate` throws, and `selection.state`. Linear in the votes.
[[nodiscard]] std::optional<Purchase> next_utilitarian(const Instance& instance,
                                                       const Profile& profile, const State& state,
                                                       const Options& options = {});

/// Goes on from an outcome with `next_utilitarian` until nothing that somebody supports fits the
/// budget left. Projects closed in the outcome's state stay out. Throws what `next_utilitarian`
/// throws. Progress phase: "completion", one step a purchase.
[[nodiscard]] Outcome complete_utilitarian(const Instance& instance, const Profile& profile,
                                           Outcome outcome, const Options& options = {},
                                           const Progress& progress = {});

}  // namespace areena::selection
