#pragma once

#include "areena/core/progress.hpp"
#include "areena/timetable/search.hpp"
#include "timetable/follower.hpp"
#include "timetable/moves.hpp"
#include "timetable/project/project.hpp"
#include "timetable/state.hpp"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace areena::timetable::detail {

/// The search, phase by phase. Each phase improves the state it finds and leaves it valid.
class Phases {
public:
    Phases(State& state, const Options& options, Follower& follower);

    /// Takes over the assignments of `options.start` that fit. To be called once, before all else.
    void begin_with(const std::vector<Assignment>& start);
    /// Serial insertion in order, with repairs; then changes that raise the value placed.
    void place();
    /// Better modes for those worst off.
    void cover();
    /// Earlier ends, a lower peak.
    void smooth();

    /// Any objectives: the first of them, from what the search began with.
    void begin_stages(const Goals& goals);
    /// The same where the makespan comes first: what must be placed is a project by itself.
    void begin_project(const Goals& goals, const Project& project);
    /// Improves a stage of any objectives, and makes none before it worse.
    void improve(const Goals& goals, int stage);

    [[nodiscard]] Ending ending() const noexcept { return ending_; }

private:
    static constexpr int samples = 4;  // places looked at for one change

    /// Makes a change within the state; false if there is no way.
    using Change = std::function<bool()>;
    /// True if it made something better.
    using Improve = std::function<bool(int activity)>;

    /// False when the caller has asked to stop or `share` percent of the work is used up.
    bool go_on(std::string_view phase, int share);

    void take_over(const std::vector<Assignment>& start);
    void put_where_it_was(int activity, const Assignment& before);
    [[nodiscard]] bool can_ever_fit(int activity);
    /// Among those not known to fit.
    void find_hopeless(const std::vector<char>& known);
    [[nodiscard]] std::vector<int> insertion_order() const;
    /// Tries to make room for one that found none, as long as the work done stays below `pace`:
    /// the others must have their turn, too.
    void repair(int activity, Wide pace);
    void insert_all(bool urgent_only);
    void anneal();
    void raise_value();
    [[nodiscard]] Rational mean_value() const;
    [[nodiscard]] std::vector<int> waiting() const;
    [[nodiscard]] bool try_waiting(int activity);

    void raise_worst_off();
    [[nodiscard]] std::vector<int> serving(int profile) const;
    bool raise_profile(int profile);
    void search_coverage();
    [[nodiscard]] int pick_profile();
    [[nodiscard]] int force_for_coverage();
    [[nodiscard]] int pick_for_coverage();

    void polish(Level level, std::string_view phase, int share);
    bool improve(int activity, Level level);
    bool improve_with(int activity, int mode, Level level);
    bool give_up(int activity);
    bool flatten(int activity, const Spot& spot);
    void search_smoothness();

    /// One activity after the other, in order of time, as long as that helps. False when it is over.
    bool sweep(std::string_view phase, int share, const Improve& improve_one);
    /// Keeps the change if it makes these measures better.
    bool try_change(std::span<const Measure> measures, const Change& change);
    /// A change: always to be had.
    bool remove_chain(int activity) {
        moves_.remove_chain(activity);
        return true;
    }
    bool improve_activity(int activity, std::span<const Measure> measures);
    [[nodiscard]] bool is_allowed(int activity, const Spot& spot) const;
    int change_at_random(const Goals& goals, std::span<const Measure> measures);

    [[nodiscard]] int below(int bound) {
        return static_cast<int>(moves_.random().below(static_cast<std::uint64_t>(bound)));
    }

    State* state_;
    const Model* model_;
    const Options* options_;
    Follower* follower_;
    const Progress* progress_;
    Measure improved_ = Measure::value;  // by what is done now
    Moves moves_;
    std::vector<char> hopeless_;  // fits nowhere even alone, or waits for one such, or requires it
    std::int64_t effort_;         // how much longer than by default to go on without success
    Ending ending_ = Ending::finished;
    std::int64_t reported_ = 0;
};

}  // namespace areena::timetable::detail
