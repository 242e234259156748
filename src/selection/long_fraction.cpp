#include "selection/long_fraction.hpp"

#include <algorithm>

namespace areena::selection {
namespace {

bool is_longer(const cpp_int& value, unsigned bits) {
    return value != 0 && msb(cpp_int(abs(value))) >= bits;
}

}  // namespace

template <unsigned bits>
std::variant<Rational, typename LongFraction<bits>::Near> LongFraction<bits>::kept(
    const Rational& value) {
    if (value.is_small() || (!is_longer(RationalAccess::numerator(value), bits) &&
                             !is_longer(RationalAccess::denominator(value), bits)))
        return value;
    return near(value);
}

template <unsigned bits>
typename LongFraction<bits>::Near LongFraction<bits>::near(const Rational& value) {
    const Float whole =
        Float(RationalAccess::numerator(value)) / Float(RationalAccess::denominator(value));
    return {whole, bounded(Float(0), whole)};
}

template <unsigned bits>
typename LongFraction<bits>::Near LongFraction<bits>::near() const {
    if (const auto* found = std::get_if<Near>(&value_)) return *found;
    return near(std::get<Rational>(value_));
}

/// What an error becomes by rounding the value, four roundings at most, and the error itself, some
/// more.
template <unsigned bits>
typename LongFraction<bits>::Float LongFraction<bits>::bounded(const Float& error,
                                                               const Float& value) {
    constexpr int spare = 4;  // bits
    return error * Float(1 + 0x1p-40) + ldexp(Float(abs(value)), spare - static_cast<int>(bits));
}

template <unsigned bits>
LongFraction<bits> LongFraction<bits>::operator+(const LongFraction& b) const {
    const auto* x = std::get_if<Rational>(&value_);
    const auto* y = std::get_if<Rational>(&b.value_);
    if (x && y) return LongFraction(kept(*x + *y));
    Near sum = near();
    const Near other = b.near();
    sum.value += other.value;
    sum.error = bounded(sum.error + other.error, sum.value);
    return LongFraction(std::move(sum));
}

template <unsigned bits>
LongFraction<bits> LongFraction<bits>::operator-(const LongFraction& b) const {
    const auto* x = std::get_if<Rational>(&value_);
    const auto* y = std::get_if<Rational>(&b.value_);
    if (x && y) return LongFraction(kept(*x - *y));
    Near difference = near();
    const Near other = b.near();
    difference.value -= other.value;
    difference.error = bounded(difference.error + other.error, difference.value);
    return LongFraction(std::move(difference));
}

template <unsigned bits>
LongFraction<bits> LongFraction<bits>::operator*(const LongFraction& b) const {
    const auto* x = std::get_if<Rational>(&value_);
    const auto* y = std::get_if<Rational>(&b.value_);
    if (x && y) return LongFraction(kept(*x * *y));
    Near product = near();
    const Near other = b.near();
    const Float error = abs(product.value) * other.error + abs(other.value) * product.error +
                        product.error * other.error;
    product.value *= other.value;
    product.error = bounded(error, product.value);
    return LongFraction(std::move(product));
}

template <unsigned bits>
LongFraction<bits> LongFraction<bits>::operator/(const LongFraction& b) const {
    const auto* x = std::get_if<Rational>(&value_);
    const auto* y = std::get_if<Rational>(&b.value_);
    if (x && y) return LongFraction(kept(*x / *y));
    Near quotient = near();
    const Near other = b.near();
    const Float least = abs(other.value) * Float(1 - 0x1p-40) - other.error;
    if (least <= 0) throw Untold();
    quotient.value /= other.value;
    const Float error = (quotient.error + abs(quotient.value) * other.error) / least;
    quotient.error = bounded(error, quotient.value);
    return LongFraction(std::move(quotient));
}

template <unsigned bits>
std::optional<std::strong_ordering> LongFraction<bits>::compare(const LongFraction& other) const {
    const auto* x = std::get_if<Rational>(&value_);
    const auto* y = std::get_if<Rational>(&other.value_);
    if (x && y) return *x <=> *y;
    const Near a = near();
    const Near b = other.near();
    const Float difference = a.value - b.value;
    const Float error = bounded(a.error + b.error, difference);
    if (difference > error) return std::strong_ordering::greater;
    if (difference < -error) return std::strong_ordering::less;
    return std::nullopt;
}

template <unsigned bits>
double LongFraction<bits>::to_double() const {
    if (const auto* exact = std::get_if<Rational>(&value_)) return exact->to_double();
    return std::get<Near>(value_).value.template convert_to<double>();
}

template <unsigned bits>
Rational LongFraction<bits>::to_rational() const {
    if (const auto* exact = std::get_if<Rational>(&value_)) return *exact;
    const Float scaled = floor(Float(ldexp(std::get<Near>(value_).value, 64)));
    return RationalAccess::from_any(scaled.template convert_to<cpp_int>(), cpp_int(1) << 64U);
}

template class LongFraction<512>;
template class LongFraction<4096>;

}  // namespace areena::selection
