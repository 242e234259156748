#pragma once

#include "areena/planning/plan.hpp"
#include "areena/selection/passes.hpp"
#include "areena/selection/why_not.hpp"
#include "planning/priorities.hpp"

#include <optional>
#include <vector>

namespace areena::planning {

/// Reads from a plan how its choice came about, and goes through the choice again.
class ChoiceReader {
public:
    explicit ChoiceReader(const Plan& plan);

    /// Of projects that the plan left out, in their order: what the plan itself says.
    [[nodiscard]] std::vector<ChoiceReason> accounts(
        const std::vector<const LeftOut*>& left_out) const;
    /// Adds what would have been enough, by running the choice again.
    void check(std::vector<ChoiceReason>& reasons, const Progress& progress) const;

private:
    struct Carried {
        int voter = 0;  ///< place in priorities_.voters
        const Rational* amount = nullptr;
    };

    [[nodiscard]] Rational opening_share(int member) const;
    [[nodiscard]] ChoiceReason account(const LeftOut& left_out) const;
    [[nodiscard]] bool was_chosen(int project) const {
        return was_chosen_[static_cast<std::size_t>(project)];
    }
    [[nodiscard]] const ChoiceOptions& asked() const { return plan_.provenance.options.choice; }
    /// Why these cannot be told, whatever they are.
    [[nodiscard]] std::optional<EnoughUntold> untold() const;
    using Found = std::optional<std::vector<selection::WhyNot>>;
    /// What the engine says of projects never chosen; none if the choice run again is not the plan's.
    [[nodiscard]] Found in_passes(const std::vector<int>& projects, const Progress& progress) const;
    void tell(const selection::WhyNot& why, ChoiceReason& reason) const;
    [[nodiscard]] Found by_rule(const std::vector<int>& projects, const Progress& progress) const;

    const PlanDocument& plan_;
    const Frame frame_;
    const Priorities priorities_;
    std::vector<std::vector<int>> supporters_;        ///< by project: places in priorities_.voters
    std::vector<std::vector<Carried>> carried_;       ///< beside the choice's commitments
    std::vector<bool> was_chosen_;                    ///< by project
    std::vector<int> barred_;                         ///< what the timetable ruled out in passes
};

}  // namespace areena::planning
