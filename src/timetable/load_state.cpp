#include "timetable/load_state.hpp"

#include <array>
#include <bit>
#include <limits>

namespace areena::timetable::detail {

namespace {

/// Sums of `amounts` over all sets of up to six skills; sets as bits.
using SetSums = std::array<std::int64_t, 64>;

SetSums set_sums(std::span<const Take> takes, std::size_t num_sets) {
    std::array<std::int64_t, 6> amounts{};
    for (const Take& take : takes) amounts[take.skill] = take.amount;
    SetSums sums;
    sums[0] = 0;
    for (std::size_t set = 1; set < num_sets; ++set)
        sums[set] = sums[set & (set - 1)] + amounts[std::countr_zero(set)];
    return sums;
}

}  // namespace

LoadState::LoadState(const Network& network, const Calendar& calendar, const Problem& problem,
                     const std::vector<std::vector<std::int64_t>>& load)
    : network_(&network), num_slots_(calendar.num_slots()) {
    cells_.resize(network.pieces.size() * static_cast<std::size_t>(num_slots_));
    for (int slot = 0; slot < num_slots_; ++slot)
        for (std::size_t p = 0; p < network.pieces.size(); ++p) {
            const Piece& piece = network.pieces[p];
            Cell& at = cells_[cell(static_cast<int>(p), slot)];
            const int period = calendar.period(slot);
            at.available = detail::available(problem, piece, period);
            for (const int skill : piece.skills) at.load.push_back(load[skill][period]);
            at.room.assign(piece.skills.size(), -1);
            if (piece.num_skills() <= table_skills) {
                make_table(piece, at);
            } else {
                at.flow.emplace_back(piece, at.available);
                for (int s = 0; s < piece.num_skills(); ++s) (void)at.flow[0].push(s, at.load[s]);
            }
        }
    for (const int period : problem.closed)
        for (const Piece& piece : network.pieces) {
            std::vector<std::int64_t> standing;
            for (const int skill : piece.skills) standing.push_back(load[skill][period]);
            const Fraction share =
                largest_share(piece, detail::available(problem, piece, period), standing).share;
            if (closed_peak_ < share) closed_peak_ = share;
        }
}

void LoadState::make_table(const Piece& piece, Cell& at) const {
    const std::size_t num_sets = std::size_t{1} << piece.num_skills();
    at.capacity.assign(num_sets, 0);
    at.slack.assign(num_sets, 0);
    std::int64_t shortfall = 0;
    for (std::size_t set = 1; set < num_sets; ++set) {
        std::int64_t load = 0;
        for (int s = 0; s < piece.num_skills(); ++s)
            if ((set >> s & 1U) != 0) load += at.load[s];
        for (int r = 0; r < piece.num_resources(); ++r) {
            const std::vector<int>& edges = piece.edges_of_resource[r];
            if (std::any_of(edges.begin(), edges.end(),
                            [&](int e) { return (set >> piece.edges[e].skill & 1U) != 0; }))
                at.capacity[set] += at.available[r];
        }
        at.slack[set] = at.capacity[set] - load;
        shortfall = std::max(shortfall, -at.slack[set]);
    }
    for (std::size_t set = 1; set < num_sets; ++set) at.slack[set] += shortfall;
}

std::int64_t LoadState::room(Cell& at, int skill) const {
    std::int64_t& room = at.room[skill];
    if (room >= 0) return room;
    if (!at.flow.empty()) {
        room = at.flow[0].push(skill, std::numeric_limits<std::int64_t>::max());
        at.flow[0].pull(skill, room);
        return room;
    }
    room = std::numeric_limits<std::int64_t>::max();
    const std::size_t bit = std::size_t{1} << skill;
    for (std::size_t set = bit; set < at.slack.size(); ++set)
        if ((set & bit) != 0) room = std::min(room, at.slack[set]);
    return room;
}

std::int64_t LoadState::missing_together(Cell& at, std::span<const Take> takes) const {
    std::int64_t most = 0;
    if (at.flow.empty()) {
        const SetSums sums = set_sums(takes, at.slack.size());
        for (std::size_t set = 1; set < at.slack.size(); ++set)
            most = std::max(most, sums[set] - at.slack[set]);
        return most;
    }
    PieceFlow<std::int64_t>& flow = at.flow[0];
    std::array<std::int64_t, 16> few;
    std::vector<std::int64_t> many(takes.size() > few.size() ? takes.size() : 0);
    std::int64_t* const pushed = many.empty() ? few.data() : many.data();
    for (std::size_t i = 0; i < takes.size(); ++i) {
        pushed[i] = flow.push(takes[i].skill, takes[i].amount);
        most += takes[i].amount - pushed[i];
    }
    for (std::size_t i = 0; i < takes.size(); ++i) flow.pull(takes[i].skill, pushed[i]);
    return most;
}

bool LoadState::fits(int piece, int slot, std::span<const Take> takes) {
    Cell& at = cells_[cell(piece, slot)];
    for (const Take& take : takes)
        if (take.amount > room(at, take.skill)) return false;
    return takes.size() < 2 || missing_together(at, takes) == 0;
}

std::int64_t LoadState::missing(int piece, int slot, std::span<const Take> takes) {
    Cell& at = cells_[cell(piece, slot)];
    if (takes.size() == 1)
        return std::max<std::int64_t>(0, takes[0].amount - room(at, takes[0].skill));
    return missing_together(at, takes);
}

void LoadState::changed(Cell& at) {
    at.share_known = false;
    std::fill(at.room.begin(), at.room.end(), -1);
}

std::vector<char> LoadState::short_skills(int piece, int slot,
                                          std::span<const Take> takes) const {
    const Cell& at = cells_[cell(piece, slot)];
    std::vector<std::int64_t> demand = at.load;
    for (const Take& take : takes) demand[take.skill] += take.amount;
    return smallest_cut(network_->pieces[piece], at.available, demand).skills;
}

void LoadState::add(int piece, int slot, std::span<const Take> takes) {
    Cell& at = cells_[cell(piece, slot)];
    changed(at);
    for (const Take& take : takes) at.load[take.skill] += take.amount;
    if (!at.flow.empty()) {
        for (const Take& take : takes) (void)at.flow[0].push(take.skill, take.amount);
        return;
    }
    const SetSums sums = set_sums(takes, at.slack.size());
    for (std::size_t set = 1; set < at.slack.size(); ++set) at.slack[set] -= sums[set];
}

void LoadState::remove(int piece, int slot, std::span<const Take> takes) {
    Cell& at = cells_[cell(piece, slot)];
    changed(at);
    for (const Take& take : takes) at.load[take.skill] -= take.amount;
    if (!at.flow.empty()) {
        for (const Take& take : takes) at.flow[0].pull(take.skill, take.amount);
        return;
    }
    const SetSums sums = set_sums(takes, at.slack.size());
    for (std::size_t set = 1; set < at.slack.size(); ++set) at.slack[set] += sums[set];
}

Fraction LoadState::table_share(const Cell& at) const {
    SetSums sums;
    sums[0] = 0;
    Fraction highest;
    for (std::size_t set = 1; set < at.capacity.size(); ++set) {
        const int last = std::countr_zero(set);
        const bool served = at.capacity[std::size_t{1} << last] > 0;
        sums[set] = sums[set & (set - 1)] + (served ? at.load[last] : 0);
        const Fraction share{sums[set], at.capacity[set]};
        if (at.capacity[set] > 0 && highest < share) highest = share;
    }
    return highest;
}

Fraction LoadState::share(int piece, int slot) {
    Cell& at = cells_[cell(piece, slot)];
    if (!at.share_known) {
        at.share = at.flow.empty()
                       ? table_share(at)
                       : largest_share(network_->pieces[piece], at.available, at.load).share;
        at.share_known = true;
    }
    return at.share;
}

Fraction LoadState::peak() {
    Fraction highest = closed_peak_;
    for (int slot = 0; slot < num_slots_; ++slot)
        for (int p = 0; p < static_cast<int>(network_->pieces.size()); ++p) {
            const Fraction at = share(p, slot);
            if (highest < at) highest = at;
        }
    return highest;
}

Fraction LoadState::share_with(int piece, int slot, std::span<const Take> takes) const {
    const Cell& at = cells_[cell(piece, slot)];
    const Piece& shape = network_->pieces[piece];
    Fraction all{0, 0};
    for (const std::int64_t amount : at.available) all.available += amount;
    for (const std::int64_t amount : at.load) all.load += amount;
    Fraction highest;
    for (const Take& take : takes) {
        all.load += take.amount;
        Fraction one{at.load[take.skill] + take.amount, 0};
        for (const int e : shape.edges_of_skill[take.skill])
            one.available += at.available[shape.edges[e].resource];
        if (one.available > 0 && highest < one) highest = one;
    }
    return all.available > 0 && highest < all ? all : highest;
}

}  // namespace areena::timetable::detail
