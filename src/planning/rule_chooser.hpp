#pragma once

#include "areena/selection/select.hpp"
#include "planning/chooser.hpp"

namespace areena::planning {

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
    [[nodiscard]] selection::Election election() const;

    selection::RuleOptions rule_;
    std::vector<bool> closed_;
};

}  // namespace areena::planning
