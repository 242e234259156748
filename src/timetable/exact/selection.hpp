#pragma once

#include "timetable/exact/choices.hpp"
#include "timetable/exact/times.hpp"

#include <span>
#include <vector>

namespace areena::timetable::detail {

/// A part of the objective that is proved in one go; coverage is settled with leximin.
enum class Stage { value, coverage, ends, peak };

/// A timetable and what it is worth.
struct Incumbent {
    std::vector<Assignment> assignments;
    Objective objective;
    Fraction peak;  ///< that of the objective

    Incumbent(const Model& model, std::vector<Assignment> made);
};

/// Looks through all ways to leave out activities or to choose their modes, leaving aside those
/// that cannot be better than the best timetable known, and asks `Times` for the rest.
class Selection {
public:
    /// `held` marks activities that may not be left out.
    Selection(const Model& model, const Choices& choices, std::span<const char> held,
              Meter& meter);

    /// Improves `best`, which must be best in all the stages before, until it is best in `stage`.
    /// False if the meter was over before that was proved; `best` may have improved all the same.
    bool run(Stage stage, Incumbent& best);

private:
    static constexpr int undecided = -2;
    static constexpr int out = -1;

    void order_activities();
    bool extend(std::size_t next);
    bool choose(int activity, int choice, std::size_t next);
    bool settle();
    [[nodiscard]] bool is_possible(int activity) const;
    [[nodiscard]] bool is_affordable(int activity, const Choice& choice) const;
    [[nodiscard]] bool must_be_in(int activity) const;
    void consume(int activity, int choice, int sign);
    [[nodiscard]] bool is_hopeful();
    [[nodiscard]] int compare_value() const;
    [[nodiscard]] int compare_coverage();
    [[nodiscard]] std::int64_t coverage_at_most(int activity) const;
    [[nodiscard]] Times::Answer find_room(int activity);
    bool insert(int activity);
    void move_witness(const std::vector<Spot>& spots);
    bool improve_times();
    void take(const std::vector<Spot>& spots);

    const Model* model_;
    const Choices* choices_;
    Meter* meter_;
    Times times_;
    State witness_;  ///< the activities chosen so far, at some times that fit
    std::vector<char> held_;
    std::vector<std::int64_t> left_;  ///< by stock, what is chosen taken away
    std::vector<int> order_;   ///< each activity after its prerequisites
    std::vector<int> chosen_;  ///< by activity: choice, `out` or `undecided`
    Stage stage_ = Stage::value;
    Incumbent* best_ = nullptr;
    std::vector<std::pair<std::int64_t, std::int64_t>> levels_;  // scratch: coverage, how many
};

}  // namespace areena::timetable::detail
