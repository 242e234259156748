#include "areena/timetable/spread.hpp"
#include "areena/core/error.hpp"
#include "areena/core/random.hpp"
#include "areena/core/rational.hpp"

#include "catch.hpp"

#include <limits>
#include <numeric>

using namespace areena;
using namespace areena::timetable;

using Amounts = std::vector<std::int64_t>;

TEST_CASE("an even spread gives the units left over to the first parts", "[timetable][unit]") {
    CHECK(spread(10, 3) == Amounts{4, 3, 3});
    CHECK(spread(11, 3) == Amounts{4, 4, 3});
    CHECK(spread(0, 2) == Amounts{0, 0});
    CHECK(spread(2, 5) == Amounts{1, 1, 0, 0, 0});
    CHECK(spread(7, 1) == Amounts{7});
}

TEST_CASE("a year is spread by its profile with the largest remainder", "[timetable][unit]") {
    const Amounts profile{29, 27, 15, 29};
    CHECK(spread(100, profile) == profile);
    // 1.13 days: quotas 32.77, 30.51, 16.95, 32.77; three units left go to the third, first,
    // fourth.
    CHECK(spread(113, profile) == Amounts{33, 30, 17, 33});
    CHECK(spread(1, profile) == Amounts{1, 0, 0, 0});
    CHECK(spread(3, Amounts{0, 1, 0, 1}) == Amounts{0, 2, 0, 1});
}

TEST_CASE("a spread sums exactly and stays within a unit of every quota", "[timetable][property]") {
    Random random(7);
    for (int round = 0; round < 5000; ++round) {
        Amounts weights(1 + random.below(8));
        for (std::int64_t& weight : weights) weight = static_cast<std::int64_t>(random.below(50));
        weights[random.below(weights.size())] += 1;
        const auto amount = static_cast<std::int64_t>(random.below(2000));
        const Amounts parts = spread(amount, weights);
        REQUIRE(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == amount);
        const std::int64_t total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const std::int64_t floor = Rational(amount * weights[i], total).floor();
            REQUIRE((parts[i] == floor || parts[i] == floor + 1));
            if (weights[i] == 0) REQUIRE(parts[i] == 0);
            // Who got a unit more had at least the remainder of who did not; ties to the earlier.
            for (std::size_t j = 0; j < parts.size(); ++j) {
                const bool more = parts[i] > floor;
                const bool other = parts[j] > Rational(amount * weights[j], total).floor();
                if (!more || other) continue;
                const std::int64_t mine = amount * weights[i] % total;
                const std::int64_t its = amount * weights[j] % total;
                REQUIRE((mine > its || (mine == its && i < j)));
            }
        }
    }
}

TEST_CASE("a spread of the largest amounts does not overflow", "[timetable][unit]") {
    constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
    CHECK(spread(highest, Amounts{highest / 2, highest / 2}) ==
          Amounts{highest / 2 + 1, highest / 2});
    CHECK_THROWS_AS(spread(1, Amounts{highest, 1}), Error);
}

TEST_CASE("what cannot be spread is refused", "[timetable][unit]") {
    CHECK_THROWS_AS(spread(1, Amounts{}), Error);
    CHECK_THROWS_AS(spread(1, Amounts{0, 0}), Error);
    CHECK_THROWS_AS(spread(1, Amounts{2, -1}), Error);
    CHECK_THROWS_AS(spread(-1, Amounts{1}), Error);
    CHECK_THROWS_AS(spread(1, 0), Error);
    try {
        (void)spread(-1, 2);
    } catch (const Error& error) {
        CHECK(error.code() == "timetable.spread");
    }
}
