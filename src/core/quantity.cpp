#include "areena/core/quantity.hpp"

#include <algorithm>

namespace areena::detail {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Takes the digits at the front of `text`.
std::string_view take_digits(std::string_view& text) noexcept {
    const auto end = std::ranges::find_if_not(text, is_digit);
    const auto digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    return digits;
}

bool take(std::string_view& text, char wanted) noexcept {
    if (text.empty() || text.front() != wanted) return false;
    text.remove_prefix(1);
    return true;
}

/// Reads what follows an 'e': a sign and digits. Held at a bound that no real number reaches.
bool take_exponent(std::string_view& text, std::int64_t& exponent) noexcept {
    constexpr std::int64_t bound = 1'000'000'000'000;
    const bool negative = take(text, '-');
    if (!negative) take(text, '+');
    const std::string_view digits = take_digits(text);
    if (digits.empty()) return false;
    for (const char c : digits) exponent = std::min(bound, exponent * 10 + (c - '0'));
    if (negative) exponent = -exponent;
    return true;
}

/// A JSON number (RFC 8259) taken apart: (-) whole.fraction x 10^exponent.
struct NumberText {
    bool negative = false;
    std::string_view whole;
    std::string_view fraction;
    std::int64_t exponent = 0;
};

bool take_apart(std::string_view text, NumberText& number) noexcept {
    number.negative = take(text, '-');
    number.whole = take_digits(text);
    if (number.whole.empty() || (number.whole.size() > 1 && number.whole.front() == '0'))
        return false;
    if (take(text, '.')) {
        number.fraction = take_digits(text);
        if (number.fraction.empty()) return false;
    }
    if ((take(text, 'e') || take(text, 'E')) && !take_exponent(text, number.exponent)) return false;
    return text.empty();
}

}  // namespace

void overflow(std::string_view operation, std::int64_t a, std::int64_t b) {
    throw Error("core.overflow", "the result of " + std::to_string(a) + ' ' +
                                     std::string(operation) + ' ' + std::to_string(b) +
                                     " (counted in the smallest unit) does not fit 64 bits");
}

bool parse_decimal(std::string_view text, int scale, std::int64_t& units) noexcept {
    NumberText number;
    if (!take_apart(text, number)) return false;
    const std::size_t num_digits = number.whole.size() + number.fraction.size();
    const auto digit = [&](std::size_t i) {
        return i < number.whole.size() ? number.whole[i] : number.fraction[i - number.whole.size()];
    };
    std::size_t first = 0;
    std::size_t last = num_digits;
    while (first < last && digit(first) == '0') ++first;
    while (last > first && digit(last - 1) == '0') --last;
    if (first == last) {
        units = 0;
        return true;
    }
    // Zeros to append to the significant digits so that they count units.
    const std::int64_t zeros = number.exponent + scale +
                               static_cast<std::int64_t>(num_digits - last) -
                               static_cast<std::int64_t>(number.fraction.size());
    constexpr std::int64_t most_digits = 19;
    if (zeros < 0 || static_cast<std::int64_t>(last - first) + zeros > most_digits) return false;
    // Counted downwards: the lowest 64-bit number has no positive twin.
    std::int64_t value = 0;
    const auto append = [&](int d) {
        return !__builtin_mul_overflow(value, 10, &value) &&
               !__builtin_sub_overflow(value, d, &value);
    };
    for (std::size_t i = first; i < last; ++i)
        if (!append(digit(i) - '0')) return false;
    for (std::int64_t i = 0; i < zeros; ++i)
        if (!append(0)) return false;
    if (!number.negative && __builtin_sub_overflow(std::int64_t{0}, value, &value)) return false;
    units = value;
    return true;
}

void print_decimal(std::int64_t units, int scale, std::string& out) {
    std::string digits = std::to_string(units);
    const bool negative = units < 0;
    if (negative) digits.erase(0, 1);
    const auto decimals = static_cast<std::size_t>(scale);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    std::string_view fraction = std::string_view(digits).substr(digits.size() - decimals);
    while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
    if (negative) out += '-';
    out.append(digits, 0, digits.size() - decimals);
    if (!fraction.empty()) {
        out += '.';
        out += fraction;
    }
}

}  // namespace areena::detail
