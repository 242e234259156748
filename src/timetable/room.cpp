#include "timetable/room.hpp"

#include <numeric>

namespace areena::timetable::detail {

std::vector<std::int64_t> room(const Problem& problem, const Calendar& calendar,
                               const Piece& piece, const std::vector<int>& set) {
    std::vector<std::int64_t> by_slot;
    for (int slot = 0; slot < calendar.num_slots(); ++slot) {
        const int period = calendar.period(slot);
        const std::vector<std::int64_t> available = detail::available(problem, piece, period);
        std::vector<std::int64_t> standing(piece.skills.size(), 0);
        if (!problem.fixed.empty())
            for (std::size_t s = 0; s < standing.size(); ++s)
                standing[s] = problem.fixed[piece.skills[s]][period];
        by_slot.push_back(smallest_cut(piece, available, standing).missing -
                          excess(piece, available, standing, set));
    }
    return by_slot;
}

std::vector<std::vector<int>> sets_of_interest(const Piece& piece) {
    std::vector<std::vector<int>> sets;
    for (int s = 0; s < piece.num_skills(); ++s) sets.push_back({s});
    if (piece.num_skills() > 1) {
        sets.emplace_back(piece.skills.size());
        std::iota(sets.back().begin(), sets.back().end(), 0);
    }
    return sets;
}

}  // namespace areena::timetable::detail
