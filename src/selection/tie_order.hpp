#pragma once

#include "areena/selection/select.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace areena::selection {

/// All projects in the order of the tie keys, so that a tie is one look at ranks.
class TieOrder {
public:
    TieOrder(const Election& election, const Options& options)
        : rank_(static_cast<std::size_t>(election.num_projects())) {
        std::vector<int> order(rank_.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::sort(order, [&](int a, int b) { return precedes(election, options, a, b); });
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
