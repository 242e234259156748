#pragma once

#include "areena/core/fields.hpp"
#include "areena/core/finding.hpp"
#include "areena/io/limits.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// JSON (RFC 8259, the strict form that RFC 7493 recommends) for every type that describes itself.

namespace areena::io {

/// Reads a JSON text into a value that its `type` describes, checking every rule the description
/// states, and returns what was found wrong, in the order of the text. Empty means that all is well.
///
/// Faults of content do not end the reading: they are all told, up to `limits.findings`, after which
/// a closing note says how many more there were. A fault of the JSON itself ends it. Members that
/// the text leaves out keep the value they had in `into`, lists and maps that it names are replaced,
/// and a value with a fault is left at its default (an optional one: absent). So after faults `into`
/// holds what could be read, for further checks, and nobody should take it for the document.
///
/// Numbers are read from their own text: doubles bit by bit, decimals exactly, whole numbers within
/// 64 bits (`2.0` and `2e3` are whole). `null` stands for an absent optional value and for nothing
/// else. A record with a short form may be given as text.
///
/// Every finding has a JSON pointer in `path` and an exact `place` (its `file` is empty): the value,
/// or the key of an unknown or repeated field, or the object that misses a field. `noun` and `id`
/// name the object of the document that it lies in. Values of personal fields are not quoted.
///
/// Codes: `json.syntax`, `json.encoding` (not UTF-8, a byte order mark, half a surrogate pair),
/// `json.depth`, `json.limit_bytes`, `json.limit_string`, `json.limit_rows`, all of which end the
/// reading; `json.duplicate_key`; `document.type`, `document.unknown_field`,
/// `document.missing_field`, `document.value` (a text breaks its rule), `document.range` (a number
/// beyond its bounds, its decimals or what can be held).
///
/// Time and memory are linear in the text; a text with faults is read twice. Safe to call from
/// several threads at once.
[[nodiscard]] std::vector<Finding> read_json(std::string_view text, const Type& type, void* into,
                                             const Limits& limits = {});

/// True for a finding that ended the reading: the text is no JSON, or is over a limit.
[[nodiscard]] bool is_fatal(const Finding& finding);

/// How a JSON text is laid out.
enum class JsonStyle : std::uint8_t {
    compact,  ///< no white space
    pretty,   ///< indented by 2; what fits in 100 columns stays on one line
};

/// Writes a value as JSON text that ends with a line feed. The same value gives the same bytes, on
/// every machine. Fields stand in the order of the table; absent optional values, and values equal
/// to those of a new object, are left out unless they are required, so that reading gives the value
/// back. Doubles are written in the fewest digits that read back to the same bits.
///
/// Throws `json.encoding` for a text that is not UTF-8 and `json.number` for a double that is not
/// finite, both with the JSON pointer in the finding they carry.
[[nodiscard]] std::string write_json(const Type& type, const void* value,
                                     JsonStyle style = JsonStyle::compact);

/// Reads a value of the described type `T`.
template <class T>
[[nodiscard]] std::vector<Finding> read_json(std::string_view text, T& into,
                                             const Limits& limits = {}) {
    return read_json(text, areena::detail::Described<T>::get(), &into, limits);
}

/// Writes a value of the described type `T`.
template <class T>
[[nodiscard]] std::string write_json(const T& value, JsonStyle style = JsonStyle::compact) {
    return write_json(areena::detail::Described<T>::get(), &value, style);
}

}  // namespace areena::io
