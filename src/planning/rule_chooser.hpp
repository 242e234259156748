#pragma once

#include "areena/selection/select.hpp"
#include "planning/chooser.hpp"

namespace areena::planning {

/// An election in which what is closed has no votes, so that no rule takes it. `closed`: by project.
[[nodiscard]] selection::Election open_election(const Priorities& priorities,
                                                const std::vector<bool>& closed,
                                                selection::Utility utility);

/// Any rule, run again for each pass as if what did not fit had never been proposed: its outcome in
/// the end is the rule's own, on the commitments that could be done.
class RuleChooser final : public Chooser {
public:
    RuleChooser(const Frame& frame, const ChoiceOptions& options);

    [[nodiscard]] std::vector<Pick> buy(const Progress& progress) override;
    [[nodiscard]] bool begins_anew() const override { return true; }
    void give_back(const Pick& pick) override {
        closed_[static_cast<std::size_t>(pick.purchase.project)] = true;
    }

private:
    selection::RuleOptions rule_;
    std::vector<bool> closed_;
};

}  // namespace areena::planning
