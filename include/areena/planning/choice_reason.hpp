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

/// Why it is not told what would have been enough. `left_open`: it was not asked for, or the search
/// was stopped. `was_chosen`: the choice was not what it lacked. `ledger`: members began with shares
/// of their own. `constraints`: several resources or categories. `not_repeated`: the choice run again
/// is not the plan's, as where planning was stopped.
enum class EnoughUntold : std::uint8_t { left_open, was_chosen, ledger, constraints, not_repeated };

/// How the choice came to leave a commitment out. Days are person-days.
///
/// `extra_supporters` and `largest_cost` are told where the plan's choice can be run again on changed
/// priorities: by every rule, utility, completion and order of ties; what the timetable ruled out is
/// ruled out then, too. They are about being chosen by the rule (by equal shares that are completed
/// by votes, with shares): the timetable would still have to find room, and what is added at the end
/// may take in one with fewer supporters.
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
    /// By the rule; where passes go on from each other, in some pass, else in one that the timetable
    /// then ruled it out of.
    bool was_chosen = false;
    /// How many more members would have had to give it priority for it to be chosen; none if no
    /// number that was tried would do, or if it is not told.
    std::optional<std::int64_t> extra_supporters;
    bool is_fewest = false;              ///< fewer would not do, whoever; or, of none, nobody would
    std::vector<MemberId> joiners;       ///< who, for instance
    /// An effort at which it would have been chosen, and not at a hundredth more.
    std::optional<PersonDays> largest_cost;
    bool is_largest = false;             ///< nor at any other up to its own
    bool is_checked = false;             ///< the two are told (they may still be none)
    std::optional<EnoughUntold> untold;  ///< why they are not

    bool operator==(const ChoiceReason&) const = default;
};

/// Whether to tell what would have been enough, for which the choice is run again.
enum class Enough : std::uint8_t { left_open, told };

/// The reasons of all projects that the plan left out, in the order of `PlanDocument::left_out`;
/// `Plan::explain` tells the one of a single project.
///
/// Exact. The accounts are read from the plan, O(projects left out x support rows). For the rest the
/// choice is gone through once, O(purchases x (priorities + projects left out x members)), and run
/// again some five times for each, by rules whose fewest supporters are not read off a run some
/// dozens of times: with a thousand members and hundreds of projects that takes minutes, so it can
/// be left open. Asked to stop, it tells the rest of those that are finished. See `selection::why_not`.
/// Progress phase: "explanations".
[[nodiscard]] std::vector<ChoiceReason> explain_choice(const Plan& plan,
                                                       Enough enough = Enough::told,
                                                       const Progress& progress = {});

}  // namespace areena::planning

namespace areena {

template <>
const Type& type_of<planning::LeftOutBy>();
template <>
const Type& type_of<planning::EnoughUntold>();
template <>
const Type& type_of<planning::SharedEffort>();
template <>
const Type& type_of<planning::ChoiceReason>();

}  // namespace areena
