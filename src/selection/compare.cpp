#include "areena/selection/compare.hpp"

#include "selection/winner_marks.hpp"

namespace areena::selection {

Comparison compare(const Election& election, std::span<const int> first,
                   std::span<const int> second) {
    const std::vector<std::uint8_t> in_first = winner_marks(election, first);
    const std::vector<std::uint8_t> in_second = winner_marks(election, second);
    Comparison comparison;
    for (int g = 0; g < static_cast<int>(election.num_groups()); ++g) {
        const auto ballot = election.ballot(g);
        const auto weights = election.ballot_weights(g);
        Rational difference;  // what the first gives beyond the second
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
        const int sign = difference.sign();
        (sign > 0   ? comparison.first
         : sign < 0 ? comparison.second
                    : comparison.indifferent) += election.voters(g);
    }
    return comparison;
}

}  // namespace areena::selection
