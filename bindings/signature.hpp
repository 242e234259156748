#pragma once

#include "registry.hpp"

#include <string>

/// \file
/// What Python users read about a class, made from its table: signature, docstring, annotations.

namespace areena::python {

/// How Python calls values of the type: `taken` by a constructor, or else given by an attribute.
[[nodiscard]] std::string annotation(const Type& type, bool taken);

/// The default of a field in a signature: "None", "()", "'project'", or "..." for what has no
/// literal.
[[nodiscard]] std::string default_text(const RecordClass& cls, const Field& field);

/// "Where it lies. Unit: person-days. At least 0. An id of areas."
[[nodiscard]] std::string field_doc(const Field& field);

/// Signature line and docstring of the class, in the form that `inspect` reads.
[[nodiscard]] std::string class_doc(const RecordClass& cls);

/// A word as a Python name: "joint-authority" -> "joint_authority".
[[nodiscard]] std::string member_name(std::string_view word);

}  // namespace areena::python
