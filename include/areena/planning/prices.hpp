#pragma once

#include "areena/core/progress.hpp"
#include "areena/planning/plan.hpp"
#include "areena/planning/what_if.hpp"

#include <optional>
#include <string>
#include <vector>

/// \file
/// What it would take to have what is left out, and what more days would buy.

namespace areena::planning {

/// What it would take to have a project that is left out, and what it would cost the others. Support
/// is counted in members here: how many gave each project priority.
struct Price {
    CommitmentId commitment;
    /// worth: with it there would be more support, or as much and better coverage. not_worth: room
    /// can be made for it, at the cost of more than it brings. no_room: whatever gives way, it has no
    /// room. unfinished: stopped. A choice that is fair to members need not have the most support.
    std::string verdict;
    std::vector<std::string> proved;          ///< as in `Replan`; "no_room" if that is proved
    std::optional<PersonDays> days;           ///< least days to be added, the others as they are
    std::vector<Shortage> days_at;            ///< where: by somebody with all these expertises
    std::optional<PersonDays> days_if_moved;  ///< the same if the others may move, at their scopes
    std::vector<Shortage> days_if_moved_at;
    bool days_proved = false;                 ///< of `days_if_moved`
    // With it in the plan and no more days: as few as can be, in this order.
    std::vector<CommitmentId> dropped;
    std::vector<CommitmentId> rescoped;
    std::vector<CommitmentId> moved;
    std::vector<CommitmentId> added;          ///< itself, and what it waits for
    std::optional<Rational> support;          ///< change of the sum of support
    std::optional<Share> coverage;            ///< change of the members' coverage, all together
    std::vector<MemberId> gain;               ///< whose coverage grows
    std::vector<MemberId> lose;

    bool operator==(const Price&) const = default;
};

/// Limits of questions that are asked many times over.
struct QuestionOptions {
    std::int64_t work = 1'000'000;  ///< of each search, as in `PlanOptions`
    std::int64_t seed = 1;

    bool operator==(const QuestionOptions&) const = default;
};

/// The price of every project that is left out of the plan, by id. Those that nobody gave priority,
/// those without a quarter in the promise's period and those that wait for one such are left aside.
/// Days to be added come on top of what standing work lacks (`standing_shortages`).
/// Exact re-solves of the
/// timetable, each from the plan; `proved` says how far. The same for any number of threads.
[[nodiscard]] std::vector<Price> prices(const Plan& plan, const QuestionOptions& options = {},
                                        const Progress& progress = {}, int threads = 1);

/// What a change of capacity would do to the timetable.
struct CapacityValue {
    CapacityChange change;
    std::string verdict;                      ///< better, worse or same
    std::vector<ObjectiveChange> objective;   ///< part by part; support counted in members
    std::vector<CommitmentId> added;
    std::vector<CommitmentId> dropped;
    std::vector<CommitmentId> rescoped;
    std::vector<CommitmentId> moved;
    std::vector<MemberId> gain;
    std::vector<MemberId> lose;
    bool proved = false;                      ///< no timetable would be better in any part

    bool operator==(const CapacityValue&) const = default;
};

/// Each change by itself: the timetable solved again, from the plan searched on for as long at
/// unchanged capacity, any project that fits added. Where capacity grows it is never worse. Unlike
/// `what_if` it does not choose anew. Throws what `with_capacity` throws.
[[nodiscard]] std::vector<CapacityValue> capacity_values(const Plan& plan,
                                                         const std::vector<CapacityChange>& changes,
                                                         const QuestionOptions& options = {},
                                                         const Progress& progress = {},
                                                         int threads = 1);

}  // namespace areena::planning

namespace areena {

template <>
const Type& type_of<planning::Price>();
template <>
const Type& type_of<planning::CapacityValue>();

}  // namespace areena
