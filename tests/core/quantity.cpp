#include "areena/core/quantity.hpp"

#include "areena/core/random.hpp"

#include "catch.hpp"

#include <limits>

using namespace areena;

namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

std::int64_t units(const char* text) { return PersonDays::parse(text).units(); }

}  // namespace

TEST_CASE("a decimal is read exactly from the text of a JSON number", "[core][unit]") {
    CHECK(units("0") == 0);
    CHECK(units("-0") == 0);
    CHECK(units("11.6") == 1160);
    CHECK(units("-0.87") == -87);
    CHECK(units("0.07") == 7);
    CHECK(units("1.50") == 150);
    CHECK(units("1.500000000000000000000000000") == 150);
    CHECK(units("1e2") == 10000);
    CHECK(units("1E+2") == 10000);
    CHECK(units("1234.5e-1") == 12345);
    CHECK(units("0.0001e2") == 1);
    CHECK(units("100e-4") == 1);
    CHECK(units("0e999999999999999999999999") == 0);
    CHECK(units("0.000e-999999999999999999999999") == 0);
    CHECK(units("92233720368547758.07") == highest);
    CHECK(units("-92233720368547758.08") == lowest);
}

TEST_CASE("what is no number, too fine or too large is refused", "[core][unit]") {
    for (const char* text : {"",
                             "-",
                             "+1",
                             ".5",
                             "1.",
                             "01",
                             "-01",
                             "1e",
                             "1e+",
                             "1,5",
                             " 1",
                             "1 ",
                             "0x1",
                             "NaN",
                             "Infinity",
                             "1.2.3",
                             "1e2e3",
                             "--1",
                             "1.005",
                             "0.001",
                             "1e-3",
                             "123e-3",
                             "1.0000000001",
                             "92233720368547758.08",
                             "-92233720368547758.09",
                             "1e17",
                             "1e999999999999999999999999",
                             "1e-999999999999999999999999"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(PersonDays::parse(text), Error);
    }
    try {
        (void)PersonDays::parse("1.005");
        FAIL("1.005 was read");
    } catch (const Error& error) {
        CHECK(error.code() == "core.decimal");
    }
}

TEST_CASE("a decimal is printed without needless zeros", "[core][unit]") {
    const auto text = [](std::int64_t u) { return to_string(PersonDays::from_units(u)); };
    CHECK(text(0) == "0");
    CHECK(text(5) == "0.05");
    CHECK(text(-5) == "-0.05");
    CHECK(text(50) == "0.5");
    CHECK(text(1160) == "11.6");
    CHECK(text(1200) == "12");
    CHECK(text(-120000) == "-1200");
    CHECK(text(highest) == "92233720368547758.07");
    CHECK(text(lowest) == "-92233720368547758.08");
    CHECK(to_string(Share::from_units(300'000)) == "0.3");
    CHECK(to_string(Share::from_units(1)) == "0.000001");
}

TEST_CASE("what is printed is read back the same", "[core][property]") {
    Random random(2027);
    for (int i = 0; i < 20'000; ++i) {
        const auto any = static_cast<std::int64_t>(random() >> random.below(64));
        const auto days = PersonDays::from_units(random.below(2) == 0 ? any : -any);
        CHECK(PersonDays::parse(to_string(days)) == days);
        const auto share = Share::from_units(days.units());
        CHECK(Share::parse(to_string(share)) == share);
    }
}

TEST_CASE("arithmetic of decimals is exact and refuses to overflow", "[core][unit]") {
    const auto a = PersonDays::parse("9.6");
    const auto b = PersonDays::parse("3.65");
    CHECK(to_string(a + b) == "13.25");
    CHECK(to_string(b - a) == "-5.95");
    CHECK(to_string(b * 3) == "10.95");
    PersonDays sum = a;
    sum += b;
    sum -= a;
    CHECK(sum == b);
    CHECK(b < a);
    CHECK(a.to_double() == 9.6);
    const auto most = PersonDays::from_units(highest);
    const auto least = PersonDays::from_units(lowest);
    const auto one = PersonDays::from_units(1);
    CHECK_THROWS_AS(most + one, Error);
    CHECK_THROWS_AS(least - one, Error);
    CHECK_THROWS_AS(most * 2, Error);
    CHECK_THROWS_AS(least * -1, Error);
}
