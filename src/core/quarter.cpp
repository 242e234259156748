#include "areena/core/quarter.hpp"

#include "areena/core/error.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace areena {
namespace {

constexpr std::int32_t first_index = 1 * 4;
constexpr std::int32_t last_index = 9999 * 4 + 3;

struct YearAndNumber {
    int year;
    int number;
};

std::optional<YearAndNumber> take_apart(std::string_view text) noexcept {
    constexpr std::string_view shape = "ddddQd";
    const auto fits = [](char c, char s) { return s == 'd' ? c >= '0' && c <= '9' : c == s; };
    if (!std::ranges::equal(text, shape, fits)) return std::nullopt;
    int year = 0;
    for (const char c : text.substr(0, 4)) year = year * 10 + (c - '0');
    const int number = text[5] - '0';
    if (year < 1 || number < 1 || number > 4) return std::nullopt;
    return YearAndNumber{year, number};
}

constexpr std::array<Field, 2> period_fields{
    field<&Period::start>("start", "The first quarter.", {.required = true}),
    field<&Period::end>("end", "The quarter after the last one.", {.required = true}),
};

}  // namespace

Quarter::Quarter(int year, int number) {
    if (year < 1 || year > 9999 || number < 1 || number > 4)
        throw Error("core.quarter", "there is no quarter " + std::to_string(number) +
                                        " of the year " + std::to_string(year) +
                                        ": quarters are 1 to 4, years 1 to 9999");
    index_ = year * 4 + number - 1;
}

Quarter Quarter::parse(std::string_view text) {
    const auto parts = take_apart(text);
    if (!parts)
        throw Error("core.quarter",
                    "'" + std::string(text) + "' is not a quarter such as \"2027Q1\"");
    return Quarter(parts->year, parts->number);
}

Date Quarter::first_day() const { return Date(year(), static_cast<unsigned>(number() * 3 - 2), 1); }

Date Quarter::last_day() const {
    const auto month = static_cast<unsigned>(number() * 3);
    return Date(year(), month, number() == 1 || number() == 4 ? 31 : 30);
}

Quarter operator+(Quarter q, int quarters) {
    const std::int64_t index = std::int64_t{q.index_} + quarters;
    if (index < first_index || index > last_index)
        throw Error("core.quarter", to_string(q) + " plus " + std::to_string(quarters) +
                                        " quarters is outside the years 1 to 9999");
    q.index_ = static_cast<std::int32_t>(index);
    return q;
}

std::string to_string(Quarter quarter) {
    std::string text = std::to_string(quarter.year());
    text.insert(0, 4 - text.size(), '0');
    return text + 'Q' + std::to_string(quarter.number());
}

std::string to_string(const Period& period) {
    return to_string(period.start) + '-' + to_string(period.end);
}

template <>
const Type& type_of<Quarter>() {
    static const Type type = [] {
        Type t = detail::basic<Quarter>(Kind::token, "Quarter");
        t.sentence = "A quarter of a calendar year.";
        t.rule = "a quarter such as \"2027Q1\"";
        t.parse = [](void* into, std::string_view text) {
            const auto parts = take_apart(text);
            if (parts) *static_cast<Quarter*>(into) = Quarter(parts->year, parts->number);
            return parts.has_value();
        };
        t.print = [](const void* from, std::string& out) {
            out += to_string(*static_cast<const Quarter*>(from));
            return true;
        };
        return t;
    }();
    return type;
}

template <>
const Type& type_of<Period>() {
    static const Type type = record<Period>(
        "Period", "Quarters from a start up to an end, the end not included.", period_fields);
    return type;
}

}  // namespace areena
