#pragma once

#include "timetable/exact/choices.hpp"
#include "timetable/goals.hpp"

#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace areena::timetable::detail {

/// Finds times for activities whose modes are chosen, or proves that there are none: depth first
/// over the activity with the fewest places left, with what no longer fits taken away at each step.
class Times {
public:
    struct Goal {
        std::int64_t most_ends = std::numeric_limits<std::int64_t>::max();  ///< sum of the ends
        std::optional<Fraction> peak;  ///< what the load share may reach
        bool below_peak = false;       ///< or must stay below
        /// What ends are worth together (`WholeValues::OfMode::per_period`).
        std::int64_t least_worth = std::numeric_limits<std::int64_t>::min();
        int last_end = std::numeric_limits<int>::max();    ///< period that none may end after
        int most_moved = std::numeric_limits<int>::max();  ///< from where `Goals` has them
    };
    enum class Answer { found, none, unknown };  ///< unknown: the meter was over

    Times(const Model& model, const Choices& choices, const Goals& goals, Meter& meter);

    /// `chosen` holds for each activity the number of its choice, or -1.
    [[nodiscard]] Answer find(std::span<const int> chosen, const Goal& goal);
    /// What was found last, by activity.
    [[nodiscard]] const std::vector<Spot>& found() const noexcept { return found_; }
    /// Load share that standing work has by itself.
    [[nodiscard]] const Fraction& standing_peak() const noexcept { return standing_peak_; }

private:
    struct Link {
        int item = 0;
        int lag = 0;
    };
    struct Item {
        int activity = 0;
        const ModeModel* shape = nullptr;
        const std::vector<Spot>* spots = nullptr;
        std::vector<char> alive;  // per spot
        int count = 0;            // of those alive
        std::vector<Link> before;  // items that must end first
        std::vector<Link> after;
        bool placed = false;
        std::optional<int> home;  // the spot at the time where it was, if there was one
        bool had_home = false;
    };
    /// Skills of one piece, and what they have room for from the start up to each period's end.
    struct Set {
        int piece = 0;
        std::vector<int> skills;
        std::vector<std::int64_t> room_until;
    };
    /// By when the first k of the items that take of a set can have ended at the earliest: they
    /// need its room up to then.
    struct Pace {
        std::vector<int> items;
        std::vector<std::int64_t> ends;
    };

    void set_up(std::span<const int> chosen);
    void add_pace(const Set& set);
    [[nodiscard]] Answer descend();
    [[nodiscard]] int next_item() const;
    [[nodiscard]] bool place(int item, int spot);
    void undo(int item, const Spot& spot, std::size_t trail);
    [[nodiscard]] bool kill(int item, int spot);
    [[nodiscard]] bool is_free(const Item& item, const Spot& spot, int from, int to);
    [[nodiscard]] bool keep_free(int placed_item, const Spot& spot);
    [[nodiscard]] bool keep_order();
    [[nodiscard]] bool keep_ends();
    [[nodiscard]] bool keep_worth();
    [[nodiscard]] bool keep_homes();
    [[nodiscard]] bool keep_all() {
        return keep_order() && keep_ends() && keep_worth() && keep_homes();
    }
    [[nodiscard]] bool is_within(const Item& item, const Spot& spot);
    [[nodiscard]] bool is_low_enough(const Fraction& share) const {
        return goal_.below_peak ? share < *goal_.peak : !(*goal_.peak < share);
    }
    void find_home(Item& item, const Choice& choice) const;
    void change_load(const Item& item, const Spot& spot, bool adding);
    [[nodiscard]] int first_end(const Item& item) const;
    [[nodiscard]] std::int64_t first_end_period(const Item& item) const;
    [[nodiscard]] int last_start(const Item& item) const;
    [[nodiscard]] std::int64_t least_ends();

    const Model* model_;
    const Choices* choices_;
    const Goals* goals_;
    Meter* meter_;
    LoadState load_;
    Fraction standing_peak_;
    std::vector<Set> sets_;
    Goal goal_;
    std::vector<Item> items_;
    std::vector<Pace> paces_;
    std::vector<std::pair<int, int>> trail_;  // item, spot: killed in this order
    std::vector<Spot> found_;
    std::vector<Take> takes_;                 // scratch
    std::vector<std::int64_t> ends_;          // scratch
};

}  // namespace areena::timetable::detail
