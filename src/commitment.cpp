#include "areena/commitment.hpp"

namespace areena {

namespace {
constexpr std::array<std::string_view, 3> commitment_kinds{"standing", "recurring", "project"};
constexpr std::array<std::string_view, 2> effort_bases{"whole", "year"};

constexpr std::array effort_fields{
    field<&Effort::expertise>("expertise", "The expertise needed.",
                              {.required = true, .refers_to = "expertises"}),
    field<&Effort::days>("days", "How much of it.",
                         {.required = true, .unit = "person-days", .min = 0, .max = 1e9}),
};

constexpr std::array duration_fields{
    field<&DurationRange::min>("min", "The fewest quarters.",
                               {.required = true, .unit = "quarters", .min = 1, .max = 400}),
    field<&DurationRange::max>("max", "The most quarters.",
                               {.required = true, .unit = "quarters", .min = 1, .max = 400}),
};

constexpr std::array scope_fields{
    field<&Scope::id>("id", "Key of the scope within its commitment.", {.required = true}),
    field<&Scope::is_default>("default", "Whether the choice is charged for this scope."),
    field<&Scope::duration>("duration", "How many quarters it may take; for projects."),
    field<&Scope::coverage>("coverage", "How much of a need it covers.",
                            {.required = true, .unit = "share", .min = 0, .max = 1}),
    field<&Scope::per>("per", "Whether the effort is for the whole or for each year."),
    field<&Scope::effort>("effort", "Person-days by expertise.", {.required = true}),
};

constexpr std::array beneficiaries_fields{
    field<&Beneficiaries::all>("all", "All members benefit."),
    field<&Beneficiaries::groups>("groups", "Groups whose members benefit.",
                                  {.refers_to = "groups"}),
};

constexpr auto commitment_fields = join(
    std::array{
        field<&Commitment::id>("id", "Key of the commitment.", {.required = true}),
        field<&Commitment::kind>("kind", "Standing service, recurring work or a project.",
                                 {.required = true}),
        field<&Commitment::title>("title", "What is promised, in a sentence.", {.required = true}),
        field<&Commitment::text>("text", "What is promised, in full."),
        field<&Commitment::goal>("goal", "The goal area it belongs to.",
                                 {.required = true, .refers_to = "goals"}),
        field<&Commitment::themes>("themes", "Themes it serves; without any it serves no need.",
                                   {.refers_to = "themes"}),
        field<&Commitment::lead>("lead", "The organization that leads it.",
                                 {.refers_to = "organizations"}),
        field<&Commitment::window>("window",
                                   "When it may run; the promise's period if not given."),
        field<&Commitment::quarters>("quarters",
                                     "Quarters of the year of recurring work; all if empty.",
                                     {.min = 1, .max = 4}),
        field<&Commitment::prerequisites>("prerequisites",
                                          "Commitments that must end before it starts.",
                                          {.refers_to = "commitments"}),
        field<&Commitment::excludes>("excludes", "Commitments never in one plan with it.",
                                     {.refers_to = "commitments"}),
        field<&Commitment::beneficiaries>("beneficiaries", "Who it is for."),
        field<&Commitment::scopes>("scopes", "Ways to do it, lightest first.",
                                   {.required = true}),
    },
    marks<Commitment>());
}  // namespace

const Scope* Commitment::default_scope() const noexcept {
    for (const Scope& scope : scopes)
        if (scope.is_default) return &scope;
    return scopes.size() == 1 ? &scopes.front() : nullptr;
}

template <>
const Type& type_of<CommitmentKind>() {
    static const Type type = enumeration<CommitmentKind>(
        "CommitmentKind", "Whether a commitment goes on, comes back or is done once.",
        commitment_kinds);
    return type;
}

template <>
const Type& type_of<EffortBasis>() {
    static const Type type = enumeration<EffortBasis>(
        "EffortBasis", "What a scope's effort is for: the whole, or each year.", effort_bases);
    return type;
}

template <>
const Type& type_of<Effort>() {
    static const Type type =
        record<Effort>("Effort", "Person-days of one expertise.", effort_fields);
    return type;
}

template <>
const Type& type_of<DurationRange>() {
    static const Type type = record<DurationRange>(
        "DurationRange", "How many quarters a scope may take, both ends included.",
        duration_fields);
    return type;
}

template <>
const Type& type_of<Scope>() {
    static const Type type =
        record<Scope>("Scope", "One way to do a commitment.", scope_fields);
    return type;
}

template <>
const Type& type_of<Beneficiaries>() {
    static const Type type =
        record<Beneficiaries>("Beneficiaries", "Who a commitment is for.", beneficiaries_fields);
    return type;
}

template <>
const Type& type_of<Commitment>() {
    static const Type type =
        record<Commitment>("Commitment", "One point of the promise.", commitment_fields);
    return type;
}

}  // namespace areena
