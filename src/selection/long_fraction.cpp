#include "selection/long_fraction.hpp"

#include <utility>

namespace areena::selection {
namespace {

__extension__ typedef unsigned __int128 uint128;

std::uint64_t times(std::uint64_t a, std::uint64_t b, std::uint64_t prime) {
    return static_cast<std::uint64_t>(uint128{a} * b % prime);
}

/// By Fermat's little theorem; `a` is not zero.
std::uint64_t inverse(std::uint64_t a, std::uint64_t prime) {
    std::uint64_t result = 1;
    for (std::uint64_t power = prime - 2; power > 0; power >>= 1U) {
        if (power & 1U) result = times(result, a, prime);
        a = times(a, a, prime);
    }
    return result;
}

std::uint64_t residue(const cpp_int& value, std::uint64_t prime) {
    cpp_int rest = value % prime;
    if (rest < 0) rest += prime;
    return static_cast<std::uint64_t>(rest);
}

bool is_long(const cpp_int& value) {
    return value != 0 && msb(cpp_int(abs(value))) >= LongFraction::most_bits;
}

}  // namespace

LongFraction LongFraction::kept(Rational value) {
    if (value.is_small() || (!is_long(RationalAccess::numerator(value)) &&
                             !is_long(RationalAccess::denominator(value))))
        return LongFraction(value);
    return LongFraction(near(value));
}

LongFraction::Near LongFraction::near(const Rational& value) {
    const cpp_int numerator = RationalAccess::numerator(value);
    const cpp_int denominator = RationalAccess::denominator(value);
    Near near{Float(numerator) / Float(denominator), 0, {}, {}};
    near.error = bounded(0, near.value);
    for (std::size_t i = 0; i < primes.size(); ++i) {
        const std::uint64_t below = residue(denominator, primes[i]);
        near.has_residue[i] = below != 0;
        if (below != 0)
            near.residues[i] =
                times(residue(numerator, primes[i]), inverse(below, primes[i]), primes[i]);
    }
    return near;
}

LongFraction::Near LongFraction::near() const {
    if (const auto* found = std::get_if<Near>(&value_)) return *found;
    return near(std::get<Rational>(value_));
}

/// What an error becomes by rounding the value, four roundings at most, and the error itself.
double LongFraction::bounded(double error, const Float& value) {
    const double size = abs(value).convert_to<double>();
    return error * (1 + 0x1p-40) + size * 0x1p-508 + 0x1p-1000;
}

LongFraction operator+(const LongFraction& a, const LongFraction& b) {
    const auto* x = std::get_if<Rational>(&a.value_);
    const auto* y = std::get_if<Rational>(&b.value_);
    if (x && y) return LongFraction::kept(*x + *y);
    LongFraction::Near sum = a.near();
    const LongFraction::Near other = b.near();
    sum.value += other.value;
    sum.error = LongFraction::bounded(sum.error + other.error, sum.value);
    for (std::size_t i = 0; i < sum.residues.size(); ++i) {
        const std::uint64_t prime = LongFraction::primes[i];
        sum.has_residue[i] = sum.has_residue[i] && other.has_residue[i];
        sum.residues[i] = (sum.residues[i] + other.residues[i]) % prime;
    }
    return LongFraction(std::move(sum));
}

LongFraction operator-(const LongFraction& a, const LongFraction& b) {
    const auto* x = std::get_if<Rational>(&a.value_);
    const auto* y = std::get_if<Rational>(&b.value_);
    if (x && y) return LongFraction::kept(*x - *y);
    LongFraction::Near difference = a.near();
    const LongFraction::Near other = b.near();
    difference.value -= other.value;
    difference.error = LongFraction::bounded(difference.error + other.error, difference.value);
    for (std::size_t i = 0; i < difference.residues.size(); ++i) {
        const std::uint64_t prime = LongFraction::primes[i];
        difference.has_residue[i] = difference.has_residue[i] && other.has_residue[i];
        difference.residues[i] = (difference.residues[i] + prime - other.residues[i]) % prime;
    }
    return LongFraction(std::move(difference));
}

LongFraction operator*(const LongFraction& a, const LongFraction& b) {
    const auto* x = std::get_if<Rational>(&a.value_);
    const auto* y = std::get_if<Rational>(&b.value_);
    if (x && y) return LongFraction::kept(*x * *y);
    LongFraction::Near product = a.near();
    const LongFraction::Near other = b.near();
    const double left = abs(product.value).convert_to<double>();
    const double right = abs(other.value).convert_to<double>();
    product.value *= other.value;
    product.error = LongFraction::bounded(
        left * other.error + right * product.error + product.error * other.error, product.value);
    for (std::size_t i = 0; i < product.residues.size(); ++i) {
        product.has_residue[i] = product.has_residue[i] && other.has_residue[i];
        product.residues[i] =
            times(product.residues[i], other.residues[i], LongFraction::primes[i]);
    }
    return LongFraction(std::move(product));
}

LongFraction operator/(const LongFraction& a, const LongFraction& b) {
    const auto* x = std::get_if<Rational>(&a.value_);
    const auto* y = std::get_if<Rational>(&b.value_);
    if (x && y) return LongFraction::kept(*x / *y);
    LongFraction::Near quotient = a.near();
    const LongFraction::Near other = b.near();
    const double least = abs(other.value).convert_to<double>() * (1 - 0x1p-40) - other.error;
    if (least <= 0) throw LongFraction::Untold();
    quotient.value /= other.value;
    const double size = abs(quotient.value).convert_to<double>();
    quotient.error = LongFraction::bounded((quotient.error + size * other.error) / least,
                                           quotient.value);
    for (std::size_t i = 0; i < quotient.residues.size(); ++i) {
        const std::uint64_t prime = LongFraction::primes[i];
        quotient.has_residue[i] =
            quotient.has_residue[i] && other.has_residue[i] && other.residues[i] != 0;
        if (quotient.has_residue[i])
            quotient.residues[i] =
                times(quotient.residues[i], inverse(other.residues[i], prime), prime);
    }
    return LongFraction(std::move(quotient));
}

std::strong_ordering LongFraction::compare(const LongFraction& other) const {
    const auto* x = std::get_if<Rational>(&value_);
    const auto* y = std::get_if<Rational>(&other.value_);
    if (x && y) return *x <=> *y;
    const Near a = near();
    const Near b = other.near();
    const Float difference = a.value - b.value;
    const Float error = Float(bounded(a.error + b.error, difference));
    if (difference > error) return std::strong_ordering::greater;
    if (difference < -error) return std::strong_ordering::less;
    bool is_told = false;
    for (std::size_t i = 0; i < primes.size(); ++i) {
        if (!a.has_residue[i] || !b.has_residue[i]) continue;
        if (a.residues[i] != b.residues[i]) throw Untold();
        is_told = true;
    }
    if (!is_told) throw Untold();
    return std::strong_ordering::equal;
}

double LongFraction::to_double() const {
    if (const auto* exact = std::get_if<Rational>(&value_)) return exact->to_double();
    return std::get<Near>(value_).value.convert_to<double>();
}

Rational LongFraction::to_rational() const {
    if (const auto* exact = std::get_if<Rational>(&value_)) return *exact;
    const Float scaled = floor(ldexp(std::get<Near>(value_).value, 64));
    return RationalAccess::from_any(scaled.convert_to<cpp_int>(), cpp_int(1) << 64U);
}

}  // namespace areena::selection
