#include "areena/timetable/spread.hpp"

#include "areena/core/error.hpp"
#include "timetable/wide.hpp"

#include <algorithm>
#include <numeric>
#include <string>

namespace areena::timetable {

namespace {

[[noreturn]] void refuse(const std::string& message) {
    throw Error("timetable.spread", "cannot spread an amount: " + message);
}

}  // namespace

std::vector<std::int64_t> spread(std::int64_t amount, std::span<const std::int64_t> weights) {
    if (amount < 0) refuse("the amount is " + std::to_string(amount) + ", it must not be negative");
    std::int64_t total = 0;
    for (const std::int64_t weight : weights) {
        if (weight < 0) refuse("a weight is " + std::to_string(weight) + ", none may be negative");
        if (__builtin_add_overflow(total, weight, &total))
            throw Error("timetable.overflow", "cannot spread an amount: weights beyond 64 bits");
    }
    if (total == 0) refuse("there is no weight above 0 to go by");

    std::vector<std::int64_t> parts(weights.size());
    std::vector<std::int64_t> remainder(weights.size());
    std::int64_t left = amount;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const detail::Wide quota = static_cast<detail::Wide>(amount) * weights[i];
        parts[i] = static_cast<std::int64_t>(quota / total);
        remainder[i] = static_cast<std::int64_t>(quota % total);
        left -= parts[i];
    }
    std::vector<std::size_t> by_remainder(weights.size());
    std::iota(by_remainder.begin(), by_remainder.end(), std::size_t{0});
    std::stable_sort(by_remainder.begin(), by_remainder.end(),
                     [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b]; });
    for (std::size_t i = 0; left > 0; ++i, --left) ++parts[by_remainder[i]];
    return parts;
}

std::vector<std::int64_t> spread(std::int64_t amount, int parts) {
    if (parts < 1) refuse("it was to go to " + std::to_string(parts) + " parts");
    const std::vector<std::int64_t> weights(static_cast<std::size_t>(parts), 1);
    return spread(amount, weights);
}

}  // namespace areena::timetable
