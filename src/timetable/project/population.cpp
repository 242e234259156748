#include "timetable/project/population.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

namespace areena::timetable::detail {

namespace {

constexpr std::size_t size_of_population = 40;
constexpr std::size_t mutation = 20;  // one in so many
constexpr int never = std::numeric_limits<int>::max();

}  // namespace

Population::Population(const Project& project, std::uint64_t seed)
    : project_(&project), random_(seed), schedule_(project), best_end_(never) {
    latest_ = project.latest_ends(project.model().calendar.num_slots())
                  .value_or(std::vector<int>(project.items().size(), 0));
}

bool Population::is_best_possible() const { return best_end_ <= project_->least_end(); }

void Population::evolve(int patience, const GoOn& go_on) {
    constexpr int generations_alike = 25;
    if (!begin(go_on)) return;
    int alike = 0;
    for (int idle = 0; idle < patience; ++idle, ++alike) {
        const int before = best_end_;
        const int worst = members_.back().end;
        if (alike < generations_alike && members_.front().end < worst) {
            if (!next_generation(go_on)) return;
        } else {
            alike = 0;
            if (!begin(go_on)) return;
        }
        if (best_end_ < before) idle = alike = 0;
    }
}

/// Of those that can come next, mostly one that is due early: the first is always the one due first.
std::vector<int> Population::sampled_order() {
    const int n = project_->size();
    const std::size_t tries = members_.empty() ? static_cast<std::size_t>(n) : 3;
    std::vector<int> waits(static_cast<std::size_t>(n), 0);
    std::vector<int> ready;
    std::vector<int> order;
    for (int i = 0; i < n; ++i) {
        waits[i] = static_cast<int>(project_->items()[i].before.size());
        if (waits[i] == 0) ready.push_back(i);
    }
    while (!ready.empty()) {
        std::size_t pick = 0;
        for (std::size_t k = 0; k < std::min(tries, ready.size()); ++k) {
            const auto other = tries < ready.size() ? static_cast<std::size_t>(below(ready.size())) : k;
            if (k == 0 || latest_[ready[other]] < latest_[ready[pick]]) pick = other;
        }
        const int next = ready[pick];
        ready.erase(ready.begin() + static_cast<std::ptrdiff_t>(pick));
        order.push_back(next);
        for (const Project::Link& link : project_->items()[next].after)
            if (--waits[link.item] == 0) ready.push_back(link.item);
    }
    return order;
}

bool Population::begin(const GoOn& go_on) {
    members_.clear();
    while (members_.size() < size_of_population) {
        Member member;
        member.order = sampled_order();
        member.ways.assign(member.order.size(), -1);
        for (int& way : member.ways)
            if (!members_.empty() && below(4) == 0)
                way = below(project_->items()[static_cast<std::size_t>(&way - member.ways.data())]
                                .ways.size());
        if (!schedule(std::move(member), members_, go_on)) return false;
    }
    return true;
}

bool Population::schedule(Member member, std::vector<Member>& into, const GoOn& go_on) {
    if (schedule_.generate(member.order, member.ways)) {
        schedule_.improve();
        member.order = schedule_.order();
        member.ways = schedule_.ways();
        member.end = schedule_.end();
        member.ends = schedule_.sum_of_ends();
        if (member.end < best_end_) {
            best_end_ = member.end;
            best_ = schedule_.assignments();
        }
    } else {
        member.end = never;
    }
    into.push_back(std::move(member));
    const std::int64_t done = schedule_.work() - told_;
    told_ = schedule_.work();
    return go_on(done) && !is_best_possible();
}

/// The beginning of the mother's list, the middle from the father's, the rest as the mother has it.
Population::Member Population::cross(const Member& mother, const Member& father) {
    const std::size_t n = mother.order.size();
    auto from = static_cast<std::size_t>(below(n + 1));
    auto to = static_cast<std::size_t>(below(n + 1));
    if (to < from) std::swap(from, to);
    Member child;
    child.ways.assign(n, -1);
    std::vector<char> taken(n, 0);
    const auto take = [&](const Member& parent, std::size_t until) {
        for (std::size_t k = 0; k < n && child.order.size() < until; ++k) {
            const int item = parent.order[k];
            if (std::exchange(taken[item], 1) != 0) continue;
            child.order.push_back(item);
            child.ways[item] = parent.ways[item];
        }
    };
    take(mother, from);
    take(father, to);
    take(mother, n);
    return child;
}

void Population::mutate(Member& member) {
    const auto waits_for = [this](int later, int earlier) {
        const std::vector<Project::Link>& before = project_->items()[later].before;
        return std::any_of(before.begin(), before.end(),
                           [&](const Project::Link& link) { return link.item == earlier; });
    };
    for (std::size_t k = 0; k + 1 < member.order.size(); ++k)
        if (below(mutation) == 0 && !waits_for(member.order[k + 1], member.order[k]))
            std::swap(member.order[k], member.order[k + 1]);
    for (std::size_t i = 0; i < member.ways.size(); ++i) {
        const std::size_t num_ways = project_->items()[i].ways.size();
        if (num_ways > 1 && below(mutation) == 0)
            member.ways[i] = below(num_ways + 1) - 1;
    }
}

bool Population::next_generation(const GoOn& go_on) {
    std::vector<int> pairs(members_.size());
    std::iota(pairs.begin(), pairs.end(), 0);
    for (std::size_t i = pairs.size(); i > 1; --i)
        std::swap(pairs[i - 1], pairs[static_cast<std::size_t>(below(i))]);
    std::vector<Member> all = members_;
    bool goes_on = true;
    for (std::size_t i = 0; goes_on && i + 1 < pairs.size(); i += 2)
        for (int turn = 0; goes_on && turn < 2; ++turn) {
            const Member& mother = members_[pairs[i + static_cast<std::size_t>(turn)]];
            const Member& father = members_[pairs[i + 1 - static_cast<std::size_t>(turn)]];
            Member child = cross(mother, father);
            mutate(child);
            goes_on = schedule(std::move(child), all, go_on);
        }
    std::stable_sort(all.begin(), all.end(), [](const Member& a, const Member& b) {
        return std::tuple(a.end, a.ends) < std::tuple(b.end, b.ends);
    });
    all.erase(std::unique(all.begin(), all.end(),
                          [](const Member& a, const Member& b) { return a.order == b.order; }),
              all.end());
    all.resize(std::min(all.size(), size_of_population));
    members_ = std::move(all);
    return goes_on;
}

}  // namespace areena::timetable::detail
