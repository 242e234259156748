#include "areena/io/icalendar.hpp"

#include "areena/core/error.hpp"
#include "areena/version.hpp"

#include "catch.hpp"

#include <string>

using namespace areena;
using io::Calendar;
using io::CalendarEvent;

namespace {

Calendar one_event(std::string summary = "Guide begins") {
    Calendar calendar{"Promise", "en", Date(2027, 1, 1), {}};
    calendar.events.push_back({"c-13.start@net", Date(2027, 7, 1), Date(2027, 7, 1),
                               std::move(summary), "", {"Services"}});
    return calendar;
}

std::string code_of(const Calendar& calendar) {
    try {
        (void)io::write_icalendar(calendar);
    } catch (const Error& error) {
        return error.code();
    }
    return "none";
}

/// The lines as a reader sees them, folds undone; every line is checked to be short and whole.
std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = text.find("\r\n", at);
        REQUIRE(end != std::string::npos);
        const std::string line = text.substr(at, end - at);
        CHECK(line.size() <= 75);
        CHECK(line.find('\n') == std::string::npos);
        if (line.starts_with(' ')) {
            REQUIRE_FALSE(lines.empty());
            CHECK((static_cast<unsigned char>(line[1]) & 0xC0) != 0x80);
            lines.back() += line.substr(1);
        } else {
            lines.push_back(line);
        }
        at = end + 2;
    }
    return lines;
}

bool has(const std::vector<std::string>& lines, const std::string& line) {
    return std::find(lines.begin(), lines.end(), line) != lines.end();
}

}  // namespace

TEST_CASE("a calendar is written as RFC 5545 asks, byte for byte", "[io][golden]") {
    CHECK(io::write_icalendar(one_event()) ==
          "BEGIN:VCALENDAR\r\n"
          "VERSION:2.0\r\n"
          "PRODID:-//areena//areena " + std::string(library_version) + "//EN\r\n"
          "CALSCALE:GREGORIAN\r\n"
          "METHOD:PUBLISH\r\n"
          "NAME:Promise\r\n"
          "X-WR-CALNAME:Promise\r\n"
          "BEGIN:VEVENT\r\n"
          "UID:c-13.start@net\r\n"
          "DTSTAMP:20270101T000000Z\r\n"
          "DTSTART;VALUE=DATE:20270701\r\n"
          "DTEND;VALUE=DATE:20270702\r\n"
          "SUMMARY;LANGUAGE=en:Guide begins\r\n"
          "CATEGORIES;LANGUAGE=en:Services\r\n"
          "TRANSP:TRANSPARENT\r\n"
          "END:VEVENT\r\n"
          "END:VCALENDAR\r\n");
}

TEST_CASE("texts are escaped, and long ones folded between characters", "[io][unit]") {
    const auto lines = lines_of(io::write_icalendar(one_event("a;b,c\\d\nå: \"e\"")));
    CHECK(has(lines, "SUMMARY;LANGUAGE=en:a\\;b\\,c\\\\d\\nå: \"e\""));
    for (std::size_t before = 0; before < 80; ++before) {
        std::string summary(before, 'x');
        for (int i = 0; i < 60; ++i) summary += i % 3 == 0 ? "ä" : i % 3 == 1 ? "€" : "𝔸";
        CHECK(has(lines_of(io::write_icalendar(one_event(summary))),
                  "SUMMARY;LANGUAGE=en:" + summary));
    }
}

TEST_CASE("control characters, which no calendar can hold, are left out", "[io][unit]") {
    const auto lines = lines_of(io::write_icalendar(one_event("b\ael\r\nl\x7f\tx\x1b")));
    CHECK(has(lines, "SUMMARY;LANGUAGE=en:bel\\nl\tx"));
}

TEST_CASE("a year's last day ends on the first of the next", "[io][unit]") {
    Calendar calendar = one_event();
    calendar.events[0].last = Date(2027, 12, 31);
    CHECK(has(lines_of(io::write_icalendar(calendar)), "DTEND;VALUE=DATE:20280101"));
}

TEST_CASE("what no calendar can hold is refused", "[io][unit]") {
    Calendar calendar = one_event();
    calendar.events.push_back(calendar.events[0]);
    CHECK(code_of(calendar) == "icalendar.uid");
    calendar = one_event();
    calendar.events[0].uid = "";
    CHECK(code_of(calendar) == "icalendar.uid");
    calendar = one_event();
    calendar.events[0].last = Date(2027, 6, 30);
    CHECK(code_of(calendar) == "icalendar.days");
    CHECK(code_of(one_event("\xC3")) == "icalendar.text");
}

TEST_CASE("an empty calendar is one", "[io][unit]") {
    CHECK(lines_of(io::write_icalendar({"", "", Date(2027, 1, 1), {}})).size() == 8);
}
