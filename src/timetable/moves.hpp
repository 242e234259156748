#pragma once

#include "areena/core/random.hpp"
#include "timetable/state.hpp"

#include <cstdint>
#include <vector>

namespace areena::timetable::detail {

/// Which modes to try first when an activity is put (back) in.
enum class Modes {
    lightest,  ///< so that as many as possible fit
    fullest,   ///< the highest coverage first
    kept,      ///< those that cover as much as the one it had, then the fullest
};

/// Changes to a state that keep every rule. Each is deterministic but for `random`, a stream of
/// numbers that depends on the seed alone.
class Moves {
public:
    Moves(State& state, std::uint64_t seed) : state_(&state), random_(seed) {}

    [[nodiscard]] Random& random() noexcept { return random_; }

    /// The spot of a mode with the earliest end that fits, the lowest load among those; nowhere if
    /// none does. With `anywhere`, a random end comes first, and the others after it in turn.
    [[nodiscard]] Spot best_spot(int activity, int mode, bool anywhere = false);

    /// Places an activity where it is allowed and fits, whether what it requires is placed or not.
    /// False, and nothing changed, if nowhere.
    bool insert(int activity, Modes modes, int mode_before = -1, bool anywhere = false);
    /// The same with the prerequisites and required ones it still lacks; all of them or none.
    bool insert_chain(int activity, Modes modes);
    /// Takes an activity out, and all that wait for it or require it.
    void remove_chain(int activity);

    /// Begins a change that puts an activity at `spot`, moves away what is in its way and puts that
    /// back wherever it fits; what does not fit is given up. False, and rolled back, if there is no
    /// way; otherwise the change is left open for the caller to judge.
    bool try_force(int activity, const Spot& spot, Modes modes, std::span<const Measure> measures);
    bool try_force(int activity, const Spot& spot, Modes modes, Level level) {
        return try_force(activity, spot, modes, measures_of(level));
    }
    /// The same, kept if `compare(measures)` is not worse (better, if `strictly`). Returns above 0 if
    /// it became better, 0 if it is as good or unchanged.
    int force(int activity, const Spot& spot, std::span<const Measure> measures, Modes modes,
              bool strictly = false);
    int force(int activity, const Spot& spot, Level level, Modes modes, bool strictly = false) {
        return force(activity, spot, measures_of(level), modes, strictly);
    }

    /// Of a few random spots of a mode, the one that is short of the least; nowhere if the mode
    /// fits no window. `last_end` bounds the end.
    [[nodiscard]] Spot sample_spot(int activity, int mode, int last_end, int tries);

private:
    struct Ejected {
        int activity = 0;
        int mode = 0;
    };

    void eject(int activity);
    bool make_room(int activity, const Spot& spot);
    bool add_prerequisites(int activity, const Spot& spot, Modes modes);
    bool add_required(int activity, Modes modes);
    [[nodiscard]] bool is_ejected(int activity) const;
    int choose_blocker(const std::vector<int>& blockers);
    void put_back(Modes modes);
    void put_back_one(std::size_t index, Modes modes);
    void drop_orphans();
    void fill_in(int forced);

    State* state_;
    Random random_;
    std::vector<Ejected> pool_;
    std::vector<char> put_;  // per item of the pool: dealt with
};

}  // namespace areena::timetable::detail
