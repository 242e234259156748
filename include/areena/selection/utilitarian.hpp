#pragma once

#include "areena/core/progress.hpp"
#include "areena/selection/equal_shares.hpp"
#include "areena/selection/outcome.hpp"

#include <memory>
#include <optional>

namespace areena::selection {

/// Utilitarian completion as a caller goes through it who knows more about what fits than its cost:
/// one purchase after another, each of which may be refused. The election must outlive it.
class UtilitarianCompletion {
public:
    /// Throws what `validate` throws, and `selection.state`. O(votes log votes).
    UtilitarianCompletion(const Instance& instance, const Profile& profile, const State& start,
                          const Options& options = {});
    UtilitarianCompletion(UtilitarianCompletion&&) noexcept;
    UtilitarianCompletion& operator=(UtilitarianCompletion&&) noexcept;
    ~UtilitarianCompletion();

    /// The next purchase (see `next_utilitarian`), already paid for, or none. The scores looked at
    /// are those that may have become the best since; each costs time in its supporters.
    [[nodiscard]] std::optional<Purchase> next();
    /// Undoes a purchase: what was paid goes back, and the project stays closed.
    void refuse(const Purchase& purchase);
    /// Opens a project that was refused.
    void reopen(int project);
    [[nodiscard]] State state() const;

private:
    class Run;
    std::unique_ptr<Run> run_;
};

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
