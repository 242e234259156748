#include "io/line_counter.hpp"

#include "io/utf8.hpp"

#include <algorithm>

namespace areena::io::detail {

Place LineCounter::at(std::size_t offset) {
    offset = std::min(offset, text_.size());
    if (offset < offset_) *this = LineCounter(text_);
    while (offset_ < offset) {
        const std::size_t end = text_.find_first_of("\r\n", offset_);
        if (end == std::string_view::npos || end >= offset) break;
        // The LF of a CR LF belongs to the line it ends.
        const bool is_pair = text_[end] == '\r' && end + 1 < text_.size() && text_[end + 1] == '\n';
        if (is_pair && end + 1 >= offset) break;
        offset_ = end + (is_pair ? 2 : 1);
        ++line_;
        column_ = 1;
    }
    column_ += static_cast<std::int64_t>(
        count_code_points(text_.substr(offset_, offset - offset_)));
    offset_ = offset;
    return {{}, line_, column_, static_cast<std::int64_t>(offset)};
}

}  // namespace areena::io::detail
