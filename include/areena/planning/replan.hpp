#pragma once

#include "areena/core/progress.hpp"
#include "areena/planning/compare.hpp"
#include "areena/planning/plan.hpp"
#include "areena/planning/prices.hpp"

#include <optional>
#include <string>
#include <vector>

/// \file
/// Keeping a plan when the world changes, and finding out beforehand what a loss would do.

namespace areena::planning {

/// A plan made from an earlier one, and what changes.
struct Replan {
    Plan plan;
    Comparison comparison;
    /// Of "dropped", "rescoped" and "moved", the first ones: proved to be the fewest.
    std::vector<std::string> proved;

    bool operator==(const Replan&) const = default;
};

/// Keeps an earlier plan as far as `network`, as it is now, allows. Projects begun before `from`
/// stay as they are; then the fewest are dropped, the fewest done at another scope, the fewest
/// moved, in this order; nothing is placed before `from`. What still fits then is added from the days
/// that are left, without a new choice. The choice of the earlier plan stays for what is kept.
/// Throws `plan.no_promise`, and `plan.replan` if the promises begin in different quarters or `from`
/// is not in the period.
[[nodiscard]] Replan replan(const Plan& earlier, const Network& network, Quarter from,
                            const PlanOptions& options = {}, const Progress& progress = {});

/// What the loss of an organization's days or of an expertise would do to a plan.
struct Stress {
    std::optional<OrganizationId> organization;
    std::optional<ExpertiseId> expertise;
    PersonDays days;                          ///< that the plan takes of it
    std::vector<CommitmentId> dropped;
    std::vector<CommitmentId> rescoped;
    std::vector<CommitmentId> moved;
    std::vector<Shortage> standing;           ///< standing work that does not fit any more
    std::optional<Share> coverage_before;     ///< mean of the members'; none without needs
    std::optional<Share> coverage_after;
    std::vector<MemberId> lose;               ///< whose coverage shrinks
    std::vector<std::string> proved;          ///< as in `Replan`

    bool operator==(const Stress&) const = default;
};

/// Every organization that gives days in the promise's period, then every expertise, by id: what is
/// dropped, done at another scope and moved if it is lost from `from` on (from the beginning if not
/// given), and nothing is added. The same for any number of threads. Throws `plan.replan` if `from`
/// is not in the period.
[[nodiscard]] std::vector<Stress> stress(const Plan& plan, std::optional<Quarter> from = {},
                                         const QuestionOptions& options = {},
                                         const Progress& progress = {}, int threads = 1);

}  // namespace areena::planning

namespace areena {

template <>
const Type& type_of<planning::Stress>();

}  // namespace areena
