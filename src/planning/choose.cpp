#include "areena/planning/choose.hpp"

#include "planning/chooser.hpp"

#include <utility>

namespace areena::planning {

Choice choose(const Network& network, const ChoiceOptions& options, const Progress& progress) {
    const Frame frame(network);
    const auto chooser = make_chooser(frame, options);
    std::vector<std::pair<Pick, std::int64_t>> picks;
    for (Pick& pick : chooser->buy(progress)) picks.emplace_back(std::move(pick), 0);
    if (chooser->completes())
        for (Pick& pick : chooser->complete(progress)) picks.emplace_back(std::move(pick), 0);
    return chooser->choice(picks);
}

}  // namespace areena::planning
