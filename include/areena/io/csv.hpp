#pragma once

#include "areena/core/finding.hpp"
#include "areena/io/limits.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Comma-separated values as RFC 4180 defines them, in UTF-8. Nothing is guessed: what breaks the
/// format is told, with its place.

namespace areena::io {

/// What the one who wrote a table says about how it is written.
struct CsvFormat {
    char delimiter = ',';          ///< between fields
    bool byte_order_mark = false;  ///< the text may begin with one

    bool operator==(const CsvFormat&) const = default;
};

/// One field of a row.
struct CsvField {
    std::string_view text;  ///< without the quotes around it, doubled ones made single
    std::size_t offset = 0; ///< of its first byte, or of its opening quote
    bool is_quoted = false;
};

/// Reads a table row by row. Lines end with CR LF or LF, the last one may go without. A field that
/// holds the delimiter, a quote or a line end stands in double quotes, and quotes in it are doubled.
/// Blanks belong to fields; an empty line is a row with one empty field; no line is a comment. The
/// first row, which is a header for most, says how many fields every row has.
///
/// Codes of findings. These end the reading: `csv.encoding` (not UTF-8: nothing is read at all),
/// `csv.limit_bytes`, `csv.limit_rows` (of the whole text, the first included),
/// `csv.limit_columns`, `csv.limit_field`, `csv.unclosed_quote` (placed where the quote was opened).
/// After these it goes on: `csv.byte_order_mark`, `csv.empty` (no row at all), `csv.ragged` (fewer
/// or more fields than the first row has), `csv.quote` (one within a field that is not quoted, or
/// text behind a closing one), `csv.line_end` (CR alone, which ends the row; told once),
/// `csv.control_character` (of ASCII, other than a tab).
///
/// Time is linear in the text, memory in its longest row; the text must outlive the reader.
class CsvReader {
public:
    explicit CsvReader(std::string_view text, CsvFormat format = {}, const Limits& limits = {});

    /// Puts the next row into `row`, ragged ones too; false at the end, or when the reading ended.
    /// What the fields show is good until the next call.
    [[nodiscard]] bool next(std::vector<CsvField>& row);

    /// How many fields the first row has; 0 before it was read.
    [[nodiscard]] std::size_t num_columns() const noexcept { return num_columns_; }
    /// How many rows were read, ragged ones too.
    [[nodiscard]] std::size_t num_rows() const noexcept { return num_rows_; }

    /// Adds a fault of what the fields say, to be told among the reader's own. Only the offset of its
    /// place, and of the related places, need be known.
    void report(Finding finding);

    /// Everything found so far, in the order of the text, with lines and columns under the name
    /// `file`; beyond `limits.findings` a closing note says how many more there are. O(size of the
    /// text).
    [[nodiscard]] std::vector<Finding> findings(std::string_view file = {}) const;

private:
    bool stop(Finding finding);
    void fault(std::string code, std::size_t offset, std::string message, std::string expected,
               std::string got, std::string next_step);
    bool over(std::string code, std::size_t offset, std::string what, std::size_t limit,
              std::string_view unit);
    bool read_field(std::vector<CsvField>& row);
    bool read_plain(CsvField& field);
    bool read_quoted(CsvField& field);
    void after_quote(CsvField& field);
    bool end_field(bool& is_last);
    void control_character(std::size_t offset);
    void check_width(const std::vector<CsvField>& row);

    std::string_view text_;
    CsvFormat format_;
    Limits limits_;
    std::size_t at_ = 0;
    std::size_t num_columns_ = 0;
    std::size_t num_rows_ = 0;
    std::size_t unlisted_ = 0;
    bool stopped_ = false;
    bool lone_return_told_ = false;
    std::deque<std::string> unquoted_;
    std::vector<Finding> findings_;
};

/// True for a finding of a `CsvReader` after which nothing of the text, or nothing more, can be
/// taken for the table: it is not UTF-8, or over a limit.
[[nodiscard]] bool is_fatal_csv(const Finding& finding);

}  // namespace areena::io
