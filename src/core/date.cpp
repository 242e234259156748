#include "areena/core/date.hpp"

#include "areena/core/error.hpp"

#include <algorithm>

namespace areena {
namespace {

constexpr int first_year = 1;
constexpr int last_year = 9999;

/// The day if there is one in the years 1 to 9999; `year` of any size.
bool make(int year, unsigned month, unsigned day, std::chrono::year_month_day& ymd) noexcept {
    if (year < first_year || year > last_year || month > 12 || day > 31) return false;
    ymd = {std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    return ymd.ok();
}

/// Reads "2027-04-18" into three numbers.
bool take_apart(std::string_view text, int& year, unsigned& month, unsigned& day) noexcept {
    constexpr std::string_view shape = "dddd-dd-dd";
    const auto fits = [](char c, char s) { return s == 'd' ? c >= '0' && c <= '9' : c == s; };
    if (!std::ranges::equal(text, shape, fits)) return false;
    const auto number = [&](std::size_t at, std::size_t length) {
        unsigned value = 0;
        for (const char c : text.substr(at, length)) value = value * 10 + unsigned(c - '0');
        return value;
    };
    year = static_cast<int>(number(0, 4));
    month = number(5, 2);
    day = number(8, 2);
    return true;
}

void append_padded(std::string& text, unsigned value, std::size_t width) {
    const std::string digits = std::to_string(value);
    if (digits.size() < width) text.append(width - digits.size(), '0');
    text += digits;
}

}  // namespace

Date::Date(int year, unsigned month, unsigned day) {
    if (!make(year, month, day, ymd_))
        throw Error("core.date", "there is no day " + std::to_string(day) + " of month " +
                                     std::to_string(month) + " in the year " +
                                     std::to_string(year) + " of the years 1 to 9999");
}

Date Date::parse(std::string_view text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    Date date;
    if (!take_apart(text, year, month, day) || !make(year, month, day, date.ymd_))
        throw Error("core.date",
                    "'" + std::string(text) + "' is not a date such as \"2027-04-18\"");
    return date;
}

Date Date::plus_days(int days) const {
    static constexpr std::chrono::sys_days first{std::chrono::year{first_year} / 1 / 1};
    static constexpr std::chrono::sys_days last{std::chrono::year{last_year} / 12 / 31};
    const std::chrono::sys_days sum = std::chrono::sys_days{ymd_} + std::chrono::days{days};
    if (sum < first || sum > last)
        throw Error("core.date", to_string(*this) + " plus " + std::to_string(days) +
                                     " days is outside the years 1 to 9999");
    Date date;
    date.ymd_ = sum;
    return date;
}

std::string to_string(const Date& date) {
    std::string text;
    append_padded(text, static_cast<unsigned>(date.year()), 4);
    text += '-';
    append_padded(text, date.month(), 2);
    text += '-';
    append_padded(text, date.day(), 2);
    return text;
}

template <>
const Type& type_of<Date>() {
    static const Type type = [] {
        Type t = detail::basic<Date>(Kind::token, "Date");
        t.sentence = "A day of the Gregorian calendar.";
        t.rule = "a date such as \"2027-04-18\"";
        t.parse = [](void* into, std::string_view text) {
            int year = 0;
            unsigned month = 0;
            unsigned day = 0;
            std::chrono::year_month_day ymd;
            if (!take_apart(text, year, month, day) || !make(year, month, day, ymd)) return false;
            *static_cast<Date*>(into) = Date(year, month, day);
            return true;
        };
        t.print = [](const void* from, std::string& out) {
            out += to_string(*static_cast<const Date*>(from));
            return true;
        };
        return t;
    }();
    return type;
}

}  // namespace areena
