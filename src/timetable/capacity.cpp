#include "areena/timetable/capacity.hpp"

#include "timetable/network.hpp"

#include <algorithm>

namespace areena::timetable {

namespace {

using detail::Network;
using detail::Piece;

std::vector<std::int64_t> local_demand(const Piece& piece, std::span<const std::int64_t> demand) {
    std::vector<std::int64_t> local(piece.skills.size());
    for (std::size_t s = 0; s < local.size(); ++s) local[s] = demand[piece.skills[s]];
    return local;
}

void supply_piece(const Problem& problem, const Piece& piece, int period,
                  std::span<const std::int64_t> demand, Supply& result) {
    const std::vector<std::int64_t> available = detail::available(problem, piece, period);
    const std::vector<std::int64_t> wanted = local_demand(piece, demand);
    detail::PieceFlow<std::int64_t> flow(piece, available);
    std::vector<char> starved(piece.skills.size(), 0);
    for (int s = 0; s < piece.num_skills(); ++s) {
        const std::int64_t missing = wanted[s] - flow.push(s, wanted[s]);
        starved[s] = missing > 0 ? 1 : 0;
        result.missing += missing;
    }
    for (std::size_t e = 0; e < piece.edges.size(); ++e)
        if (const std::int64_t amount = flow.on_edge(static_cast<int>(e)); amount > 0)
            result.flows.push_back({piece.resources[piece.edges[e].resource],
                                    piece.skills[piece.edges[e].skill], period, amount});
    for (const std::vector<int>& part : detail::split(piece, available, flow.reach(starved))) {
        Shortage shortage;
        shortage.period = period;
        shortage.amount = detail::excess(piece, available, wanted, part);
        for (const int s : part) shortage.skills.push_back(piece.skills[s]);
        result.shortages.push_back(std::move(shortage));
    }
}

}  // namespace

Supply supply(const Problem& problem, int period, std::span<const std::int64_t> demand) {
    const Network network(problem);
    Supply result;
    for (const Piece& piece : network.pieces) supply_piece(problem, piece, period, demand, result);
    std::sort(result.flows.begin(), result.flows.end(), [](const Flow& a, const Flow& b) {
        return a.resource != b.resource ? a.resource < b.resource : a.skill < b.skill;
    });
    std::sort(result.shortages.begin(), result.shortages.end(),
              [](const Shortage& a, const Shortage& b) { return a.skills < b.skills; });
    return result;
}

Peak peak(const Problem& problem, int period, std::span<const std::int64_t> demand) {
    const Network network(problem);
    Peak result;
    result.period = period;
    detail::Fraction highest;
    for (const Piece& piece : network.pieces) {
        const detail::PieceShare found = detail::largest_share(
            piece, detail::available(problem, piece, period), local_demand(piece, demand));
        if (found.skills.empty() || !(highest < found.share)) continue;
        highest = found.share;
        result.skills.clear();
        for (const int s : found.skills) result.skills.push_back(piece.skills[s]);
    }
    result.share = highest.rational();
    return result;
}

}  // namespace areena::timetable
