#include "areena/planning/plan.hpp"
#include "planning/described.hpp"

/// \file
/// The field tables of planning's results: plan.json and Python see what stands here.

namespace areena {

using namespace planning;

namespace {
constexpr std::array<std::string_view, 2> amongs{"plans", "timetables"};
constexpr std::string_view days = "person-days";

constexpr std::array exclusion_fields{
    field<&Exclusion::commitment>("commitment", "The commitment.", {.required = true}),
    field<&Exclusion::code>("code", "Why it did not fit.", {.required = true}),
    field<&Exclusion::rho>("rho", "Equal shares: what supporters would have given per unit of "
                                  "utility."),
};
constexpr std::array pass_fields{
    field<&Pass::number>("number", "0, 1, 2 ...", {.required = true}),
    field<&Pass::chosen>("chosen", "Bought with shares in this pass.", {.required = true}),
    field<&Pass::excluded>("excluded", "Of these, what did not fit.", {.required = true}),
};
constexpr std::array contribution_fields{
    field<&Contribution::organization>("organization", "Who gives.", {.required = true}),
    field<&Contribution::expertise>("expertise", "Of what.", {.required = true}),
    field<&Contribution::quarter>("quarter", "When.", {.required = true}),
    field<&Contribution::days>("days", "How much.", {.required = true, .unit = days}),
    field<&Contribution::capacity>("capacity", "Out of which capacity.", {.required = true}),
};
constexpr std::array scheduled_fields{
    field<&Scheduled::commitment>("commitment", "The commitment.", {.required = true}),
    field<&Scheduled::kind>("kind", "Standing, recurring or a project.", {.required = true}),
    field<&Scheduled::scope>("scope", "The scope it is done at.", {.required = true}),
    field<&Scheduled::start>("start", "Its first quarter.", {.required = true}),
    field<&Scheduled::end>("end", "The quarter after its last.", {.required = true}),
    field<&Scheduled::contributions>("contributions", "Whose days it takes.",
                                     {.required = true}),
};
constexpr std::array need_coverage_fields{
    field<&NeedCoverage::need>("need", "The need.", {.required = true}),
    field<&NeedCoverage::theme>("theme", "Its theme.", {.required = true}),
    field<&NeedCoverage::weight>("weight", "Its weight.", {.required = true}),
    field<&NeedCoverage::coverage>("coverage", "How far it is covered.",
                                   {.required = true, .unit = "share"}),
    field<&NeedCoverage::commitments>("commitments", "What serves it.", {.required = true}),
};
constexpr std::array member_coverage_fields{
    field<&MemberCoverage::member>("member", "The member.", {.required = true}),
    field<&MemberCoverage::coverage>("coverage",
                                     "How far its needs are covered; none without needs.",
                                     {.unit = "share"}),
    field<&MemberCoverage::needs>("needs", "Its needs one by one.", {.required = true}),
};
constexpr std::array shortage_fields{
    field<&Shortage::expertises>("expertises", "What there is too little of, together.",
                                 {.required = true}),
    field<&Shortage::quarter>("quarter", "When.", {.required = true}),
    field<&Shortage::shortfall>("shortfall", "How much is missing.",
                                {.required = true, .unit = days}),
};
constexpr std::array left_out_fields{
    field<&LeftOut::commitment>("commitment", "The commitment.", {.required = true}),
    field<&LeftOut::code>("code",
                          "capacity, effort, window, prerequisite, excluded, no_support, "
                          "not_chosen or unfinished.",
                          {.required = true}),
    field<&LeftOut::message>("message", "The reason in English.", {.required = true}),
    field<&LeftOut::scope>("scope", "The scope that came closest."),
    field<&LeftOut::start>("start", "Where it came closest: first quarter."),
    field<&LeftOut::end>("end", "Where it came closest: the quarter after the last."),
    field<&LeftOut::shortages>("shortages", "What was missing there."),
    field<&LeftOut::other>("other", "The commitment that stands in the way."),
    field<&LeftOut::cost>("cost", "Effort of its lightest scope.", {.unit = days}),
    field<&LeftOut::left>("left", "Effort that was left.", {.unit = days}),
    field<&LeftOut::supporters>("supporters", "Members that gave it priority.",
                                {.required = true}),
};
constexpr std::array objective_fields{
    field<&Objective::support>("support", "Sum of effective support.",
                               {.required = true, .unit = "members"}),
    field<&Objective::leximin>("leximin", "The members' coverage, least first.",
                               {.required = true, .unit = "share"}),
    field<&Objective::coverage>("coverage", "Sum of the members' coverage.", {.required = true}),
    field<&Objective::end_quarters>("end_quarters",
                                    "Sum of the projects' ends, from the promise's start.",
                                    {.required = true, .unit = "quarters"}),
    field<&Objective::peak_load>("peak_load", "Largest load / available days of any expertises.",
                                 {.required = true}),
};
constexpr std::array bound_fields{
    field<&ObjectiveBound::among>("among", "What it is compared with: any plan of the network, or "
                                           "any timetable of what the plan keeps.",
                                  {.required = true}),
    field<&ObjectiveBound::part>("part", "A part of the objective; for leximin value and bound are "
                                         "the least coverage.",
                                 {.required = true}),
    field<&ObjectiveBound::value>("value", "What the plan reaches.", {.required = true}),
    field<&ObjectiveBound::bound>("bound", "None has more; of end_quarters and peak_load, less.",
                                  {.required = true}),
    field<&ObjectiveBound::proved>("proved", "Whether it is proved that none is better in this part.",
                                   {.required = true}),
};
constexpr std::array claim_fields{
    field<&VerifiedClaim::name>("name", "What was checked.", {.required = true}),
    field<&VerifiedClaim::ok>("ok", "Whether it holds.", {.required = true}),
    field<&VerifiedClaim::message>("message", "What was found, if not."),
};
constexpr std::array verification_fields{
    field<&Verification::ok>("ok", "Whether all claims hold.", {.required = true}),
    field<&Verification::claims>("claims", "Each claim.", {.required = true}),
};
constexpr std::array options_fields{
    field<&PlanOptions::seed>("seed", "Seed of the search.", {.required = true}),
    field<&PlanOptions::work>("work", "Limit of each search, in units of work.",
                              {.required = true}),
    field<&PlanOptions::starts>("starts", "How often it begins anew; 0: by size.",
                                {.required = true}),
    field<&PlanOptions::choice>("choice", "How commitments are chosen."),
};
constexpr std::array earlier_plan_fields{
    field<&EarlierPlan::network_hash>("network_hash",
                                      "SHA-256 over the network that its choice was made in.",
                                      {.required = true}),
    field<&EarlierPlan::quarter>("quarter", "The first that could still be planned.",
                                 {.required = true}),
};
constexpr std::array provenance_fields{
    field<&Provenance::areena>("areena", "Version of the library.", {.required = true}),
    field<&Provenance::solver>("solver", "What made the timetable.", {.required = true}),
    field<&Provenance::options>("options", "What was asked for.", {.required = true}),
    field<&Provenance::network_hash>("network_hash", "SHA-256 over the network's content.",
                                     {.required = true}),
    field<&Provenance::earlier>("earlier", "The plan that this one keeps; none if the choice was "
                                           "made for it."),
};
constexpr std::array network_reference_fields{
    field<&NetworkReference::id>("id", "Key of the network.", {.required = true}),
    field<&NetworkReference::title>("title", "Its title.", {.required = true}),
};
constexpr std::array plan_fields{
    field<&PlanDocument::format>("format", "Always \"areena-plan\".", {.required = true}),
    field<&PlanDocument::version>("version", "Version of the format.", {.required = true}),
    field<&PlanDocument::network>("network", "The network that was planned.", {.required = true}),
    field<&PlanDocument::period>("period", "The promise's period.", {.required = true}),
    field<&PlanDocument::complete>("complete", "False if it was stopped or standing work does "
                                               "not fit.",
                                   {.required = true}),
    field<&PlanDocument::note>("note", "Why it is not complete."),
    field<&PlanDocument::choice>("choice", "How the available effort was shared.",
                                 {.required = true}),
    field<&PlanDocument::passes>("passes", "Rounds of choosing and scheduling.",
                                 {.required = true}),
    field<&PlanDocument::timetable>("timetable", "When, at which scope and by whose days.",
                                    {.required = true}),
    field<&PlanDocument::coverage>("coverage", "How far each member's needs are covered.",
                                   {.required = true}),
    field<&PlanDocument::left_out>("left_out", "What is not in the plan, and why.",
                                   {.required = true}),
    field<&PlanDocument::standing_shortages>("standing_shortages",
                                             "Standing work beyond capacity."),
    field<&PlanDocument::ledger>("ledger", "The books after this promise, to be carried on."),
    field<&PlanDocument::objective>("objective", "What the plan is worth.", {.required = true}),
    field<&PlanDocument::bounds>("bounds", "How near to the best possible each part is."),
    field<&PlanDocument::verified>("verified", "What a second reading found.",
                                   {.required = true}),
    field<&PlanDocument::provenance>("provenance", "How the plan was made.", {.required = true}),
};
constexpr std::array explanation_fields{
    field<&Explanation::commitment>("commitment", "The commitment.", {.required = true}),
    field<&Explanation::status>("status", "scheduled, kept (standing, recurring) or left_out.",
                                {.required = true}),
    field<&Explanation::rule>("rule", "The rule of the choice, of a project."),
    field<&Explanation::chosen>("chosen", "How it was chosen."),
    field<&Explanation::scheduled>("scheduled", "Its place in the plan."),
    field<&Explanation::left_out>("left_out", "Why it is not in the plan."),
    field<&Explanation::choice_reason>("choice_reason", "How the choice came to leave it out."),
};
}  // namespace

template <>
const Type& type_of<Among>() {
    static const Type type = enumeration<Among>(
        "Among", "Whether any plan is meant, or any timetable of what a plan keeps.", amongs);
    return type;
}
template <>
const Type& type_of<Exclusion>() {
    return described<Exclusion>("Exclusion", "A chosen commitment that did not fit.",
                                exclusion_fields);
}
template <>
const Type& type_of<Pass>() {
    return described<Pass>("Pass", "One round of choosing and scheduling.", pass_fields);
}
template <>
const Type& type_of<Contribution>() {
    return described<Contribution>("Contribution", "Days that an organization gives in a quarter.",
                                   contribution_fields);
}
template <>
const Type& type_of<Scheduled>() {
    return described<Scheduled>("Scheduled", "When, how widely and by whose days it is done.",
                                scheduled_fields);
}
template <>
const Type& type_of<NeedCoverage>() {
    return described<NeedCoverage>("NeedCoverage", "How far a need is covered.",
                                   need_coverage_fields);
}
template <>
const Type& type_of<MemberCoverage>() {
    return described<MemberCoverage>("MemberCoverage", "How far a member's needs are covered.",
                                     member_coverage_fields);
}
template <>
const Type& type_of<Shortage>() {
    return described<Shortage>("Shortage", "Days missing in a quarter.", shortage_fields);
}
template <>
const Type& type_of<LeftOut>() {
    return described<LeftOut>("LeftOut", "Why a commitment is not in the plan.", left_out_fields);
}
template <>
const Type& type_of<Objective>() {
    return described<Objective>("Objective", "What a plan is worth, best first.",
                                objective_fields);
}
template <>
const Type& type_of<ObjectiveBound>() {
    return described<ObjectiveBound>("ObjectiveBound", "A part of the objective and its bound.",
                                     bound_fields);
}
template <>
const Type& type_of<VerifiedClaim>() {
    return described<VerifiedClaim>("VerifiedClaim", "One claim about a plan.", claim_fields);
}
template <>
const Type& type_of<Verification>() {
    return described<Verification>("Verification", "What a second reading of the plan found.",
                                   verification_fields);
}
template <>
const Type& type_of<PlanOptions>() {
    return described<PlanOptions>("PlanOptions", "What planning is asked for.", options_fields);
}
template <>
const Type& type_of<EarlierPlan>() {
    return described<EarlierPlan>("EarlierPlan", "A plan that another one keeps.",
                                  earlier_plan_fields);
}
template <>
const Type& type_of<Provenance>() {
    return described<Provenance>("Provenance", "How a plan was made.", provenance_fields);
}
template <>
const Type& type_of<NetworkReference>() {
    return described<NetworkReference>("NetworkReference", "The network that was planned.",
                                       network_reference_fields);
}
template <>
const Type& type_of<PlanDocument>() {
    return described<PlanDocument>("PlanDocument", "The content of plan.json.", plan_fields);
}
template <>
const Type& type_of<Explanation>() {
    return described<Explanation>("Explanation", "Where a commitment stands in a plan, and why.",
                                  explanation_fields);
}

}  // namespace areena
