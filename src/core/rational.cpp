#include "areena/core/rational.hpp"

#include "areena/core/error.hpp"
#include "core/rational_access.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

namespace areena {

namespace {

__extension__ typedef unsigned __int128 uint128;

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

std::uint64_t magnitude(std::int64_t x) noexcept {
    return x < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(x) : static_cast<std::uint64_t>(x);
}

uint128 magnitude(int128 x) noexcept {
    return x < 0 ? uint128{0} - static_cast<uint128>(x) : static_cast<uint128>(x);
}

cpp_int to_cpp_int(int128 x) {
    const uint128 size = magnitude(x);
    cpp_int value = static_cast<std::uint64_t>(size >> 64);
    value <<= 64;
    value |= static_cast<std::uint64_t>(size);
    return x < 0 ? cpp_int(-value) : value;
}

[[noreturn]] void division_by_zero() {
    throw Error("core.division_by_zero", "a fraction was divided by zero");
}

}  // namespace

Rational RationalAccess::from_reduced(int128 numerator, int128 denominator) {
    Rational r;
    if (numerator >= lowest && numerator <= highest && denominator <= highest) {
        r.numerator_ = static_cast<std::int64_t>(numerator);
        r.denominator_ = static_cast<std::int64_t>(denominator);
    } else {
        r.big_ = std::make_shared<const Rational::Big>(
            Rational::Big{to_cpp_int(numerator), to_cpp_int(denominator)});
    }
    return r;
}

Rational RationalAccess::from_any(cpp_int numerator, cpp_int denominator) {
    const cpp_int divisor = gcd(numerator, denominator);
    if (divisor != 1) {
        numerator /= divisor;
        denominator /= divisor;
    }
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    Rational r;
    if (numerator >= lowest && numerator <= highest && denominator <= highest) {
        r.numerator_ = static_cast<std::int64_t>(numerator);
        r.denominator_ = static_cast<std::int64_t>(denominator);
    } else {
        r.big_ = std::make_shared<const Rational::Big>(
            Rational::Big{std::move(numerator), std::move(denominator)});
    }
    return r;
}

cpp_int RationalAccess::numerator(const Rational& r) {
    return r.big_ ? r.big_->numerator : cpp_int(r.numerator_);
}

cpp_int RationalAccess::denominator(const Rational& r) {
    return r.big_ ? r.big_->denominator : cpp_int(r.denominator_);
}

namespace {

using Access = RationalAccess;

/// a/b + sign c/d for parts of 64 bits (Knuth, The Art of Computer Programming 2, 4.5.1): the two
/// greatest common divisors are of 64-bit numbers, and no product exceeds 127 bits.
Rational add_small(const Rational& x, const Rational& y, int sign) {
    const std::int64_t a = Access::small_numerator(x);
    const std::int64_t b = Access::small_denominator(x);
    const std::int64_t c = Access::small_numerator(y);
    const std::int64_t d = Access::small_denominator(y);
    const std::int64_t common = std::gcd(b, d);
    const int128 numerator = int128{a} * (d / common) + sign * (int128{c} * (b / common));
    if (numerator == 0) return {};
    const auto rest =
        static_cast<std::uint64_t>(magnitude(numerator) % static_cast<std::uint64_t>(common));
    const auto divisor =
        static_cast<std::int64_t>(std::gcd(rest, static_cast<std::uint64_t>(common)));
    return Access::from_reduced(numerator / divisor, int128{b / common} * (d / divisor));
}

/// The greatest common divisor of any number and a positive one: fits the second's type.
std::int64_t common_divisor(std::int64_t any, std::int64_t positive) noexcept {
    return static_cast<std::int64_t>(std::gcd(magnitude(any), magnitude(positive)));
}

Rational multiply_small(std::int64_t a, std::int64_t b, std::int64_t c, std::int64_t d) {
    const std::int64_t first = common_divisor(a, d);
    const std::int64_t second = common_divisor(c, b);
    return Access::from_reduced(int128{a / first} * (c / second), int128{b / second} * (d / first));
}

Rational add(const Rational& a, const Rational& b, int sign) {
    if (Access::both_small(a, b)) return add_small(a, b, sign);
    const cpp_int below_a = Access::denominator(a);
    const cpp_int below_b = Access::denominator(b);
    const cpp_int left = Access::numerator(a) * below_b;
    const cpp_int right = Access::numerator(b) * below_a;
    return Access::from_any(sign > 0 ? cpp_int(left + right) : cpp_int(left - right),
                            below_a * below_b);
}

struct FractionText {
    bool negative = false;
    std::string_view numerator;
    std::string_view denominator = "1";
};

std::optional<FractionText> take_apart(std::string_view text) noexcept {
    FractionText parts;
    parts.negative = text.starts_with('-');
    if (parts.negative) text.remove_prefix(1);
    const std::size_t slash = text.find('/');
    parts.numerator = text.substr(0, slash);
    if (slash != std::string_view::npos) parts.denominator = text.substr(slash + 1);
    const auto is_number = [](std::string_view digits) {
        return !digits.empty() && digits.size() <= Rational::max_digits &&
               std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    };
    const bool valid = is_number(parts.numerator) && is_number(parts.denominator) &&
                       parts.denominator.find_first_not_of('0') != std::string_view::npos;
    return valid ? std::optional(parts) : std::nullopt;
}

cpp_int to_cpp_int(std::string_view digits) {
    // A leading zero would make the digits octal.
    const std::size_t first = digits.find_first_not_of('0');
    return first == std::string_view::npos ? cpp_int(0)
                                           : cpp_int(std::string(digits.substr(first)));
}

Rational to_rational(const FractionText& parts) {
    cpp_int numerator = to_cpp_int(parts.numerator);
    if (parts.negative) numerator = -numerator;
    return Access::from_any(std::move(numerator), to_cpp_int(parts.denominator));
}

/// The double nearest to a quotient of positive numbers: 63 or 64 bits of it, the last one set when
/// anything follows, are rounded once by the conversion.
double divide(cpp_int numerator, cpp_int denominator) {
    const auto bits = [](const cpp_int& x) { return static_cast<std::int64_t>(msb(x)); };
    const std::int64_t shift = 63 - (bits(numerator) - bits(denominator));
    if (shift > 0)
        numerator <<= static_cast<std::uint64_t>(shift);
    else
        denominator <<= static_cast<std::uint64_t>(-shift);
    cpp_int quotient;
    cpp_int remainder;
    divide_qr(numerator, denominator, quotient, remainder);
    auto leading = static_cast<std::uint64_t>(quotient);
    if (remainder != 0) leading |= 1;
    const auto exponent = std::clamp<std::int64_t>(-shift, -100'000, 100'000);
    return std::ldexp(static_cast<double>(leading), static_cast<int>(exponent));
}

}  // namespace

Rational::Rational(std::int64_t numerator, std::int64_t denominator) {
    if (denominator == 0) division_by_zero();
    const auto common = static_cast<int128>(std::gcd(magnitude(numerator), magnitude(denominator)));
    const int128 sign = denominator < 0 ? -1 : 1;
    *this = Access::from_reduced(sign * numerator / common, sign * denominator / common);
}

Rational Rational::parse(std::string_view text) {
    const auto parts = take_apart(text);
    if (!parts)
        throw Error("core.rational", "'" + std::string(text.substr(0, 60)) +
                                         "' is not a fraction such as \"3/4\" or a whole number");
    return to_rational(*parts);
}

int Rational::sign() const noexcept {
    if (big_) return big_->numerator.sign();
    return (numerator_ > 0) - (numerator_ < 0);
}

double Rational::to_double() const {
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    if (!big_ && -exact <= numerator_ && numerator_ <= exact && denominator_ <= exact)
        return static_cast<double>(numerator_) / static_cast<double>(denominator_);
    const cpp_int numerator = Access::numerator(*this);
    const double size = divide(abs(numerator), Access::denominator(*this));
    return numerator < 0 ? -size : size;
}

std::int64_t Rational::floor() const {
    if (!big_) {
        const std::int64_t quotient = numerator_ / denominator_;
        return quotient - (numerator_ % denominator_ < 0 ? 1 : 0);
    }
    cpp_int quotient;
    cpp_int remainder;
    divide_qr(big_->numerator, big_->denominator, quotient, remainder);
    if (remainder < 0) --quotient;
    if (quotient < lowest || quotient > highest)
        throw Error("core.overflow", "a fraction of " + std::to_string(msb(abs(quotient)) + 1) +
                                         " bits before the point does not fit 64 bits");
    return static_cast<std::int64_t>(quotient);
}

Rational operator+(const Rational& a, const Rational& b) { return add(a, b, 1); }

Rational operator-(const Rational& a, const Rational& b) { return add(a, b, -1); }

Rational operator*(const Rational& a, const Rational& b) {
    if (Access::both_small(a, b))
        return multiply_small(a.numerator_, a.denominator_, b.numerator_, b.denominator_);
    return Access::from_any(Access::numerator(a) * Access::numerator(b),
                            Access::denominator(a) * Access::denominator(b));
}

Rational operator/(const Rational& a, const Rational& b) {
    if (b.sign() == 0) division_by_zero();
    // The lowest 64-bit number cannot change its sign within 64 bits.
    if (Access::both_small(a, b) && b.numerator_ > 0)
        return multiply_small(a.numerator_, a.denominator_, b.denominator_, b.numerator_);
    return Access::from_any(Access::numerator(a) * Access::denominator(b),
                            Access::denominator(a) * Access::numerator(b));
}

Rational operator-(const Rational& a) { return Rational() - a; }

bool operator==(const Rational& a, const Rational& b) {
    if (!a.big_ || !b.big_)
        return !a.big_ && !b.big_ && a.numerator_ == b.numerator_ &&
               a.denominator_ == b.denominator_;
    return a.big_ == b.big_ ||
           (a.big_->numerator == b.big_->numerator && a.big_->denominator == b.big_->denominator);
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
    if (Access::both_small(a, b)) {
        const int128 left = int128{a.numerator_} * b.denominator_;
        const int128 right = int128{b.numerator_} * a.denominator_;
        return left < right   ? std::strong_ordering::less
               : left > right ? std::strong_ordering::greater
                              : std::strong_ordering::equal;
    }
    if (a.sign() != b.sign()) return a.sign() <=> b.sign();
    const cpp_int left = Access::numerator(a) * Access::denominator(b);
    const cpp_int right = Access::numerator(b) * Access::denominator(a);
    return left.compare(right) <=> 0;
}

std::string to_string(const Rational& value) {
    if (!value.big_) {
        std::string text = std::to_string(value.numerator_);
        if (value.denominator_ != 1) text += '/' + std::to_string(value.denominator_);
        return text;
    }
    std::string text = value.big_->numerator.str();
    if (value.big_->denominator != 1) text += '/' + value.big_->denominator.str();
    return text;
}

template <>
const Type& type_of<Rational>() {
    static const Type type = [] {
        Type t = detail::basic<Rational>(Kind::token, "Rational");
        t.sentence = "An exact fraction in lowest terms.";
        t.rule = "a fraction such as \"3/4\", or a whole number, as text";
        t.parse = [](void* into, std::string_view text) {
            const auto parts = take_apart(text);
            if (parts) *static_cast<Rational*>(into) = to_rational(*parts);
            return parts.has_value();
        };
        t.print = [](const void* from, std::string& out) {
            out += to_string(*static_cast<const Rational*>(from));
            return true;
        };
        return t;
    }();
    return type;
}

}  // namespace areena
