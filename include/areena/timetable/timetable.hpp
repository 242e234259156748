#pragma once

#include "areena/timetable/capacity.hpp"
#include "areena/timetable/objective.hpp"
#include "areena/timetable/proof.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace areena::timetable {

/// Why an activity is not in a timetable. The first that applies, in this order.
enum class Reason : std::uint8_t {
    window,        ///< no duration of any mode fits between its earliest period and its deadline
    excluded,      ///< an activity that is placed excludes it
    prerequisite,  ///< one it waits for is not placed, or ends too late
    required,      ///< one it requires is not placed
    stock,         ///< every mode takes more of a stock than the rest leaves
    capacity,      ///< every placement inside its window is short of capacity, given the rest
    no_gain,       ///< it would fit, but adds neither value nor coverage, or is no better by the
                   ///< objectives asked for
    unfinished,    ///< the search ended before it could be placed or explained
};

/// A stock that is short, and by how much.
struct StockShortage {
    int stock = 0;
    std::int64_t amount = 0;

    bool operator==(const StockShortage&) const = default;
};

/// A place in time that an activity might have, and what it would be short of.
struct Placement {
    int mode = 0;
    int start = 0;
    int duration = 0;
    std::int64_t missing = 0;         ///< capacity that would have to be added, given the rest
    std::vector<Shortage> shortages;  ///< amounts sum to `missing`; by period, then skills
    /// False if a placed prerequisite ends too late for `start`, or one that waits for it starts
    /// too early, their lags included.
    bool in_order = true;
    std::vector<StockShortage> stocks{};  ///< that its mode takes more of than the rest leaves

    [[nodiscard]] int end() const noexcept { return start + duration; }
    bool operator==(const Placement&) const = default;
};

/// An activity that is not placed, with the reason and its data.
struct LeftOut {
    int activity = 0;
    Reason reason = Reason::capacity;
    bool mandatory = false;
    /// capacity, stock: the placement that is short of the least stock and then has the least
    /// missing (ties: first mode, earliest end, earliest start); no_gain: the one that would fit.
    std::optional<Placement> placement;
    std::optional<int> other;   ///< excluded: by which; prerequisite, required: which one
    bool other_placed = false;  ///< prerequisite: true if it is placed but ends too late

    bool operator==(const LeftOut&) const = default;
};

/// How a search came to its end.
enum class Ending : std::uint8_t {
    finished,    ///< nothing it tries improves the timetable any more
    work_limit,  ///< a phase used up its share of the work allowed: with more it may do better
    stopped,     ///< the caller asked to stop
};

/// One of the objectives, with what is reached, and how far that is proved best.
struct Stage {
    Measure measure = Measure::value;
    /// Whole numbers and fractions, compared one after the other: a single one, but for leximin one
    /// for each beneficiary in ascending order, and for changes those dropped, switched, moved.
    std::vector<Rational> value;
    /// What a timetable as good in all the stages before cannot exceed, or go below where less is
    /// better; none if there was no time.
    std::optional<std::vector<Rational>> bound;
    bool proved = false;  ///< the value is the best there is

    bool operator==(const Stage&) const = default;
};

/// What `objective` has of a measure, as in `Stage::value`.
[[nodiscard]] std::vector<Rational> amounts(const Objective& objective, Measure measure);

/// How far the value of a stage is from its bound, as a share of the bound, or of the value where
/// the bound is 0: at the first place where they differ. None without a bound.
[[nodiscard]] std::optional<Rational> gap(const Stage& stage);

/// A plan: always keeps windows, prerequisites, requirements, exclusions, stocks and capacity, however
/// the search ended.
struct Timetable {
    std::vector<Assignment> assignments;  ///< by activity
    std::vector<LeftOut> left_out;        ///< by activity: all that are not assigned
    std::vector<Flow> flows;              ///< by period, then resource, then skill
    /// Standing work that does not fit, by period; nothing is placed on these sets of skills.
    std::vector<Shortage> shortages;
    Objective objective;  ///< its changes only if they are among the objectives
    Proof proof;
    std::vector<Stage> stages;  ///< the objectives in the order asked for
    Ending ending = Ending::finished;
    std::int64_t work = 0;  ///< units used, those of the proof apart

    bool operator==(const Timetable&) const = default;
};

}  // namespace areena::timetable
