// Findings that only a program can provoke: in a document the reader would have told them first.
// The pages in docs/findings show the bodies of these functions and what they print.
#include <areena/areena.hpp>
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
    show("icalendar.days", icalendar_days);
    show("icalendar.text", icalendar_text);
    show("icalendar.uid", icalendar_uid);
}
