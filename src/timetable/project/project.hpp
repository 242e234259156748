#pragma once

#include "areena/core/progress.hpp"
#include "timetable/model.hpp"

#include <optional>
#include <span>
#include <vector>

namespace areena::timetable::detail {

/// An ordinary project under limited resources: the activities that are placed if all that must be
/// are, in their modes and durations, in topological order. Keeps a reference to the model.
class Project {
public:
    struct Link {
        int item = 0;
        int lag = 0;
    };
    /// A mode, for one duration.
    struct Way {
        int mode = 0;
        int duration = 0;
        bool even = false;  ///< takes the same in each of its slots
    };
    struct Item {
        int activity = 0;
        std::vector<Way> ways;     ///< the shortest first
        std::vector<Link> before;  ///< items of lower number
        std::vector<Link> after;
        int head = 0;      ///< the first slot that it can start in, by what it waits for
        int deadline = 0;  ///< slot
    };

    /// `held` marks activities that stay placed; mandatory and pinned ones must be placed, too, and
    /// what they wait for or require. Asked to stop, it is content with a lower `least_end`.
    Project(const Model& model, std::span<const char> held, const Progress& progress);

    [[nodiscard]] const Model& model() const noexcept { return *model_; }
    [[nodiscard]] const std::vector<Item>& items() const noexcept { return items_; }
    [[nodiscard]] int size() const noexcept { return static_cast<int>(items_.size()); }
    [[nodiscard]] const ModeModel& shape(const Item& item, const Way& way) const {
        return model_->activities[item.activity].modes[way.mode];
    }
    /// That nothing else than windows, order and capacity decides: nothing in it excludes another,
    /// and the stocks are enough for any modes.
    [[nodiscard]] bool is_ordinary() const noexcept { return is_ordinary_; }

    /// For each item the last slot that it may end before, if all is over before slot `end`; none if
    /// windows and order forbid that. By the longest way through those that wait for it.
    [[nodiscard]] std::optional<std::vector<int>> latest_ends(int end) const;
    /// The slot that no schedule of all items ends before: by order, and by what each set of skills
    /// has room for between any two times (energetic reasoning, Baptiste, Le Pape and Nuijten 1999),
    /// raised as long as an end is refuted. Computed once.
    [[nodiscard]] int least_end() const noexcept { return least_end_; }

private:
    /// Skills of one piece: the room until each slot, and what each way of each item takes.
    struct Set {
        std::vector<std::int64_t> room_until;  // by slot, and one more
        std::vector<std::vector<std::int64_t>> amounts;  // by item and way
        std::vector<int> users;                // items that take of it in any way
    };

    void add_items(std::span<const char> held);
    void add_ways(Item& item);
    void add_sets();
    void look_at_stocks();
    void find_least_end(const Progress& progress);
    [[nodiscard]] bool has_room(std::span<const int> latest) const;
    [[nodiscard]] bool has_room(const Set& set, std::span<const int> latest) const;
    [[nodiscard]] std::int64_t least_energy(const Set& set, int item, int latest, int from,
                                            int to) const;

    const Model* model_;
    std::vector<Item> items_;
    std::vector<Set> sets_;
    bool is_ordinary_ = true;
    int least_end_ = 0;
};

/// By activity the last slot that it may end before in a timetable that ends no later than a period and
/// places all that must be.
[[nodiscard]] std::vector<int> latest_ends(const Project& project, int makespan);

}  // namespace areena::timetable::detail
