#include "areena/planning/compare.hpp"
#include "areena/planning/what_if.hpp"
#include "planning/described.hpp"

/// \file
/// The field tables of comparisons and of changes that are asked about.

namespace areena {

using namespace planning;

namespace {
constexpr std::array commitment_change_fields{
    field<&CommitmentChange::commitment>("commitment", "The commitment.", {.required = true}),
    field<&CommitmentChange::scope>("scope", "Its scope where it is in the plan.",
                                    {.required = true}),
    field<&CommitmentChange::start>("start", "Its first quarter there.", {.required = true}),
    field<&CommitmentChange::end>("end", "The quarter after its last.", {.required = true}),
    field<&CommitmentChange::code>("code", "Why the other plan leaves it out, as in left_out; "
                                           "empty if that does not know it."),
    field<&CommitmentChange::message>("message", "The same reason in English."),
};
constexpr std::array move_fields{
    field<&Move::commitment>("commitment", "The commitment.", {.required = true}),
    field<&Move::before>("before", "When it was done.", {.required = true}),
    field<&Move::after>("after", "When it is done.", {.required = true}),
};
constexpr std::array rescope_fields{
    field<&Rescope::commitment>("commitment", "The commitment.", {.required = true}),
    field<&Rescope::before>("before", "The scope it had.", {.required = true}),
    field<&Rescope::after>("after", "The scope it has.", {.required = true}),
};
constexpr std::array coverage_change_fields{
    field<&CoverageChange::member>("member", "The member.", {.required = true}),
    field<&CoverageChange::before>("before", "How far its needs were covered; none without needs.",
                                   {.unit = "share"}),
    field<&CoverageChange::after>("after", "How far they are covered.", {.unit = "share"}),
    field<&CoverageChange::change>("change", "After - before; 0 unless both have a value.",
                                   {.required = true, .unit = "share"}),
};
constexpr std::array reason_change_fields{
    field<&ReasonChange::commitment>("commitment", "The commitment.", {.required = true}),
    field<&ReasonChange::before>("before", "The code of the reason before.", {.required = true}),
    field<&ReasonChange::after>("after", "The code of the reason after.", {.required = true}),
};
constexpr std::array objective_change_fields{
    field<&ObjectiveChange::part>("part",
                                  "support, leximin, coverage, end_quarters or peak_load.",
                                  {.required = true}),
    field<&ObjectiveChange::verdict>("verdict", "better, worse or same.", {.required = true}),
    field<&ObjectiveChange::before>("before",
                                    "Its value; of leximin the first coverage that differs.",
                                    {.required = true}),
    field<&ObjectiveChange::after>("after", "Its value in the other plan.", {.required = true}),
};
constexpr std::array comparison_fields{
    field<&Comparison::verdict>("verdict",
                                "better, worse or same, by the first part of the objective that "
                                "differs.",
                                {.required = true}),
    field<&Comparison::summary>("summary", "A few sentences in English.", {.required = true}),
    field<&Comparison::added>("added", "Commitments in the other plan only.", {.required = true}),
    field<&Comparison::dropped>("dropped", "Commitments in this plan only.", {.required = true}),
    field<&Comparison::moved>("moved", "Commitments at other quarters.", {.required = true}),
    field<&Comparison::rescoped>("rescoped", "Commitments at another scope.", {.required = true}),
    field<&Comparison::coverage>("coverage", "Members whose coverage changes.",
                                 {.required = true}),
    field<&Comparison::gain>("gain", "Members whose coverage grows.", {.required = true}),
    field<&Comparison::lose>("lose", "Members whose coverage shrinks.", {.required = true}),
    field<&Comparison::objective>("objective", "Part by part, the first decides.",
                                  {.required = true}),
    field<&Comparison::left_out>("left_out", "Commitments left out by both, for another reason.",
                                 {.required = true}),
};
constexpr std::array capacity_change_fields{
    field<&CapacityChange::organization>("organization", "Whose capacities; all if not given."),
    field<&CapacityChange::expertise>("expertise", "Of what; all if not given."),
    field<&CapacityChange::quarters>("quarters", "When; always if not given."),
    field<&CapacityChange::percent>("percent", "By how much: -100 takes all, 50 adds half.",
                                    {.unit = "%"}),
    field<&CapacityChange::days>("days", "Or days, added to each capacity.",
                                 {.unit = "person-days"}),
};
}  // namespace

template <>
const Type& type_of<CommitmentChange>() {
    return described<CommitmentChange>("CommitmentChange",
                                       "A commitment that is in one of two plans only.",
                                       commitment_change_fields);
}
template <>
const Type& type_of<Move>() {
    return described<Move>("Move", "A commitment that two plans do at different times.",
                           move_fields);
}
template <>
const Type& type_of<Rescope>() {
    return described<Rescope>("Rescope", "A commitment that two plans do at different scopes.",
                              rescope_fields);
}
template <>
const Type& type_of<CoverageChange>() {
    return described<CoverageChange>("CoverageChange", "How a member's coverage changes.",
                                     coverage_change_fields);
}
template <>
const Type& type_of<ReasonChange>() {
    return described<ReasonChange>("ReasonChange",
                                   "A commitment that two plans leave out for different reasons.",
                                   reason_change_fields);
}
template <>
const Type& type_of<ObjectiveChange>() {
    return described<ObjectiveChange>("ObjectiveChange", "How a part of the objective changes.",
                                      objective_change_fields);
}
template <>
const Type& type_of<Comparison>() {
    return described<Comparison>("Comparison", "What changes from one plan to another.",
                                 comparison_fields);
}
template <>
const Type& type_of<CapacityChange>() {
    return described<CapacityChange>("CapacityChange", "A change of agreed capacity to ask about.",
                                     capacity_change_fields);
}

}  // namespace areena
