#include "areena/core/rational.hpp"

#include "areena/core/error.hpp"
#include "areena/core/random.hpp"

#include "catch.hpp"

#include <cmath>
#include <limits>

using namespace areena;

namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

Rational number(const char* text) { return Rational::parse(text); }

/// A fraction with parts of up to 63 bits, often small ones, sometimes at the edge of the range.
Rational any(Random& random) {
    const auto part = [&] {
        if (random.below(8) == 0) return highest - static_cast<std::int64_t>(random.below(3));
        return static_cast<std::int64_t>(random() >> (1 + random.below(63)));
    };
    std::int64_t numerator = part();
    if (random.below(2) == 0) numerator = random.below(8) == 0 ? lowest : -numerator;
    return Rational(numerator, std::max<std::int64_t>(1, part()));
}

}  // namespace

TEST_CASE("a fraction is kept in lowest terms with a positive denominator", "[core][unit]") {
    CHECK(to_string(Rational(6, -4)) == "-3/2");
    CHECK(to_string(Rational(-6, -4)) == "3/2");
    CHECK(to_string(Rational(0, -7)) == "0");
    CHECK(to_string(Rational(12, 4)) == "3");
    CHECK(Rational(2, 4) == Rational(1, 2));
    CHECK(Rational() == Rational(0));
    CHECK(Rational(1, 2).sign() == 1);
    CHECK(Rational(-1, 2).sign() == -1);
    CHECK(Rational().sign() == 0);
}

TEST_CASE("the edges of 64 bits are exact", "[core][unit]") {
    CHECK(to_string(Rational(lowest)) == "-9223372036854775808");
    CHECK(to_string(Rational(lowest, -1)) == "9223372036854775808");
    CHECK_FALSE(Rational(lowest, -1).is_small());
    CHECK(to_string(Rational(1, lowest)) == "-1/9223372036854775808");
    CHECK(to_string(Rational(lowest, lowest)) == "1");
    CHECK(to_string(-Rational(lowest)) == "9223372036854775808");
    CHECK(-(-Rational(lowest)) == Rational(lowest));
    CHECK((-(-Rational(lowest))).is_small());
    CHECK(to_string(Rational(highest) + Rational(1)) == "9223372036854775808");
    CHECK(Rational(highest) + Rational(1) - Rational(1) == Rational(highest));
    CHECK(Rational(lowest) + Rational(lowest) == Rational(lowest) * 2);
    CHECK(Rational(lowest) / Rational(lowest) == Rational(1));
    CHECK(Rational(1) / Rational(lowest) == Rational(1, lowest));
    CHECK(Rational(lowest) * Rational(lowest) == number("85070591730234615865843651857942052864"));
    CHECK(Rational(lowest) - Rational(lowest) == Rational(0));
    CHECK(Rational(lowest, highest) < Rational(-1));
    CHECK(Rational(highest, highest - 1) + Rational(1, highest - 2) ==
          number("85070591730234615838173535747377725441/85070591730234615819726791673668173830"));
}

TEST_CASE("large fractions agree with values computed elsewhere", "[core][golden]") {
    // Python 3.11, fractions.Fraction.
    const Rational x = number("-229833016004557604504595542613/1067129590964645032192701567223");
    const Rational y = number("-721132706936471706757561407950/295614829755884286492242355033");
    CHECK(x + y == number("-837484098482813016567980292733122551230533765902605078144079/"
                          "315459332360479975698414113226925257305857877102399481883359"));
    CHECK(x - y == number("701600002685875566985498725267219732977611368932649825101621/"
                          "315459332360479975698414113226925257305857877102399481883359"));
    CHECK(x * y == number("55246701658246683478767586647850138631390823095066167324450/"
                          "105153110786826658566138037742308419101952625700799827294453"));
    CHECK(x / y == number("67942047898468724791240783732951409126461198484977626521229/"
                          "769542050584344291776739509000171142104072567417627451622850"));
    CHECK(y < x);
    CHECK(x.to_double() == -0x1.b91684b254537p-3);
    CHECK(y.to_double() == -0x1.383f5b096d5f9p+1);
    CHECK(y.floor() == -3);
    CHECK((-y).floor() == 2);
}

