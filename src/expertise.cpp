#include "areena/expertise.hpp"

namespace areena {

namespace {
constexpr auto expertise_fields =
    join(std::array{field<&Expertise::id>("id", "Key of the expertise.", {.required = true}),
                    field<&Expertise::name>("name", "Its name.", {.required = true})},
         marks<Expertise>());
}

template <>
const Type& type_of<Expertise>() {
    static const Type type = record<Expertise>(
        "Expertise", "A kind of work that commitments need and organizations have.",
        expertise_fields);
    return type;
}

}  // namespace areena
