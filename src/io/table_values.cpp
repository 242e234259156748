#include "io/table_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>
#include <variant>

namespace areena::io::detail {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) noexcept {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

template <class Number>
bool parse_number(std::string_view text, Number& into) noexcept {
    const char* const end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, into);
    return error == std::errc{} && at == end;
}

/// A sign that from_chars does not take.
std::string_view without_plus(std::string_view text) noexcept {
    if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
    return text;
}

std::string list_of(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

}  // namespace

std::string describe_type(const TableField& field) {
    switch (field.type) {
        case ColumnType::string: return "a text";
        case ColumnType::integer: return "a whole number within 64 bits";
        case ColumnType::number: return "a number such as 12 or 0.5";
        case ColumnType::boolean:
            return "one of: " + list_of(field.true_values) + ", " + list_of(field.false_values);
        case ColumnType::date: return "a date such as 2027-04-18";
        case ColumnType::year: return "a year of four digits";
    }
    return {};
}

bool parse_value(const TableField&, std::string_view text, std::string& into) {
    into = text;
    return true;
}

bool parse_value(const TableField& field, std::string_view text, std::int64_t& into) {
    if (field.type == ColumnType::year) {
        const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
        return digits.size() == 4 && all_digits(digits) && parse_number(text, into);
    }
    return parse_number(without_plus(text), into);
}

bool parse_value(const TableField&, std::string_view text, double& into) {
    const std::string_view number = without_plus(text);
    // from_chars would also take "inf" and "nan": those are no numbers to reckon with.
    const bool has_digit = std::ranges::any_of(number, is_digit);
    return has_digit && parse_number(number, into) && std::isfinite(into);
}

bool parse_value(const TableField& field, std::string_view text, bool& into) {
    into = std::ranges::find(field.true_values, text) != field.true_values.end();
    return into || std::ranges::find(field.false_values, text) != field.false_values.end();
}

bool parse_value(const TableField&, std::string_view text, Date& into) {
    return parse_token(type_of<Date>(), &into, text);
}

std::string scalar_text(const Scalar& scalar) {
    if (const auto* text = std::get_if<std::string>(&scalar)) return *text;
    if (const auto* truth = std::get_if<bool>(&scalar)) return *truth ? "true" : "false";
    if (const auto* whole = std::get_if<std::int64_t>(&scalar)) return std::to_string(*whole);
    std::array<char, 32> digits{};
    const auto [end, error] =
        std::to_chars(digits.data(), digits.data() + digits.size(), std::get<double>(scalar));
    return {digits.data(), end};
}

}  // namespace areena::io::detail
