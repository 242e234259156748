#pragma once

#include "areena/timetable/problem.hpp"
#include "timetable/wide.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace areena::timetable::detail {

/// Skills that resources join, directly or through others, with those resources. Pieces do not
/// touch each other, so each is checked on its own. Indices inside a piece are local.
struct Piece {
    struct Edge {
        int skill = 0;
        int resource = 0;
    };
    std::vector<int> skills;     ///< global, ascending
    std::vector<int> resources;  ///< global, ascending
    std::vector<Edge> edges;     ///< by skill, then resource
    std::vector<std::vector<int>> edges_of_skill;
    std::vector<std::vector<int>> edges_of_resource;

    [[nodiscard]] int num_skills() const noexcept { return static_cast<int>(skills.size()); }
    [[nodiscard]] int num_resources() const noexcept { return static_cast<int>(resources.size()); }
};

/// Which skills and resources hang together. Every skill is in exactly one piece; a resource
/// without skills is in none.
struct Network {
    std::vector<Piece> pieces;
    std::vector<int> piece_of_skill;
    std::vector<int> local_skill;

    explicit Network(const Problem& problem);
};

/// What the resources of `piece` have in `period`.
[[nodiscard]] std::vector<std::int64_t> available(const Problem& problem, const Piece& piece,
                                                  int period);

/// A flow from the skills of a piece to its resources, kept and changed a little at a time by
/// shortest augmenting paths (Edmonds and Karp). What has been pushed from a skill stays pushed
/// from it, on whatever way, until it is pulled; pushing as much as possible from each skill in
/// turn gives a maximum flow.
template <class Number>
class PieceFlow {
public:
    PieceFlow(const Piece& piece, std::vector<Number> available)
        : piece_(&piece), flow_(piece.edges.size(), 0), free_(std::move(available)) {}

    /// Sends up to `amount` from `skill` and returns how much went.
    Number push(int skill, Number amount) {
        Number left = amount;
        for (const int e : piece_->edges_of_skill[skill]) {  // straight to where there is room
            if (left == 0) return amount;
            const Number step = std::min(left, free_[piece_->edges[e].resource]);
            flow_[e] += step;
            free_[piece_->edges[e].resource] -= step;
            left -= step;
        }
        while (left > 0) {
            const int resource = find_room(skill);
            if (resource < 0) break;
            left -= augment(skill, resource, left);
        }
        return amount - left;
    }

    /// Takes back `amount` of what was pushed from `skill`.
    void pull(int skill, Number amount) {
        const std::vector<int>& edges = piece_->edges_of_skill[skill];
        for (std::size_t i = edges.size(); i-- > 0 && amount > 0;) {
            const Number step = std::min(amount, flow_[edges[i]]);
            flow_[edges[i]] -= step;
            free_[piece_->edges[edges[i]].resource] += step;
            amount -= step;
        }
    }

    /// The skills that share their resources with one of `starved`, directly or by rerouting. If
    /// those are all the skills that could not push everything, this is the smallest set with the
    /// largest load - available.
    [[nodiscard]] std::vector<char> reach(const std::vector<char>& starved) {
        std::vector<char> reached(piece_->skills.size(), 0);
        for (int s = 0; s < piece_->num_skills(); ++s)
            if (starved[s] != 0 && reached[s] == 0) {
                (void)find_room(s);
                for (int other = 0; other < piece_->num_skills(); ++other)
                    if (via_skill_[other] != unseen) reached[other] = 1;
            }
        return reached;
    }

    [[nodiscard]] Number on_edge(int edge) const noexcept { return flow_[edge]; }

private:
    static constexpr int unseen = -2;
    static constexpr int source = -1;

    /// Breadth first from `skill`; returns the first resource with room, or -1.
    int find_room(int skill) {
        via_skill_.assign(piece_->skills.size(), unseen);
        via_resource_.assign(piece_->resources.size(), unseen);
        queue_.clear();
        queue_.push_back(skill);
        via_skill_[skill] = source;
        for (std::size_t i = 0; i < queue_.size(); ++i)
            for (const int e : piece_->edges_of_skill[queue_[i]]) {
                const int resource = piece_->edges[e].resource;
                if (via_resource_[resource] != unseen) continue;
                via_resource_[resource] = e;
                if (free_[resource] > 0) return resource;
                for (const int back : piece_->edges_of_resource[resource]) {
                    const int other = piece_->edges[back].skill;
                    if (flow_[back] == 0 || via_skill_[other] != unseen) continue;
                    via_skill_[other] = back;
                    queue_.push_back(other);
                }
            }
        return -1;
    }

    /// Sends up to `limit` along the way that find_room left behind.
    Number augment(int skill, int resource, Number limit) {
        Number step = std::min(limit, free_[resource]);
        for (int r = resource;;) {
            const int s = piece_->edges[via_resource_[r]].skill;
            if (s == skill) break;
            step = std::min(step, flow_[via_skill_[s]]);
            r = piece_->edges[via_skill_[s]].resource;
        }
        free_[resource] -= step;
        for (int r = resource;;) {
            const int s = piece_->edges[via_resource_[r]].skill;
            flow_[via_resource_[r]] += step;
            if (s == skill) break;
            flow_[via_skill_[s]] -= step;
            r = piece_->edges[via_skill_[s]].resource;
        }
        return step;
    }

    const Piece* piece_;
    std::vector<Number> flow_;    // per edge
    std::vector<Number> free_;    // per resource
    std::vector<int> via_skill_;  // the edge each was reached by, in the last search
    std::vector<int> via_resource_;
    std::vector<int> queue_;
};

/// The smallest set of local skills with the largest demand - available, and that difference.
struct Cut {
    std::vector<char> skills;  ///< a mark per skill of the piece; none if all is met
    std::int64_t missing = 0;
};
[[nodiscard]] Cut smallest_cut(const Piece& piece, const std::vector<std::int64_t>& available,
                               const std::vector<std::int64_t>& demand);

/// Splits a set of skills where no resource with something available joins them.
[[nodiscard]] std::vector<std::vector<int>> split(const Piece& piece,
                                                  const std::vector<std::int64_t>& available,
                                                  const std::vector<char>& skills);

/// demand(set) - available(resources touching the set).
[[nodiscard]] std::int64_t excess(const Piece& piece, const std::vector<std::int64_t>& available,
                                  const std::vector<std::int64_t>& demand,
                                  const std::vector<int>& skills);

/// The largest load share over all sets of skills of the piece for which something is available.
struct PieceShare {
    Fraction share;
    std::vector<int> skills;  ///< local; empty if nothing is asked for
};
[[nodiscard]] PieceShare largest_share(const Piece& piece,
                                       const std::vector<std::int64_t>& available,
                                       const std::vector<std::int64_t>& demand);

}  // namespace areena::timetable::detail
