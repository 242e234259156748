#pragma once

#include "areena/core/rational.hpp"
#include "core/rational_access.hpp"

#include <boost/multiprecision/cpp_bin_float.hpp>

#include <array>
#include <compare>
#include <cstdint>
#include <variant>

namespace areena::selection {

/// A fraction for rules whose digits double from round to round, so that after thirty rounds nobody
/// can write them down. Up to `most_bits` it is kept in full and compared as such. A longer one is
/// kept as its first 512 bits with a bound on their error, and as its residues modulo four primes
/// of 62 bits. Two that are further apart than their errors are told apart for certain. Two that
/// are not are equal if all residues are: fractions that differ and agree in both would have to be
/// within 2^-400 of each other, and their difference divisible by all four primes.
class LongFraction {
public:
    static constexpr unsigned most_bits = 512;

    /// Thrown where two differ, but not in the digits kept.
    struct Untold {};

    LongFraction(const Rational& value = Rational()) : value_(value) {}  // NOLINT: it is one
    LongFraction(std::int64_t value) : value_(Rational(value)) {}        // NOLINT: it is one

    friend LongFraction operator+(const LongFraction& a, const LongFraction& b);
    friend LongFraction operator-(const LongFraction& a, const LongFraction& b);
    friend LongFraction operator*(const LongFraction& a, const LongFraction& b);
    /// `b` is not zero. Throws `Untold` if that is not certain.
    friend LongFraction operator/(const LongFraction& a, const LongFraction& b);
    LongFraction& operator+=(const LongFraction& b) { return *this = *this + b; }

    /// Throws `Untold`.
    [[nodiscard]] std::strong_ordering compare(const LongFraction& other) const;
    [[nodiscard]] bool is_zero() const { return compare(LongFraction()) == 0; }
    /// Within a few units in the last place.
    [[nodiscard]] double to_double() const;
    /// Itself, or where it is not kept in full, the multiple of 2^-64 below it.
    [[nodiscard]] Rational to_rational() const;

private:
    using Float = boost::multiprecision::number<
        boost::multiprecision::cpp_bin_float<512, boost::multiprecision::digit_base_2>,
        boost::multiprecision::et_off>;
    static constexpr std::array<std::uint64_t, 4> primes{
        4'611'686'018'427'387'847, 4'611'686'018'427'387'817, 4'611'686'018'427'387'787,
        4'611'686'018'427'387'761};

    struct Near {
        Float value;
        double error = 0;  // |value - the fraction| is at most this
        std::array<std::uint64_t, primes.size()> residues{};
        std::array<bool, primes.size()> has_residue{};  // false where a denominator was divisible
    };

    explicit LongFraction(Near near) : value_(std::move(near)) {}
    static LongFraction kept(Rational value);
    static Near near(const Rational& value);
    [[nodiscard]] Near near() const;
    static double bounded(double error, const Float& value);

    std::variant<Rational, Near> value_;
};

}  // namespace areena::selection
