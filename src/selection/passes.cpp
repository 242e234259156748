#include "areena/selection/passes.hpp"

#include "areena/core/error.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

std::vector<bool> marked(const Election& election, std::span<const int> barred) {
    std::vector<bool> is_barred(at(election.num_projects()));
    for (const int p : barred) {
        if (p < 0 || p >= election.num_projects())
            throw Error("selection.project",
                        "there is no project number " + std::to_string(p) + " to bar; there are " +
                            std::to_string(election.num_projects()) + ", numbered from 0");
        is_barred[at(p)] = true;
    }
    return is_barred;
}

}  // namespace

std::vector<SharesPass> equal_shares_in_passes(const Election& election, const Options& ties,
                                               std::span<const int> barred,
                                               const Progress& progress) {
    const Instance& instance = election.instance();
    const std::vector<bool> is_barred = marked(election, barred);
    const Profile profile = by_voter(election);
    State state = initial_state(instance, profile);
    std::vector<SharesPass> passes;
    do {
        Outcome outcome = equal_shares(instance, profile, ties, state, progress);
        SharesPass& pass = passes.emplace_back();
        pass.purchases = std::move(outcome.purchases);
        state = std::move(outcome.state);
        for (const Purchase& purchase : pass.purchases)
            if (is_barred[at(purchase.project)]) {
                give_back(instance, purchase, state);
                pass.given_back.push_back(purchase.project);
            }
    } while (!passes.back().given_back.empty() && !progress.stopped());
    return passes;
}

}  // namespace areena::selection
