#include "selection/backers.hpp"

#include <algorithm>
#include <limits>

namespace areena::selection {

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

}  // namespace

/// Two at a time: the sums of one lane need not wait for those of the other.
BackerSums sum_up(const Backers& backers, std::span<const Purse> purses, double price,
                  double margin) {
    using Two = double __attribute__((vector_size(16)));
    using Marks = std::int64_t __attribute__((vector_size(16)));
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr Two zero{};
    Two money{}, given{}, rich{}, sure{}, least{infinity, infinity};
    Marks poor{}, empty{};
    const auto add = [&](const Purse& a, const Purse& b, const Two& weight) {
        const Two left{a.left, b.left};
        const Two voters{a.voters, b.voters};
        const Two due = price * weight;
        const Two all = voters * left;
        const Two weighs = voters * weight;
        const Marks is_poor = left < due;
        money += all;
        given += is_poor ? all : zero;
        rich += is_poor ? zero : weighs;
        sure += left > due + margin ? weighs : zero;
        const Two has = is_poor ? Two{infinity, infinity} : left;
        least = has < least ? has : least;
        poor -= is_poor;  // a mark is -1
        empty -= left == zero;
    };
    const std::span<const int> groups = backers.groups();
    const std::size_t even = groups.size() / 2 * 2;
    if (backers.is_even()) {
        for (std::size_t i = 0; i < even; i += 2)
            add(purses[at(groups[i])], purses[at(groups[i + 1])], Two{1, 1});
    } else {
        for (std::size_t i = 0; i < even; i += 2)
            add(purses[at(groups[i])], purses[at(groups[i + 1])],
                Two{static_cast<double>(backers.weight(i)),
                    static_cast<double>(backers.weight(i + 1))});
    }
    if (even < groups.size())  // beside one that is neither poor nor adds anything
        add(purses[at(groups[even])], Purse{std::numeric_limits<double>::max(), 0},
            Two{static_cast<double>(backers.weight(even)), 0});
    // With weights, it is not known at what price one more turns poor.
    return {money[0] + money[1], given[0] + given[1], rich[0] + rich[1], sure[0] + sure[1],
            backers.is_even() ? std::min(least[0], least[1]) : 0, poor[0] + poor[1],
            empty[0] + empty[1]};
}

}  // namespace areena::selection
