#include "areena/member.hpp"

namespace areena {

namespace {
constexpr auto member_fields = join(
    std::array{
        field<&Member::id>("id", "Key of the member.", {.required = true}),
        field<&Member::organization>("organization", "The organization that is the member.",
                                     {.required = true, .refers_to = "organizations"}),
        field<&Member::student_years>("student_years",
                                      "Target student-years of the latest decision.",
                                      {.unit = "student-years", .min = 0}),
        field<&Member::figures>("figures", "Numbers about the member."),
    },
    marks<Member>());

constexpr std::array condition_fields{
    field<&Condition::fact>("fact",
                            "The fact asked for: legal-form, role, language, area, student-years "
                            "or figure:NAME.",
                            {.required = true}),
    field<&Condition::any_of>("any_of", "Words, one of which the fact must be."),
    field<&Condition::min>("min", "The least number allowed."),
    field<&Condition::max>("max", "The greatest number allowed."),
};

constexpr auto group_fields = join(
    std::array{
        field<&Group::id>("id", "Key of the group.", {.required = true}),
        field<&Group::name>("name", "What its members have in common.", {.required = true}),
        field<&Group::conditions>("conditions", "Facts that all must hold.", {.required = true}),
    },
    marks<Group>());
}  // namespace

template <>
const Type& type_of<Member>() {
    static const Type type =
        record<Member>("Member", "An organization's membership in the network.", member_fields);
    return type;
}

template <>
const Type& type_of<Condition>() {
    static const Type type =
        record<Condition>("Condition", "One fact that a group's rule asks for.", condition_fields);
    return type;
}

template <>
const Type& type_of<Group>() {
    static const Type type = record<Group>("Group", "Members that share facts.", group_fields);
    return type;
}

}  // namespace areena
