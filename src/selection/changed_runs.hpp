#pragma once

#include "selection/joining.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace areena::selection {

/// Runs the rule on changed elections. Holds references.
class ChangedRuns {
public:
    /// Whether a project is selected in an election.
    using Wins = std::function<bool(const Election& changed, int project)>;

    ChangedRuns(const Election& election, Wins wins, const Progress& progress)
        : election_(election), wins_(std::move(wins)), progress_(progress) {}

    /// A cost with which the project is selected, though not at one more; from about `guess`.
    [[nodiscard]] std::optional<std::int64_t> largest_cost(int project, double guess) const;
    /// Where `joining` knows those with whom it could be done at best, if at all. Returns how many
    /// joiners at least it takes; 0 if they do, or nobody does: then that is proved.
    [[nodiscard]] std::int64_t find_bounded(WhyNot& why, const Joining& joining,
                                            const std::vector<int>& order) const;
    /// Tries all sets of joiners of `least` voters or more that are fewer than those found, if that
    /// takes no more than `most_runs`: then the fewest are known.
    void try_fewer(WhyNot& why, std::int64_t least, std::int64_t most_runs) const;
    /// By ever more of the voters in `order`.
    void find_joiners(WhyNot& why, const std::vector<int>& order) const;

private:
    [[nodiscard]] bool try_sets(WhyNot& why, const std::vector<Joiner>& groups, std::size_t from,
                                std::int64_t rest, std::vector<Joiner>& chosen) const;

    const Election& election_;
    Wins wins_;
    const Progress& progress_;
};

}  // namespace areena::selection
