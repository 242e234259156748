#pragma once

#include "areena/core/error.hpp"
#include "areena/selection/select.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace areena::selection {

/// The place of each project in the given order; those that it does not name come after it.
inline std::vector<int> given_ranks(const Options& options, std::size_t num_projects) {
    std::vector<int> ranks(num_projects, static_cast<int>(num_projects));
    for (std::size_t i = 0; i < options.order.size(); ++i) {
        const int project = options.order[i];
        if (project < 0 || std::cmp_greater_equal(project, num_projects))
            throw Error("selection.ties", "the order of ties names project number " +
                                              std::to_string(project) + "; there are " +
                                              std::to_string(num_projects) +
                                              ", numbered from 0");
        int& rank = ranks[static_cast<std::size_t>(project)];
        if (rank != static_cast<int>(num_projects))
            throw Error("selection.ties", "the order of ties names project number " +
                                              std::to_string(project) + " twice");
        rank = static_cast<int>(i);
    }
    return ranks;
}

/// All projects in the order of the tie keys, so that a tie is one look at ranks.
class TieOrder {
public:
    TieOrder(const Election& election, const Options& options)
        : rank_(static_cast<std::size_t>(election.num_projects())) {
        const std::vector<int> given = given_ranks(options, rank_.size());
        std::vector<int> order(rank_.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::sort(order, [&](int a, int b) {
            const int rank_a = given[static_cast<std::size_t>(a)];
            const int rank_b = given[static_cast<std::size_t>(b)];
            return rank_a != rank_b ? rank_a < rank_b : precedes(election, options, a, b);
        });
        for (std::size_t i = 0; i < order.size(); ++i)
            rank_[static_cast<std::size_t>(order[i])] = static_cast<int>(i);
    }

    [[nodiscard]] int rank(int project) const { return rank_[static_cast<std::size_t>(project)]; }

    /// Takes the first out of `projects` and leaves the others, by index.
    [[nodiscard]] int take_first(std::vector<int>& projects) const {
        const auto first =
            std::ranges::min_element(projects, {}, [this](int p) { return rank(p); });
        const int taken = *first;
        projects.erase(first);
        std::ranges::sort(projects);
        return taken;
    }

private:
    static bool precedes(const Election& election, const Options& options, int a, int b) {
        for (const TieKey key : options.ties) {
            if (key == TieKey::min_cost && election.cost(a) != election.cost(b))
                return election.cost(a) < election.cost(b);
            if (key == TieKey::max_cost && election.cost(a) != election.cost(b))
                return election.cost(a) > election.cost(b);
            if (key == TieKey::max_votes && election.votes(a) != election.votes(b))
                return election.votes(a) > election.votes(b);
            if (key == TieKey::id) break;
        }
        const auto& projects = election.instance().projects;
        return projects[static_cast<std::size_t>(a)].id < projects[static_cast<std::size_t>(b)].id;
    }

    std::vector<int> rank_;
};

}  // namespace areena::selection
