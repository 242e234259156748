#pragma once

#include "areena/core/rational.hpp"
#include "core/rational_access.hpp"

#include <boost/multiprecision/cpp_bin_float.hpp>

#include <compare>
#include <optional>
#include <utility>
#include <variant>

namespace areena::selection {

/// A fraction for rules whose digits double from round to round, so that after thirty rounds nobody
/// can write them down. Up to `bits` bits it is kept in full and compared as such. A longer one is
/// kept as its first `bits` bits with a bound on their error: two that are further apart than their
/// errors are told apart for certain, of others it is left open whether they differ.
template <unsigned bits>
class LongFraction {
public:
    /// Thrown where a divisor may be zero.
    struct Untold {};

    LongFraction(const Rational& value = Rational()) : LongFraction(kept(value)) {}  // NOLINT: it is one

    /// `b` is not zero. Throws `Untold` if that is not certain.
    [[nodiscard]] LongFraction operator/(const LongFraction& b) const;
    [[nodiscard]] LongFraction operator+(const LongFraction& b) const;
    [[nodiscard]] LongFraction operator-(const LongFraction& b) const;
    [[nodiscard]] LongFraction operator*(const LongFraction& b) const;
    LongFraction& operator+=(const LongFraction& b) { return *this = *this + b; }

    /// None if it is not certain.
    [[nodiscard]] std::optional<std::strong_ordering> compare(const LongFraction& other) const;
    /// Within a few units in the last place.
    [[nodiscard]] double to_double() const;
    /// Itself, or where it is not kept in full, the multiple of 2^-64 below it or one nearby.
    [[nodiscard]] Rational to_rational() const;

private:
    using Float = boost::multiprecision::number<
        boost::multiprecision::cpp_bin_float<bits, boost::multiprecision::digit_base_2>,
        boost::multiprecision::et_off>;

    struct Near {
        Float value;
        Float error;  // |value - the fraction| is at most this
    };

    explicit LongFraction(Near near) : value_(std::move(near)) {}
    explicit LongFraction(std::variant<Rational, Near> value) : value_(std::move(value)) {}
    static std::variant<Rational, Near> kept(const Rational& value);
    static Near near(const Rational& value);
    [[nodiscard]] Near near() const;
    static Float bounded(const Float& error, const Float& value);

    std::variant<Rational, Near> value_;
};

extern template class LongFraction<512>;
extern template class LongFraction<4096>;

}  // namespace areena::selection
