#include "selection/tie_order.hpp"

#include "areena/core/random.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

std::string names(const Instance& instance, const std::vector<int>& projects) {
    std::string text;
    for (std::size_t i = 0; i < projects.size(); ++i) {
        if (i > 0) text += i + 1 == projects.size() ? " and " : ", ";
        text += "'" + instance.projects[at(projects[i])].id + "'";
    }
    return text;
}

std::vector<std::int64_t> votes_of(const Election& election) {
    std::vector<std::int64_t> votes;
    for (int p = 0; p < election.num_projects(); ++p) votes.push_back(election.votes(p));
    return votes;
}

}  // namespace

std::vector<TieKey> default_ties() { return {TieKey::min_cost, TieKey::max_votes, TieKey::id}; }

TieRefused::TieRefused(const Instance& instance, std::vector<int> projects)
    : Error("selection.tied", "projects " + names(instance, projects) +
                                  " are exactly as good, and the tie keys refuse to decide; name "
                                  "another key before 'refuse'"),
      projects_(std::move(projects)) {}

TieOrder::TieOrder(const Election& election, const Options& options)
    : TieOrder(election.instance(), votes_of(election), options) {}

TieOrder::TieOrder(const Instance& instance, std::vector<std::int64_t> votes,
                   const Options& options)
    : instance_(instance), votes_(std::move(votes)), rank_(instance.projects.size()) {
    check_order(options.order);
    std::vector<std::vector<std::int64_t>> keys;  // each: a number by project, the least first
    std::size_t decided = 0;                      // keys that stand before a refusal
    bool refuses = false;
    if (!options.order.empty() && std::ranges::count(options.ties, TieKey::order) == 0)
        add_key(TieKey::order, options, keys);
    for (const TieKey key : options.ties) {
        if (key == TieKey::refuse && !std::exchange(refuses, true)) decided = keys.size();
        add_key(key, options, keys);
    }
    keys.push_back(places(by_id()));
    const auto compare = [&](int a, int b, std::size_t count) {
        for (std::size_t k = 0; k < count; ++k)
            if (keys[k][at(a)] != keys[k][at(b)]) return keys[k][at(a)] <=> keys[k][at(b)];
        return std::strong_ordering::equal;
    };
    std::vector<int> order(rank_.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, [&](int a, int b) { return compare(a, b, keys.size()) < 0; });
    if (refuses) level_.resize(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        rank_[at(order[i])] = static_cast<int>(i);
        if (refuses && i > 0)
            level_[at(order[i])] = level_[at(order[i - 1])] +
                                   (compare(order[i - 1], order[i], decided) != 0 ? 1 : 0);
    }
}

int TieOrder::take_first(std::vector<int>& projects) const {
    const auto first = std::ranges::min_element(projects, {}, [this](int p) { return rank(p); });
    const int taken = *first;
    std::ranges::sort(projects);
    if (!level_.empty() && std::ranges::count(projects, level_[at(taken)], [this](int p) {
                               return level_[at(p)];
                           }) > 1)
        throw TieRefused(instance_, projects);
    std::erase(projects, taken);
    return taken;
}

void TieOrder::add_key(TieKey key, const Options& options,
                       std::vector<std::vector<std::int64_t>>& keys) {
    std::vector<std::int64_t> costs;
    for (const Project& project : instance_.projects) costs.push_back(project.cost);
    const auto negated = [](std::vector<std::int64_t> numbers) {
        for (std::int64_t& number : numbers) number = -number;
        return numbers;
    };
    switch (key) {
        case TieKey::min_cost: keys.push_back(std::move(costs)); return;
        case TieKey::max_cost: keys.push_back(negated(std::move(costs))); return;
        case TieKey::max_votes: keys.push_back(negated(votes_)); return;
        case TieKey::id: keys.push_back(places(by_id())); return;
        case TieKey::order: keys.push_back(places(options.order)); return;
        case TieKey::lot: keys.push_back(places(by_lot(options.seed))); return;
        case TieKey::refuse: return;
    }
}

/// By project, its place in `order`; those not in it come after all others, together.
std::vector<std::int64_t> TieOrder::places(const std::vector<int>& order) const {
    std::vector<std::int64_t> places(rank_.size(), static_cast<std::int64_t>(order.size()));
    for (std::size_t i = 0; i < order.size(); ++i)
        places[at(order[i])] = static_cast<std::int64_t>(i);
    return places;
}

std::vector<int> TieOrder::by_id() const {
    std::vector<int> order(rank_.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, {}, [this](int p) -> const std::string& {
        return instance_.projects[at(p)].id;
    });
    return order;
}

/// Drawn from the ids in order, so that the place of a project in the instance does not matter.
std::vector<int> TieOrder::by_lot(std::uint64_t seed) const {
    std::vector<int> order = by_id();
    Random random(seed);
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[random.below(i)]);
    return order;
}

void TieOrder::check_order(const std::vector<int>& order) const {
    std::vector<bool> seen(rank_.size());
    for (const int p : order) {
        if (p < 0 || at(p) >= seen.size())
            throw Error("selection.ties", "the order for ties has a project number " +
                                              std::to_string(p) + "; there are " +
                                              std::to_string(seen.size()) + ", numbered from 0");
        if (seen[at(p)])
            throw Error("selection.ties", "the order for ties has project '" +
                                              instance_.projects[at(p)].id + "' twice");
        seen[at(p)] = true;
    }
}

}  // namespace areena::selection
