#pragma once

#include "areena/core/progress.hpp"
#include "areena/core/random.hpp"
#include "timetable/anneal/lagrangian.hpp"
#include "timetable/anneal/layout.hpp"

#include <cstdint>
#include <vector>

namespace areena::timetable::detail::anneal {

/// Raises the value of a timetable by simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983): random
/// placements, moves, changes of mode and swaps, a loss taken with a probability that falls with
/// its size and with time. Keeps every rule at every step, and all that is urgent where it is placed.
/// Told prices, it tries only places that lose by them no more than it might still take.
/// The same arrays, seed and limit give the same timetable; whole numbers throughout.
class Annealer {
public:
    Annealer(const Compiled& compiled, std::uint64_t seed);

    /// To be called before `run`, prerequisites and required activities first.
    void put(int activity, const Spot& spot);
    /// Before `run`: where to look from now on; anywhere if it is empty. The reference is kept.
    void follow(const PricedPlaces& places);
    /// Goes on until `work` is used up or the caller asks to stop; false if stopped. `report` is called
    /// now and then with the work used.
    template <class Report>
    bool run(std::int64_t work, const Progress& progress, Report report) {
        begin();
        while (layout_.work() < work) {
            if (progress.stopped()) return false;
            report(layout_.work());
            cool(layout_.work(), work);
            for (int i = 0; i < steps_at_once && layout_.work() < work; ++i) step();
        }
        return true;
    }

    /// Of what is placed now; after `run`, of the best seen.
    [[nodiscard]] std::int64_t worth() const noexcept {
        return best_.empty() ? layout_.worth() : best_worth_;
    }
    [[nodiscard]] std::vector<Spot> spots() const;
    [[nodiscard]] std::int64_t work() const noexcept { return layout_.work(); }

private:
    static constexpr int steps_at_once = 1'000;

    struct Change {
        int activity = 0;
        Place before;
    };

    [[nodiscard]] int end_of(const Place& place) const {
        return place.start + layout_.compiled().shapes[place.shape].duration;
    }
    void begin();
    void find_hottest();
    void cool(std::int64_t done, std::int64_t work);
    void narrow();
    void step();
    [[nodiscard]] bool choose(int activity, Place& place);
    [[nodiscard]] bool choose_near(int activity, Place& place);
    bool make_room(int activity, const Place& place);
    [[nodiscard]] int choose_blocker(int activity, int cell);
    [[nodiscard]] bool find_fitting(int activity, Place& place);
    void put_back();
    void put(int activity, const Place& place);
    void take(int activity);
    void judge(std::int64_t allowed);
    void keep_best();
    void undo();
    [[nodiscard]] std::int64_t tolerance();
    /// xorshift64* (Vigna 2016), begun from `Random`: a step draws some ten numbers, and these cost
    /// more than what is done with them otherwise. The bias is below bound / 2^32.
    [[nodiscard]] int below(std::size_t bound) noexcept {
        random_ ^= random_ >> 12U;
        random_ ^= random_ << 25U;
        random_ ^= random_ >> 27U;
        const std::uint64_t high = (random_ * 0x2545F4914F6CDD1DULL) >> 32U;
        return static_cast<int>(high * bound >> 32U);
    }

    Layout layout_;
    std::uint64_t random_;
    const PricedPlaces* places_ = nullptr;  // null: anywhere
    std::vector<int> near_;  // by activity: how many of them are near enough
    std::int64_t near_at_ = 0;  // the temperature then
    std::vector<char> stays_;  // by activity: urgent
    std::vector<Change> changes_;
    std::int64_t delta_ = 0;  // of the change under way, but for what its activities share
    std::vector<int> ejected_;
    std::vector<std::int64_t> quantiles_;
    std::int64_t hottest_ = 0;
    std::int64_t temperature_ = 0;
    std::int64_t best_worth_ = 0;
    std::vector<Place> best_;
    std::vector<int> dirty_;        // changed since `best_` was taken, each once
    std::vector<char> is_dirty_;
};

}  // namespace areena::timetable::detail::anneal
