#pragma once

#include "areena/core/rational.hpp"
#include "areena/network.hpp"
#include "areena/selection/names.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// \file
/// What choosing can be asked for and what it answers, in the network's words. Described by field
/// tables, like all of planning's results.

namespace areena::planning {

/// What is shared out, each by itself.
enum class ChoiceResources : std::uint8_t {
    effort,             ///< all available effort as one
    expertise,          ///< the days of each expertise
    expertise_year,     ///< the days of each expertise in each calendar year
    expertise_quarter,  ///< the days of each expertise in each quarter
};

/// At least or at most how much effort goes to commitments of a theme, or days of an expertise into
/// commitments. Names one of the two; limits are days or shares of the available effort.
struct ChoiceCategory {
    std::optional<ThemeId> theme;
    std::optional<ExpertiseId> expertise;
    std::optional<PersonDays> floor;
    std::optional<Share> floor_share;
    std::optional<PersonDays> cap;
    std::optional<Share> cap_share;

    bool operator==(const ChoiceCategory&) const = default;
};

/// What a member is owed (above 0) or owes from promises before.
struct CarriedBalance {
    MemberId member;
    Rational balance;                    ///< in person-days

    bool operator==(const CarriedBalance&) const = default;
};

/// The ledger of the promise before this one.
struct CarryOver {
    Rational memory = 1;                 ///< how much of a balance counts, 0 to 1
    std::vector<CarriedBalance> balances;

    bool operator==(const CarryOver&) const = default;
};

/// How commitments are chosen. Rules, utilities, completions and ties are those of `selection`, by
/// the same names.
///
/// Every rule takes every utility, but exact equal shares not `points` that differ between members.
/// A completion needs equal shares. Resources other than the effort, and categories, need equal
/// shares with completion none or utilitarian, and so does carrying over; these three go together.
struct ChoiceOptions {
    selection::Rule rule = selection::Rule::equal_shares;
    selection::Utility utility = selection::Utility::cost;
    /// None given: utilitarian by equal shares, none by any other rule.
    std::optional<selection::Completion> completion;
    std::vector<selection::TieKey> ties = selection::default_ties();
    std::vector<CommitmentId> order;     ///< for `TieKey::order`, or before all keys
    std::int64_t seed = 0;               ///< for `TieKey::lot`
    ChoiceResources resources = ChoiceResources::effort;
    std::vector<ChoiceCategory> categories;
    std::optional<CarryOver> carry_over;

    bool operator==(const ChoiceOptions&) const = default;
};

/// Whether the rule chose a commitment, or its completion added it from what was left.
enum class ChoiceStep : std::uint8_t { shares, completion };
/// Where the priorities came from: the members' responses, or, without any, their needs.
enum class BallotBasis : std::uint8_t { given, needs };

/// What one member carried of a commitment, in person-days.
struct Support {
    MemberId member;
    Rational amount;

    bool operator==(const Support&) const = default;
};

/// A commitment that was chosen, and who carried it.
struct Chosen {
    CommitmentId commitment;
    ChoiceStep step = ChoiceStep::shares;
    std::int64_t pass = 0;
    PersonDays cost;                     ///< of the default scope, or of `scope`
    std::optional<Rational> rho;         ///< equal shares: share per unit of utility; not for completion
    std::optional<Rational> value;       ///< other rules: see `selection::Round::value`
    std::optional<ScopeId> scope;        ///< where scopes were chosen: the widest that was
    /// In members: cost / largest support. By a rule that leaves open who carries what, all who
    /// supported it.
    Rational effective_support;
    std::vector<CommitmentId> tied;      ///< others that were as good; the tie-break decided
    std::vector<Support> support;

    bool operator==(const Chosen&) const = default;
};

/// A resource that was shared out.
struct SharedResource {
    std::vector<ExpertiseId> expertises;  ///< those that share days count as one
    std::optional<Period> period;         ///< none: the whole promise
    PersonDays available;
    PersonDays taken;                     ///< by what was chosen

    bool operator==(const SharedResource&) const = default;
};

/// What became of a category.
struct CategoryOutcome {
    std::optional<ThemeId> theme;
    std::optional<ExpertiseId> expertise;
    PersonDays floor;
    std::optional<PersonDays> cap;
    PersonDays taken;                    ///< by what was chosen

    bool operator==(const CategoryOutcome&) const = default;
};

/// How the available effort was shared.
struct Choice {
    selection::Rule rule = selection::Rule::equal_shares;
    selection::Utility utility = selection::Utility::cost;
    selection::Completion completion = selection::Completion::utilitarian;
    BallotBasis ballots = BallotBasis::given;
    PersonDays available;
    std::int64_t members = 0;            ///< that responded
    /// Of each, in person-days, at first: available / members; add-1 and ratio raise it. With a
    /// ledger each has its own, see there. 0 by a rule without shares.
    Rational share;
    std::vector<Chosen> commitments;     ///< in the order chosen
    ChoiceResources resources = ChoiceResources::effort;
    std::vector<SharedResource> shared;  ///< where resources or categories were asked for
    std::vector<CategoryOutcome> categories;
    /// Commitments between which the tie keys refused to decide: the rule ended there.
    std::vector<CommitmentId> refused;
    bool finished = true;                ///< false if the rule came to its limit of work

    bool operator==(const Choice&) const = default;
};

/// A member's books in one promise, in person-days. See `selection::settle`.
struct LedgerEntry {
    MemberId member;
    Rational carried;                    ///< the balance before
    Rational share;                      ///< what it began with
    /// What it carried; of what no shares paid for, an equal part with the other supporters.
    Rational spent;
    Rational balance;                    ///< to be carried on

    bool operator==(const LedgerEntry&) const = default;
};

}  // namespace areena::planning

namespace areena {

template <>
const Type& type_of<planning::ChoiceResources>();
template <>
const Type& type_of<planning::ChoiceCategory>();
template <>
const Type& type_of<planning::CarriedBalance>();
template <>
const Type& type_of<planning::CarryOver>();
template <>
const Type& type_of<planning::ChoiceOptions>();
template <>
const Type& type_of<planning::ChoiceStep>();
template <>
const Type& type_of<planning::BallotBasis>();
template <>
const Type& type_of<planning::Support>();
template <>
const Type& type_of<planning::Chosen>();
template <>
const Type& type_of<planning::SharedResource>();
template <>
const Type& type_of<planning::CategoryOutcome>();
template <>
const Type& type_of<planning::Choice>();
template <>
const Type& type_of<planning::LedgerEntry>();

}  // namespace areena
