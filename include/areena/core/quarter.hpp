#pragma once

#include "areena/core/date.hpp"
#include "areena/core/fields.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace areena {

/// A quarter of a calendar year, such as 2027Q1. Differences are counts of quarters.
class Quarter {
public:
    Quarter() = default;
    /// Throws `core.quarter` unless 1 <= number <= 4 and 1 <= year <= 9999.
    Quarter(int year, int number);
    /// Reads "2027Q1". Throws `core.quarter`.
    [[nodiscard]] static Quarter parse(std::string_view text);

    [[nodiscard]] int year() const noexcept { return index_ / 4; }
    [[nodiscard]] int number() const noexcept { return index_ % 4 + 1; }
    [[nodiscard]] Date first_day() const;
    /// The last day, included.
    [[nodiscard]] Date last_day() const;

    auto operator<=>(const Quarter&) const = default;

    friend Quarter operator+(Quarter q, int quarters);
    friend Quarter operator-(Quarter q, int quarters) { return q + -quarters; }
    friend int operator-(Quarter a, Quarter b) noexcept { return a.index_ - b.index_; }

private:
    std::int32_t index_ = 4;  // year * 4 + number - 1
};

[[nodiscard]] std::string to_string(Quarter quarter);

/// Quarters from `start` up to, but not including, `end`.
struct Period {
    Quarter start;
    Quarter end;

    [[nodiscard]] int size() const noexcept { return end > start ? end - start : 0; }
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }
    [[nodiscard]] bool contains(Quarter q) const noexcept { return start <= q && q < end; }
    [[nodiscard]] bool contains(const Period& p) const noexcept {
        return start <= p.start && p.end <= end;
    }

    bool operator==(const Period&) const = default;
};

/// "2027Q1-2028Q1", the end not included.
[[nodiscard]] std::string to_string(const Period& period);

template <>
const Type& type_of<Quarter>();
template <>
const Type& type_of<Period>();

}  // namespace areena
