#pragma once

#include <array>
#include <cstdint>
#include <limits>

namespace areena {

/// Philox4x32-10: four 32-bit numbers from a counter and a key, with no state
/// (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3. SC 2011).
[[nodiscard]] std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                                  std::array<std::uint32_t, 2> key) noexcept;

/// A stream of random numbers that depends on (seed, stream) alone: tasks numbered 0, 1, 2 ... get
/// streams of their own, and results do not depend on which thread runs which task.
/// A uniform random bit generator in the sense of the standard library.
class Random {
public:
    using result_type = std::uint64_t;

    explicit Random(std::uint64_t seed, std::uint64_t stream = 0) noexcept
        : seed_(seed), stream_(stream) {}

    static constexpr result_type min() noexcept { return 0; }
    static constexpr result_type max() noexcept {
        return std::numeric_limits<result_type>::max();
    }
    result_type operator()() noexcept;
    /// A whole number in [0, bound), without bias (Lemire 2019). `bound` must not be 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound) noexcept;
    /// A number in [0, 1) with 53 random bits.
    [[nodiscard]] double uniform() noexcept;

private:
    std::uint64_t seed_;
    std::uint64_t stream_;
    std::uint64_t counter_ = 0;
    std::uint64_t spare_ = 0;
    bool has_spare_ = false;
};

}  // namespace areena
