#pragma once

#include "areena/planning/plan.hpp"

#include <string>
#include <vector>

/// \file
/// What changes from one plan to another, in the network's words.

namespace areena::planning {

/// A commitment that is in one of the plans only.
struct CommitmentChange {
    CommitmentId commitment;
    ScopeId scope;
    Quarter start;
    Quarter end;                         ///< not included
    std::string code;                    ///< why the other plan leaves it out, as `LeftOut::code`
    std::string message;

    bool operator==(const CommitmentChange&) const = default;
};

/// A commitment that is in both plans at other quarters.
struct Move {
    CommitmentId commitment;
    Period before;
    Period after;

    bool operator==(const Move&) const = default;
};

/// A commitment that is in both plans at another scope.
struct Rescope {
    CommitmentId commitment;
    ScopeId before;
    ScopeId after;

    bool operator==(const Rescope&) const = default;
};

/// How a member's coverage changes. No value on a side where it has no needs or is no member.
struct CoverageChange {
    MemberId member;
    std::optional<Share> before;
    std::optional<Share> after;
    Share change;                        ///< after - before; zero unless both have a value

    bool operator==(const CoverageChange&) const = default;
};

/// A commitment that both plans leave out, for another reason.
struct ReasonChange {
    CommitmentId commitment;
    std::string before;                  ///< `LeftOut::code`
    std::string after;

    bool operator==(const ReasonChange&) const = default;
};

/// A part of the objective. Earlier parts decide.
struct ObjectiveChange {
    std::string part;                    ///< support, leximin, coverage, end_quarters, peak_load
    std::string verdict;                 ///< better, worse or same
    Rational before;                     ///< of leximin: the first coverage that differs, or the least
    Rational after;

    bool operator==(const ObjectiveChange&) const = default;
};

/// From one plan to another. Lists are sorted by id.
struct Comparison {
    std::string verdict;                 ///< better, worse or same, by the first part that differs
    std::string summary;                 ///< a few sentences in English
    std::vector<CommitmentChange> added;
    std::vector<CommitmentChange> dropped;
    std::vector<Move> moved;
    std::vector<Rescope> rescoped;
    std::vector<CoverageChange> coverage;  ///< members whose coverage changes
    std::vector<MemberId> gain;            ///< whose coverage grows
    std::vector<MemberId> lose;
    std::vector<ObjectiveChange> objective;
    std::vector<ReasonChange> left_out;

    bool operator==(const Comparison&) const = default;
};

/// What changes from `before` to `after`. The plans may be of different networks; what only one of
/// them knows counts as added or dropped. O(n log n) in the sizes of the plans.
[[nodiscard]] Comparison compare(const Plan& before, const Plan& after);

}  // namespace areena::planning

namespace areena {

template <>
const Type& type_of<planning::CommitmentChange>();
template <>
const Type& type_of<planning::Move>();
template <>
const Type& type_of<planning::Rescope>();
template <>
const Type& type_of<planning::CoverageChange>();
template <>
const Type& type_of<planning::ReasonChange>();
template <>
const Type& type_of<planning::ObjectiveChange>();
template <>
const Type& type_of<planning::Comparison>();

}  // namespace areena
