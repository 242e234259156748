#pragma once

#include "planning/chooser.hpp"
#include "planning/resources.hpp"

namespace areena::planning {

/// Equal shares of several resources at once, scope by scope, with prerequisites, exclusions, floors
/// and caps; run again for each pass without what did not fit. What a scope was not chosen for is
/// not scheduled wider.
class ConstrainedChooser final : public Chooser {
public:
    ConstrainedChooser(const Frame& frame, const ChoiceOptions& options);

    [[nodiscard]] std::vector<Pick> buy(const Progress& progress) override;
    [[nodiscard]] bool begins_anew() const override { return true; }
    void give_back(const Pick& pick) override {
        closed_[static_cast<std::size_t>(pick.purchase.project)] = true;
    }
    [[nodiscard]] std::string why_not(int project) const override;

protected:
    void tell(Choice& choice,
              const std::vector<std::pair<Pick, std::int64_t>>& picks) const override;

private:
    [[nodiscard]] std::vector<Pick> picks_of(const selection::ConstrainedOutcome& outcome) const;
    void finish(Pick& pick, const std::vector<Rational>& carried) const;

    std::vector<EffortResource> resources_;
    selection::ConstrainedInstance instance_;
    selection::Profile profile_;
    selection::ConstrainedOptions rule_;
    selection::ResourceShares shares_;
    std::vector<bool> closed_;
    std::vector<selection::NotBought> obstacles_;  ///< of the last run
};

/// What each voter begins with of each resource, [voter][resource]: the same part of all that it has
/// of the available effort.
[[nodiscard]] selection::ResourceShares resource_shares(
    const std::vector<EffortResource>& resources, const std::vector<Rational>& shares,
    std::int64_t available);

}  // namespace areena::planning
