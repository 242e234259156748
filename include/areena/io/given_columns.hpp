#pragma once

#include "areena/core/rational.hpp"
#include "areena/io/arrow.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// \file
/// Columns that come from outside: from any dataframe through the Arrow C stream interface, or from
/// arrays. Nothing is printed and parsed again.

namespace areena::io {

/// Texts, each different one once.
struct GivenTexts {
    std::vector<std::string> texts;
    std::vector<std::int32_t> at;  ///< by row: which of `texts`

    bool operator==(const GivenTexts&) const = default;
};

/// A column, one value a row. Where there is none (`missing`) stands any value.
struct GivenColumn {
    std::string name;
    /// Whole numbers in 1 / 10^scale (truth values are 0 and 1), doubles, fractions, or texts.
    std::variant<std::vector<std::int64_t>, std::vector<double>, std::vector<Rational>, GivenTexts>
        values;
    int scale = 0;
    std::vector<std::uint8_t> missing;  ///< by row, 1 where there is no value; empty: none lacks

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool is_missing(std::size_t row) const {
        return !missing.empty() && missing[row] != 0;
    }

    bool operator==(const GivenColumn&) const = default;
};

/// The fraction that the shortest decimal text of a double stands for: 1/10 for 0.1. The double is
/// finite.
[[nodiscard]] Rational shortest_decimal(double value);

/// The double whose shortest decimal is that of a float: 0.1 for 0.1f.
[[nodiscard]] double widened(float value);

/// Reads those columns of a table that are `wanted`, in the order of the table; others are not
/// looked at. Takes whole numbers of all widths, floats of 32 and 64 bits, truth values,
/// decimal128, texts in all layouts (utf8, large, view), dictionaries of texts, and null.
///
/// Releases the stream. Throws `selection.column` for a column of another type, a table in which a
/// wanted column stands twice, or a stream that is no table or breaks off. Linear in the values.
[[nodiscard]] std::vector<GivenColumn> read_columns(ArrowArrayStream& stream,
                                                    std::span<const std::string_view> wanted);

}  // namespace areena::io
