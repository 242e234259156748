#pragma once

#include "areena/core/progress.hpp"
#include "areena/timetable/objective.hpp"
#include "areena/timetable/problem.hpp"
#include "areena/timetable/search.hpp"

#include <cstdint>
#include <vector>

/// \file
/// Whether everything that must be placed can be, and if not, which few rules are in each other's way.

namespace areena::timetable {

/// A group of rules that can be named, and what it would mean to do without it. The calendar, its
/// closed periods too, is none: nobody can do without it.
enum class Rule : std::uint8_t {
    placed,        ///< that an activity, mandatory or pinned, is placed: it may be left out
    pinned,        ///< the pin of an activity: any place in its window will do
    window,        ///< of an activity: any period will do
    duration,      ///< of an activity: any of its modes may take a single period
    prerequisite,  ///< all that an activity waits for: it waits for nothing
    required,      ///< all that an activity requires: it requires nothing
    excluded,      ///< all that an activity excludes: it excludes nothing
    capacity,      ///< of a skill: there is enough of it for everybody
    stock,         ///< of a stock: there is enough of it
};

/// A rule of an activity, a skill (`capacity`) or a stock.
struct NamedRule {
    Rule rule = Rule::placed;
    int index = 0;

    auto operator<=>(const NamedRule&) const = default;
};

enum class Answer : std::uint8_t {
    feasible,
    infeasible,
    unknown,  ///< neither a way was found, nor a proof that there is none, within the work allowed
};

struct Feasibility {
    Answer answer = Answer::unknown;
    /// feasible: a way to place all that must be, with what that waits for and requires.
    std::vector<Assignment> assignments;
    /// infeasible: these rules by themselves cannot all be kept, whatever the others say.
    std::vector<NamedRule> rules;
    bool minimal = false;    ///< infeasible: without any one of `rules` the others can be kept
    bool confirmed = false;  ///< infeasible: found again by a plain enumeration of all places
    std::int64_t work = 0;

    bool operator==(const Feasibility&) const = default;
};

/// Answers by searches for value alone, and finds `rules` by a deletion filter: each rule in turn is
/// left out, and stays out if what is left is proved infeasible all the same; where it stays, a way to
/// do without it was found. `options` gives the limits of each search and the seed; its order and
/// start are not used. The same problem and options give the same answer. Asked to stop, it keeps
/// the rules not yet tried, and says that they are not minimal. Throws what `validate` throws.
/// Complexity: one search for each rule that concerns what must be placed.
[[nodiscard]] Feasibility feasibility(const Problem& problem, const Options& options = {},
                                      const Progress& progress = {});

}  // namespace areena::timetable
