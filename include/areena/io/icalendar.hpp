#pragma once

#include "areena/core/date.hpp"

#include <string>
#include <vector>

/// \file
/// Calendars that people take into their own: iCalendar (RFC 5545), whole days only.

namespace areena::io {

/// Something that fills whole days and makes nobody busy.
struct CalendarEvent {
    /// The same for the same thing in every calendar that tells of it: a program that takes in a
    /// newer calendar then moves the event and makes no second one.
    std::string uid;
    Date first;
    Date last;  ///< not before `first`
    std::string summary;
    std::string description;  ///< may be empty
    std::vector<std::string> categories;

    bool operator==(const CalendarEvent&) const = default;
};

struct Calendar {
    std::string name;
    std::string language;  ///< of the texts: "fi"
    /// The day the calendar was made, told as midnight UTC: nothing reads the clock.
    Date made;
    std::vector<CalendarEvent> events;

    bool operator==(const Calendar&) const = default;
};

/// The calendar as text: UTF-8, lines of at most 75 bytes that end with CR LF, events in the order
/// given. Control characters, which the format cannot hold, are left out, but for line feeds and
/// tabs. The same calendar gives the same bytes.
///
/// Throws `Error`: `icalendar.uid` for an event without one, or for two with the same,
/// `icalendar.days` for an event that ends before it begins, `icalendar.text` for a text that is not
/// UTF-8. O(size of the text).
[[nodiscard]] std::string write_icalendar(const Calendar& calendar);

}  // namespace areena::io
