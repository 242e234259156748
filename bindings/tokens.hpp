#pragma once

#include "convert.hpp"

#include "areena/core/localized_text.hpp"

/// \file
/// Tokens (texts with a grammar) that Python has types of its own for.

namespace areena::python {

/// Must run before the two below.
void start_tokens();

/// A token as Python shows it: a member of its enumeration, datetime.date, Fraction, or str.
[[nodiscard]] py::object token_to_python(const Type& type, const void* value);

/// Reads a token from what Python has for it, or from its text.
void token_from_python(const Type& type, void* into, py::handle from, const Where& where);

/// A language, given as a member of the enumeration or as its word.
[[nodiscard]] Language language_from(py::handle from, const char* what);

/// How Python calls the type in annotations.
[[nodiscard]] std::string token_annotation(const Type& type, bool taken);

}  // namespace areena::python
