#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>
#include <utility>

namespace areena {

/// How good what a computation has found is by now.
struct Standing {
    /// What is being improved or proved, in a word that outlives the computation.
    std::string_view objective;
    double value = 0;
    std::optional<double> bound;  ///< what is known to be out of reach beyond it

    /// How far the two are apart, as a share of the bound, or of the value where the bound is 0.
    [[nodiscard]] std::optional<double> gap() const {
        if (!bound) return std::nullopt;
        if (value == *bound) return 0;
        return std::abs((*bound - value) / (*bound != 0 ? *bound : value));
    }

    bool operator==(const Standing&) const = default;
};

/// Where a long computation stands: `done` of `total` steps of `phase`; a total of 0 is not known.
struct ProgressStep {
    std::string_view phase;
    std::int64_t done = 0;
    std::int64_t total = 0;
    std::optional<Standing> standing;  ///< none where there is nothing to tell
};

/// How a caller follows and stops long work. The callback runs on the thread that called in and may
/// throw; work asked to stop ends within a tenth of a second with a valid partial result.
struct Progress {
    /// What is told of a standing instead of it.
    using Retelling = std::function<std::optional<Standing>(const std::optional<Standing>&)>;

    std::function<void(const ProgressStep&)> report;
    std::stop_token stop;

    [[nodiscard]] bool stopped() const noexcept { return stop.stop_requested(); }
    void step(std::string_view phase, std::int64_t done, std::int64_t total) const {
        if (report) report({phase, done, total, std::nullopt});
    }

    /// The same, for work within work: each step goes on with what `retell` makes of its standing.
    [[nodiscard]] Progress retold(Retelling retell) const {
        if (!report) return *this;
        return {[told = report, retell = std::move(retell)](const ProgressStep& step) {
                    told({step.phase, step.done, step.total, retell(step.standing)});
                },
                stop};
    }
    /// The same, for work within work that is as good as something else than what was asked for.
    [[nodiscard]] Progress without_standing() const {
        return retold([](const std::optional<Standing>&) { return std::nullopt; });
    }
};

}  // namespace areena
