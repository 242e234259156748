#include "selection/changed_runs.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace areena::selection {

/// From `guess` in ever larger steps until it lies between a cost that does and one that does
/// not, then by halving.
std::optional<std::int64_t> ChangedRuns::largest_cost(int project, double guess) const {
    std::int64_t high = election_.cost(project);  // does not
    std::int64_t low = -1;                        // does, but for -1
    if (high == 0 || election_.votes(project) == 0) return std::nullopt;
    const auto tried = [&](std::int64_t cost) {
        const bool does = wins_(election_.with_cost(project, cost), project);
        (does ? low : high) = cost;
        return does;
    };
    const auto start = static_cast<std::int64_t>(
        std::clamp(guess, 0.0, static_cast<double>(high - 1)));
    const bool goes_up = tried(start);
    for (std::int64_t step = 1; !progress_.stopped(); step *= 2) {
        const std::int64_t next = goes_up ? low + step : high - step;
        if (next <= low || next >= high || next < 0 || tried(next) != goes_up) break;
    }
    if (low < 0 && high > 0 && !tried(0)) return std::nullopt;
    while (high - low > 1 && !progress_.stopped()) tried(low + (high - low) / 2);
    return low < 0 ? std::nullopt : std::optional(low);
}

std::int64_t ChangedRuns::find_bounded(WhyNot& why, const Joining& joining,
                                       const std::vector<int>& order) const {
    const auto& least = joining.fewest();
    why.is_fewest = true;
    if (!least) return 0;
    if (wins_(election_.with_supporters(why.project, joining.joiners()), why.project)) {
        why.extra_supporters = *least;
        why.joiners = joining.joiners();
        return 0;
    }
    find_joiners(why, order);
    why.is_fewest = why.extra_supporters == *least;
    return why.is_fewest ? 0 : *least;
}

namespace {

/// How many sets of `size` voters there are, voters of a group being alike; more than `most` count
/// as one more.
std::int64_t count_sets(const std::vector<std::int64_t>& voters, std::int64_t size,
                        std::int64_t most) {
    std::vector<std::int64_t> sets(static_cast<std::size_t>(size) + 1);  // by size, so far
    sets[0] = 1;
    for (const std::int64_t group : voters)
        for (std::size_t n = sets.size(); n-- > 1;)
            for (std::size_t k = 1; k <= n && std::cmp_less_equal(k, group); ++k)
                sets[n] = std::min(sets[n] + sets[n - k], most + 1);
    return sets.back();
}

std::vector<Joiner> others(const Election& election, int project) {
    std::vector<int> all(election.num_groups());
    std::iota(all.begin(), all.end(), 0);
    return first_joiners(election, project, all, election.num_voters() - election.votes(project));
}

}  // namespace

void ChangedRuns::try_fewer(WhyNot& why, std::int64_t least, std::int64_t most_runs) const {
    const std::vector<Joiner> all = others(election_, why.project);
    std::vector<std::int64_t> voters;
    std::int64_t available = 0;
    for (const Joiner& group : all) {
        voters.push_back(group.voters);
        available += group.voters;
    }
    const std::int64_t most = why.extra_supporters ? *why.extra_supporters - 1 : available;
    // Each group is a set of one, so many groups or sizes are too many.
    if (std::cmp_greater(all.size(), most_runs) || most - least >= most_runs || most > 1'000) return;
    std::int64_t runs = 0;
    for (std::int64_t size = least; size <= most; ++size) {
        runs += count_sets(voters, size, most_runs);
        if (runs > most_runs) return;
    }
    for (std::int64_t size = least; size <= most; ++size) {
        std::vector<Joiner> chosen;
        const bool found = try_sets(why, all, 0, size, chosen);
        if (progress_.stopped()) return;
        if (!found) continue;
        why.extra_supporters = size;
        break;
    }
    why.is_fewest = true;
}

/// Whether `chosen` and some set of `rest` voters of the groups from `from` on do.
bool ChangedRuns::try_sets(WhyNot& why, const std::vector<Joiner>& groups, std::size_t from,
                           std::int64_t rest, std::vector<Joiner>& chosen) const {
    if (rest == 0) {
        if (!wins_(election_.with_supporters(why.project, chosen), why.project)) return false;
        why.joiners = chosen;
        return true;
    }
    for (std::size_t g = from; g < groups.size(); ++g)
        for (std::int64_t count = 1; count <= std::min(groups[g].voters, rest); ++count) {
            if (progress_.stopped()) return false;
            chosen.push_back({groups[g].group, count});
            if (try_sets(why, groups, g + 1, rest - count, chosen)) return true;
            chosen.pop_back();
        }
    return false;
}

void ChangedRuns::find_joiners(WhyNot& why, const std::vector<int>& order) const {
    const std::int64_t available = election_.num_voters() - why.votes;
    const auto joiners = [&](std::int64_t count) {
        return first_joiners(election_, why.project, order, count);
    };
    const auto does = [&](std::int64_t count) {
        return wins_(election_.with_supporters(why.project, joiners(count)), why.project);
    };
    std::int64_t low = 0;
    std::int64_t high = std::min<std::int64_t>(1, available);
    if (available == 0) return;
    while (!does(high)) {
        if (high == available || progress_.stopped()) return;
        low = high;
        high = std::min(2 * high, available);
    }
    while (high - low > 1 && !progress_.stopped()) {
        const std::int64_t middle = low + (high - low) / 2;
        (does(middle) ? high : low) = middle;
    }
    why.extra_supporters = high;
    why.joiners = joiners(high);
}

}  // namespace areena::selection
