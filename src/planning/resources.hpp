#pragma once

#include "areena/planning/choice.hpp"
#include "areena/selection/constrained.hpp"
#include "planning/priorities.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace areena::planning {

/// A resource that effort is shared out of.
struct EffortResource {
    std::vector<int> skills;  ///< expertises that a pool of days joins count as one; empty: all
    int begin = 0;            ///< its periods: all, or those of a year or a quarter
    int end = 0;
    std::int64_t budget = 0;  ///< usable days less standing work, in hundredths, at least 0
};

/// The resources that are asked for, in the order of expertises, then of time.
[[nodiscard]] std::vector<EffortResource> resources_of(const Frame& frame, ChoiceResources asked);

/// What a scope takes of a resource. As nobody knows yet when it is done, effort falls evenly on the
/// quarters of the commitment's window.
[[nodiscard]] std::int64_t taken_of(const Frame& frame, const EffortResource& resource,
                                    const Commitment& commitment, const Scope& scope);

/// The scopes of a project that can be chosen one upon the other, as indices, up to the default one:
/// each takes at least as much of every expertise as the one before and covers more.
[[nodiscard]] std::vector<int> levels_of(const Commitment& commitment);

/// Whether a scope takes of no expertise more than another.
[[nodiscard]] bool is_within(const Scope& scope, const Scope& other);

/// Limits of a category in hundredths of person-days.
struct Limits {
    std::int64_t floor = 0;
    std::optional<std::int64_t> cap;
};
/// Throws `plan.choice` for a category that names nothing or two things, gives a limit twice, or has
/// a floor above its cap or where it cannot be kept; `network.not_found` for a name that is none.
[[nodiscard]] Limits limits_of(const Frame& frame, const ChoiceCategory& category,
                               ChoiceResources resources);
/// What a scope counts in a category: its effort if it has the theme, or its days of the expertise.
[[nodiscard]] std::int64_t counted_in(const ChoiceCategory& category, const Commitment& commitment,
                                      const Scope& scope);

/// The election with all constraints: a resource for each of `resources`, a project with its levels
/// for each of the frame's, categories as asked. Costs in hundredths of person-days.
[[nodiscard]] selection::ConstrainedInstance constrained_instance(
    const Frame& frame, const ChoiceOptions& options, const std::vector<EffortResource>& resources);

/// Projects that can never be done: outside the promise, or waiting for what is no project.
[[nodiscard]] std::vector<bool> impossible_projects(const Frame& frame);

}  // namespace areena::planning
