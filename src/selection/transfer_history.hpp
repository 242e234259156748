#pragma once

#include "areena/core/rational.hpp"

#include <cstdint>
#include <vector>

namespace areena::selection {

/// What became of voters' money as projects were funded, as far as it proves sums of it equal without
/// a digit of it.
///
/// All voters begin with the same. When a project is funded, a voter who hands on keeps its money less
/// x times what it gives; x is the same for all, is known by the funding adding up to the cost, and
/// has twice as many digits each time. A sum of voters' money is taken back funding by funding: what
/// it lost must be a multiple of what the project got, for then it is known. That proves what holds
/// for whatever x would be: ties between projects that the same voters, or voters with the same past,
/// support alike, and sums that are all the money there is.
class TransferHistory {
public:
    TransferHistory(std::size_t num_groups, Rational share)
        : class_of_(num_groups), share_(std::move(share)) {}

    struct Payer {
        int group = 0;
        std::int64_t voters = 0;
        Rational part;         ///< of its money that it gives to the project
        bool hands_on = false;  ///< keeps some; else it pays all that it has
    };

    /// A project at `cost` was funded; of those who hand on each paid x times what it gave.
    void fund(std::int64_t cost, std::vector<Payer> payers);

    /// Whether it is proved that what a voter of each group has now, times `factors`, adds up to
    /// `sum`. Groups that have nothing have factor 0. O(payers of all fundings).
    [[nodiscard]] bool proves(std::vector<Rational> factors, Rational sum) const;

private:
    struct Funding {
        std::int64_t cost = 0;
        std::vector<Payer> payers;
        std::vector<int> classes;  // of each payer: those of one class had the same money
        int num_classes = 0;       // up to then
    };

    [[nodiscard]] static bool take_back(const Funding& funding, std::vector<Rational>& factors,
                                        Rational& sum);

    std::vector<Funding> fundings_;
    std::vector<int> class_of_;  // by group
    int num_classes_ = 1;
    Rational share_;
};

}  // namespace areena::selection
