#include "areena/theme.hpp"

namespace areena {

namespace {
constexpr auto theme_fields = join(
    std::array{
        field<&Theme::id>("id", "Key of the theme.", {.required = true}),
        field<&Theme::name>("name", "Its name.", {.required = true}),
        field<&Theme::description>("description", "What it is about."),
        field<&Theme::broader>("broader", "The theme it is a part of.", {.refers_to = "themes"}),
    },
    marks<Theme>());
}

template <>
const Type& type_of<Theme>() {
    static const Type type =
        record<Theme>("Theme", "A matter that cuts across goals and commitments.", theme_fields);
    return type;
}

}  // namespace areena
