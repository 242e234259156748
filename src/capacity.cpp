#include "areena/capacity.hpp"

namespace areena {

namespace {
constexpr std::array<std::string_view, 3> agreement_words{"asked", "agreed", "declined"};

constexpr auto capacity_fields = join(
    std::array{
        field<&Capacity::id>("id", "Key of the capacity.", {.required = true}),
        field<&Capacity::organization>("organization", "Whose days they are.",
                                       {.required = true, .refers_to = "organizations"}),
        field<&Capacity::expertises>("expertises", "Expertises that share the days.",
                                     {.required = true,
                                      .refers_to = "expertises",
                                      .dangling = "capacity.unknown_expertise"}),
        field<&Capacity::quarter>("quarter", "The quarter they are of.", {.required = true}),
        field<&Capacity::days>("days", "How many there are.",
                               {.required = true, .unit = "person-days", .min = 0, .max = 1e9}),
        field<&Capacity::standing>("standing",
                                   "Standing work that no commitment of the document models.",
                                   {.unit = "person-days", .min = 0, .max = 1e9}),
        field<&Capacity::reserve>("reserve",
                                  "Kept free; if not given, 15 % of what standing work leaves.",
                                  {.unit = "person-days", .min = 0, .max = 1e9}),
        field<&Capacity::agreement>("agreement", "Whether the days are agreed on."),
    },
    marks<Capacity>());
}  // namespace

template <>
const Type& type_of<Agreement>() {
    static const Type type = enumeration<Agreement>(
        "Agreement", "Whether a contribution was asked for, agreed on or declined.",
        agreement_words);
    return type;
}

template <>
const Type& type_of<Capacity>() {
    static const Type type = record<Capacity>(
        "Capacity", "Days that an organization has in a quarter for a set of expertises.",
        capacity_fields);
    return type;
}

}  // namespace areena
