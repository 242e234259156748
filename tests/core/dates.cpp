#include "areena/core/date.hpp"
#include "areena/core/error.hpp"
#include "areena/core/quarter.hpp"

#include "catch.hpp"

#include <limits>

using namespace areena;

TEST_CASE("a date is read, printed and compared", "[core][unit]") {
    const Date date = Date::parse("2027-04-18");
    CHECK(date.year() == 2027);
    CHECK(date.month() == 4);
    CHECK(date.day() == 18);
    CHECK(date == Date(2027, 4, 18));
    CHECK(to_string(date) == "2027-04-18");
    CHECK(to_string(Date(1, 1, 1)) == "0001-01-01");
    CHECK(Date(2027, 4, 18) < Date(2027, 5, 1));
    CHECK(Date(2028, 2, 29) == Date::parse("2028-02-29"));
}

TEST_CASE("a day that does not exist is refused", "[core][unit]") {
    for (const char* text :
         {"2027-02-29", "2027-13-01", "2027-00-01", "2027-01-00", "2027-04-31", "0000-01-01",
          "2027-4-18", "20270418", "2027-04-18T00:00", "", "2027/04/18", "-027-04-18"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(Date::parse(text), Error);
        Date date;
        CHECK_FALSE(parse_token(type_of<Date>(), &date, text));
        CHECK(date == Date());
    }
    CHECK_THROWS_AS(Date(10'000, 1, 1), Error);
    CHECK_THROWS_AS(Date(67'563, 4, 18), Error);  // 2027 + 2^16: a year is not cut to 16 bits
    CHECK_THROWS_AS(Date(2027, 257, 1), Error);
    CHECK_THROWS_AS(Date(2027, 1, 257), Error);
}

TEST_CASE("days are added across months, years and leap days", "[core][unit]") {
    CHECK(Date(2027, 12, 31).plus_days(1) == Date(2028, 1, 1));
    CHECK(Date(2028, 2, 28).plus_days(1) == Date(2028, 2, 29));
    CHECK(Date(2027, 3, 1).plus_days(-1) == Date(2027, 2, 28));
    CHECK(Date(2000, 1, 1).plus_days(146'097) == Date(2400, 1, 1));
    CHECK_THROWS_AS(Date(9999, 12, 31).plus_days(1), Error);
    CHECK_THROWS_AS(Date(1, 1, 1).plus_days(-1), Error);
    CHECK_THROWS_AS(Date(2027, 1, 1).plus_days(std::numeric_limits<int>::max()), Error);
}

TEST_CASE("a quarter is read, printed and counted with", "[core][unit]") {
    const Quarter q = Quarter::parse("2027Q3");
    CHECK(q == Quarter(2027, 3));
    CHECK(to_string(q) == "2027Q3");
    CHECK(to_string(Quarter(7, 1)) == "0007Q1");
    CHECK(q + 2 == Quarter(2028, 1));
    CHECK(q - 3 == Quarter(2026, 4));
    CHECK(Quarter(2030, 4) - Quarter(2027, 1) == 15);
    CHECK(Quarter(2027, 4) < Quarter(2028, 1));
    CHECK(q.first_day() == Date(2027, 7, 1));
    CHECK(q.last_day() == Date(2027, 9, 30));
    CHECK(Quarter(2027, 1).last_day() == Date(2027, 3, 31));
    CHECK(Quarter(2027, 2).last_day() == Date(2027, 6, 30));
    CHECK(Quarter(2027, 4).last_day() == Date(2027, 12, 31));
}

TEST_CASE("a quarter that does not exist is refused", "[core][unit]") {
    for (const char* text :
         {"2027Q0", "2027Q5", "2027q1", "0000Q1", "2027-Q1", "27Q1", "", "2027Q", "2027Q11"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(Quarter::parse(text), Error);
        Quarter quarter;
        CHECK_FALSE(parse_token(type_of<Quarter>(), &quarter, text));
    }
    CHECK_THROWS_AS(Quarter(2027, 0), Error);
    CHECK_THROWS_AS(Quarter(0, 1), Error);
    CHECK_THROWS_AS(Quarter(9999, 4) + 1, Error);
    CHECK_THROWS_AS(Quarter(1, 1) - 1, Error);
    CHECK_THROWS_AS(Quarter(1, 1) + std::numeric_limits<int>::max(), Error);
}

TEST_CASE("a period holds its start and not its end", "[core][unit]") {
    const Period year{Quarter(2027, 1), Quarter(2028, 1)};
    CHECK(year.size() == 4);
    CHECK(year.contains(Quarter(2027, 1)));
    CHECK(year.contains(Quarter(2027, 4)));
    CHECK_FALSE(year.contains(Quarter(2028, 1)));
    CHECK_FALSE(year.contains(Quarter(2026, 4)));
    CHECK(year.contains(Period{Quarter(2027, 2), Quarter(2028, 1)}));
    CHECK_FALSE(year.contains(Period{Quarter(2027, 2), Quarter(2028, 2)}));
    CHECK(Period{Quarter(2028, 1), Quarter(2027, 1)}.empty());
    CHECK(to_string(year) == "2027Q1-2028Q1");
    CHECK(find_field(type_of<Period>(), "end")->required);
}
