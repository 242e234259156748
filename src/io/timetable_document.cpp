#include "io/timetable_document.hpp"

namespace areena {
namespace {

using namespace io::detail;

constexpr double most_periods = 100'000;
constexpr double most_amount = 1e15;

constexpr std::array resource_fields{
    field<&ResourceRow::id>("id", "Key of the resource.", {.required = true}),
    field<&ResourceRow::skills>("skills", "The skills its effort may go to.", {.required = true}),
    field<&ResourceRow::available>("available", "What it has, one amount per period.",
                                   {.required = true, .min = 0, .max = most_amount}),
};

constexpr std::array fixed_fields{
    field<&FixedRow::skill>("skill", "The skill that standing work takes.", {.required = true}),
    field<&FixedRow::amounts>("amounts", "How much, one amount per period.",
                              {.required = true, .min = 0, .max = most_amount}),
};

constexpr std::array requirement_fields{
    field<&RequirementRow::skill>("skill", "The skill needed.", {.required = true}),
    field<&RequirementRow::amount>("amount", "How much, over the whole duration.",
                                   {.required = true, .min = 0, .max = most_amount}),
};

constexpr std::array stock_fields{
    field<&StockRow::id>("id", "Key of the stock.", {.required = true}),
    field<&StockRow::amount>("amount", "How much there is, for all periods together.",
                             {.required = true, .min = 0, .max = most_amount}),
};

constexpr std::array consumption_fields{
    field<&ConsumptionRow::stock>("stock", "The stock used up.", {.required = true}),
    field<&ConsumptionRow::amount>("amount", "How much, however long it takes.",
                                   {.required = true, .min = 0, .max = most_amount}),
};

constexpr std::array mode_fields{
    field<&ModeRow::id>("id", "Key of the mode within its activity.", {.required = true}),
    field<&ModeRow::min_duration>("min_duration", "The fewest periods it may take; 1 if not given.",
                                  {.min = 1, .max = most_periods}),
    field<&ModeRow::max_duration>("max_duration",
                                  "The most periods it may take; the fewest if not given.",
                                  {.min = 1, .max = most_periods}),
    field<&ModeRow::requirements>("requirements", "What it takes, by skill."),
    field<&ModeRow::coverage>("coverage", "How much of a need it covers.",
                              {.unit = "share", .min = 0, .max = 1}),
    field<&ModeRow::consumptions>("consumptions", "What it uses up, by stock."),
    field<&ModeRow::value>("value", "What doing it in this mode adds to the activity's value.",
                           {.min = 0, .max = 1e12}),
    field<&ModeRow::value_per_period>("value_per_period",
                                      "The same for each period between its end and the last one's.",
                                      {.min = 0, .max = 1e12}),
};

constexpr std::array prerequisite_fields{
    field<&PrerequisiteRow::activity>("activity", "The activity that must end first.",
                                      {.required = true}),
    field<&PrerequisiteRow::lag>("lag", "How many periods after its end; 0 if not given.",
                                 {.min = 0, .max = most_periods}),
};

constexpr std::array pin_fields{
    field<&PinRow::mode>("mode", "The mode it is done in.", {.required = true}),
    field<&PinRow::start>("start", "The period it starts in.",
                          {.required = true, .min = 0, .max = most_periods}),
    field<&PinRow::duration>("duration",
                             "How many periods to its end, closed ones too; 1 if not given.",
                             {.min = 1, .max = most_periods}),
};

constexpr std::array activity_fields{
    field<&ActivityRow::id>("id", "Key of the activity.", {.required = true}),
    field<&ActivityRow::earliest>("earliest", "The first period it may run in, counted from 0.",
                                  {.min = 0, .max = most_periods}),
    field<&ActivityRow::deadline>(
        "deadline", "The period that it must end before; the end of all if not given.",
        {.min = 0, .max = most_periods}),
    field<&ActivityRow::modes>("modes", "Ways to do it.", {.required = true}),
    field<&ActivityRow::prerequisites>("prerequisites",
                                       "Activities that must end before it starts."),
    field<&ActivityRow::required>("requires", "Placed only if all these are, at any time."),
    field<&ActivityRow::excludes>("excludes", "Activities never placed together with it."),
    field<&ActivityRow::value>("value", "What placing it is worth; 1 if not given.",
                               {.min = 0, .max = 1e12}),
    field<&ActivityRow::mandatory>("mandatory", "Never given up for one that is not mandatory."),
    field<&ActivityRow::pinned>("pinned", "The one place it may have; placed before all others."),
};

constexpr std::array need_fields{
    field<&NeedRow::weight>("weight",
                            "What the need weighs among its beneficiary's; 1 if not given.",
                            {.min = 0, .max = 1e12}),
    field<&NeedRow::activities>("activities", "Activities that serve it.", {.required = true}),
    field<&NeedRow::base>("base", "How much is covered without any activity.",
                          {.unit = "share", .min = 0, .max = 1}),
    field<&NeedRow::value>("value",
                           "What covering it fully is worth, and a part of it in proportion.",
                           {.min = 0, .max = 1e12}),
};

constexpr std::array beneficiary_fields{
    field<&BeneficiaryRow::id>("id", "Key of the beneficiary.", {.required = true}),
    field<&BeneficiaryRow::needs>("needs", "What it needs.", {.required = true}),
};

constexpr std::array document_fields{
    field<&TimetableDocument::format>("format", "What the document is.", {.required = true}),
    field<&TimetableDocument::version>("version", "Version of the format.", {.required = true}),
    field<&TimetableDocument::periods>("periods", "How many periods there are.",
                                       {.required = true, .min = 0, .max = most_periods}),
    field<&TimetableDocument::closed>("closed",
                                      "Periods in which no activity works, ascending.",
                                      {.min = 0, .max = most_periods}),
    field<&TimetableDocument::skills>("skills", "Keys of the skills.", {.required = true}),
    field<&TimetableDocument::resources>("resources", "Pools of effort.", {.required = true}),
    field<&TimetableDocument::fixed>("fixed", "Standing work, which takes its effort first."),
    field<&TimetableDocument::stocks>("stocks", "What is used up once, for all periods together."),
    field<&TimetableDocument::activities>("activities", "What may be placed.", {.required = true}),
    field<&TimetableDocument::beneficiaries>("beneficiaries", "Whose needs are to be covered."),
};

}  // namespace

template <>
const Type& type_of<ResourceRow>() {
    static const Type type = record<ResourceRow>("Resource", "A pool of effort.", resource_fields);
    return type;
}

template <>
const Type& type_of<FixedRow>() {
    static const Type type = record<FixedRow>("Fixed", "Standing work of a skill.", fixed_fields);
    return type;
}

template <>
const Type& type_of<RequirementRow>() {
    static const Type type =
        record<RequirementRow>("Requirement", "What a mode takes of a skill.", requirement_fields);
    return type;
}

template <>
const Type& type_of<StockRow>() {
    static const Type type = record<StockRow>("Stock", "What is used up once.", stock_fields);
    return type;
}

template <>
const Type& type_of<ConsumptionRow>() {
    static const Type type =
        record<ConsumptionRow>("Consumption", "What a mode uses up.", consumption_fields);
    return type;
}

template <>
const Type& type_of<PrerequisiteRow>() {
    static const Type type = [] {
        Type t = record<PrerequisiteRow>("Prerequisite", "An activity that must end first.",
                                         prerequisite_fields);
        t.parse = [](void* into, std::string_view text) {
            *static_cast<PrerequisiteRow*>(into) = {std::string(text), 0};
            return true;
        };
        t.print = [](const void* from, std::string& out) {
            const auto& row = *static_cast<const PrerequisiteRow*>(from);
            if (row.lag == 0) out += row.activity;
            return row.lag == 0;
        };
        return t;
    }();
    return type;
}

template <>
const Type& type_of<ModeRow>() {
    static const Type type = record<ModeRow>("Mode", "One way to do an activity.", mode_fields);
    return type;
}

template <>
const Type& type_of<PinRow>() {
    static const Type type = record<PinRow>("Pin", "The one place of an activity.", pin_fields);
    return type;
}

template <>
const Type& type_of<ActivityRow>() {
    static const Type type =
        record<ActivityRow>("Activity", "Something that may be placed.", activity_fields);
    return type;
}

template <>
const Type& type_of<NeedRow>() {
    static const Type type = record<NeedRow>("Need", "What may be covered.", need_fields);
    return type;
}

template <>
const Type& type_of<BeneficiaryRow>() {
    static const Type type = record<BeneficiaryRow>(
        "Beneficiary", "Somebody whose needs are to be covered.", beneficiary_fields);
    return type;
}

template <>
const Type& type_of<TimetableDocument>() {
    static const Type type =
        record<TimetableDocument>("TimetableDocument", "A timetable problem.", document_fields);
    return type;
}

}  // namespace areena
