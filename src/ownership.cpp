#include "areena/ownership.hpp"

namespace areena {

namespace {
constexpr auto ownership_fields = join(
    std::array{
        field<&Ownership::id>("id", "Key of the ownership.", {.required = true}),
        field<&Ownership::organization>("organization", "What is owned.",
                                        {.required = true, .refers_to = "organizations"}),
        field<&Ownership::owner>("owner", "Whose it is.",
                                 {.required = true, .refers_to = "organizations"}),
        field<&Ownership::share>("share", "How much of it; open if not known.",
                                 {.min = 0, .max = 1}),
    },
    marks<Ownership>());
}

template <>
const Type& type_of<Ownership>() {
    static const Type type =
        record<Ownership>("Ownership", "Who owns an organization, and how much of it.",
                          ownership_fields);
    return type;
}

}  // namespace areena
