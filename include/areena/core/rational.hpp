#pragma once

#include "areena/core/fields.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace areena {

/// An exact fraction of any size, always in lowest terms with a positive denominator.
/// Numerator and denominator that fit 64 bits need no heap; larger ones are shared and immutable,
/// so that copies are cheap. Division by zero throws `core.division_by_zero`.
class Rational {
public:
    Rational() noexcept = default;
    Rational(std::int64_t value) noexcept : numerator_(value) {}  // NOLINT: a whole number is one
    /// `numerator / denominator`. Throws `core.division_by_zero`.
    Rational(std::int64_t numerator, std::int64_t denominator);
    /// Reads "3", "-3/4", also where it is not in lowest terms. Throws `core.rational` if the text
    /// is no fraction, has a denominator of zero, or more than `max_digits` digits in a part.
    [[nodiscard]] static Rational parse(std::string_view text);
    /// Reading takes time in the square of the digits: a bound for texts from outside.
    static constexpr std::size_t max_digits = 10'000;

    [[nodiscard]] int sign() const noexcept;
    /// The nearest double (ties to even); infinite beyond its range.
    [[nodiscard]] double to_double() const;
    /// The largest whole number not above it. Throws `core.overflow` beyond 64 bits.
    [[nodiscard]] std::int64_t floor() const;
    [[nodiscard]] bool is_small() const noexcept { return !big_; }

    friend Rational operator+(const Rational& a, const Rational& b);
    friend Rational operator-(const Rational& a, const Rational& b);
    friend Rational operator*(const Rational& a, const Rational& b);
    friend Rational operator/(const Rational& a, const Rational& b);
    friend Rational operator-(const Rational& a);
    Rational& operator+=(const Rational& b) { return *this = *this + b; }
    Rational& operator-=(const Rational& b) { return *this = *this - b; }
    Rational& operator*=(const Rational& b) { return *this = *this * b; }
    Rational& operator/=(const Rational& b) { return *this = *this / b; }

    friend bool operator==(const Rational& a, const Rational& b);
    friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);
    friend std::string to_string(const Rational& value);

private:
    struct Big;
    friend struct RationalAccess;

    std::int64_t numerator_ = 0;
    std::int64_t denominator_ = 1;
    std::shared_ptr<const Big> big_;  // set only when the two above do not suffice
};

/// "3/4", or "3" for a whole number.
[[nodiscard]] std::string to_string(const Rational& value);

template <>
const Type& type_of<Rational>();

}  // namespace areena
