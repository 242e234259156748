#include "timetable/enumeration.hpp"

#include "areena/timetable/capacity.hpp"

#include <algorithm>

namespace areena::timetable::detail {

Enumeration::Enumeration(const Problem& problem, std::int64_t limit)
    : problem_(problem), left_(limit) {}

bool Enumeration::has_no_way() {
    for (int a = 0; a < static_cast<int>(problem_.activities.size()); ++a)
        places_.push_back(places(a));
    return !extend(0) && left_ > 0;
}

bool Enumeration::is_closed(int period) const {
    return std::binary_search(problem_.closed.begin(), problem_.closed.end(), period);
}

std::vector<Assignment> Enumeration::places(int activity) const {
    const Activity& it = problem_.activities[activity];
    if (it.pinned) return {{activity, it.pinned->mode, it.pinned->start, it.pinned->duration}};
    std::vector<Assignment> all;
    for (int m = 0; m < static_cast<int>(it.modes.size()); ++m)
        for (int start = it.earliest; start < it.deadline; ++start) {
            int open = 0;
            for (int end = start + 1; end <= it.deadline; ++end) {
                open += is_closed(end - 1) ? 0 : 1;
                if (!is_closed(start) && !is_closed(end - 1) && open >= it.modes[m].min_duration &&
                    open <= it.modes[m].max_duration)
                    all.push_back({activity, m, start, end - start});
            }
        }
    return all;
}

std::int64_t Enumeration::missing(const std::vector<Assignment>& plan, int from, int to) {
    const std::vector<std::vector<std::int64_t>> load = loads(problem_, plan);
    std::vector<std::int64_t> demand(problem_.skills.size());
    std::int64_t sum = 0;
    for (int period = from; period < to; ++period) {
        for (std::size_t s = 0; s < demand.size(); ++s) demand[s] = load[s][period];
        sum += supply(problem_, period, demand).missing;
        left_ -= static_cast<std::int64_t>(1 + demand.size() + problem_.resources.size());
    }
    return sum;
}

/// The last one with those before it: what is required is placed in the end, as everything is.
bool Enumeration::is_in_order(const Assignment& last) const {
    const auto is_after = [&](const Assignment& a, const Assignment& b) {
        const std::vector<Prerequisite>& before = problem_.activities[a.activity].prerequisites;
        return std::all_of(before.begin(), before.end(), [&](const Prerequisite& p) {
            return p.activity != b.activity || a.start >= std::int64_t{b.end()} + p.lag;
        });
    };
    const auto excludes = [&](const Assignment& a, const Assignment& b) {
        const std::vector<int>& others = problem_.activities[a.activity].excludes;
        return std::find(others.begin(), others.end(), b.activity) != others.end();
    };
    return std::all_of(plan_.begin(), plan_.end() - 1, [&](const Assignment& other) {
        return is_after(last, other) && is_after(other, last) && !excludes(last, other) &&
               !excludes(other, last);
    });
}

bool Enumeration::is_possible() {
    const Assignment& last = plan_.back();
    if (!is_in_order(last)) return false;
    std::vector<std::int64_t> stock;
    for (const Stock& each : problem_.stocks) stock.push_back(each.amount);
    for (const Assignment& a : plan_)
        for (const Consumption& c : problem_.activities[a.activity].modes[a.mode].consumptions)
            if ((stock[c.stock] -= c.amount) < 0) return false;
    return missing(plan_, last.start, last.end()) == missing({}, last.start, last.end());
}

bool Enumeration::extend(std::size_t next) {
    if (next == places_.size()) return true;
    for (const Assignment& place : places_[next]) {
        if (--left_ <= 0) return false;
        plan_.push_back(place);
        const bool found = is_possible() && extend(next + 1);
        plan_.pop_back();
        if (found) return true;
    }
    return false;
}

}  // namespace areena::timetable::detail
