#include "catch.hpp"
#include "sample.hpp"

#include <bit>
#include <cmath>
#include <cstdio>
#include <random>

using namespace areena;
using namespace areena::io_tests;
using io::JsonStyle;

namespace {

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

}  // namespace

TEST_CASE("a value is the same when it is written and read again", "[io][property]") {
    Values values(1);
    for (int round = 0; round < 2000; ++round) {
        std::vector<Thing> all;
        for (std::size_t n = values.below(4); n > 0; --n) all.push_back(values.thing());
        for (const JsonStyle style : {JsonStyle::compact, JsonStyle::pretty}) {
            const std::string text = io::write_json(all, style);
            std::vector<Thing> again;
            const auto found = io::read_json(text, again);
            INFO(text);
            REQUIRE(found.empty());
            REQUIRE(again == all);
            REQUIRE(io::write_json(again, style) == text);
            REQUIRE(text.back() == '\n');
        }
    }
}

TEST_CASE("compact and pretty texts say the same", "[io][property]") {
    Values values(2);
    for (int round = 0; round < 300; ++round) {
        const Thing thing = values.thing();
        Thing again;
        REQUIRE(io::read_json(io::write_json(thing, JsonStyle::pretty), again).empty());
        REQUIRE(io::write_json(again) == io::write_json(thing));
    }
}

TEST_CASE("two million random doubles are read bit by bit, from our text and from printf's",
          "[io][slow]") {
    constexpr std::size_t count = 2'000'000;
    std::mt19937_64 random(3);
    std::vector<double> all;
    all.reserve(count);
    while (all.size() < count) {
        // Half of them with any bits, half near the sizes that people write.
        const auto any = std::bit_cast<double>(random());
        const double value = all.size() % 2 == 0 ? any : std::ldexp(static_cast<double>(random()), -44);
        if (std::isfinite(value)) all.push_back(value);
    }
    const auto same_bits = [&](const std::vector<double>& again) {
        return std::ranges::equal(all, again, {}, [](double d) { return std::bit_cast<std::uint64_t>(d); },
                                  [](double d) { return std::bit_cast<std::uint64_t>(d); });
    };
    io::Limits limits;
    limits.rows = count;
    limits.bytes = 100'000'000;
    std::vector<double> again;
    REQUIRE(io::read_json(io::write_json(all), again, limits).empty());
    CHECK(same_bits(again));

    std::string text = "[";
    std::array<char, 40> buffer{};
    for (const double value : all) {
        const int length = std::snprintf(buffer.data(), buffer.size(), "%.17g,", value);
        text.append(buffer.data(), static_cast<std::size_t>(length));
    }
    text.back() = ']';
    REQUIRE(io::read_json(text, again, limits).empty());
    CHECK(same_bits(again));
}
