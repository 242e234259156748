#pragma once

#include "areena/core/fields.hpp"

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

namespace areena {

/// A day of the Gregorian calendar, 0001-01-01 to 9999-12-31. Nothing in the library asks the clock.
class Date {
public:
    Date() = default;
    /// Throws `core.date` if there is no such day.
    Date(int year, unsigned month, unsigned day);
    /// Reads "2027-04-18". Throws `core.date`.
    [[nodiscard]] static Date parse(std::string_view text);

    [[nodiscard]] int year() const noexcept { return static_cast<int>(ymd_.year()); }
    [[nodiscard]] unsigned month() const noexcept { return static_cast<unsigned>(ymd_.month()); }
    [[nodiscard]] unsigned day() const noexcept { return static_cast<unsigned>(ymd_.day()); }
    [[nodiscard]] Date plus_days(int days) const;

    auto operator<=>(const Date&) const = default;

private:
    std::chrono::year_month_day ymd_{std::chrono::year{1970}, std::chrono::month{1},
                                     std::chrono::day{1}};
};

/// ISO 8601: "2027-04-18".
[[nodiscard]] std::string to_string(const Date& date);

template <>
const Type& type_of<Date>();

}  // namespace areena
