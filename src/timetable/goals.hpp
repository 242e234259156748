#pragma once

#include "areena/timetable/objective.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace areena::timetable::detail {

/// What a timetable is to be good at, the most important first: its stages. And, if fewest changes
/// are among them, what is changed.
struct Goals {
    std::vector<Measure> order{default_objectives.begin(), default_objectives.end()};
    std::vector<Assignment> earlier{};                  ///< empty if changes do not count
    std::vector<std::optional<Assignment>> homes{};  ///< the same, by activity; empty too

    Goals() = default;
    Goals(std::vector<Measure> objectives, std::span<const Assignment> start,
          std::size_t num_activities)
        : order(std::move(objectives)) {
        if (!counts(Measure::changes, order.size())) return;
        earlier.assign(start.begin(), start.end());
        homes.resize(num_activities);
        for (const Assignment& each : start) homes[each.activity] = each;
    }

    /// Whether the first stage is the makespan: a project to be scheduled.
    [[nodiscard]] bool is_makespan_first() const { return order.front() == Measure::makespan; }
    [[nodiscard]] int num_stages() const noexcept { return static_cast<int>(order.size()); }
    /// Whether `measure` is among the first `stages`.
    [[nodiscard]] bool counts(Measure measure, std::size_t stages) const {
        const std::span<const Measure> all = first(stages);
        return std::find(all.begin(), all.end(), measure) != all.end();
    }
    [[nodiscard]] std::span<const Measure> first(std::size_t stages) const {
        return std::span(order).first(std::min(stages, order.size()));
    }
    /// Whether a stage is settled by those before it: equal leximin is equal coverage.
    [[nodiscard]] bool follows(int stage) const {
        return order[stage] == Measure::coverage &&
               counts(Measure::leximin, static_cast<std::size_t>(stage));
    }
    [[nodiscard]] bool are_default() const {
        return std::equal(order.begin(), order.end(), default_objectives.begin(),
                          default_objectives.end());
    }
    /// Where an activity was before; null if it was not, or if changes do not count.
    [[nodiscard]] const Assignment* home(int activity) const {
        return homes.empty() || !homes[activity] ? nullptr : &*homes[activity];
    }
};

/// Whether `now` is at another time than `before`.
[[nodiscard]] inline bool is_moved(const Assignment& before, const Assignment& now) {
    return before.start != now.start || before.duration != now.duration;
}

}  // namespace areena::timetable::detail
