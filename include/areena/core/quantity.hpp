#pragma once

#include "areena/core/error.hpp"
#include "areena/core/fields.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace areena {

namespace detail {
[[noreturn]] void overflow(std::string_view operation, std::int64_t a, std::int64_t b);
bool parse_decimal(std::string_view text, int scale, std::int64_t& units) noexcept;
void print_decimal(std::int64_t units, int scale, std::string& out);
}  // namespace detail

/// An exact decimal number: a 64-bit count of units of 10^-Digits. Arithmetic that would overflow
/// throws `core.overflow`. Written as a JSON number, read from the number's own text.
template <class Quantity, int Digits>
class Decimal {
public:
    static constexpr int scale = Digits;

    Decimal() = default;
    [[nodiscard]] static constexpr Decimal from_units(std::int64_t units) noexcept {
        Decimal d;
        d.units_ = units;
        return d;
    }
    /// Reads "11.6" or "1e2". Throws `core.decimal` if it is no number or has too many decimals.
    [[nodiscard]] static Decimal parse(std::string_view text) {
        Decimal d;
        if (!detail::parse_decimal(text, Digits, d.units_))
            throw Error("core.decimal", "'" + std::string(text) + "' is not a number with at most " +
                                            std::to_string(Digits) + " decimals");
        return d;
    }

    [[nodiscard]] constexpr std::int64_t units() const noexcept { return units_; }
    [[nodiscard]] double to_double() const noexcept {
        double divisor = 1;
        for (int i = 0; i < Digits; ++i) divisor *= 10;
        return static_cast<double>(units_) / divisor;
    }

    auto operator<=>(const Decimal&) const = default;

    friend Decimal operator+(Decimal a, Decimal b) {
        Decimal sum;
        if (__builtin_add_overflow(a.units_, b.units_, &sum.units_))
            detail::overflow("+", a.units_, b.units_);
        return sum;
    }
    friend Decimal operator-(Decimal a, Decimal b) {
        Decimal difference;
        if (__builtin_sub_overflow(a.units_, b.units_, &difference.units_))
            detail::overflow("-", a.units_, b.units_);
        return difference;
    }
    friend Decimal operator*(Decimal a, std::int64_t times) {
        Decimal product;
        if (__builtin_mul_overflow(a.units_, times, &product.units_))
            detail::overflow("*", a.units_, times);
        return product;
    }
    Decimal& operator+=(Decimal other) { return *this = *this + other; }
    Decimal& operator-=(Decimal other) { return *this = *this - other; }

private:
    std::int64_t units_ = 0;
};

template <class Quantity, int Digits>
[[nodiscard]] std::string to_string(Decimal<Quantity, Digits> value) {
    std::string out;
    detail::print_decimal(value.units(), Digits, out);
    return out;
}

/// Person-days of work, in hundredths.
using PersonDays = Decimal<struct PersonDaysTag, 2>;
/// Euros, in cents.
using Money = Decimal<struct MoneyTag, 2>;
/// A share of one whole, in millionths: coverage, catchment.
using Share = Decimal<struct ShareTag, 6>;
/// Student-years, in hundredths.
using StudentYears = Decimal<struct StudentYearsTag, 2>;
/// A figure of statistics, in millionths of its unit.
using FigureValue = Decimal<struct FigureValueTag, 6>;

namespace detail {
template <class Quantity, int Digits>
struct Described<Decimal<Quantity, Digits>> {
    static const Type& get() {
        static const Type type = [] {
            static_assert(std::is_standard_layout_v<Decimal<Quantity, Digits>> &&
                          sizeof(Decimal<Quantity, Digits>) == sizeof(std::int64_t));
            Type t = basic<Decimal<Quantity, Digits>>(Kind::decimal, "Decimal");
            t.scale = Digits;
            return t;
        }();
        return type;
    }
};
}  // namespace detail

}  // namespace areena
