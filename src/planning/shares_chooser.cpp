#include "planning/shares_chooser.hpp"

#include "areena/selection/equal_shares.hpp"

#include <utility>

namespace areena::planning {

SharesChooser::SharesChooser(const Frame& frame, const ChoiceOptions& options)
    : Chooser(frame, options),
      boundless_(priorities().instance),
      profile_(selection::by_voter({priorities().instance, priorities().profile, options.utility})),
      ties_(ties()) {
    for (const selection::Project& project : boundless_.projects)
        boundless_.budget += project.cost;
    state_ = selection::initial_state(priorities().instance, profile_);
    if (options.carry_over) state_.shares = opening_shares();
    state_.closed.resize(boundless_.projects.size());
}

std::vector<Pick> SharesChooser::picked_all(std::vector<selection::Purchase> purchases) const {
    std::vector<Pick> picks;
    picks.reserve(purchases.size());
    for (selection::Purchase& purchase : purchases) picks.push_back(picked(std::move(purchase)));
    return picks;
}

std::vector<Pick> SharesChooser::buy(const Progress& progress) {
    auto outcome =
        selection::equal_shares(priorities().instance, profile_, ties_, state_, progress);
    state_ = std::move(outcome.state);
    return picked_all(std::move(outcome.purchases));
}

void SharesChooser::give_back(const Pick& pick) {
    selection::give_back(priorities().instance, pick.purchase, state_);
}

bool SharesChooser::completes() const {
    return completion_of(asked()) == selection::Completion::utilitarian;
}

void SharesChooser::begin_completion() {
    completion_.emplace(boundless_, profile_, state_, ties_);
}

std::optional<Pick> SharesChooser::next_completion() {
    auto purchase = completion_->next();
    if (!purchase) return std::nullopt;
    return picked(*std::move(purchase));
}

void SharesChooser::end_completion() {
    state_ = completion_->state();
    completion_.reset();
}

std::vector<Pick> SharesChooser::complete(const Progress& progress) {
    auto outcome = selection::complete_utilitarian(priorities().instance, profile_,
                                                   {{}, state_, true}, ties_, progress);
    state_ = std::move(outcome.state);
    return picked_all(std::move(outcome.purchases));
}

}  // namespace areena::planning
