#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string_view>

namespace areena {

/// Where a long computation stands: `done` of `total` steps of `phase`; a total of 0 is not known.
struct ProgressStep {
    std::string_view phase;
    std::int64_t done = 0;
    std::int64_t total = 0;
};

/// How a caller follows and stops long work. The callback runs on the thread that called in and may
/// throw; work asked to stop ends within a tenth of a second with a valid partial result.
struct Progress {
    std::function<void(const ProgressStep&)> report;
    std::stop_token stop;

    [[nodiscard]] bool stopped() const noexcept { return stop.stop_requested(); }
    void step(std::string_view phase, std::int64_t done, std::int64_t total) const {
        if (report) report({phase, done, total});
    }
};

}  // namespace areena
