#include "areena/io/csv.hpp"

#include "io/placing.hpp"
#include "io/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace areena::io {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
constexpr std::size_t longest_quote = 60;

std::string count(std::size_t n, std::string_view what) {
    return std::to_string(n) + " " + std::string(what) + (n == 1 ? "" : "s");
}

/// "byte 0xE4", "U+0007".
std::string hexadecimal(std::string_view prefix, unsigned char byte, int digits) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string text(prefix);
    text.append(static_cast<std::size_t>(digits - 2), '0');
    text += hex[byte >> 4];
    text += hex[byte & 15];
    return text;
}

bool is_control(char c) noexcept {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
}

Finding make(std::string code, std::size_t offset, std::string message, std::string expected,
             std::string got, std::string next_step) {
    Finding finding;
    finding.code = std::move(code);
    finding.place.offset = static_cast<std::int64_t>(offset);
    finding.message = std::move(message);
    finding.expected = std::move(expected);
    finding.got = std::move(got);
    finding.next_step = std::move(next_step);
    return finding;
}

/// What is wrong with a text that is not UTF-8 from `offset` on.
Finding wrong_encoding(std::string_view text, std::size_t offset) {
    const bool is_utf16 = text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff");
    return make("csv.encoding", offset,
                is_utf16 ? "the table is in UTF-16" : "the table is not in UTF-8 at this place",
                "UTF-8", hexadecimal("byte 0x", static_cast<unsigned char>(text[offset]), 2),
                is_utf16 ? "Save it as UTF-8, without a byte order mark"
                         : "Save the whole table as UTF-8; part of it may come from a program that "
                           "writes Windows-1252 or ISO 8859-1");
}

}  // namespace

CsvReader::CsvReader(std::string_view text, CsvFormat format, const Limits& limits)
    : text_(text), format_(format), limits_(limits) {
    if (text_.size() > limits_.bytes) {
        over("csv.limit_bytes", 0, "the table is too large", limits_.bytes, "byte");
        return;
    }
    if (const std::size_t bad = detail::find_invalid_utf8(text_); bad != std::string_view::npos) {
        stop(wrong_encoding(text_, bad));
        return;
    }
    if (text_.starts_with(byte_order_mark)) {
        at_ = byte_order_mark.size();
        if (!format_.byte_order_mark)
            fault("csv.byte_order_mark", 0, "the table begins with a byte order mark", "none", "",
                  "Save it as UTF-8 without one, or declare the encoding as utf-8-sig");
    }
    if (at_ == text_.size())
        fault("csv.empty", at_, "the table is empty", "a row with the names of its columns", "",
              "Write the header, even where there is no row");
}

bool CsvReader::next(std::vector<CsvField>& row) {
    row.clear();
    unquoted_.clear();
    if (stopped_ || at_ >= text_.size()) return false;
    if (num_rows_ == limits_.rows)
        return over("csv.limit_rows", at_, "the table has too many rows", limits_.rows, "row");
    while (read_field(row)) {
    }
    if (stopped_) return false;
    ++num_rows_;
    check_width(row);
    return true;
}

/// Reads one field and what ends it; true if another follows in the row.
bool CsvReader::read_field(std::vector<CsvField>& row) {
    if (row.size() == limits_.columns)
        return over("csv.limit_columns", at_, "the row has too many fields", limits_.columns,
                    "field");
    CsvField& field = row.emplace_back();
    field.offset = at_;
    field.is_quoted = at_ < text_.size() && text_[at_] == '"';
    if (!(field.is_quoted ? read_quoted(field) : read_plain(field))) return false;
    if (field.text.size() > limits_.string)
        return over("csv.limit_field", field.offset, "a field is too long", limits_.string, "byte");
    bool is_last = false;
    return end_field(is_last) && !is_last;
}

bool CsvReader::read_plain(CsvField& field) {
    bool is_told = false;
    for (; at_ < text_.size(); ++at_) {
        const char c = text_[at_];
        if (c == format_.delimiter || c == '\n' || c == '\r') break;
        if (c == '"' && !std::exchange(is_told, true))
            fault("csv.quote", at_, "a quotation mark stands in a field that is not quoted",
                  "the whole field in quotation marks, and those within it doubled", "",
                  "Quote the field, and double the mark");
        if (is_control(c)) control_character(at_);
    }
    field.text = text_.substr(field.offset, at_ - field.offset);
    return true;
}

