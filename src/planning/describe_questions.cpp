#include "areena/planning/prices.hpp"
#include "areena/planning/replan.hpp"
#include "planning/described.hpp"

/// \file
/// The field tables of prices, values of capacity and stress.

namespace areena {

using namespace planning;

namespace {
constexpr std::array price_fields{
    field<&Price::commitment>("commitment", "The project that is left out.", {.required = true}),
    field<&Price::verdict>("verdict",
                           "worth: with it there would be more support, or as much and better "
                           "coverage; not_worth: at the cost of more than it brings; no_room: "
                           "whatever gives way; unfinished.",
                           {.required = true}),
    field<&Price::proved>("proved",
                          "Of dropped, rescoped and moved, the first ones: proved the fewest; or "
                          "no_room, if that is.",
                          {.required = true}),
    field<&Price::days>("days", "Least days to be added, the others as they are.",
                         {.unit = "person-days"}),
    field<&Price::days_at>("days_at", "Where they are missing.", {.required = true}),
    field<&Price::days_if_moved>("days_if_moved",
                                  "Least days to be added if the others may move, at their scopes.",
                                  {.unit = "person-days"}),
    field<&Price::days_if_moved_at>("days_if_moved_at", "Where they are missing then.",
                                     {.required = true}),
    field<&Price::days_proved>("days_proved", "Whether fewer days are proved not to do.",
                                {.required = true}),
    field<&Price::dropped>("dropped", "Projects dropped if it is in and no days are added.",
                           {.required = true}),
    field<&Price::rescoped>("rescoped", "Projects done at another scope then.",
                            {.required = true}),
    field<&Price::moved>("moved", "Projects done at other quarters then.", {.required = true}),
    field<&Price::added>("added", "Itself, and what else comes in then.", {.required = true}),
    field<&Price::support>("support", "Change of support, counted in members.",
                           {.unit = "members"}),
    field<&Price::coverage>("coverage", "Change of the members' coverage, all together.",
                            {.unit = "share"}),
    field<&Price::gain>("gain", "Members whose coverage grows then.", {.required = true}),
    field<&Price::lose>("lose", "Members whose coverage shrinks then.", {.required = true}),
};
constexpr std::array capacity_value_fields{
    field<&CapacityValue::change>("change", "The change of capacity.", {.required = true}),
    field<&CapacityValue::verdict>("verdict",
                                   "better, worse or same, by the first part that differs.",
                                   {.required = true}),
    field<&CapacityValue::objective>("objective",
                                     "Part by part; support counted in members, of all projects.",
                                     {.required = true}),
    field<&CapacityValue::added>("added", "Projects that come in.", {.required = true}),
    field<&CapacityValue::dropped>("dropped", "Projects that fall out.", {.required = true}),
    field<&CapacityValue::rescoped>("rescoped", "Projects at another scope.", {.required = true}),
    field<&CapacityValue::moved>("moved", "Projects at other quarters.", {.required = true}),
    field<&CapacityValue::gain>("gain", "Members whose coverage grows.", {.required = true}),
    field<&CapacityValue::lose>("lose", "Members whose coverage shrinks.", {.required = true}),
    field<&CapacityValue::proved>("proved", "Whether both timetables are proved the best.",
                                  {.required = true}),
};
constexpr std::array stress_fields{
    field<&Stress::organization>("organization", "The organization whose days are lost."),
    field<&Stress::expertise>("expertise", "Or the expertise that nobody has any more."),
    field<&Stress::days>("days", "Days that the plan takes of it.",
                         {.required = true, .unit = "person-days"}),
    field<&Stress::dropped>("dropped", "Projects that fall out.", {.required = true}),
    field<&Stress::rescoped>("rescoped", "Projects done at another scope.", {.required = true}),
    field<&Stress::moved>("moved", "Projects done at other quarters.", {.required = true}),
    field<&Stress::standing>("standing", "Standing work that does not fit any more.",
                             {.required = true}),
    field<&Stress::coverage_before>("coverage_before", "Mean coverage of the members' needs.",
                                    {.unit = "share"}),
    field<&Stress::coverage_after>("coverage_after", "The same after the loss.",
                                   {.unit = "share"}),
    field<&Stress::lose>("lose", "Members whose coverage shrinks.", {.required = true}),
    field<&Stress::proved>("proved",
                           "Of dropped, rescoped and moved, the first ones: proved the fewest.",
                           {.required = true}),
};
}  // namespace

template <>
const Type& type_of<Price>() {
    return described<Price>("Price", "What it would take to have a project that is left out.",
                            price_fields);
}
template <>
const Type& type_of<CapacityValue>() {
    return described<CapacityValue>("CapacityValue", "What a change of capacity would do.",
                                    capacity_value_fields);
}
template <>
const Type& type_of<Stress>() {
    return described<Stress>("Stress", "What the loss of days or of an expertise would do.",
                             stress_fields);
}

}  // namespace areena
