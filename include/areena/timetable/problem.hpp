#pragma once

#include "areena/core/finding.hpp"
#include "areena/core/rational.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// \file
/// What is to be placed in time, and what there is to do it with. Everything refers to everything
/// else by index into the vectors of `Problem`; keys are carried for messages and results.
/// Amounts are whole units of effort (the caller's: hundredths of person-days), periods count from
/// 0 and intervals of periods are half-open, coverage is in millionths of one whole.

namespace areena::timetable {

/// One whole, in the millionths that coverage is counted in.
inline constexpr std::int64_t whole = 1'000'000;

/// A pool of effort: what it has in a period may go to any of its skills.
struct Resource {
    std::string key;
    std::vector<int> skills;
    std::vector<std::int64_t> available;  ///< one amount per period

    bool operator==(const Resource&) const = default;
};

/// What a mode takes of a skill over its whole duration.
struct Requirement {
    int skill = 0;
    std::int64_t amount = 0;

    bool operator==(const Requirement&) const = default;
};

/// Something that is used up once for the whole horizon and not renewed: money, say. Whole units.
struct Stock {
    std::string key;
    std::int64_t amount = 0;

    bool operator==(const Stock&) const = default;
};

/// What a mode uses up of a stock, however long it takes.
struct Consumption {
    int stock = 0;
    std::int64_t amount = 0;

    bool operator==(const Consumption&) const = default;
};

/// One way to do an activity. Any whole duration in [min_duration, max_duration] will do; each
/// requirement is spread evenly over it (see `spread`). Durations count open periods.
struct Mode {
    std::string key;
    int min_duration = 1;
    int max_duration = 1;
    std::vector<Requirement> requirements;  ///< at most one per skill
    std::int64_t coverage = 0;              ///< millionths of a need that it covers
    std::vector<Consumption> consumptions{};  ///< at most one per stock
    Rational value{};             ///< what doing it in this mode adds to the activity's value
    Rational value_per_period{};  ///< the same for each period between its end and the last one's

    bool operator==(const Mode&) const = default;
};

/// An activity that must be placed as well, and have ended `lag` periods before: the one that waits
/// starts at the end of it + lag, or later.
struct Prerequisite {
    int activity = 0;
    int lag = 0;

    bool operator==(const Prerequisite&) const = default;
};

/// The one place that an activity may have. `duration` counts all periods from the start to the end,
/// closed ones too, as in an assignment.
struct Pin {
    int mode = 0;
    int start = 0;
    int duration = 1;

    [[nodiscard]] int end() const noexcept { return start + duration; }
    bool operator==(const Pin&) const = default;
};

/// Something that may be placed: in one mode, inside [earliest, deadline), or left out.
struct Activity {
    std::string key;
    int earliest = 0;
    int deadline = 0;
    std::vector<Mode> modes;
    std::vector<Prerequisite> prerequisites;  ///< no cycles
    std::vector<int> excludes;       ///< never placed together; naming it on one side is enough
    Rational value = 1;              ///< what placing it is worth; not negative
    bool mandatory = false;          ///< never given up for another that is not mandatory
    /// Placed only if all these are placed, at any time. They may require each other: all or none.
    std::vector<int> required{};
    /// Placed just there, before anything that is not pinned, mandatory ones too. Left out only if
    /// what it waits for or requires, and is not pinned itself, has no room beside the pins.
    std::optional<Pin> pinned{};

    bool operator==(const Activity&) const = default;
};

/// A need is covered by min(whole, base + coverage of the placed modes of its activities). `weight`
/// counts in the coverage of its beneficiary, `value` in the value of the timetable.
struct Need {
    std::int64_t weight = 1;
    std::vector<int> activities;
    std::int64_t base = 0;  ///< millionths covered without any activity, by standing work
    Rational value{};       ///< what covering it fully is worth, and a part of it in proportion

    bool operator==(const Need&) const = default;
};

/// Somebody whose needs are to be covered. Without a need of positive weight it has no coverage.
struct Beneficiary {
    std::string key;
    std::vector<Need> needs;

    bool operator==(const Beneficiary&) const = default;
};

/// The whole question.
struct Problem {
    int num_periods = 0;
    std::vector<std::string> skills;  ///< keys
    std::vector<Resource> resources;
    /// Standing work that takes its effort first: one row per skill, one amount per period; empty
    /// when there is none. If it does not fit, that is said in the result (`Timetable::shortages`).
    std::vector<std::vector<std::int64_t>> fixed;
    std::vector<Activity> activities;
    std::vector<Beneficiary> beneficiaries;
    std::vector<Stock> stocks{};
    /// Periods in which no activity works, ascending. One may pause over them: it neither starts nor
    /// ends in one, its effort goes to the open periods between, and only these count for the
    /// duration of its mode. Standing work goes by its own rows.
    std::vector<int> closed{};

    bool operator==(const Problem&) const = default;
};

/// Everything that is wrong with a problem, in its order; empty for a sound one. A message names the
/// object and the value, and `path` is where it lies: "/activities/3/modes/0".
/// An activity longer than its window is not broken: it is left out with a reason. Codes:
/// - `timetable.index`: refers to nothing
/// - `timetable.size`: a row of the wrong length, or more than 100 000 periods, of a lag too
/// - `timetable.duplicate`: a key or a reference twice
/// - `timetable.negative`: an amount, a weight, a lag or a value below 0
/// - `timetable.coverage`: outside 0 to 1 000 000
/// - `timetable.window`: empty, or outside the periods
/// - `timetable.closed`: closed periods out of order
/// - `timetable.pinned`: a pin outside the window, of another duration than its mode, that starts or
///   ends in a closed period; pins that exclude each other, break the order, or take more together
///   than there is. Told only of a problem that is sound otherwise
/// - `timetable.duration`: minimum above maximum, or below 1
/// - `timetable.no_mode`: an activity that cannot be done at all
/// - `timetable.cycle`: prerequisites that wait for each other
/// - `timetable.overflow`: amounts that sum beyond 2^60 units, or weights beyond 2^42; where modes or
///   needs have a value, values that are together beyond 2^60 of their smallest common part
///
/// Complexity: linear in the size of the problem, but for keys, which are compared.
[[nodiscard]] std::vector<Finding> check(const Problem& problem);

/// Throws areena::Error with the first thing that `check` finds.
void validate(const Problem& problem);

}  // namespace areena::timetable
