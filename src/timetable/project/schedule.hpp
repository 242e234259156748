#pragma once

#include "timetable/project/project.hpp"

#include <span>
#include <vector>

namespace areena::timetable::detail {

/// A schedule of a project, made from a list and improved to both sides. Keeps a reference to it.
class Schedule {
public:
    explicit Schedule(const Project& project);

    /// Serial schedule generation (Kelley 1963): each item of `order`, which comes after what it waits
    /// for, as early as it fits, in `ways[item]`, or in the way that ends first where that is below 0.
    /// False if there is no room for one.
    bool generate(std::span<const int> order, std::span<const int> ways);
    /// Double justification (Valls, Ballestin and Quintanilla 2005): all as late as they can be before
    /// the end, from the last on, then all as early as they can be; again while that helps. Only
    /// after all were generated.
    void improve();

    /// The slot that all is over before.
    [[nodiscard]] int end() const;
    [[nodiscard]] std::int64_t sum_of_ends() const;
    /// Items by start: generating from it gives a schedule that ends no later.
    [[nodiscard]] std::vector<int> order() const;
    [[nodiscard]] const std::vector<int>& ways() const noexcept { return ways_; }
    [[nodiscard]] std::vector<Assignment> assignments() const;
    /// Units of work done: one slot of one placement tried.
    [[nodiscard]] std::int64_t work() const noexcept { return work_; }

private:
    void clear();
    void put(int item, int way, int start);
    void take_out(int item);
    [[nodiscard]] int ready(int item) const;
    [[nodiscard]] int due(int item, int end) const;
    /// The first start from `from` on, up to `last`; below 0 if there is none.
    [[nodiscard]] int first_start(int item, int way, int from, int last);
    /// The last one, down to `from`.
    [[nodiscard]] int last_start(int item, int way, int from, int last);
    /// A slot in which it would not fit, the last one or the first one; below 0 if it fits.
    [[nodiscard]] int misfit(int item, int way, int start, bool last);
    void justify_right();
    void justify_left();

    const Project* project_;
    LoadState load_;
    std::vector<int> starts_;  // by item; below 0: not there
    std::vector<int> ways_;
    std::vector<Take> takes_;  // scratch
    std::int64_t work_ = 0;
};

}  // namespace areena::timetable::detail
