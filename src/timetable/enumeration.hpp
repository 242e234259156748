#pragma once

#include "areena/timetable/objective.hpp"
#include "areena/timetable/problem.hpp"

#include <cstdint>
#include <vector>

namespace areena::timetable::detail {

/// A second, plain way to find that not everything can be placed: all places of all activities, one
/// activity after the other, each plan checked anew. It shares nothing with the search but the load
/// of a plan and the flow that tells whether it fits (`loads`, `supply`).
class Enumeration {
public:
    /// Keeps a reference to `problem`. `limit` is in skills and resources looked at.
    Enumeration(const Problem& problem, std::int64_t limit);

    /// True if there is no way to place all activities; false if there is one, or at the limit.
    [[nodiscard]] bool has_no_way();

private:
    [[nodiscard]] std::vector<Assignment> places(int activity) const;
    [[nodiscard]] bool is_closed(int period) const;
    [[nodiscard]] bool is_possible();
    [[nodiscard]] bool is_in_order(const Assignment& last) const;
    [[nodiscard]] std::int64_t missing(const std::vector<Assignment>& plan, int from, int to);
    bool extend(std::size_t next);

    const Problem& problem_;
    std::int64_t left_;
    std::vector<std::vector<Assignment>> places_;  // by activity
    std::vector<Assignment> plan_;
};

}  // namespace areena::timetable::detail
