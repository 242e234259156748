#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace areena::io::detail {

/// One cell, blanks around it cut off.
struct Cell {
    std::string_view text;
    std::size_t offset = 0;
};

inline std::string_view trim(std::string_view text) noexcept {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
    return text;
}

/// Rows of cells with semicolons between them; quoted cells may hold semicolons, line ends and
/// doubled quotes.
class RowReader {
public:
    explicit RowReader(std::string_view text) : text_(text) {
        if (text_.starts_with("\xef\xbb\xbf")) at_ = 3;
    }

    /// The next row that is not blank; false at the end. Cells are good until the next call.
    bool next(std::vector<Cell>& cells) {
        unquoted_.clear();
        do {
            if (at_ >= text_.size()) return false;
            cells.clear();
            while (read_cell(cells)) {
            }
        } while (cells.size() == 1 && cells.front().text.empty());
        return true;
    }

    /// Where a quote was opened that nothing closes, or npos.
    [[nodiscard]] std::size_t open_quote() const noexcept { return open_quote_; }

private:
    /// True if another cell follows in the row.
    bool read_cell(std::vector<Cell>& cells) {
        std::size_t begin = at_;
        while (begin < text_.size() && (text_[begin] == ' ' || text_[begin] == '\t')) ++begin;
        if (begin < text_.size() && text_[begin] == '"') {
            read_quoted(cells, begin);
        } else {
            std::size_t end = begin;
            while (end < text_.size() && text_[end] != ';' && text_[end] != '\n' &&
                   text_[end] != '\r')
                ++end;
            cells.push_back({trim(text_.substr(begin, end - begin)), begin});
            at_ = end;
        }
        return end_cell();
    }

    void read_quoted(std::vector<Cell>& cells, std::size_t begin) {
        std::string& cell = unquoted_.emplace_back();
        std::size_t i = begin + 1;
        for (;; ++i) {
            if (i >= text_.size()) {
                if (open_quote_ == std::string_view::npos) open_quote_ = begin;
                break;
            }
            if (text_[i] != '"')
                cell += text_[i];
            else if (i + 1 < text_.size() && text_[i + 1] == '"')
                cell += text_[++i];
            else
                break;
        }
        at_ = i < text_.size() ? i + 1 : i;
        // What follows a closing quote belongs to the cell, as spreadsheets read it.
        while (at_ < text_.size() && text_[at_] != ';' && text_[at_] != '\n' && text_[at_] != '\r')
            cell += text_[at_++];
        cells.push_back({trim(cell), begin});
    }

    bool end_cell() {
        if (at_ >= text_.size()) return false;
        const char c = text_[at_++];
        if (c == ';') return true;
        if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
        return false;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t open_quote_ = std::string_view::npos;
    std::deque<std::string> unquoted_;
};

/// Calls `each(part)` for what stands between commas, blanks cut off; empty parts are left out.
template <class Each>
void for_each_part(const Cell& cell, Each each) {
    std::size_t begin = 0;
    const std::string_view text = cell.text;
    while (begin < text.size()) {
        std::size_t end = begin;
        while (end < text.size() && text[end] != ',') ++end;
        const std::string_view part = trim(text.substr(begin, end - begin));
        if (!part.empty())
            each(Cell{part, cell.offset + static_cast<std::size_t>(part.data() - text.data())});
        begin = end + 1;
    }
}

/// A number in 1 / `unit`, a power of ten or a divisor of one.
[[nodiscard]] inline std::string decimal(std::int64_t value, std::int64_t unit) {
    std::string text = std::to_string(value / unit);
    std::int64_t rest = value % unit;
    if (rest == 0) return text;
    text += '.';
    while (rest != 0) {
        rest *= 10;
        text += static_cast<char>('0' + rest / unit);
        rest %= unit;
    }
    return text;
}

}  // namespace areena::io::detail
