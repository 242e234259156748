#include "planning/rule_chooser.hpp"

#include "planning/payments.hpp"

#include <utility>

namespace areena::planning {

RuleChooser::RuleChooser(const Frame& frame, const ChoiceOptions& options)
    : Chooser(frame, options), closed_(priorities().instance.projects.size()) {
    rule_.rule = options.rule;
    rule_.completion = completion_of(options);
    rule_.ties = ties();
}

selection::Election open_election(const Priorities& priorities, const std::vector<bool>& closed,
                                  selection::Utility utility) {
    selection::GroupedProfile open = priorities.profile;
    for (std::size_t i = 0; i < open.projects.size(); ++i)
        if (closed[static_cast<std::size_t>(open.projects[i])]) open.points[i] = 0;
    return {priorities.instance, open, utility};
}

std::vector<Pick> RuleChooser::buy(const Progress& progress) {
    const auto election = open_election(priorities(), closed_, asked().utility);
    const selection::Selection made = selection::select(election, rule_, progress);
    share_ = made.share;
    refused_ = made.refused;
    finished_ = made.finished || !made.refused.empty() || progress.stopped();
    auto purchases = payments_of(election, rule_, made);
    std::vector<Pick> picks;
    for (std::size_t i = 0; i < purchases.size(); ++i) {
        picks.push_back(picked(std::move(purchases[i])));
        if (!picks.back().purchase.rho && !made.rounds[i].completes)
            picks.back().value = made.rounds[i].value;
    }
    return picks;
}

}  // namespace areena::planning
