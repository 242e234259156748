#pragma once

#include "areena/io/arrow.hpp"

#include <string>
#include <string_view>
#include <vector>

/// \file
/// How a described type is laid out in Arrow's columnar format.

namespace areena::io::detail {

/// The layouts in use, named as Arrow names the types.
enum class Layout : std::uint8_t { boolean, int64, float64, decimal128, date32, utf8, list, structure };

/// A column, or a part of one.
struct ArrowShape {
    std::string name;
    Layout layout = Layout::utf8;
    const Type* type = nullptr;      ///< of the values; within an optional one
    const Type* optional = nullptr;  ///< of a std::optional of `type`, if values are such
    bool is_nullable = false;
    bool redacted = false;
    const Field* field = nullptr;
    std::vector<ArrowShape> children;     ///< the element of a list, the fields of a structure
};

/// Stands for personal data.
inline constexpr std::string_view redacted_text = "<redacted>";

[[nodiscard]] ArrowShape shape_of(const ArrowColumn& column);
/// "u", "d:19,2", "+l" and so on.
[[nodiscard]] std::string format_of(const ArrowShape& shape);

/// Appends what stands in a `utf8` column; false if the value is missing.
[[nodiscard]] bool append_cell(const ArrowShape& shape, const void* value,
                               const ArrowOptions& options, std::string& out);

/// Fills `out` with the schema of a table whose columns are the children of `root`.
void export_schema(const ArrowShape& root, ArrowSchema& out);

/// Fills `out` with rows [first, last) of a table. Throws std::length_error if they are too large.
void export_rows(const ArrowTable& table, const ArrowShape& root, const ArrowOptions& options,
                 std::size_t first, std::size_t last, ArrowArray& out);

}  // namespace areena::io::detail
