#pragma once

#include "areena/selection/grouped.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace areena::selection {

/// What voters have if only the best selected project of each counts (Chamberlin and Courant), in
/// whole weights. Holds a reference.
class BestSoFar {
public:
    explicit BestSoFar(const Election& election)
        : election_(election), best_(election.num_groups()) {}

    /// What all voters together gain if the project is added.
    [[nodiscard]] std::int64_t gain(int project) const {
        std::int64_t sum = 0;
        for_each_gain(project, [&](std::size_t, std::int64_t weight, std::int64_t voters,
                                   std::int64_t best) { sum += voters * (weight - best); });
        return sum;
    }

    /// What a group had before.
    struct Change {
        std::size_t group = 0;
        std::int64_t before = 0;
    };
    /// Adds a project; appends what it changes.
    void add(int project, std::vector<Change>& changes) {
        for_each_gain(project, [&](std::size_t group, std::int64_t weight, std::int64_t,
                                   std::int64_t best) {
            changes.push_back({group, best});
            best_[group] = weight;
        });
    }
    /// Takes back the changes after the first `kept`.
    void undo(std::vector<Change>& changes, std::size_t kept) {
        for (; changes.size() > kept; changes.pop_back())
            best_[changes.back().group] = changes.back().before;
    }

    /// What a voter of the group has from its best project.
    [[nodiscard]] std::int64_t of(std::size_t group) const { return best_[group]; }

private:
    template <class Each>
    void for_each_gain(int project, Each each) const {
        const auto groups = election_.supporters(project);
        const auto weights = election_.weights(project);
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const auto group = static_cast<std::size_t>(groups[i]);
            const std::int64_t weight = weights.empty() ? 1 : weights[i];
            if (weight > best_[group])
                each(group, weight, election_.voters(groups[i]), best_[group]);
        }
    }

    const Election& election_;
    std::vector<std::int64_t> best_;  // by group
};

}  // namespace areena::selection