bool CsvReader::read_quoted(CsvField& field) {
    std::string* resolved = nullptr;
    std::size_t begin = ++at_;
    for (;; ++at_) {
        if (at_ == text_.size())
            return stop(make("csv.unclosed_quote", field.offset,
                             "a field is opened by a quotation mark that nothing closes",
                             "a closing quotation mark before a delimiter or a line end", "",
                             "Close it, or double it if it belongs to the text"));
        if (text_[at_] == '"') {
            if (at_ + 1 == text_.size() || text_[at_ + 1] != '"') break;
            if (!resolved) resolved = &unquoted_.emplace_back();
            resolved->append(text_, begin, at_ + 1 - begin);
            begin = ++at_ + 1;
        } else if (is_control(text_[at_]) && text_[at_] != '\n' && text_[at_] != '\r') {
            control_character(at_);
        }
    }
    field.text = text_.substr(begin, at_ - begin);
    if (resolved) field.text = resolved->append(field.text);
    ++at_;
    after_quote(field);
    return true;
}

/// What stands behind a closing quote is told, and taken for a part of the field.
void CsvReader::after_quote(CsvField& field) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != format_.delimiter && text_[at_] != '\n' &&
           text_[at_] != '\r')
        ++at_;
    if (at_ == begin) return;
    const std::string_view rest = text_.substr(begin, at_ - begin);
    fault("csv.quote", begin, "text stands behind the closing quotation mark of a field",
          "a delimiter or a line end", "'" + detail::shorten(rest, longest_quote) + "'",
          "Double the quotation marks that belong to the text");
    std::string& whole = unquoted_.emplace_back(field.text);
    field.text = whole.append(rest);
}

/// Passes over a delimiter or a line end.
bool CsvReader::end_field(bool& is_last) {
    is_last = at_ == text_.size() || text_[at_] != format_.delimiter;
    if (at_ == text_.size()) return true;
    const char c = text_[at_++];
    if (c != '\r') return true;
    if (at_ < text_.size() && text_[at_] == '\n')
        ++at_;
    else if (!std::exchange(lone_return_told_, true))
        fault("csv.line_end", at_ - 1, "a line ends with a carriage return alone", "CR LF, or LF",
              "", "Save the table with line ends of today");
    return true;
}

void CsvReader::control_character(std::size_t offset) {
    fault("csv.control_character", offset, "a control character stands in a field",
          "text and tabs",
          hexadecimal("U+", static_cast<unsigned char>(text_[offset]), 4), "Remove it");
}

void CsvReader::check_width(const std::vector<CsvField>& row) {
    if (num_rows_ == 1) num_columns_ = row.size();
    if (row.size() == num_columns_) return;
    const bool is_short = row.size() < num_columns_;
    const bool is_blank = row.size() == 1 && row[0].text.empty() && !row[0].is_quoted;
    fault("csv.ragged", row[is_short ? 0 : num_columns_].offset,
          is_blank   ? "row " + std::to_string(num_rows_) + " is an empty line"
          : is_short ? "row " + std::to_string(num_rows_) + " has too few fields"
                     : "row " + std::to_string(num_rows_) + " has too many fields",
          count(num_columns_, "field") + ", as the first row has", count(row.size(), "field"),
          is_blank ? "Remove the line" : "Add or remove fields; a delimiter within a text needs "
                                         "quotation marks around the text");
}

bool CsvReader::stop(Finding finding) {
    findings_.push_back(std::move(finding));
    stopped_ = true;
    return false;
}

bool CsvReader::over(std::string code, std::size_t offset, std::string what, std::size_t limit,
                     std::string_view unit) {
    return stop(make(std::move(code), offset, std::move(what), "at most " + count(limit, unit), "",
                     "Split the table, or raise the limit if you trust its source"));
}

void CsvReader::fault(std::string code, std::size_t offset, std::string message,
                      std::string expected, std::string got, std::string next_step) {
    report(make(std::move(code), offset, std::move(message), std::move(expected), std::move(got),
                std::move(next_step)));
}

void CsvReader::report(Finding finding) {
    if (findings_.size() < limits_.findings)
        findings_.push_back(std::move(finding));
    else
        ++unlisted_;
}

std::vector<Finding> CsvReader::findings(std::string_view file) const {
    std::vector<Finding> all = findings_;
    detail::place_by_offset(text_, file, all);
    if (unlisted_ > 0) {
        all.push_back(make("document.more", text_.size(),
                           "there are " + std::to_string(unlisted_) +
                               " more faults that are not listed",
                           "", "", "Mend those listed and read the table again"));
        all.back().severity = Severity::note;
        all.back().place.file = file;
    }
    return all;
}

bool is_fatal_csv(const Finding& finding) {
    constexpr std::array fatal{"csv.encoding", "csv.limit_bytes", "csv.limit_rows",
                               "csv.limit_columns", "csv.limit_field"};
    return std::ranges::find(fatal, finding.code) != fatal.end();
}

}  // namespace areena::io
