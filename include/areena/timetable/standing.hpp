#pragma once

#include "areena/timetable/search.hpp"

#include <cmath>
#include <functional>
#include <optional>

/// \file
/// How good a timetable is while it is being made.

namespace areena::timetable {

/// How good the timetable found is by now.
struct Standing {
    Measure objective = Measure::value;  ///< which is being improved or proved
    /// The first number of its `Stage::value`, coverage as a share of one.
    double value = 0;
    std::optional<double> bound;  ///< what is known to be out of reach beyond it

    /// How far the two are apart, as a share of the bound, or of the value where the bound is 0.
    [[nodiscard]] std::optional<double> gap() const {
        if (!bound) return std::nullopt;
        if (value == *bound) return 0;
        return std::abs((*bound - value) / (*bound != 0 ? *bound : value));
    }
};

/// Called on the thread that called in, before steps of the progress; may throw.
using Standings = std::function<void(const Standing&)>;

/// `search`, telling how good the timetable is by now. The same timetable.
[[nodiscard]] Timetable search(const Problem& problem, const Options& options,
                               const Progress& progress, const Standings& standings);

}  // namespace areena::timetable
