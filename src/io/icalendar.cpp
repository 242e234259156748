#include "areena/io/icalendar.hpp"

#include "areena/core/error.hpp"
#include "areena/version.hpp"

#include "io/utf8.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace areena::io {
namespace {

constexpr std::size_t most_bytes_a_line = 75;  // RFC 5545, 3.1

std::string digits(const Date& day) {
    std::string text = to_string(day);
    std::erase(text, '-');
    return text;
}

class Writer {
public:
    std::string write(const Calendar& calendar) {
        line("BEGIN:VCALENDAR");
        line("VERSION:2.0");
        line("PRODID:-//areena//areena " + std::string(library_version) + "//EN");
        line("CALSCALE:GREGORIAN");
        line("METHOD:PUBLISH");
        text("NAME", calendar.name);
        text("X-WR-CALNAME", calendar.name);  // what most programs look for instead of NAME
        language_ = calendar.language;
        for (const CalendarEvent& event : calendar.events) write_event(event, calendar.made);
        line("END:VCALENDAR");
        return std::move(out_);
    }

private:
    void write_event(const CalendarEvent& event, const Date& made) {
        if (event.uid.empty())
            throw Error("icalendar.uid", "event '" + event.summary + "' has no uid");
        if (!uids_.insert(event.uid).second)
            throw Error("icalendar.uid", "two events have the uid '" + event.uid + "'");
        if (event.last < event.first)
            throw Error("icalendar.days", "event '" + event.uid + "' ends on " +
                                              to_string(event.last) + ", before it begins on " +
                                              to_string(event.first));
        line("BEGIN:VEVENT");
        text("UID", event.uid);
        line("DTSTAMP:" + digits(made) + "T000000Z");
        line("DTSTART;VALUE=DATE:" + digits(event.first));
        line("DTEND;VALUE=DATE:" + digits(event.last.plus_days(1)));
        text(in_language("SUMMARY"), event.summary);
        if (!event.description.empty()) text(in_language("DESCRIPTION"), event.description);
        write_categories(event.categories);
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }

    void write_categories(const std::vector<std::string>& categories) {
        if (categories.empty()) return;
        std::string all;
        for (const std::string& category : categories)
            all += (all.empty() ? "" : ",") + escaped("CATEGORIES", category);
        line(in_language("CATEGORIES") + ':' + all);
    }

    [[nodiscard]] std::string in_language(std::string_view property) const {
        std::string name(property);
        return language_.empty() ? name : name + ";LANGUAGE=" + language_;
    }

    void text(const std::string& property, std::string_view value) {
        line(property + ':' + escaped(property, value));
    }

    /// RFC 5545, 3.3.11. There is no way to write other control characters.
    static std::string escaped(std::string_view property, std::string_view value) {
        if (detail::find_invalid_utf8(value) != std::string_view::npos)
            throw Error("icalendar.text", "the text of " + std::string(property) +
                                              " is not UTF-8; write it as UTF-8");
        std::string out;
        for (const char c : value) {
            if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == '\x7f')
                continue;
            if (c == '\\' || c == ';' || c == ',') out += '\\';
            if (c == '\n')
                out += "\\n";
            else
                out += c;
        }
        return out;
    }

    /// Folds between characters, not within them.
    void line(std::string_view content) {
        std::size_t room = most_bytes_a_line;
        while (content.size() > room) {
            std::size_t cut = room;
            while ((static_cast<unsigned char>(content[cut]) & 0xC0) == 0x80) --cut;
            out_ += content.substr(0, cut);
            out_ += "\r\n ";
            content.remove_prefix(cut);
            room = most_bytes_a_line - 1;  // the space belongs to the line
        }
        out_ += content;
        out_ += "\r\n";
    }

    std::string out_;
    std::string language_;
    std::unordered_set<std::string_view> uids_;
};

}  // namespace

std::string write_icalendar(const Calendar& calendar) { return Writer().write(calendar); }

}  // namespace areena::io
