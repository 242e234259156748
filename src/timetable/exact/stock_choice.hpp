#pragma once

#include "areena/timetable/objective.hpp"
#include "timetable/exact/meter.hpp"
#include "timetable/model.hpp"

#include <optional>
#include <vector>

namespace areena::timetable::detail {

/// Which activities to place for the most value, seen from one stock alone: the knapsack with
/// precedence that is left of a problem without its periods and exclusions.
struct StockChoice {
    Rational bound;  ///< what no timetable exceeds in value
    bool proved = false;  ///< the choice is best: where it can be placed, so is its timetable
    std::vector<int> activities;  ///< the choice, each after its prerequisites
};

/// None unless exactly one stock cannot pay for everything in the cheapest modes, values are whole
/// numbers of moderate size over a common denominator and of activities alone, and nothing is
/// mandatory or pinned.
[[nodiscard]] std::optional<StockChoice> choose_by_stock(const Model& model, Meter& meter);

/// The activities of `choice`, each in its cheapest mode, as early as it fits; empty if one does not.
[[nodiscard]] std::vector<Assignment> place_choice(const Model& model, const StockChoice& choice);

}  // namespace areena::timetable::detail
