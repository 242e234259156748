#pragma once

#include "timetable/exact/choices.hpp"
#include "timetable/exact/times.hpp"

#include <span>
#include <vector>

namespace areena::timetable::detail {

/// A timetable and what it is worth.
struct Incumbent {
    std::vector<Assignment> assignments;
    Objective objective;
    Fraction peak;  ///< that of the objective

    Incumbent(const Model& model, std::vector<Assignment> made, const Goals& goals = {});
};

/// Looks through all ways to leave out activities or to choose their modes, leaving aside those
/// that cannot be better than the best timetable known, and asks `Times` for the rest.
class Selection {
public:
    /// `held` marks activities that may not be left out. References are kept.
    Selection(const Model& model, const Choices& choices, const Goals& goals,
              std::span<const char> held, Meter& meter);

    /// Improves `best`, which must be best in all the stages before, until it is best in `stage`.
    /// What is urgent is settled with the first stage.
    /// False if the meter was over before that was proved; `best` may have improved all the same.
    bool run(int stage, Incumbent& best);

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
    /// These compare what may still be reached at best with the best known: above 0 if better.
    [[nodiscard]] int compare_at_best(Measure measure);
    [[nodiscard]] int compare_urgency() const;
    [[nodiscard]] int compare_value() const;
    [[nodiscard]] int compare_leximin();
    [[nodiscard]] int compare_sum();
    [[nodiscard]] int compare_ends() const;
    [[nodiscard]] int compare_makespan() const;
    [[nodiscard]] int compare_changes() const;
    [[nodiscard]] std::int64_t worth_of_needs() const;
    [[nodiscard]] std::int64_t worth_at_most() const;
    [[nodiscard]] std::int64_t worth_without_ends() const;
    void find_levels();
    [[nodiscard]] Changes least_changes() const;
    [[nodiscard]] int least_end(int activity) const;
    [[nodiscard]] std::int64_t coverage_at_most(int activity) const;
    [[nodiscard]] bool counts_times() const;
    [[nodiscard]] Times::Goal goal() const;
    [[nodiscard]] Times::Answer find_room(int activity);
    bool insert(int activity);
    void move_witness(const std::vector<Spot>& spots);
    bool improve_times();
    void take(const std::vector<Spot>& spots);

    const Model* model_;
    const Choices* choices_;
    const Goals* goals_;
    Meter* meter_;
    Times times_;
    State witness_;  ///< the activities chosen so far, at some times that fit
    std::vector<char> held_;
    std::vector<std::int64_t> left_;  ///< by stock, what is chosen taken away
    std::vector<int> order_;   ///< each activity after its prerequisites
    std::vector<int> chosen_;  ///< by activity: choice, `out` or `undecided`
    int stage_ = 0;
    bool light_is_enough_ = false;  // no more is gained by another mode in the stages so far
    Incumbent* best_ = nullptr;
    std::vector<std::pair<std::int64_t, std::int64_t>> levels_;  // scratch: coverage, how many
};

}  // namespace areena::timetable::detail
