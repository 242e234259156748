#pragma once

#include "timetable/exact/choices.hpp"
#include "timetable/goals.hpp"
#include "timetable/milp/program.hpp"
#include "timetable/whole_values.hpp"

#include <optional>
#include <span>
#include <vector>

namespace areena::timetable::detail {

/// A problem as a mixed-integer program. A column for each place of each activity: is it there? A
/// row for each rule: at most one place an activity; what waits for another starts by a period only
/// if the other has ended by then, counted over all its places (the strong form, whose relaxation is
/// the sharpest); exclusions, what is required, stocks; and in each period flows from skills to resources, with what standing
/// work is short of to spare.
class Formulation {
public:
    /// `held` marks activities that stay placed. References are kept.
    Formulation(const Model& model, const Choices& choices, std::span<const char> held);

    [[nodiscard]] const Program& program() const noexcept { return program_; }

    /// What is maximized from now on. Of value, needs that are covered by standing work alone count,
    /// too.
    void aim_at_nothing();
    void aim_at_urgency();  ///< pinned and mandatory activities (`Model::urgency`)
    void aim_at(const WholeValues& values);
    void aim_at_early_ends();
    void aim_at_coverage();  ///< after `add_coverage`
    /// Drops count `base` * `base`, switches `base`, moves 1; what is saved of them if all is dropped.
    void aim_at_few_changes(const Goals& goals, std::int64_t base);
    void aim_at_makespan();

    /// Keeps what stages before have settled.
    void keep_urgency(std::int64_t at_least);
    void keep_value(const WholeValues& values, std::int64_t at_least);
    void keep_ends(std::int64_t at_most);
    void keep_coverage(std::int64_t at_least);
    void keep_savings(const Goals& goals, std::int64_t base, std::int64_t at_least);
    void keep_makespan(int at_most);
    /// No set of skills above `share` of what there is. False as for `keep_below`.
    [[nodiscard]] bool keep_within(Fraction share);

    /// Leximin, level by level of coverage (in millionths), the lowest first. Whole numbers
    /// throughout: a beneficiary reaches a level when the weighted units of its needs reach a
    /// threshold. `add_coverage` comes first, with the level that all must reach.
    void add_coverage(std::int64_t level_of_all);
    /// At least `count` beneficiaries reach `level`.
    void keep_at_level(std::int64_t level, std::int64_t count);
    /// Maximizes how many reach `level`.
    void aim_at_level(std::int64_t level);

    /// Keeps every set of skills below `share` of what there is, in each open period. False where that
    /// cannot be written down: a piece has too many skills.
    [[nodiscard]] bool keep_below(Fraction share);

    /// The whole-number columns' values for `assignments`, the others left at 0; none if one of them is
    /// in a place that has no column.
    [[nodiscard]] std::vector<double> start(std::span<const Assignment> assignments) const;
    /// The places that `values` picks, by activity.
    [[nodiscard]] std::vector<Assignment> assignments(std::span<const double> values) const;

private:
    using Entries = std::vector<Program::Entry>;

    [[nodiscard]] std::vector<Entries> add_modes(std::int64_t unit);
    /// Columns for the units of coverage of the needs that are worth something.
    void add_worthy_needs(const WholeValues& values);
    [[nodiscard]] std::int64_t value_of(const WholeValues& values, std::size_t place) const;

    struct Place {
        int activity = 0;
        Spot spot;
        std::int64_t coverage = 0;
    };

    void add_places();
    void add_order();
    void add_exclusions();
    void add_required();
    void add_stocks();
    void add_capacity();
    void add_period(const Piece& piece, int period, const std::vector<Entries>& takes);
    bool keep_sets(Fraction share, bool below);
    void keep_set(Fraction share, bool below, const Piece& piece, int period, unsigned set,
                  const std::vector<Entries>& takes);
    /// What each place saves of the changes that there are if nothing is placed.
    [[nodiscard]] Entries savings(const Goals& goals, std::int64_t base) const;
    /// Per profile a column of its coverage, rounded down.
    void add_shares();
    [[nodiscard]] int end_period(std::size_t place) const {
        return model_->calendar.end_period(places_[place].spot.end());
    }
    /// By piece, slot and skill: what each place takes.
    [[nodiscard]] std::vector<std::vector<Entries>> all_takes() const;
    [[nodiscard]] Entries places_of(int activity) const;
    /// Per profile a column that is 1 only if it reaches `level`.
    [[nodiscard]] std::vector<int> add_marks(std::int64_t level);
    void set_marks(std::vector<double>& values) const;
    /// The least weighted units of a profile's needs that make its coverage reach `level`.
    [[nodiscard]] std::int64_t threshold(std::size_t profile, std::int64_t level) const;

    const Model* model_;
    const Choices* choices_;
    std::vector<char> held_;
    Program program_;
    std::vector<Place> places_;     // by column, the first ones
    std::vector<int> first_place_;  // by activity, and one more
    std::int64_t unit_ = 1;         // of coverage, in millionths
    std::vector<int> worthy_needs_;  // by need of `WholeValues`: the column of its units
    std::vector<int> units_;        // per profile: the column of its weighted units
    std::vector<int> shares_;       // per profile: the column of its coverage, if asked for
    std::int64_t level_of_all_ = 0;
    struct Marks {
        std::int64_t level = 0;
        std::vector<int> columns;  // per profile
    };
    std::vector<Marks> marks_;
};

}  // namespace areena::timetable::detail
