#pragma once

#include "areena/core/localized_text.hpp"
#include "areena/core/quantity.hpp"
#include "areena/core/quarter.hpp"
#include "areena/marks.hpp"

namespace areena {

/// Standing service goes on all the time, recurring work comes back every year, a project is chosen
/// and scheduled. Only projects are candidates of the choice.
enum class CommitmentKind : std::uint8_t { standing, recurring, project };

/// Whether a scope's effort is for the whole commitment or for each year of it.
enum class EffortBasis : std::uint8_t { whole, year };

/// Person-days of one expertise.
struct Effort {
    ExpertiseId expertise;
    PersonDays days;

    bool operator==(const Effort&) const = default;
};

/// How many quarters a scope may take, both ends included.
struct DurationRange {
    std::int64_t min = 1;
    std::int64_t max = 1;

    bool operator==(const DurationRange&) const = default;
};

/// One way to do a commitment: light, standard or full. The one marked `is_default` (JSON
/// `"default": true`) is what the choice is charged for.
struct Scope {
    ScopeId id;
    bool is_default = false;
    std::optional<DurationRange> duration;  ///< projects only
    Share coverage;                         ///< of a need it serves, 0 to 1
    EffortBasis per = EffortBasis::whole;
    std::vector<Effort> effort;

    bool operator==(const Scope&) const = default;
};

/// Who a commitment is for: all members, or those of the groups.
struct Beneficiaries {
    bool all = false;
    std::vector<GroupId> groups;

    bool operator==(const Beneficiaries&) const = default;
};

/// One point of the promise.
struct Commitment {
    CommitmentId id;
    CommitmentKind kind = CommitmentKind::project;
    LocalizedText title;
    std::optional<LocalizedText> text;
    GoalId goal;
    std::vector<ThemeId> themes;
    OrganizationId lead;
    std::optional<Period> window;            ///< when it may run; the promise's period if not given
    std::vector<std::int64_t> quarters;      ///< quarters of the year of recurring work; all if empty
    std::vector<CommitmentId> prerequisites; ///< must end before this starts
    std::vector<CommitmentId> excludes;      ///< never in one plan with this
    Beneficiaries beneficiaries;
    std::vector<Scope> scopes;
    std::optional<SourceId> source;
    bool illustrative = false;
    std::optional<FormulaId> derived;
    Extra extra;

    /// The scope marked default, or the only one, or null.
    [[nodiscard]] const Scope* default_scope() const noexcept;

    bool operator==(const Commitment&) const = default;
};

template <>
const Type& type_of<CommitmentKind>();
template <>
const Type& type_of<EffortBasis>();
template <>
const Type& type_of<Effort>();
template <>
const Type& type_of<DurationRange>();
template <>
const Type& type_of<Scope>();
template <>
const Type& type_of<Beneficiaries>();
template <>
const Type& type_of<Commitment>();

}  // namespace areena
