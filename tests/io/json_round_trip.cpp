#include "catch.hpp"
#include "random_things.hpp"

#include <bit>
#include <cmath>
#include <cstdio>
#include <random>

using namespace areena;
using namespace areena::io_tests;
using io::JsonStyle;

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
