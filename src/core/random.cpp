#include "areena/core/random.hpp"

namespace areena {
namespace {

__extension__ typedef unsigned __int128 uint128;

}  // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key) noexcept {
    constexpr int rounds = 10;
    constexpr std::uint64_t multiplier_0 = 0xD2511F53;
    constexpr std::uint64_t multiplier_1 = 0xCD9E8D57;
    constexpr std::uint32_t weyl_0 = 0x9E3779B9;  // golden ratio
    constexpr std::uint32_t weyl_1 = 0xBB67AE85;  // square root of three, less one
    for (int round = 0; round < rounds; ++round) {
        const std::uint64_t product_0 = multiplier_0 * counter[0];
        const std::uint64_t product_1 = multiplier_1 * counter[2];
        counter = {static_cast<std::uint32_t>(product_1 >> 32) ^ counter[1] ^ key[0],
                   static_cast<std::uint32_t>(product_1),
                   static_cast<std::uint32_t>(product_0 >> 32) ^ counter[3] ^ key[1],
                   static_cast<std::uint32_t>(product_0)};
        key[0] += weyl_0;
        key[1] += weyl_1;
    }
    return counter;
}

Random::result_type Random::operator()() noexcept {
    if (has_spare_) {
        has_spare_ = false;
        return spare_;
    }
    const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
    const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
    const auto block = philox({low(counter_), high(counter_), low(stream_), high(stream_)},
                              {low(seed_), high(seed_)});
    ++counter_;
    spare_ = block[2] | std::uint64_t{block[3]} << 32;
    has_spare_ = true;
    return block[0] | std::uint64_t{block[1]} << 32;
}

std::uint64_t Random::below(std::uint64_t bound) noexcept {
    uint128 product = uint128{(*this)()} * bound;
    if (static_cast<std::uint64_t>(product) < bound) {
        // Numbers below 2^64 mod bound would make the first values likelier than the others.
        const std::uint64_t threshold = -bound % bound;
        while (static_cast<std::uint64_t>(product) < threshold)
            product = uint128{(*this)()} * bound;
    }
    return static_cast<std::uint64_t>(product >> 64);
}

double Random::uniform() noexcept { return static_cast<double>((*this)() >> 11) * 0x1.0p-53; }

}  // namespace areena
