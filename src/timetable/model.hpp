#pragma once

#include "areena/timetable/objective.hpp"
#include "areena/timetable/problem.hpp"
#include "timetable/calendar.hpp"
#include "timetable/load_state.hpp"
#include "timetable/network.hpp"
#include "timetable/whole_values.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace areena::timetable::detail {

/// Where an activity is placed, in slots (see `Calendar`).
struct Spot {
    int mode = -1;  ///< below 0: nowhere
    int start = 0;
    int duration = 0;

    [[nodiscard]] bool placed() const noexcept { return mode >= 0; }
    [[nodiscard]] int end() const noexcept { return start + duration; }
    bool operator==(const Spot&) const = default;
};

/// By activity, each place with what it loses against the best place that the activity has.
using PlaceLosses = std::vector<std::vector<std::pair<Spot, std::int64_t>>>;

/// What a mode takes of one piece, over its whole duration.
struct PieceNeed {
    int piece = 0;
    std::vector<Take> totals;
};

/// A mode made ready: durations cut to the window, requirements sorted by piece.
struct ModeModel {
    int min_duration = 1;
    int max_duration = 0;  ///< below the minimum if the mode is longer than the window
    std::int64_t coverage = 0;
    std::int64_t amount = 0;  ///< sum of its requirements
    std::vector<PieceNeed> needs;
    std::vector<Consumption> consumptions;  ///< amounts above 0
    WholeValues::OfMode worth;              ///< in parts of `Model::worth`
};

struct ActivityModel {
    int earliest = 0;  ///< slot; if pinned, that of its only place
    int deadline = 0;
    std::vector<ModeModel> modes;
    std::vector<int> by_amount;    ///< modes, the lightest first
    std::vector<int> by_coverage;  ///< modes, the highest coverage first, then the lightest
    std::vector<Prerequisite> successors;  ///< that have it as a prerequisite, with their lag
    std::vector<int> required;             ///< without itself, ascending
    std::vector<int> requirers;            ///< that require it
    std::vector<int> conflicts;    ///< exclusions of either side
    int rank = 0;                  ///< after all its prerequisites in topological order
    int value_rank = 0;            ///< 0 for the highest `Model::most_value`, then by key
};

/// Needs and beneficiaries with those alike merged: needs served by the same activities from the
/// same base are one `Need`, beneficiaries with the same needs and weights one `Profile`.
struct CoverageModel {
    struct Link {
        int profile = 0;
        std::int64_t weight = 0;
    };
    struct NeedClass {
        std::int64_t base = 0;
        std::vector<int> activities;
        std::vector<Link> profiles;
    };
    struct Profile {
        std::int64_t weights = 0;  ///< sum over its needs
        std::int64_t count = 0;    ///< beneficiaries like this
        std::vector<int> needs;
    };
    std::vector<NeedClass> needs;
    std::vector<Profile> profiles;
    std::vector<std::vector<int>> needs_of_activity;

    explicit CoverageModel(const Problem& problem);
};

/// A valid problem, indexed for the search. Keeps a reference to it.
struct Model {
    const Problem* problem;
    Calendar calendar;
    Network network;
    CoverageModel coverage;
    std::vector<ActivityModel> activities;
    std::optional<WholeValues> worth;  ///< if modes or needs are worth anything, beside activities

    explicit Model(const Problem& problem);

    [[nodiscard]] int num_activities() const noexcept {
        return static_cast<int>(activities.size());
    }
    [[nodiscard]] const Activity& given(int activity) const {
        return problem->activities[activity];
    }
    /// What placing an activity counts before all value: a pinned one more than all mandatory ones.
    [[nodiscard]] std::int64_t urgency(int activity) const {
        return (given(activity).pinned ? num_activities() + 1 : 0) +
               (given(activity).mandatory ? 1 : 0);
    }
    [[nodiscard]] Assignment assignment(int activity, const Spot& spot) const {
        const int start = calendar.period(spot.start);
        return {activity, spot.mode, start, calendar.end_period(spot.end()) - start};
    }
    /// None for an interval that starts or ends outside the open periods.
    [[nodiscard]] std::optional<Spot> spot(const Assignment& assignment) const;
    /// The most that an activity can add to the value of a timetable, whatever else is placed; of modes
    /// and needs only what `worth` has.
    [[nodiscard]] Rational most_value(int activity) const;
    /// Activities sorted so that each comes after its prerequisites.
    [[nodiscard]] std::vector<int> topological() const;
    /// Marks whatever waits for something marked or requires it, and so on.
    void spread_marks(std::vector<char>& marks) const;
};

/// What a mode takes of a set of skills (local to the piece) over its whole duration.
[[nodiscard]] std::int64_t amount_of(const ModeModel& mode, int piece,
                                     const std::vector<int>& skills);
/// What a mode uses up of a stock.
[[nodiscard]] std::int64_t consumption_of(const ModeModel& mode, int stock);

/// What `need` takes in the period `offset` of `duration`, written to `out` (see `spread`).
inline std::span<const Take> takes_at(const PieceNeed& need, int duration, int offset,
                                      std::vector<Take>& out) {
    out.clear();
    for (const Take& total : need.totals) {
        const std::int64_t extra = offset < total.amount % duration ? 1 : 0;
        out.push_back({total.skill, total.amount / duration + extra});
    }
    return out;
}

}  // namespace areena::timetable::detail
