#include "areena/io/csv.hpp"

#include "areena/io/json.hpp"

#include "catch.hpp"
#include "support/files.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <regex>
#include <string>
#include <vector>

using namespace areena;

namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Read {
    Rows rows;
    std::vector<Finding> findings;

    [[nodiscard]] std::vector<std::string> codes() const {
        std::vector<std::string> all;
        for (const Finding& finding : findings) all.push_back(finding.code);
        return all;
    }
};

Read read(std::string_view text, io::CsvFormat format = {}, const io::Limits& limits = {}) {
    io::CsvReader reader(text, format, limits);
    Read result;
    std::vector<io::CsvField> row;
    while (reader.next(row)) {
        std::vector<std::string>& copy = result.rows.emplace_back();
        for (const io::CsvField& field : row) copy.emplace_back(field.text);
    }
    result.findings = reader.findings("t.csv");
    return result;
}

/// The only finding of a text, as "code line:column".
std::string only(std::string_view text, io::CsvFormat format = {}, const io::Limits& limits = {}) {
    const Read result = read(text, format, limits);
    if (result.findings.size() != 1) return std::to_string(result.findings.size()) + " findings";
    const Finding& finding = result.findings.front();
    return finding.code + " " + to_string(finding.place);
}

/// The grammar of RFC 4180, with LF beside CR LF, as regular expressions: slow, and not ours.
struct Grammar {
    const std::string field = R"re((?:"(?:[^"]|"")*"|[^",\r\n]*))re";
    const std::string row = field + "(?:," + field + ")*";
    const std::regex text{row + "(?:\\r?\\n" + row + ")*"};
    const std::regex first_field{"(" + field + ")(,|\\r?\\n|$)"};

    [[nodiscard]] bool holds(const std::string& s) const { return std::regex_match(s, text); }

    [[nodiscard]] Rows split(std::string s) const {
        Rows rows(1);
        std::smatch match;
        while (std::regex_search(s, match, first_field,
                                 std::regex_constants::match_continuous)) {
            std::string value = match[1];
            if (!value.empty() && value.front() == '"')
                value = std::regex_replace(value.substr(1, value.size() - 2), std::regex("\"\""),
                                           "\"");
            rows.back().push_back(value);
            const std::string end = match[2];
            const std::string rest = match.suffix();
            if (end.empty() || (end != "," && rest.empty())) break;
            if (end != ",") rows.emplace_back();
            s = rest;
        }
        return rows;
    }
};

std::string quoted(const std::string& value, bool always) {
    if (!always && value.find_first_of(",\"\r\n") == std::string::npos) return value;
    return '"' + std::regex_replace(value, std::regex("\""), "\"\"") + '"';
}

}  // namespace

TEST_CASE("a table is rows of fields, whatever its line ends and quotes", "[io][unit]") {
    CHECK(read("a,b\n1,2\n").rows == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(read("a,b\r\n1,2").rows == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(read("a,b\n1,").rows == Rows{{"a", "b"}, {"1", ""}});
    CHECK(read("a\n\"\"\n").rows == Rows{{"a"}, {""}});
    CHECK(read("a\n\n").rows == Rows{{"a"}, {""}});
    CHECK(read("a,b\n\"x, \"\"y\"\"\r\nz\",\" \"\n").rows == Rows{{"a", "b"}, {"x, \"y\"\r\nz", " "}});
    CHECK(read("a;b\n1,5;2\n", {.delimiter = ';'}).rows == Rows{{"a", "b"}, {"1,5", "2"}});
    CHECK(read("a\n\xC3\xA4\tb\n").rows == Rows{{"a"}, {"\xC3\xA4\tb"}});
    for (const char* text : {"a,b\n1,2\n", "a\n\"\"\n", "a\n\n", "a", "a,b\n\"\r\"\"\",\n"})
        CHECK(read(text).findings.empty());
}

TEST_CASE("what breaks the format of a table is told with its place", "[io][unit]") {
    CHECK(only("") == "csv.empty t.csv:1:1");
    CHECK(only("\xEF\xBB\xBF", {.byte_order_mark = true}) == "csv.empty t.csv:1:2");
    CHECK(only("\xEF\xBB\xBF" "a\n") == "csv.byte_order_mark t.csv:1:1");
    CHECK(only("a,b\n1,2\n3\n4,5\n") == "csv.ragged t.csv:3:1");
    CHECK(only("a,b\n1,2,3\n") == "csv.ragged t.csv:2:5");
    CHECK(only("a,b\n1,2\n\n") == "csv.ragged t.csv:3:1");
    CHECK(only("a,b\n\xC3\xA4,x\"y\"\n") == "csv.quote t.csv:2:4");
    CHECK(only("a,b\n\"x\" ,y\n") == "csv.quote t.csv:2:4");
    CHECK(only("a,b\n1,2\n3,\"4\n5,6\n") == "csv.unclosed_quote t.csv:3:3");
    CHECK(only("a,b\r1,2\r3,4\r") == "csv.line_end t.csv:1:4");
    CHECK(only(std::string_view("a\nx\0y\n", 6)) == "csv.control_character t.csv:2:2");
    CHECK(only("a\n\"x\x1B\"\n") == "csv.control_character t.csv:2:3");
    CHECK(only("a,b\n\xC3\xA4,2\n\xE4,2\n") == "csv.encoding t.csv:3:1");
    CHECK(only("\xFF\xFE" "a") == "csv.encoding t.csv:1:1");
}

TEST_CASE("a table with faults is read as far as it can be", "[io][unit]") {
    CHECK(read("a,b\n1\nx\"y\",\"z\"w\n").rows == Rows{{"a", "b"}, {"1"}, {"x\"y\"", "zw"}});
    CHECK(read("a\n\"\"\"x\"y\n").rows == Rows{{"a"}, {"\"xy"}});
    CHECK(read("a,b\r1,2\r").rows == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(read("a,b\n1,2\n3,\"4").rows == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(read("a\n\xE4\n").rows.empty());
    const Read all = read("a,b\n1\n2,3,4\nx\"y,z\n");
    CHECK(all.codes() == std::vector<std::string>{"csv.ragged", "csv.ragged", "csv.quote"});
    CHECK(to_string(all.findings[0]) ==
          "t.csv:2:1: error: row 2 has too few fields. Got 1 field. Expected 2 fields, as the first "
          "row has. Add or remove fields; a delimiter within a text needs quotation marks around "
          "the text.");
    CHECK(std::ranges::none_of(all.findings, io::is_fatal_csv));
}

TEST_CASE("a declared byte order mark does not become a part of the first name", "[io][unit]") {
    const Read marked = read("\xEF\xBB\xBF" "a,b\n1,2\n", {.byte_order_mark = true});
    CHECK(marked.findings.empty());
    CHECK(marked.rows.at(0).at(0) == "a");
    CHECK(read("a\n", {.byte_order_mark = true}).findings.empty());
    CHECK(read("\xEF\xBB\xBF" "a\n").rows.at(0).at(0) == "a");
}

TEST_CASE("limits of a table end its reading", "[io][unit]") {
    io::Limits limits;
    limits.bytes = 4;
    CHECK(only("a\nbc\n", {}, limits) == "csv.limit_bytes t.csv:1:1");
    limits = {};
    limits.rows = 2;
    CHECK(read("a\nb\n", {}, limits).findings.empty());
    CHECK(only("a\nb\nc\n", {}, limits) == "csv.limit_rows t.csv:3:1");
    CHECK(read("a\nb\nc\n", {}, limits).rows.size() == 2);
    limits = {};
    limits.columns = 2;
    CHECK(only("a,b\nc,d,e\n", {}, limits) == "csv.limit_columns t.csv:2:5");
    limits = {};
    limits.string = 3;
    CHECK(read("abc\n\"a\"\"b\"\n", {}, limits).findings.empty());
    CHECK(only("abc\n\"abcd\"\n", {}, limits) == "csv.limit_field t.csv:2:1");
    for (const Finding& finding : read("abcd", {}, limits).findings)
        CHECK(io::is_fatal_csv(finding));
}

TEST_CASE("faults beyond the limit are counted", "[io][unit]") {
    io::Limits limits;
    limits.findings = 2;
    const Read result = read("a,b\n1\n2\n3\n4\n", {}, limits);
    CHECK(result.codes() == std::vector<std::string>{"csv.ragged", "csv.ragged", "document.more"});
    CHECK(result.findings.back().severity == Severity::note);
    CHECK(result.findings.back().message == "there are 2 more faults that are not listed");
}

TEST_CASE("faults of content stand among the reader's own, in the order of the text", "[io][unit]") {
    io::CsvReader reader("a,b\n1,x\n2\n");
    std::vector<io::CsvField> row;
    std::size_t wrong = 0;
    while (reader.next(row))
        if (row.size() == 2 && row[1].text == "x") wrong = row[1].offset;
    Finding finding;
    finding.code = "own.fault";
    finding.place.offset = static_cast<std::int64_t>(wrong);
    finding.related.push_back({.noun = "", .id = "", .path = "", .message = "the header",
                               .place = {.file = "", .line = 0, .column = 0, .offset = 2}});
    reader.report(finding);
    const auto all = reader.findings("t.csv");
    REQUIRE(all.size() == 2);
    CHECK(to_string(all[0].place) == "t.csv:2:3");
    CHECK(to_string(all[0].related[0].place) == "t.csv:1:3");
    CHECK(all[1].code == "csv.ragged");
    CHECK(reader.num_columns() == 2);
    CHECK(reader.num_rows() == 3);
}

TEST_CASE("random texts are tables exactly when RFC 4180 says so", "[io][property]") {
    const Grammar grammar;
    std::mt19937 random(4180);
    const std::vector<std::string> pieces{"a", ",", "\"", "\"\"", "\n", "\r\n", "\xC3\xA4", "\r", ",\""};
    int valid = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (std::size_t n = 1 + random() % 9; n > 0; --n) text += pieces[random() % pieces.size()];
        Read result = read(text);
        std::erase_if(result.findings, [](const Finding& f) { return f.code == "csv.ragged"; });
        INFO(text);
        // The grammar lets a lone return be a part of quoted fields only, as the reader does.
        REQUIRE(result.findings.empty() == grammar.holds(text));
        if (!result.findings.empty()) continue;
        ++valid;
        REQUIRE(result.rows == grammar.split(text));
    }
    CHECK(valid > 3'000);
}

TEST_CASE("random tables are read as they were written", "[io][property]") {
    std::mt19937 random(7);
    const std::vector<std::string> pieces{"a", ";", ",", "\"", "\n", "\r\n", "\r", " ", "\xE2\x82\xAC"};
    for (int i = 0; i < 3'000; ++i) {
        Rows rows(1 + random() % 4, std::vector<std::string>(1 + random() % 4));
        std::string text;
        const std::string end = random() % 2 ? "\n" : "\r\n";
        for (auto& row : rows) {
            for (std::string& value : row) {
                for (std::size_t n = random() % 4; n > 0; --n)
                    value += pieces[random() % pieces.size()];
                text += (&value == row.data() ? "" : ",") + quoted(value, random() % 3 == 0);
            }
            text += end;
        }
        const Read result = read(text);
        INFO(text);
        REQUIRE(result.findings.empty());
        REQUIRE(result.rows == rows);
    }
}

TEST_CASE("the cases of csv-spectrum are read as it says", "[io][reference]") {
    const auto folder = tests::reference_data("csv-spectrum");
    if (!folder) AREENA_SKIP("no csv-spectrum in the reference data");
    int cases = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*folder / "csvs")) {
        const std::filesystem::path name = entry.path().stem();
        INFO(name);
        Read table = read(tests::read_file(entry.path()));
        CHECK(table.findings.empty());
        std::vector<std::map<std::string, std::string>> expected;
        const auto json = tests::read_file(*folder / "json" / (name.string() + ".json"));
        REQUIRE(io::read_json(json, expected).empty());
        REQUIRE(table.rows.size() == expected.size() + 1);
        for (std::size_t i = 0; i < expected.size(); ++i)
            for (std::size_t j = 0; j < table.rows[0].size(); ++j)
                CHECK(table.rows[i + 1][j] == expected[i].at(table.rows[0][j]));
        ++cases;
    }
    CHECK(cases == 11);
}

TEST_CASE("hostile tables are refused at their place, or read whole", "[io][reference]") {
    const auto folder = tests::reference_data("hostile");
    if (!folder) AREENA_SKIP("no hostile tables in the reference data");
    const auto told = [&](const char* name, bool mark = false) {
        return only(tests::read_file(*folder / "csv" / name),
                    {.delimiter = ';', .byte_order_mark = mark});
    };
    CHECK(told("fi_utf16le_bom.csv") == "csv.encoding t.csv:1:1");
    CHECK(told("fi_semicolon_utf8_bom.csv") == "csv.byte_order_mark t.csv:1:1");
    CHECK(told("fi_semicolon_utf8_bom.csv", true) == "0 findings");
    CHECK(told("ragged.csv") == "csv.ragged t.csv:2:1");
    CHECK(told("lone_cr.csv") == "csv.line_end t.csv:1:33");
    CHECK(told("nul_byte.csv") == "csv.control_character t.csv:2:4");
    CHECK(told("unclosed_quote.csv") == "csv.unclosed_quote t.csv:2:3");
    CHECK(told("html_injection.csv") == "csv.quote t.csv:6:26");
    CHECK(told("empty.csv") == "csv.empty t.csv:1:1");
    for (const char* name : {"quoted_newline_semicolon.csv", "header_only.csv", "bidi_controls.csv",
                             "empty_trailing_rows.csv", "unicode_minus.csv"})
        CHECK(told(name) == "0 findings");
    const auto latin1 = tests::reference_data("formats/statfin_pxweb_005_11re_2019_latin1.csv");
    if (latin1) CHECK(only(tests::read_file(*latin1)).starts_with("csv.encoding t.csv:"));
}
