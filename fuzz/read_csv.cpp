// Fuzz target of the CSV reader: whatever the bytes, it must neither crash nor hang, and what it says
// must be true. Checked: every finding points into the text; a text without faults, written again
// with every field quoted, gives the same fields; rows without a finding are as wide as the first.
#include "areena/io/csv.hpp"

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace areena;

void demand(bool truth, const char* what) {
    if (!truth) throw std::logic_error(what);
}

struct Read {
    std::vector<std::vector<std::string>> rows;
    std::vector<Finding> findings;
};

Read read(std::string_view text, io::CsvFormat format, const io::Limits& limits) {
    io::CsvReader reader(text, format, limits);
    Read result;
    std::vector<io::CsvField> row;
    while (reader.next(row)) {
        std::vector<std::string>& copy = result.rows.emplace_back();
        for (const io::CsvField& field : row) {
            demand(field.offset <= text.size(), "a field outside the text");
            copy.emplace_back(field.text);
        }
    }
    result.findings = reader.findings("fuzz.csv");
    return result;
}

std::string write_again(const Read& table, char delimiter) {
    std::string text;
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) text += delimiter;
            text += '"';
            for (const char c : row[i]) text.append(c == '"' ? 2 : 1, c);
            text += '"';
        }
        text += "\r\n";
    }
    return text;
}

void check(std::string_view text, io::CsvFormat format, const io::Limits& limits) {
    const Read table = read(text, format, limits);
    for (const Finding& finding : table.findings) {
        if (finding.code == "document.more") continue;
        demand(finding.place.line >= 1 && finding.place.column >= 1, "a finding without a place");
        demand(finding.place.offset >= 0 &&
                   static_cast<std::size_t>(finding.place.offset) <= text.size(),
               "a place outside the text");
    }
    if (!table.findings.empty()) return;
    demand(!table.rows.empty(), "no row and nothing to say about it");
    for (const auto& row : table.rows)
        demand(row.size() == table.rows.front().size(), "a ragged row that is not told");
    const Read again = read(write_again(table, format.delimiter), format, {});
    demand(again.findings.empty() && again.rows == table.rows, "another table after writing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    io::Limits tight;
    tight.rows = 3;
    tight.columns = 3;
    tight.string = 8;
    tight.findings = 2;
    check(text, {}, {});
    check(text, {.delimiter = ';', .byte_order_mark = true}, {});
    check(text, {}, tight);
    return 0;
}
