#pragma once

#include "areena/core/date.hpp"
#include "areena/core/fields.hpp"
#include "areena/io/data_package.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// \file
/// Texts of a table as values, by the lexical rules of Table Schema: strict, nothing trimmed.

namespace areena::io::detail {

/// "a whole number", for `expected`.
[[nodiscard]] std::string describe_type(const TableField& field);

/// Each returns false if the text is no value of the type that `field` says.
[[nodiscard]] bool parse_value(const TableField& field, std::string_view text, std::string& into);
[[nodiscard]] bool parse_value(const TableField& field, std::string_view text, std::int64_t& into);
[[nodiscard]] bool parse_value(const TableField& field, std::string_view text, double& into);
[[nodiscard]] bool parse_value(const TableField& field, std::string_view text, bool& into);
[[nodiscard]] bool parse_value(const TableField& field, std::string_view text, Date& into);

/// A value that the description itself holds, as text of a table: 16, 0.5, "2027-04-18", true.
[[nodiscard]] std::string scalar_text(const Scalar& scalar);

}  // namespace areena::io::detail
