#pragma once

#include "areena/timetable/standing.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace areena::timetable::detail {

/// Whoever follows a search: its progress, and how good the timetable is by the objective being
/// improved. Keeps references.
class Follower {
public:
    Follower(const Progress& progress, const Standings& standings)
        : progress_(&progress), standings_(&standings) {}

    [[nodiscard]] const Progress& progress() const noexcept { return *progress_; }
    /// Whether there is anybody to `tell`.
    [[nodiscard]] bool is_told() const noexcept { return static_cast<bool>(*standings_); }

    /// What is known to be out of reach from now on.
    void set_bound(Objective bound) { bound_ = std::move(bound); }
    void tell(Measure measure, const Objective& reached) const {
        if (!is_told()) return;
        const std::optional<double> value = first_of(reached, measure);
        if (!value) return;
        Standing standing{measure, *value, std::nullopt};
        if (bound_) standing.bound = first_of(*bound_, measure);
        (*standings_)(standing);
    }

private:
    [[nodiscard]] static std::optional<double> first_of(const Objective& objective,
                                                        Measure measure) {
        const std::vector<Rational> all = amounts(objective, measure);
        if (all.empty()) return std::nullopt;
        const bool is_share = measure == Measure::leximin || measure == Measure::coverage;
        return all.front().to_double() / (is_share ? static_cast<double>(whole) : 1.0);
    }

    const Progress* progress_;
    const Standings* standings_;
    std::optional<Objective> bound_;
};

}  // namespace areena::timetable::detail
