#pragma once

#include "areena/core/fields.hpp"
#include "areena/core/progress.hpp"
#include "areena/core/rational.hpp"
#include "areena/network.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// \file
/// Why the choice left a commitment out, and what would have brought it in.

namespace areena::planning {

class Plan;

/// What left a commitment out. `choice`: its supporters' shares did not reach, and no effort was
/// left for it. `timetable`: it was chosen and found no room, or there was effort for it and the
/// timetable had no room (see `LeftOut::code`).
enum class LeftOutBy : std::uint8_t { choice, timetable };

/// What supporters of one commitment carried of another that is in the plan.
struct SharedEffort {
    CommitmentId commitment;
    std::int64_t members = 0;            ///< supporters of both who carried something
    Rational amount;                     ///< person-days, together

    bool operator==(const SharedEffort&) const = default;
};

/// How the choice came to leave a commitment out. Days are person-days.
///
/// `extra_supporters` and `largest_cost` are told where the plan's rule is equal shares and its
/// passes can be run again from the network alone; what the timetable ruled out is ruled out then,
/// too. They are about being chosen with shares: the timetable would still have to find room, and
/// what is added at the end may take in one with fewer supporters.
struct ChoiceReason {
    CommitmentId commitment;
    LeftOutBy left_out_by = LeftOutBy::choice;
    std::int64_t supporters = 0;
    PersonDays cost;                     ///< of the default scope
    Rational share;                      ///< what its supporters had at first, together
    Rational left;                       ///< what of it is in no commitment of the plan
    /// How many supporters could carry an even part of the cost with what they have left: the sum
    /// over supporters of min(1, left x supporters / cost).
    Rational effective_support;
    std::vector<SharedEffort> went_to;   ///< most first
    bool was_chosen = false;             ///< in some pass, with shares
    /// How many more members would have had to give it priority for it to be chosen with shares;
    /// none if all of them would not do, or if it is not told. One fewer would not do, whoever.
    std::optional<std::int64_t> extra_supporters;
    std::vector<MemberId> joiners;       ///< who, for instance
    std::optional<PersonDays> largest_cost;  ///< at which it would have been chosen with shares
    bool is_checked = false;             ///< the two are told (they may still be none)

    bool operator==(const ChoiceReason&) const = default;
};

/// Whether to tell what would have been enough, for which the choice is run again.
enum class Enough : std::uint8_t { left_open, told };

/// The reasons of all projects that the plan left out, in the order of `PlanDocument::left_out`;
/// `Plan::explain` tells the one of a single project.
///
/// Exact. The accounts are read from the plan, O(projects left out x support rows). For the rest the
/// choice is gone through once, O(purchases x (priorities + projects left out x members)), and run
/// again some five times for each: with a thousand members and hundreds of projects that takes
/// minutes, so it can be left open. Asked to stop, it tells the rest of those that are finished.
/// Progress phase: "explanations".
[[nodiscard]] std::vector<ChoiceReason> explain_choice(const Plan& plan,
                                                       Enough enough = Enough::told,
                                                       const Progress& progress = {});

}  // namespace areena::planning

namespace areena {

template <>
const Type& type_of<planning::LeftOutBy>();
template <>
const Type& type_of<planning::SharedEffort>();
template <>
const Type& type_of<planning::ChoiceReason>();

}  // namespace areena
