#pragma once

#include "areena/timetable/objective.hpp"
#include "timetable/coverage_state.hpp"
#include "timetable/goals.hpp"
#include "timetable/load_state.hpp"
#include "timetable/model.hpp"
#include "timetable/worth_state.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace areena::timetable::detail {

/// How much of the default objectives a comparison looks at: up to and including this part.
enum class Level { value, coverage, all };

[[nodiscard]] std::span<const Measure> measures_of(Level level);

/// A timetable in the making. Changes between `begin` and `commit` or `rollback` are compared with
/// the state at `begin`, part by part of the objective, at a cost that depends on what changed.
class State {
public:
    explicit State(const Model& model);
    /// Counts changes to what `goals` begins with. Keeps a reference.
    State(const Model& model, const Goals& goals) : State(model) { goals_ = &goals; }

    [[nodiscard]] const Model& model() const noexcept { return *model_; }
    [[nodiscard]] const Spot& at(int activity) const noexcept { return spots_[activity]; }
    [[nodiscard]] bool placed(int activity) const noexcept { return spots_[activity].placed(); }
    [[nodiscard]] std::vector<Assignment> assignments() const;

    /// All prerequisites are placed and nothing placed excludes it.
    [[nodiscard]] bool allowed(int activity) const;
    /// All that it requires is placed. Within a change it may yet come.
    [[nodiscard]] bool supported(int activity) const;
    /// Not before its window, nor before a placed prerequisite has ended and its lag has passed.
    [[nodiscard]] int earliest(int activity) const;
    /// Not after its window, nor too late for one that waits for it.
    [[nodiscard]] int latest(int activity) const;
    /// Capacity and stocks only.
    [[nodiscard]] bool fits(int activity, const Spot& spot);
    /// What is short of capacity.
    [[nodiscard]] std::int64_t missing(int activity, const Spot& spot);
    /// About the largest load share where it would be (see `LoadState::share_with`).
    [[nodiscard]] Fraction share_at(int activity, const Spot& spot);
    /// Placed activities that take from the stock that `activity` would be short of or, if of none,
    /// from the skills it would be short of in its first short period; empty if it fits.
    [[nodiscard]] std::vector<int> blockers(int activity, const Spot& spot);

    void place(int activity, const Spot& spot);
    void remove(int activity);

    /// Starts a change that will be compared by these measures.
    void begin(std::span<const Measure> measures = {});
    void begin(Level level) { begin(measures_of(level)); }
    /// Above 0 if the timetable is better than at `begin`, below 0 if it is worse.
    [[nodiscard]] int compare(std::span<const Measure> measures);
    [[nodiscard]] int compare(Level level) { return compare(measures_of(level)); }
    /// What it is worth by `measure`; other parts are left out.
    [[nodiscard]] Objective reached(Measure measure);
    /// The last end of what is placed, a period.
    [[nodiscard]] int makespan() const;
    /// From now on, giving this placed activity up is worse than anything gained by it.
    void hold(int activity) { held_[activity] = 1; }
    [[nodiscard]] const std::vector<char>& held() const noexcept { return held_; }
    /// How much more urgent ones (see `Model::urgency`) are placed than at `begin`, and how much
    /// more value. One held and given up counts as less than none placed at all.
    struct Gain {
        std::int64_t urgent = 0;
        Rational value;
    };
    [[nodiscard]] Gain gain() const;
    void commit();
    std::vector<Assignment> before() const;
    void reset_to(const std::vector<Assignment>& assignments);
    void rollback();

    /// Undoing a part of a change: `undo_to(savepoint)` goes back to where `savepoint` was taken.
    [[nodiscard]] std::size_t savepoint() const noexcept { return log_.size(); }
    void undo_to(std::size_t savepoint);

    /// Coverage of a profile as of the last commit.
    [[nodiscard]] std::int64_t coverage(int profile) const noexcept {
        return coverage_.coverage(profile);
    }
    [[nodiscard]] LoadState& load() noexcept { return load_; }
    /// Work done elsewhere for this state.
    void count_work(std::int64_t units) noexcept { work_ += units; }
    /// Units of work done (see Options::work).
    [[nodiscard]] std::int64_t work() const noexcept { return work_ + coverage_.updates(); }

private:
    struct Change {
        int activity = 0;
        Spot before;
    };

    [[nodiscard]] int short_stock(int activity, int mode);
    [[nodiscard]] std::vector<int> consumers(int stock);
    void move(int activity, const Spot& spot);
    void apply(int activity, const Spot& spot, bool adding);
    [[nodiscard]] int compare_by(Measure measure, const Gain& gain);
    [[nodiscard]] int compare_changes() const;
    [[nodiscard]] Changes changes_of(int activity, const Spot& spot) const;
    void sync_coverage();
    [[nodiscard]] std::size_t cell(int piece, int slot) const noexcept {
        return static_cast<std::size_t>(slot) * model_->network.pieces.size() +
               static_cast<std::size_t>(piece);
    }

    const Model* model_;
    const Goals* goals_ = nullptr;
    LoadState load_;
    CoverageState coverage_;
    std::optional<WorthState> worth_;  // as `Model::worth`
    std::vector<Spot> spots_;
    std::vector<std::int64_t> covers_;  // per activity: coverage told to coverage_
    std::vector<char> held_;
    std::vector<std::int64_t> left_;  // per stock
    std::vector<std::vector<int>> members_;  // per piece and slot: who takes from it, ascending
    std::vector<Change> log_;
    std::vector<int> touched_;     // activities changed since begin, each once
    std::vector<Spot> began_at_;   // per activity: where it was at begin, if touched
    std::vector<int> touched_in_;  // per activity: the change it was touched in
    int change_ = 0;
    std::int64_t ends_ = 0;
    std::int64_t ends_before_ = 0;
    std::int64_t worth_before_ = 0;
    Fraction peak_before_;
    bool peak_known_ = false;  // peak_before_ is that of the last commit
    int makespan_before_ = 0;
    bool makespan_known_ = false;  // the same
    std::int64_t work_ = 0;
    std::vector<Take> takes_;  // scratch
};

}  // namespace areena::timetable::detail