TEST_CASE("fractions obey the laws of a field, whatever their size", "[core][property]") {
    Random random(42);
    for (int i = 0; i < 5'000; ++i) {
        const Rational a = any(random);
        const Rational b = any(random);
        const Rational c = any(random);
        REQUIRE(a + b == b + a);
        REQUIRE((a + b) + c == a + (b + c));
        REQUIRE((a * b) * c == a * (b * c));
        REQUIRE(a * (b + c) == a * b + a * c);
        REQUIRE((a - b) + b == a);
        REQUIRE(a - a == Rational());
        if (b.sign() != 0) REQUIRE(a / b * b == a);
        REQUIRE((a < b) == ((a - b).sign() < 0));
        REQUIRE((a == b) == ((a - b).sign() == 0));
        REQUIRE(((a + c) <=> (b + c)) == (a <=> b));
        REQUIRE(Rational::parse(to_string(a * b + c)) == a * b + c);
    }
}

TEST_CASE("a result that fits 64 bits is kept small", "[core][property]") {
    Random random(43);
    for (int i = 0; i < 2'000; ++i) {
        const Rational a = any(random);
        const Rational large = number("123456789012345678901234567891/2");
        REQUIRE((a + large - large).is_small());
        REQUIRE((a * large / large).is_small());
        REQUIRE(a + large - large == a);
    }
}

TEST_CASE("the floor is the largest whole number not above", "[core][unit]") {
    CHECK(Rational(7, 2).floor() == 3);
    CHECK(Rational(-7, 2).floor() == -4);
    CHECK(Rational(-4, 2).floor() == -2);
    CHECK(Rational(lowest).floor() == lowest);
    CHECK((Rational(lowest) * Rational(3, 3) - Rational(0)).floor() == lowest);
    CHECK((Rational(highest) + Rational(1, 2)).floor() == highest);
    CHECK_THROWS_AS((Rational(highest) + Rational(3, 2)).floor(), Error);
    CHECK_THROWS_AS((Rational(lowest) - Rational(1, 2)).floor(), Error);
    CHECK((Rational(lowest) + Rational(1, 2)).floor() == lowest);
}

TEST_CASE("the double is the nearest one", "[core][unit]") {
    CHECK(Rational(1, 3).to_double() == 1.0 / 3.0);
    CHECK(Rational(-1, 3).to_double() == -1.0 / 3.0);
    CHECK(Rational().to_double() == 0.0);
    CHECK(Rational(9007199254740993).to_double() == 9007199254740992.0);  // a tie, to even
    CHECK(Rational(9007199254740993, 9007199254740992).to_double() == 1.0);
    CHECK(number("6613812840851947673/12736496262939004471").to_double() == 0x1.09df1ec88a246p-1);
    CHECK(number("-8589221953160678911/17401859983685269623").to_double() == -0x1.f96d36fe6a8a3p-2);
    const std::string huge(400, '9');
    CHECK(std::isinf(number(huge.c_str()).to_double()));
    CHECK(number(("1/" + huge).c_str()).to_double() == 0.0);
}

TEST_CASE("a fraction is read from text of any size, also where it can be shortened",
          "[core][unit]") {
    CHECK(number("3") == Rational(3));
    CHECK(number("-3/4") == Rational(-3, 4));
    CHECK(number("6/8") == Rational(3, 4));
    CHECK(number("007/010") == Rational(7, 10));
    CHECK(number("-0/5") == Rational());
    CHECK(number(std::string(Rational::max_digits, '7').c_str()) > Rational(highest));
    for (const char* text : {"", "-", "/", "1/", "/2", "1/0", "1/00", "1/-2", "+1", " 1", "1 ",
                             "1.5", "1/2/3", "--1", "0x10", "a"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(Rational::parse(text), Error);
        Rational kept(5);
        CHECK_FALSE(parse_token(type_of<Rational>(), &kept, text));
        CHECK(kept == Rational(5));
    }
    CHECK_THROWS_AS(Rational::parse(std::string(Rational::max_digits + 1, '7')), Error);
}

TEST_CASE("division by zero is an error of its own", "[core][unit]") {
    const auto code = [](auto&& divide) -> std::string {
        try {
            divide();
        } catch (const Error& error) {
            return error.code();
        }
        return "";
    };
    CHECK(code([] { (void)Rational(1, 0); }) == "core.division_by_zero");
    CHECK(code([] { (void)(Rational(1) / Rational()); }) == "core.division_by_zero");
    CHECK(code([] { (void)(number("99999999999999999999") / Rational()); }) ==
          "core.division_by_zero");
}
