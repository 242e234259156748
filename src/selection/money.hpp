#pragma once

#include "core/rational_access.hpp"

#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace areena::selection {

/// A double within a few units in the last place of `numerator` / `denominator`, both not negative;
/// of any size, the quotient within the range of a double.
inline double ratio(const cpp_int& numerator, const cpp_int& denominator) {
    if (numerator == 0) return 0;
    constexpr unsigned kept = 62;
    const auto top = [](const cpp_int& value, int& shift) {
        const auto bits = static_cast<unsigned>(msb(value)) + 1;
        shift = bits > kept ? static_cast<int>(bits - kept) : 0;
        return static_cast<double>(
            static_cast<std::int64_t>(cpp_int(value >> static_cast<unsigned>(shift))));
    };
    int up = 0;
    int down = 0;
    const double n = top(numerator, up);
    const double d = top(denominator, down);
    return std::ldexp(n / d, up - down);
}

/// Amounts of money that a rule has named so far, exactly, over one common denominator, so that a
/// sum of whole multiples of them needs no fractions.
class Amounts {
public:
    explicit Amounts(const Rational& first) : Amounts(std::vector<Rational>{first}) {}

    explicit Amounts(const std::vector<Rational>& firsts) {
        for (const Rational& first : firsts) {
            const cpp_int divisor = RationalAccess::denominator(first);
            if (denominator_ % divisor != 0) denominator_ = lcm(denominator_, divisor);
        }
        for (const Rational& first : firsts) {
            numerators_.push_back(RationalAccess::numerator(first) *
                                  (denominator_ / RationalAccess::denominator(first)));
            near_.push_back(ratio(numerators_.back(), denominator_));
        }
    }

    [[nodiscard]] std::size_t size() const noexcept { return numerators_.size(); }
    [[nodiscard]] const cpp_int& denominator() const noexcept { return denominator_; }
    [[nodiscard]] double near(std::size_t i) const { return near_[i]; }
    /// Over `denominator()`.
    [[nodiscard]] const cpp_int& numerator(std::size_t i) const { return numerators_[i]; }

    /// Numerator over `denominator()` of the sum of `multiples[i]` x amount `i`.
    [[nodiscard]] cpp_int sum(const std::int64_t* multiples, std::size_t count) const {
        cpp_int total = 0;
        for (std::size_t i = 0; i < count; ++i)
            if (multiples[i] != 0) total += numerators_[i] * multiples[i];
        return total;
    }

    /// Adds `numerator` / (`denominator()` x `divisor`) and returns the number it goes by.
    std::size_t add(cpp_int numerator, std::int64_t divisor) {
        const auto rest = static_cast<std::int64_t>(cpp_int(numerator % divisor));
        const std::int64_t shared = std::gcd(rest, divisor);
        const std::int64_t factor = divisor / shared;
        if (factor != 1) {
            denominator_ *= factor;
            for (cpp_int& each : numerators_) each *= factor;
        }
        numerators_.push_back(numerator / shared);
        near_.push_back(ratio(numerators_.back(), denominator_));
        return numerators_.size() - 1;
    }

private:
    cpp_int denominator_ = 1;
    std::vector<cpp_int> numerators_;
    std::vector<double> near_;
};

}  // namespace areena::selection
