#pragma once

#include "areena/core/rational.hpp"

#include <boost/multiprecision/cpp_int.hpp>

/// \file
/// The inside of a Rational, for the sources of the library alone: where a rule computes on whole
/// numbers of any size and hands back fractions.

namespace areena {

using boost::multiprecision::cpp_int;

struct Rational::Big {
    cpp_int numerator;
    cpp_int denominator;
};

__extension__ typedef __int128 int128;

/// The only way in to a Rational's parts.
struct RationalAccess {
    /// `numerator / denominator`, which are in lowest terms; the denominator is positive.
    static Rational from_reduced(int128 numerator, int128 denominator);
    /// `numerator / denominator`; the denominator is not zero.
    static Rational from_any(cpp_int numerator, cpp_int denominator);
    /// In lowest terms, with the sign.
    static cpp_int numerator(const Rational& r);
    /// In lowest terms, positive.
    static cpp_int denominator(const Rational& r);

    /// The parts of one that is small.
    static std::int64_t small_numerator(const Rational& r) noexcept { return r.numerator_; }
    static std::int64_t small_denominator(const Rational& r) noexcept { return r.denominator_; }
    static bool both_small(const Rational& a, const Rational& b) noexcept {
        return !a.big_ && !b.big_;
    }
};

}  // namespace areena
