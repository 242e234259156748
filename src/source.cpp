#include "areena/source.hpp"

namespace areena {

namespace {
constexpr std::array source_fields{
    field<&Source::id>("id", "Key of the source.", {.required = true}),
    field<&Source::title>("title", "What the source is called.", {.required = true}),
    field<&Source::publisher>("publisher", "Who publishes it."),
    field<&Source::url>("url", "Where it can be read."),
    field<&Source::licence>("licence", "The terms it may be used under."),
    field<&Source::date>("date", "The day it was published or read."),
    field<&Source::note>("note", "What a reader should know of it."),
    field<&Source::extra>("extra", "Users' own columns, kept as they are."),
};

constexpr std::array formula_fields{
    field<&Formula::id>("id", "Key of the formula.", {.required = true}),
    field<&Formula::text>("text", "How to compute it, in words and symbols.", {.required = true}),
    field<&Formula::version>("version", "Version of the formula.", {.required = true}),
    field<&Formula::sources>("sources", "Where its figures come from.", {.refers_to = "sources"}),
    field<&Formula::extra>("extra", "Users' own columns, kept as they are."),
};
}  // namespace

template <>
const Type& type_of<Source>() {
    static const Type type =
        record<Source>("Source", "Where facts come from: a register, a statistic, a decision.",
                       source_fields);
    return type;
}

template <>
const Type& type_of<Formula>() {
    static const Type type =
        record<Formula>("Formula", "How computed material was computed.", formula_fields);
    return type;
}

}  // namespace areena
