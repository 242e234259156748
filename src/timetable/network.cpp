#include "timetable/network.hpp"

#include <numeric>

namespace areena::timetable::detail {

namespace {

/// Union by the smaller root, so that roots do not depend on the order of joining.
class Groups {
public:
    explicit Groups(std::size_t size) : parent_(size) {
        std::iota(parent_.begin(), parent_.end(), 0);
    }
    int root(int x) {
        while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
        return x;
    }
    void join(int a, int b) {
        a = root(a);
        b = root(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<int> parent_;
};

void add_edges(Piece& piece, const Problem& problem, const std::vector<int>& local_skill) {
    for (int r = 0; r < piece.num_resources(); ++r)
        for (const int skill : problem.resources[piece.resources[r]].skills)
            piece.edges.push_back({local_skill[skill], r});
    std::sort(piece.edges.begin(), piece.edges.end(), [](Piece::Edge a, Piece::Edge b) {
        return a.skill != b.skill ? a.skill < b.skill : a.resource < b.resource;
    });
    piece.edges_of_skill.resize(piece.skills.size());
    piece.edges_of_resource.resize(piece.resources.size());
    for (std::size_t e = 0; e < piece.edges.size(); ++e) {
        piece.edges_of_skill[piece.edges[e].skill].push_back(static_cast<int>(e));
        piece.edges_of_resource[piece.edges[e].resource].push_back(static_cast<int>(e));
    }
}

/// Marks the resources with an edge to one of `skills`.
std::vector<char> touched(const Piece& piece, const std::vector<int>& skills) {
    std::vector<char> marks(piece.resources.size(), 0);
    for (const int s : skills)
        for (const int e : piece.edges_of_skill[s]) marks[piece.edges[e].resource] = 1;
    return marks;
}

std::int64_t sum_of(const std::vector<std::int64_t>& amounts, const std::vector<char>& marks) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < amounts.size(); ++i)
        if (marks[i] != 0) sum += amounts[i];
    return sum;
}

Fraction share_of(const Piece& piece, const std::vector<std::int64_t>& available,
                  const std::vector<std::int64_t>& demand, const std::vector<int>& skills) {
    Fraction share{0, sum_of(available, touched(piece, skills))};
    for (const int s : skills) share.load += demand[s];
    return share;
}

/// Skills that ask for something and touch a resource that has something.
std::vector<int> active_skills(const Piece& piece, const std::vector<std::int64_t>& available,
                               const std::vector<std::int64_t>& demand) {
    std::vector<int> active;
    for (int s = 0; s < piece.num_skills(); ++s) {
        const std::vector<int>& edges = piece.edges_of_skill[s];
        const bool served = std::any_of(edges.begin(), edges.end(), [&](int e) {
            return available[piece.edges[e].resource] > 0;
        });
        if (served && demand[s] > 0) active.push_back(s);
    }
    return active;
}

}  // namespace

Network::Network(const Problem& problem)
    : piece_of_skill(problem.skills.size()), local_skill(problem.skills.size()) {
    Groups groups(problem.skills.size());
    for (const Resource& resource : problem.resources)
        for (const int skill : resource.skills) groups.join(resource.skills.front(), skill);
    for (int s = 0; s < static_cast<int>(problem.skills.size()); ++s) {
        const int root = groups.root(s);  // never above s
        if (root == s) {
            piece_of_skill[s] = static_cast<int>(pieces.size());
            pieces.emplace_back();
        } else {
            piece_of_skill[s] = piece_of_skill[root];
        }
        Piece& piece = pieces[piece_of_skill[s]];
        local_skill[s] = piece.num_skills();
        piece.skills.push_back(s);
    }
    for (int r = 0; r < static_cast<int>(problem.resources.size()); ++r)
        if (!problem.resources[r].skills.empty())
            pieces[piece_of_skill[problem.resources[r].skills.front()]].resources.push_back(r);
    for (Piece& piece : pieces) add_edges(piece, problem, local_skill);
}

std::vector<std::int64_t> available(const Problem& problem, const Piece& piece, int period) {
    std::vector<std::int64_t> amounts(piece.resources.size());
    for (std::size_t r = 0; r < amounts.size(); ++r)
        amounts[r] = problem.resources[piece.resources[r]].available[period];
    return amounts;
}

Cut smallest_cut(const Piece& piece, const std::vector<std::int64_t>& available,
                 const std::vector<std::int64_t>& demand) {
    PieceFlow<std::int64_t> flow(piece, available);
    Cut cut;
    std::vector<char> starved(piece.skills.size(), 0);
    for (int s = 0; s < piece.num_skills(); ++s) {
        const std::int64_t short_by = demand[s] - flow.push(s, demand[s]);
        starved[s] = short_by > 0 ? 1 : 0;
        cut.missing += short_by;
    }
    cut.skills = flow.reach(starved);
    return cut;
}

std::vector<std::vector<int>> split(const Piece& piece, const std::vector<std::int64_t>& available,
                                    const std::vector<char>& skills) {
    Groups groups(piece.skills.size());
    for (int r = 0; r < piece.num_resources(); ++r) {
        if (available[r] == 0) continue;
        int first = -1;
        for (const int e : piece.edges_of_resource[r]) {
            const int s = piece.edges[e].skill;
            if (skills[s] == 0) continue;
            if (first < 0) first = s;
            groups.join(first, s);
        }
    }
    std::vector<std::vector<int>> parts;
    std::vector<int> part_of(piece.skills.size(), -1);
    for (int s = 0; s < piece.num_skills(); ++s) {
        if (skills[s] == 0) continue;
        int& part = part_of[groups.root(s)];
        if (part < 0) {
            part = static_cast<int>(parts.size());
            parts.emplace_back();
        }
        parts[part].push_back(s);
    }
    return parts;
}

std::int64_t excess(const Piece& piece, const std::vector<std::int64_t>& available,
                    const std::vector<std::int64_t>& demand, const std::vector<int>& skills) {
    const Fraction share = share_of(piece, available, demand, skills);
    return share.load - share.available;
}

PieceShare largest_share(const Piece& piece, const std::vector<std::int64_t>& available,
                         const std::vector<std::int64_t>& demand) {
    PieceShare best;
    best.skills = active_skills(piece, available, demand);
    if (best.skills.empty()) return best;
    const std::vector<int> active = best.skills;
    best.share = share_of(piece, available, demand, active);
    for (;;) {
        // Scale what there is by the share found: if that meets the demand, no set has more.
        std::vector<Wide> scaled(available.size());
        for (std::size_t r = 0; r < scaled.size(); ++r)
            scaled[r] = static_cast<Wide>(available[r]) * best.share.load;
        PieceFlow<Wide> flow(piece, std::move(scaled));
        std::vector<char> starved(piece.skills.size(), 0);
        bool met = true;
        for (const int s : active) {
            const Wide wanted = static_cast<Wide>(demand[s]) * best.share.available;
            starved[s] = flow.push(s, wanted) < wanted ? 1 : 0;
            met = met && starved[s] == 0;
        }
        if (met) return best;
        const std::vector<char> reached = flow.reach(starved);
        best.skills.clear();
        for (const int s : active)
            if (reached[s] != 0) best.skills.push_back(s);
        best.share = share_of(piece, available, demand, best.skills);
    }
}

}  // namespace areena::timetable::detail
