#pragma once

#include "sample.hpp"

#include <bit>
#include <cmath>
#include <random>

namespace areena::io_tests {

/// Random values of every kind, hard ones often.
class Values {
public:
    explicit Values(std::uint64_t seed) : random_(seed) {}

    bool chance(unsigned percent) { return random_() % 100 < percent; }
    std::size_t below(std::size_t n) { return random_() % n; }

    double real() {
        if (chance(20)) return static_cast<double>(static_cast<std::int64_t>(random_() % 2001) - 1000) / 8;
        for (;;) {
            const auto value = std::bit_cast<double>(random_());
            if (std::isfinite(value)) return value;
        }
    }
    std::int64_t whole() {
        return chance(50) ? static_cast<std::int64_t>(random_() % 100) : static_cast<std::int64_t>(random_());
    }
    std::string text() {
        static constexpr std::array<std::string_view, 12> pieces{
            "a", "\u00e4", "\u20ac", "\U0001F600", "\"", "\\", "/", "\n", "\x01", "\x7f", " ", "\u2028"};
        std::string result;
        for (std::size_t n = below(chance(5) ? 200 : 8); n > 0; --n)
            result += pieces[below(pieces.size())];
        if (chance(5)) result += '\0';
        return result;
    }
    std::string key() { return "k" + std::to_string(below(1000)); }
    Scalar scalar() {
        switch (below(4)) {
            case 0: return chance(50);
            case 1: return whole();
            case 2: return real();
            default: return text();
        }
    }
    LocalizedText title() {
        if (chance(40)) return {text()};
        LocalizedText t;
        if (chance(50)) t.fi = text();
        if (chance(50)) t.sv = text();
        if (chance(50)) t.en = text();
        return t;
    }
    Part part() {
        Part p{text(), PersonDays::from_units(static_cast<std::int64_t>(random_() >> 1)), {}};
        if (chance(50)) p.quarter = Quarter(1 + static_cast<int>(below(9999)), 1 + static_cast<int>(below(4)));
        return p;
    }
    Thing thing() {
        Thing t;
        t.id = Id<Thing>(key());
        t.flag = chance(50);
        t.count = static_cast<std::int64_t>(below(1'000'000));
        t.ratio = real();
        t.share = Share::from_units(static_cast<std::int64_t>(below(1'000'001)));
        t.word = text();
        t.own = scalar();
        t.colour = static_cast<Colour>(below(3));
        if (chance(50)) t.fraction = Rational(whole() / 2, 1 + static_cast<std::int64_t>(below(1000)));
        if (chance(50)) t.maybe = 1 + static_cast<std::int64_t>(below(5));
        if (chance(50)) t.title = title();
        if (chance(50)) t.profile.assign(below(5), 20);
        for (std::size_t n = below(4); n > 0; --n) t.names.emplace_back(key());
        for (std::size_t n = below(4); n > 0; --n) t.parts.push_back(part());
        for (std::size_t n = below(4); n > 0; --n) t.extra[text()] = scalar();
        if (chance(30)) t.spare = part();
        for (std::size_t n = below(4); n > 0; --n) {
            t.grid.emplace_back();
            for (std::size_t m = below(4); m > 0; --m) t.grid.back().push_back(real());
        }
        if (chance(30)) t.phone = text();
        if (chance(30)) t.contact = part();
        return t;
    }

private:
    std::mt19937_64 random_;
};

}  // namespace areena::io_tests
