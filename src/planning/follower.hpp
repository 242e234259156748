#pragma once

#include "areena/core/progress.hpp"

#include <optional>

namespace areena::planning {

/// What a search for a timetable tells, in the words of `Objective`.
[[nodiscard]] Standing in_words(Standing standing);

/// Whoever follows the making of a plan: each step tells how good the plan was when last told of.
/// The support told is the most that was kept so far, beside what no plan keeps more of; while
/// planning begins anew again and again it is told alone.
class Follower {
public:
    explicit Follower(const Progress& progress)
        : progress_(progress.retold([this](const auto& standing) { return retell(standing); })) {}
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

    /// For the parts of planning; refers to this object.
    [[nodiscard]] const Progress& progress() const noexcept { return progress_; }
    [[nodiscard]] bool is_there() const noexcept { return static_cast<bool>(progress_.report); }

    void set_bound(double support) { most_support_ = support; }
    /// Between these, starts take turns.
    void begin_starts() { takes_turns_ = true; }
    void end_starts() { takes_turns_ = false; }

private:
    [[nodiscard]] std::optional<Standing> retell(const std::optional<Standing>& standing);

    Progress progress_;
    std::optional<Standing> standing_;
    std::optional<double> most_support_;
    double kept_ = 0;
    bool takes_turns_ = false;
};

}  // namespace areena::planning
