#include "areena/planning/plan.hpp"
#include "planning/described.hpp"

/// \file
/// The field tables of what explains a choice.

namespace areena {

using namespace planning;

namespace {
constexpr std::array<std::string_view, 2> left_out_bys{"choice", "timetable"};
constexpr std::array<std::string_view, 5> untolds{"left_open", "was_chosen", "ledger", "constraints",
                                                  "not_repeated"};
constexpr std::string_view days = "person-days";

constexpr std::array shared_effort_fields{
    field<&SharedEffort::commitment>("commitment", "In the plan.", {.required = true}),
    field<&SharedEffort::members>("members", "Supporters of both who carried something.",
                                  {.required = true}),
    field<&SharedEffort::amount>("amount", "How much, together.",
                                 {.required = true, .unit = days}),
};
constexpr std::array choice_reason_fields{
    field<&ChoiceReason::commitment>("commitment", "The commitment.", {.required = true}),
    field<&ChoiceReason::left_out_by>("left_out_by", "The choice, or the timetable after it.",
                                      {.required = true}),
    field<&ChoiceReason::supporters>("supporters", "Members that gave it priority.",
                                     {.required = true}),
    field<&ChoiceReason::cost>("cost", "Effort of its default scope.",
                               {.required = true, .unit = days}),
    field<&ChoiceReason::share>("share", "What its supporters had at first, together.",
                                {.required = true, .unit = days}),
    field<&ChoiceReason::left>("left", "What of it is in no commitment of the plan.",
                               {.required = true, .unit = days}),
    field<&ChoiceReason::effective_support>(
        "effective_support", "How many supporters could carry an even part with what is left.",
        {.required = true, .unit = "members"}),
    field<&ChoiceReason::went_to>("went_to", "What its supporters carried instead, most first.",
                                  {.required = true}),
    field<&ChoiceReason::was_chosen>("was_chosen", "By the rule, before the timetable ruled it out.",
                                     {.required = true}),
    field<&ChoiceReason::extra_supporters>(
        "extra_supporters", "How many more would have been enough for it to be chosen; none if all "
                            "that were tried would not."),
    field<&ChoiceReason::is_fewest>("is_fewest", "Fewer would not have been; or, of none, that nobody "
                                                 "would have been enough.",
                                    {.required = true}),
    field<&ChoiceReason::joiners>("joiners", "Who, for instance."),
    field<&ChoiceReason::largest_cost>(
        "largest_cost", "Effort at which it would have been chosen, and not at a hundredth more.",
        {.unit = days}),
    field<&ChoiceReason::is_largest>("is_largest", "Nor at any other effort up to its own.",
                                     {.required = true}),
    field<&ChoiceReason::is_checked>("is_checked", "Whether the choice could be run again to tell "
                                                   "extra_supporters and largest_cost.",
                                     {.required = true}),
    field<&ChoiceReason::untold>("untold", "Why it could not: left_open, was_chosen, ledger, "
                                           "constraints or not_repeated."),
};
}  // namespace

template <>
const Type& type_of<LeftOutBy>() {
    static const Type type = enumeration<LeftOutBy>(
        "LeftOutBy", "Whether the choice or the timetable left a commitment out.", left_out_bys);
    return type;
}
template <>
const Type& type_of<EnoughUntold>() {
    static const Type type = enumeration<EnoughUntold>(
        "EnoughUntold", "Why it is not told what would have been enough.", untolds);
    return type;
}
template <>
const Type& type_of<SharedEffort>() {
    return described<SharedEffort>(
        "SharedEffort", "What supporters of one commitment carried of another.",
        shared_effort_fields);
}
template <>
const Type& type_of<ChoiceReason>() {
    return described<ChoiceReason>("ChoiceReason", "How the choice came to leave a commitment out.",
                                   choice_reason_fields);
}

}  // namespace areena
