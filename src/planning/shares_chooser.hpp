#pragma once

#include "areena/selection/utilitarian.hpp"
#include "planning/chooser.hpp"

namespace areena::planning {

/// Equal shares as it goes on from pass to pass: what is chosen stays, what does not fit gives its
/// supporters' shares back. Then, if it is asked for, utilitarian completion step by step.
class SharesChooser final : public Chooser {
public:
    SharesChooser(const Frame& frame, const ChoiceOptions& options);

    [[nodiscard]] std::vector<Pick> buy(const Progress& progress) override;
    [[nodiscard]] bool begins_anew() const override { return false; }
    void give_back(const Pick& pick) override;
    [[nodiscard]] bool completes() const override;
    void begin_completion() override;
    [[nodiscard]] std::optional<Pick> next_completion() override;
    void refuse(const Pick& pick) override { completion_->refuse(pick.purchase); }
    void take_up_again(int project) override { completion_->reopen(project); }
    void end_completion() override;
    [[nodiscard]] std::vector<Pick> complete(const Progress& progress) override;
    void reopen(int project) override { state_.closed[static_cast<std::size_t>(project)] = false; }

private:
    [[nodiscard]] std::vector<Pick> picked_all(std::vector<selection::Purchase> purchases) const;

    selection::Instance boundless_;  ///< with a budget for everything
    selection::Profile profile_;
    selection::Options ties_;
    selection::State state_;
    std::optional<selection::UtilitarianCompletion> completion_;
};

}  // namespace areena::planning
