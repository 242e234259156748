#include "areena/planning/choice.hpp"
#include "planning/described.hpp"

/// \file
/// The field tables of what choosing is asked for and answers.

namespace areena {

using namespace planning;

namespace {
constexpr std::array<std::string_view, 4> resource_kinds{"effort", "expertise", "expertise_year",
                                                         "expertise_quarter"};
constexpr std::array<std::string_view, 2> choice_steps{"shares", "completion"};
constexpr std::array<std::string_view, 2> ballot_bases{"given", "needs"};
constexpr std::string_view days = "person-days";

constexpr std::array category_fields{
    field<&ChoiceCategory::theme>("theme", "Its commitments are those of this theme."),
    field<&ChoiceCategory::expertise>("expertise", "It is about the days of this expertise."),
    field<&ChoiceCategory::floor>("floor", "At least so much.", {.unit = days, .min = 0}),
    field<&ChoiceCategory::floor_share>("floor_share", "At least this part of the effort.",
                                        {.unit = "share", .min = 0, .max = 1}),
    field<&ChoiceCategory::cap>("cap", "At most so much.", {.unit = days, .min = 0}),
    field<&ChoiceCategory::cap_share>("cap_share", "At most this part of the effort.",
                                      {.unit = "share", .min = 0, .max = 1}),
};
constexpr std::array balance_fields{
    field<&CarriedBalance::member>("member", "Whose balance.", {.required = true}),
    field<&CarriedBalance::balance>("balance", "What it is owed (above 0) or owes.",
                                    {.required = true, .unit = days}),
};
constexpr std::array carry_over_fields{
    field<&CarryOver::memory>("memory", "How much of a balance counts, 0 to 1."),
    field<&CarryOver::balances>("balances", "From the ledger of the promise before."),
};
constexpr std::array choice_options_fields{
    field<&ChoiceOptions::rule>("rule", "Which rule chooses."),
    field<&ChoiceOptions::utility>("utility", "What a commitment is worth to its supporters."),
    field<&ChoiceOptions::completion>(
        "completion", "How equal shares goes on with what is left; none given: utilitarian."),
    field<&ChoiceOptions::ties>("ties", "What decides between equals, in order."),
    field<&ChoiceOptions::order>("order", "Commitments, the first goes first among equals."),
    field<&ChoiceOptions::seed>("seed", "Of the lot among equals.", {.min = 0}),
    field<&ChoiceOptions::resources>("resources", "What is shared out, each by itself."),
    field<&ChoiceOptions::categories>("categories", "Floors and caps of themes and expertises."),
    field<&ChoiceOptions::carry_over>("carry_over", "The ledger of the promise before."),
};
constexpr std::array support_fields{
    field<&Support::member>("member", "Who carried.", {.required = true}),
    field<&Support::amount>("amount", "How much.", {.required = true, .unit = days}),
};
constexpr std::array chosen_fields{
    field<&Chosen::commitment>("commitment", "The commitment.", {.required = true}),
    field<&Chosen::step>("step", "Chosen by the rule, or added at the end.", {.required = true}),
    field<&Chosen::pass>("pass", "The pass it was chosen in.", {.required = true}),
    field<&Chosen::cost>("cost", "Effort of its default scope, or of the scope chosen.",
                         {.required = true, .unit = days}),
    field<&Chosen::rho>("rho", "Share per unit of utility, when bought with shares."),
    field<&Chosen::value>("value", "By another rule than equal shares: what it was chosen by."),
    field<&Chosen::scope>("scope", "Where scopes were chosen: the widest that was."),
    field<&Chosen::effective_support>("effective_support", "Cost / largest support.",
                                      {.required = true, .unit = "members"}),
    field<&Chosen::tied>("tied", "Others that were as good; the tie-break decided."),
    field<&Chosen::support>("support", "What each member carried.", {.required = true}),
};
constexpr std::array shared_resource_fields{
    field<&SharedResource::expertises>("expertises", "Those that share days count as one.",
                                       {.required = true}),
    field<&SharedResource::period>("period", "When; none: in the whole promise."),
    field<&SharedResource::available>("available", "Effort to share out.",
                                      {.required = true, .unit = days}),
    field<&SharedResource::taken>("taken", "By what was chosen.",
                                  {.required = true, .unit = days}),
};
constexpr std::array category_outcome_fields{
    field<&CategoryOutcome::theme>("theme", "Its theme."),
    field<&CategoryOutcome::expertise>("expertise", "Its expertise."),
    field<&CategoryOutcome::floor>("floor", "At least so much, as far as can be had.",
                                   {.required = true, .unit = days}),
    field<&CategoryOutcome::cap>("cap", "At most so much.", {.unit = days}),
    field<&CategoryOutcome::taken>("taken", "By what was chosen.",
                                   {.required = true, .unit = days}),
};
constexpr std::array choice_fields{
    field<&Choice::rule>("rule", "Name of the rule.", {.required = true}),
    field<&Choice::utility>("utility", "What a member gains from a commitment.",
                            {.required = true}),
    field<&Choice::completion>("completion", "How what is left is used.", {.required = true}),
    field<&Choice::ballots>("ballots", "Where the priorities came from.", {.required = true}),
    field<&Choice::available>("available", "Effort to share out.",
                              {.required = true, .unit = days}),
    field<&Choice::members>("members", "Members that share it.", {.required = true}),
    field<&Choice::share>("share", "What each of them has.", {.required = true, .unit = days}),
    field<&Choice::commitments>("commitments", "What was chosen, in order.", {.required = true}),
    field<&Choice::resources>("resources", "What was shared out, each by itself."),
    field<&Choice::shared>("shared", "Each of these, where several or categories are asked for."),
    field<&Choice::categories>("categories", "What became of floors and caps."),
    field<&Choice::refused>("refused", "Equals that the tie keys refused to decide between."),
    field<&Choice::finished>("finished", "False if the rule reached its limit of work.",
                              {.required = true}),
};
constexpr std::array ledger_entry_fields{
    field<&LedgerEntry::member>("member", "Whose entry.", {.required = true}),
    field<&LedgerEntry::carried>("carried", "Its balance before.",
                                 {.required = true, .unit = days}),
    field<&LedgerEntry::share>("share", "What it began with.", {.required = true, .unit = days}),
    field<&LedgerEntry::spent>("spent", "What it carried.", {.required = true, .unit = days}),
    field<&LedgerEntry::balance>("balance", "To be carried on.",
                                 {.required = true, .unit = days}),
};
}  // namespace

template <>
const Type& type_of<ChoiceResources>() {
    static const Type type = enumeration<ChoiceResources>(
        "ChoiceResources", "What is shared out, each by itself.", resource_kinds);
    return type;
}
template <>
const Type& type_of<ChoiceStep>() {
    static const Type type = enumeration<ChoiceStep>(
        "ChoiceStep", "Whether the rule chose a commitment or its completion.", choice_steps);
    return type;
}
template <>
const Type& type_of<BallotBasis>() {
    static const Type type = enumeration<BallotBasis>(
        "BallotBasis", "Where the priorities came from: responses or needs.", ballot_bases);
    return type;
}
template <>
const Type& type_of<ChoiceCategory>() {
    return described<ChoiceCategory>("ChoiceCategory",
                                     "At least or at most how much goes to a theme or expertise.",
                                     category_fields);
}
template <>
const Type& type_of<CarriedBalance>() {
    return described<CarriedBalance>("CarriedBalance",
                                     "What a member is owed or owes from promises before.",
                                     balance_fields);
}
template <>
const Type& type_of<CarryOver>() {
    return described<CarryOver>("CarryOver", "The ledger of the promise before this one.",
                                carry_over_fields);
}
template <>
const Type& type_of<ChoiceOptions>() {
    return described<ChoiceOptions>("ChoiceOptions", "How commitments are chosen.",
                                    choice_options_fields);
}
template <>
const Type& type_of<Support>() {
    return described<Support>("Support", "What one member carried of a commitment.",
                              support_fields);
}
template <>
const Type& type_of<Chosen>() {
    return described<Chosen>("Chosen", "A commitment that was chosen, and who carried it.",
                             chosen_fields);
}
template <>
const Type& type_of<SharedResource>() {
    return described<SharedResource>("SharedResource", "A resource that was shared out.",
                                     shared_resource_fields);
}
template <>
const Type& type_of<CategoryOutcome>() {
    return described<CategoryOutcome>("CategoryOutcome", "What became of a floor or a cap.",
                                      category_outcome_fields);
}
template <>
const Type& type_of<Choice>() {
    return described<Choice>("Choice", "How the available effort was shared.", choice_fields);
}
template <>
const Type& type_of<LedgerEntry>() {
    return described<LedgerEntry>("LedgerEntry", "A member's books in one promise.",
                                  ledger_entry_fields);
}

}  // namespace areena
