#pragma once

#include "areena/core/fields.hpp"

#include <string>
#include <string_view>

namespace areena {

/// SHA-256 of the bytes, as 64 hexadecimal digits (FIPS 180-4).
[[nodiscard]] std::string sha256(std::string_view bytes);

/// SHA-256 over the content of a described value: equal values have equal fingerprints, whatever
/// file they came from. Names of fields count, so that a new field that is set changes it; a field
/// that holds its type's default does not count, so that adding a field to a type does not.
[[nodiscard]] std::string fingerprint(const Type& type, const void* value);

}  // namespace areena
