#include "areena/planning/choose.hpp"

#include "planning/chooser.hpp"

namespace areena::planning {

Choice choose(const Network& network, const Progress& progress) {
    const Frame frame(network);
    Chooser chooser(frame);
    Choice choice = chooser.choice();
    for (const auto& purchase : chooser.buy(progress))
        choice.commitments.push_back(chooser.in_words(purchase, 0));
    for (const auto& purchase : chooser.complete(progress))
        choice.commitments.push_back(chooser.in_words(purchase, 0));
    return choice;
}

}  // namespace areena::planning
