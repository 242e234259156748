#pragma once

#include "areena/area.hpp"
#include "areena/core/quantity.hpp"
#include "areena/marks.hpp"

namespace areena {

/// An organization's membership in the network.
struct Member {
    MemberId id;
    OrganizationId organization;
    std::optional<StudentYears> student_years;  ///< target student-years of the latest decision
    std::vector<Figure> figures;
    std::optional<SourceId> source;
    bool illustrative = false;
    std::optional<FormulaId> derived;
    Extra extra;

    bool operator==(const Member&) const = default;
};

/// One fact that a group's rule asks for. `fact` is one of `legal-form`, `role`, `language`, `area`
/// (home municipality or any area it lies within), `student-years`, or `figure:NAME` (the member's own, else that
/// of an area its home lies within). Words are held against `any_of`, numbers against `min`, `max`.
struct Condition {
    std::string fact;
    std::vector<std::string> any_of;
    std::optional<FigureValue> min;
    std::optional<FigureValue> max;

    bool operator==(const Condition&) const = default;
};

/// Members that share facts: all of `conditions` hold. Never a list of hand-picked names.
struct Group {
    GroupId id;
    LocalizedText name;
    std::vector<Condition> conditions;
    std::optional<SourceId> source;
    bool illustrative = false;
    std::optional<FormulaId> derived;
    Extra extra;

    bool operator==(const Group&) const = default;
};

template <>
const Type& type_of<Member>();
template <>
const Type& type_of<Condition>();
template <>
const Type& type_of<Group>();

}  // namespace areena
