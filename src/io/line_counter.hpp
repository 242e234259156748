#pragma once

#include "areena/core/finding.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace areena::io::detail {

/// Turns offsets into lines and columns. Asked in ascending order it passes over the text once.
/// Lines end with LF, CR LF or CR; columns count code points.
class LineCounter {
public:
    explicit LineCounter(std::string_view text) noexcept : text_(text) {}

    /// The place of a byte, or of the end of the text; its file is empty.
    [[nodiscard]] Place at(std::size_t offset);

private:
    std::string_view text_;
    std::size_t offset_ = 0;  // counted up to here
    std::int64_t line_ = 1;
    std::int64_t column_ = 1;
};

}  // namespace areena::io::detail
