#include "areena/need.hpp"

namespace areena {

namespace {
constexpr auto need_fields = join(
    std::array{
        field<&Need::id>("id", "Key of the need.", {.required = true}),
        field<&Need::member>("member", "Whose need it is.",
                             {.required = true, .refers_to = "members"}),
        field<&Need::theme>("theme", "The theme it belongs to.",
                            {.required = true, .refers_to = "themes"}),
        field<&Need::weight>("weight", "How heavy it is.",
                             {.required = true, .min = 1, .max = 1'000'000}),
        field<&Need::text>("text", "The need in words."),
    },
    marks<Need>());
}

template <>
const Type& type_of<Need>() {
    static const Type type = record<Need>(
        "Need", "What a theme asks of a member, and how heavily it weighs.", need_fields);
    return type;
}

}  // namespace areena
