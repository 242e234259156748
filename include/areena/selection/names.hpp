#pragma once

#include "areena/core/fields.hpp"
#include "areena/selection/select.hpp"

/// \file
/// The names by which rules, utilities, completions and tie keys are asked for and told: those of
/// the enumerators, everywhere (command line, Python, documents).

namespace areena {

template <>
const Type& type_of<selection::Rule>();
template <>
const Type& type_of<selection::Utility>();
template <>
const Type& type_of<selection::Completion>();
template <>
const Type& type_of<selection::TieKey>();

}  // namespace areena

namespace areena::selection {

/// The name of a value of one of the four.
template <class Enum>
[[nodiscard]] std::string_view name_of(Enum value) {
    return type_of<Enum>().choices[static_cast<std::size_t>(value)];
}

/// The value that a name stands for. Throws `selection.rule`, `selection.utility`,
/// `selection.completion` or `selection.ties` for any other, with all that there are.
template <class Enum>
[[nodiscard]] Enum named(std::string_view name);
template <>
[[nodiscard]] Rule named<Rule>(std::string_view name);
template <>
[[nodiscard]] Utility named<Utility>(std::string_view name);
template <>
[[nodiscard]] Completion named<Completion>(std::string_view name);
template <>
[[nodiscard]] TieKey named<TieKey>(std::string_view name);

}  // namespace areena::selection
