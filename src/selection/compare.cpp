#include "areena/selection/compare.hpp"

#include "selection/winner_marks.hpp"

#include <algorithm>

namespace areena::selection {

namespace {

Rational difference_of_sums(const Election& election, int group,
                            const std::vector<std::uint8_t>& in_first,
                            const std::vector<std::uint8_t>& in_second) {
    const auto ballot = election.ballot(group);
    const auto weights = election.ballot_weights(group);
    Rational difference;
    for (std::size_t i = 0; i < ballot.size(); ++i) {
        const auto project = static_cast<std::size_t>(ballot[i]);
        if (in_first[project] == in_second[project]) continue;
        const Rational utility =
            election.scale(ballot[i]) * Rational(weights.empty() ? 1 : weights[i]);
        if (in_first[project] != 0)
            difference += utility;
        else
            difference -= utility;
    }
    return difference;
}

/// What a voter has from its best project.
Rational best_of(const Election& election, int group, const std::vector<std::uint8_t>& is_winner) {
    const auto ballot = election.ballot(group);
    const auto weights = election.ballot_weights(group);
    Rational best;
    for (std::size_t i = 0; i < ballot.size(); ++i)
        if (is_winner[static_cast<std::size_t>(ballot[i])] != 0)
            best = std::max(best, election.scale(ballot[i]) *
                                      Rational(weights.empty() ? 1 : weights[i]));
    return best;
}

}  // namespace

Comparison compare(const Election& election, std::span<const int> first,
                   std::span<const int> second) {
    const std::vector<std::uint8_t> in_first = winner_marks(election, first);
    const std::vector<std::uint8_t> in_second = winner_marks(election, second);
    Comparison comparison;
    for (int g = 0; g < static_cast<int>(election.num_groups()); ++g) {
        // What the first gives beyond the second.
        const Rational difference =
            election.is_additive()
                ? difference_of_sums(election, g, in_first, in_second)
                : best_of(election, g, in_first) - best_of(election, g, in_second);
        const int sign = difference.sign();
        (sign > 0   ? comparison.first
         : sign < 0 ? comparison.second
                    : comparison.indifferent) += election.voters(g);
    }
    return comparison;
}

}  // namespace areena::selection
