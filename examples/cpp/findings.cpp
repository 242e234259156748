// Findings that only a program can provoke: in a document the reader would have told them first.
// The pages in docs/findings show the bodies of these functions and what they print.
#include <areena/areena.hpp>
#include <areena/io/csv.hpp>
#include <areena/io/icalendar.hpp>
#include <areena/io/json_document.hpp>

#include <iostream>
#include <limits>
#include <string>

namespace {

using namespace areena;

Draft small_network() { return io::read("docs/findings/network.json").draft; }

void print(const std::vector<Finding>& findings) {
    for (const Finding& finding : findings)
        std::cout << to_string(finding) << " [" << finding.code << "]\n";
}

/// Reads a table to its end and prints what was found.
void read_table(std::string_view text, io::CsvFormat format = {}, const io::Limits& limits = {}) {
    io::CsvReader reader(text, format, limits);
    std::vector<io::CsvField> row;
    while (reader.next(row)) {
    }
    print(reader.findings("areas.csv"));
}

void id_invalid() {
    // [id.invalid]
    Draft draft = small_network();
    Theme theme = draft.data().themes[0];
    theme.id = ThemeId("Students and staff");
    draft.add(theme);
    print(check(draft));
    // [end]
}

void reference_missing() {
    // [reference.missing]
    Draft draft = small_network();
    draft.data().needs[0].theme = ThemeId();
    print(check(draft));
    // [end]
}

void value_range() {
    // [value.range]
    Draft draft = small_network();
    draft.data().needs[0].weight = 0;
    print(check(draft));
    // [end]
}

void json_number() {
    // [json.number]
    Draft draft = small_network();
    draft.data().members[0].extra["growth"] = std::numeric_limits<double>::infinity();
    try {
        io::save(draft.build(), "next.json");
    } catch (const Error& error) {
        std::cout << error.what() << " [" << error.code() << "]\n";
    }
    // [end]
}

void csv_encoding() {
    // [csv.encoding]
    read_table("id,name\nporvoo,Borg\xe5\n");
    // [end]
}

void csv_limit_bytes() {
    // [csv.limit_bytes]
    io::Limits limits;
    limits.bytes = 10;
    read_table("id,name\nporvoo,Porvoo\n", {}, limits);
    // [end]
}

void csv_limit_rows() {
    // [csv.limit_rows]
    io::Limits limits;
    limits.rows = 2;
    read_table("id,name\nporvoo,Porvoo\nakaa,Akaa\n", {}, limits);
    // [end]
}

void csv_limit_columns() {
    // [csv.limit_columns]
    io::Limits limits;
    limits.columns = 2;
    read_table("id,name,region\n", {}, limits);
    // [end]
}

void csv_limit_field() {
    // [csv.limit_field]
    io::Limits limits;
    limits.string = 5;
    read_table("id,name\nporvoo,Porvoo\n", {}, limits);
    // [end]
}

void csv_unclosed_quote() {
    // [csv.unclosed_quote]
    read_table("id,name\nporvoo,\"Porvoo\nakaa,Akaa\n");
    // [end]
}

void csv_byte_order_mark() {
    // [csv.byte_order_mark]
    read_table("\xef\xbb\xbf" "id,name\nporvoo,Porvoo\n");
    // [end]
}

void csv_empty() {
    // [csv.empty]
    read_table("");
    // [end]
}

void csv_ragged() {
    // [csv.ragged]
    read_table("id,name\nporvoo,Porvoo, Borga\n");
    // [end]
}

void csv_quote() {
    // [csv.quote]
    read_table("id,name\nporvoo,Porvoo \"Borga\"\n");
    // [end]
}

void csv_line_end() {
    // [csv.line_end]
    read_table("id,name\rporvoo,Porvoo\r");
    // [end]
}

void csv_control_character() {
    // [csv.control_character]
    read_table("id,name\nporvoo,Por\x01" "voo\n");
    // [end]
}

/// Writes a calendar, or tells why there is none.
void tell(const io::Calendar& calendar) {
    try {
        std::cout << io::write_icalendar(calendar);
    } catch (const Error& error) {
        std::cout << error.what() << " [" << error.code() << "]\n";
    }
}

void icalendar_days() {
    // [icalendar.days]
    const Date first(2027, 7, 1);
    const Date last(2027, 6, 30);
    tell({"Promise", "en", first, {{"c-13@my-network", first, last, "Guide", "", {}}}});
    // [end]
}

void icalendar_text() {
    // [icalendar.text]
    const Date day(2027, 7, 1);
    tell({"Promise", "en", day, {{"c-13@my-network", day, day, "\x80", "", {}}}});
    // [end]
}

void icalendar_uid() {
    // [icalendar.uid]
    const Date day(2027, 7, 1);
    const io::CalendarEvent guide{"c-13@my-network", day, day, "Guide", "", {}};
    tell({"Promise", "en", day, {guide, guide}});
    // [end]
}

void show(const std::string& code, void (*example)()) {
    std::cout << "# " << code << '\n';
    example();
}

}  // namespace

int main() {
    show("id.invalid", id_invalid);
    show("reference.missing", reference_missing);
    show("value.range", value_range);
    show("json.number", json_number);
    show("csv.encoding", csv_encoding);
    show("csv.limit_bytes", csv_limit_bytes);
    show("csv.limit_rows", csv_limit_rows);
    show("csv.limit_columns", csv_limit_columns);
    show("csv.limit_field", csv_limit_field);
    show("csv.unclosed_quote", csv_unclosed_quote);
    show("csv.byte_order_mark", csv_byte_order_mark);
    show("csv.empty", csv_empty);
    show("csv.ragged", csv_ragged);
    show("csv.quote", csv_quote);
    show("csv.line_end", csv_line_end);
    show("csv.control_character", csv_control_character);
    show("icalendar.days", icalendar_days);
    show("icalendar.text", icalendar_text);
    show("icalendar.uid", icalendar_uid);
}
