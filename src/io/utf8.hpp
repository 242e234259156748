#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// \file
/// What readers and writers ask of UTF-8 (RFC 3629).

namespace areena::io::detail {

/// Where the first ill-formed sequence begins, or npos. Refuses overlong forms, surrogates and what
/// lies beyond U+10FFFF.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text) noexcept;

/// Code points of a text; in an ill-formed one, bytes that do not continue another.
[[nodiscard]] std::size_t count_code_points(std::string_view text) noexcept;

/// The bytes of the code point at the front: 1 to 4, fewer than it asks for at the end of the text.
[[nodiscard]] std::string_view first_code_point(std::string_view text) noexcept;

/// At most `most` code points, with an ellipsis for what was cut off.
[[nodiscard]] std::string shorten(std::string_view text, std::size_t most);

/// Appends a Unicode scalar value.
void append_utf8(char32_t value, std::string& out);

}  // namespace areena::io::detail
