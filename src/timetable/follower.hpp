#pragma once

#include "areena/core/progress.hpp"
#include "areena/timetable/objective.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace areena::timetable::detail {

/// Whoever follows a search: each step tells how good the timetable was when last looked at, by the
/// objective that was being improved then.
class Follower {
public:
    explicit Follower(const Progress& progress)
        : progress_(progress.retold([this](const auto&) { return standing_; })) {}
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

    /// For the parts of the search; refers to this object.
    [[nodiscard]] const Progress& progress() const noexcept { return progress_; }
    /// Whether there is anybody to look at it for.
    [[nodiscard]] bool is_there() const noexcept { return static_cast<bool>(progress_.report); }

    /// What is known to be out of reach from now on.
    void set_bound(Objective bound) { bound_ = std::move(bound); }
    void look_at(Measure measure, const Objective& reached) {
        const std::optional<double> value = first_of(reached, measure);
        if (!value) return;
        standing_ = Standing{to_string(measure), *value, std::nullopt};
        if (bound_) standing_->bound = first_of(*bound_, measure);
    }

private:
    /// The first number of its `Stage::value`, coverage as a share of one.
    [[nodiscard]] static std::optional<double> first_of(const Objective& objective,
                                                        Measure measure) {
        const std::vector<Rational> all = amounts(objective, measure);
        if (all.empty()) return std::nullopt;
        const bool is_share = measure == Measure::leximin || measure == Measure::coverage;
        return all.front().to_double() / (is_share ? static_cast<double>(whole) : 1.0);
    }

    Progress progress_;
    std::optional<Objective> bound_;
    std::optional<Standing> standing_;
};

}  // namespace areena::timetable::detail
