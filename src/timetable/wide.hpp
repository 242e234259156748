#pragma once

#include "areena/core/rational.hpp"

#include <cstdint>

namespace areena::timetable::detail {

/// Room for products of two amounts (each below 2^61).
__extension__ typedef __int128 Wide;

/// A load share, load / available, compared without rounding. Not reduced; `available` above 0.
struct Fraction {
    std::int64_t load = 0;
    std::int64_t available = 1;

    friend bool operator<(Fraction a, Fraction b) noexcept {
        return static_cast<Wide>(a.load) * b.available < static_cast<Wide>(b.load) * a.available;
    }
    [[nodiscard]] Rational rational() const { return Rational(load, available); }
};

}  // namespace areena::timetable::detail
