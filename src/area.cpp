#include "areena/area.hpp"

namespace areena {

namespace {
constexpr std::array<std::string_view, 5> area_kinds{"municipality", "employment-area", "region",
                                                     "wellbeing-county", "other"};

constexpr std::array figure_fields{
    field<&Figure::name>("name", "What it counts.", {.required = true}),
    field<&Figure::value>("value", "The number.", {.required = true}),
    field<&Figure::year>("year", "The year it is of.", {.min = 1, .max = 9999}),
    field<&Figure::source>("source", "Where the figure comes from.", {.refers_to = "sources"}),
    field<&Figure::derived>("derived", "The formula it was computed with.",
                            {.refers_to = "formulas"}),
};

constexpr auto area_fields = join(
    std::array{
        field<&Area::id>("id", "Key of the area.", {.required = true}),
        field<&Area::kind>("kind", "What kind of area it is.", {.required = true}),
        field<&Area::name>("name", "Its name.", {.required = true}),
        field<&Area::code>("code", "Its official code, without a prefix."),
        field<&Area::within>("within", "Larger areas it lies in; they need not form one tree.",
                             {.refers_to = "areas"}),
        field<&Area::languages>("languages", "Official languages, the majority's first."),
        field<&Area::figures>("figures", "Numbers about the area."),
    },
    marks<Area>());
}  // namespace

template <>
const Type& type_of<AreaKind>() {
    static const Type type =
        enumeration<AreaKind>("AreaKind", "The kind of an area.", area_kinds);
    return type;
}

template <>
const Type& type_of<Figure>() {
    static const Type type =
        record<Figure>("Figure", "A number about an area or a member in one year.", figure_fields);
    return type;
}

template <>
const Type& type_of<Area>() {
    static const Type type =
        record<Area>("Area", "A municipality, an employment area, a region.", area_fields);
    return type;
}

}  // namespace areena
