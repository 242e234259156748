#include "areena/core/random.hpp"

#include "catch.hpp"

#include <algorithm>
#include <vector>

using namespace areena;

TEST_CASE("Philox gives the known answers published with Random123", "[core][golden]") {
    using Block = std::array<std::uint32_t, 4>;
    CHECK(philox({0, 0, 0, 0}, {0, 0}) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
          Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a stream depends on seed and stream alone and uses every word of a block",
          "[core][unit]") {
    Random random(0);
    CHECK(random() == 0xe169c58d6627e8d5);
    CHECK(random() == 0x9b00dbd8bc57ac4c);
    Random same(7, 3);
    Random twin(7, 3);
    Random other_stream(7, 4);
    Random other_seed(8, 3);
    std::vector<std::uint64_t> a;
    std::vector<std::uint64_t> b;
    std::vector<std::uint64_t> all;
    for (int i = 0; i < 100; ++i) {
        a.push_back(same());
        b.push_back(twin());
        all.insert(all.end(), {a.back(), other_stream(), other_seed()});
    }
    CHECK(a == b);
    std::ranges::sort(all);
    CHECK(std::ranges::adjacent_find(all) == all.end());
}

TEST_CASE("numbers below a bound stay below it and are about equally likely", "[core][property]") {
    Random random(1);
    std::array<int, 6> counts{};
    for (int i = 0; i < 60'000; ++i) {
        const std::uint64_t value = random.below(6);
        REQUIRE(value < 6);
        ++counts[value];
    }
    for (const int count : counts) CHECK((count > 9'600 && count < 10'400));
    for (int i = 0; i < 100; ++i) CHECK(random.below(1) == 0);
    const std::uint64_t large = (std::uint64_t{1} << 63) + 1;
    for (int i = 0; i < 1'000; ++i) CHECK(random.below(large) < large);
}

TEST_CASE("a bound of three quarters of the range shows no bias", "[core][property]") {
    // Without rejection the multiples of three would come twice as often as the other numbers.
    Random random(2);
    const std::uint64_t bound = 3 * (std::uint64_t{1} << 62);
    int low = 0;
    constexpr int draws = 30'000;
    for (int i = 0; i < draws; ++i) low += random.below(bound) % 3 == 0 ? 1 : 0;
    CHECK((low > 9'600 && low < 10'400));
}

TEST_CASE("uniform numbers fill the half-open unit interval", "[core][property]") {
    Random random(3);
    double least = 1;
    double most = 0;
    double sum = 0;
    constexpr int draws = 20'000;
    for (int i = 0; i < draws; ++i) {
        const double x = random.uniform();
        REQUIRE((x >= 0 && x < 1));
        least = std::min(least, x);
        most = std::max(most, x);
        sum += x;
    }
    CHECK(least < 0.001);
    CHECK(most > 0.999);
    CHECK((sum / draws > 0.49 && sum / draws < 0.51));
}
