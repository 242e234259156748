#pragma once

#include "areena/timetable/timetable.hpp"

#include <algorithm>
#include <optional>
#include <vector>

/// \file
/// The slow, obvious twin of the engine: sets of skills by enumeration, timetables by trying all.
/// Shares no code with it but the structs.

namespace areena::timetable::test {

using Table = std::vector<std::vector<std::int64_t>>;

inline std::int64_t have(const Problem& p, unsigned set, int period) {
    std::int64_t sum = 0;
    for (const Resource& r : p.resources) {
        bool touches = false;
        for (const int s : r.skills) touches = touches || (set >> s & 1U) != 0;
        if (touches) sum += r.available[period];
    }
    return sum;
}

inline std::int64_t wanted(const Table& load, unsigned set, int period) {
    std::int64_t sum = 0;
    for (std::size_t s = 0; s < load.size(); ++s)
        if ((set >> s & 1U) != 0) sum += load[s][period];
    return sum;
}

/// The largest load - available over all sets of skills (0 for none): Hall's theorem.
inline std::int64_t shortfall(const Problem& p, const Table& load, int period) {
    std::int64_t most = 0;
    for (unsigned set = 1; set < 1U << p.skills.size(); ++set)
        most = std::max(most, wanted(load, set, period) - have(p, set, period));
    return most;
}

inline Table standing(const Problem& p) {
    Table load = p.fixed;
    if (load.empty())
        load.assign(p.skills.size(),
                    std::vector<std::int64_t>(static_cast<std::size_t>(p.num_periods)));
    return load;
}

inline bool is_closed(const Problem& p, int period) {
    return std::count(p.closed.begin(), p.closed.end(), period) > 0;
}

/// Hands units out one by one, to open periods: the first get the remainder.
inline void put(const Problem& p, Table& load, const Assignment& a, std::int64_t sign) {
    std::vector<int> open;
    for (int t = a.start; t < a.start + a.duration; ++t)
        if (!is_closed(p, t)) open.push_back(t);
    for (const Requirement& r : p.activities[a.activity].modes[a.mode].requirements)
        for (std::int64_t unit = 0; unit < r.amount; ++unit)
            load[r.skill][open[static_cast<std::size_t>(unit) % open.size()]] += sign;
}

inline Table load_of(const Problem& p, const std::vector<Assignment>& plan) {
    Table load = standing(p);
    for (const Assignment& a : plan) put(p, load, a, 1);
    return load;
}

/// By how much the shortfall of all periods together grows if `a` is added to `load`.
inline std::int64_t growth(const Problem& p, Table load, const Assignment& a) {
    std::int64_t sum = 0;
    for (int t = 0; t < p.num_periods; ++t) sum -= shortfall(p, load, t);
    put(p, load, a, 1);
    for (int t = 0; t < p.num_periods; ++t) sum += shortfall(p, load, t);
    return sum;
}

inline const Assignment* find(const std::vector<Assignment>& plan, int activity) {
    for (const Assignment& a : plan)
        if (a.activity == activity) return &a;
    return nullptr;
}

/// Every place of an activity inside its window, or the one it is pinned to.
inline std::vector<Assignment> places(const Problem& p, int activity) {
    std::vector<Assignment> all;
    const Activity& it = p.activities[activity];
    if (it.pinned)
        return {{activity, it.pinned->mode, it.pinned->start, it.pinned->duration}};
    for (int m = 0; m < static_cast<int>(it.modes.size()); ++m)
        for (int start = it.earliest; start < it.deadline; ++start) {
            int open = 0;
            for (int end = start + 1; end <= it.deadline; ++end) {
                open += is_closed(p, end - 1) ? 0 : 1;
                if (!is_closed(p, start) && !is_closed(p, end - 1) &&
                    open >= it.modes[m].min_duration && open <= it.modes[m].max_duration)
                    all.push_back({activity, m, start, end - start});
            }
        }
    return all;
}

/// Prerequisites, requirements and exclusions of a whole plan.
inline bool in_order(const Problem& p, const std::vector<Assignment>& plan) {
    for (const Assignment& a : plan) {
        for (const Prerequisite& before : p.activities[a.activity].prerequisites) {
            const Assignment* const other = find(plan, before.activity);
            if (other == nullptr || other->start + other->duration + before.lag > a.start)
                return false;
        }
        for (const int other : p.activities[a.activity].required)
            if (find(plan, other) == nullptr) return false;
        for (const int other : p.activities[a.activity].excludes)
            if (find(plan, other) != nullptr) return false;
    }
    return true;
}

inline std::int64_t used(const Problem& p, const std::vector<Assignment>& plan, int stock) {
    std::int64_t sum = 0;
    for (const Assignment& a : plan)
        for (const Consumption& c : p.activities[a.activity].modes[a.mode].consumptions)
            sum += c.stock == stock ? c.amount : 0;
    return sum;
}

/// A plan fits if it adds nothing to what standing work is short of, and every stock is enough.
inline bool fits(const Problem& p, const std::vector<Assignment>& plan) {
    for (int s = 0; s < static_cast<int>(p.stocks.size()); ++s)
        if (used(p, plan, s) > p.stocks[s].amount) return false;
    const Table load = load_of(p, plan);
    for (int t = 0; t < p.num_periods; ++t)
        if (shortfall(p, load, t) != shortfall(p, standing(p), t)) return false;
    return true;
}

inline Rational peak_share(const Problem& p, const Table& load) {
    Rational highest;
    for (int t = 0; t < p.num_periods; ++t) {
        unsigned served = 0;
        for (unsigned s = 0; s < p.skills.size(); ++s)
            if (have(p, 1U << s, t) > 0) served |= 1U << s;
        for (unsigned set = 1; set < 1U << p.skills.size(); ++set)
            if ((set & ~served) == 0)
                highest = std::max(highest, Rational(wanted(load, set, t), have(p, set, t)));
    }
    return highest;
}

/// Of each activity that was there: is it dropped, in another mode, at another time?
inline Changes changed(const std::vector<Assignment>& earlier,
                       const std::vector<Assignment>& plan) {
    Changes c;
    for (const Assignment& was : earlier) {
        const Assignment* const is = find(plan, was.activity);
        if (is == nullptr) {
            ++c.dropped;
            continue;
        }
        if (is->mode != was.mode) ++c.switched;
        if (is->start != was.start || is->duration != was.duration) ++c.moved;
    }
    return c;
}

inline Objective worth(const Problem& p, const std::vector<Assignment>& plan,
                       const std::vector<Assignment>& earlier = {}) {
    Objective o;
    o.changes = changed(earlier, plan);
    for (const Assignment& a : plan) {
        if (p.activities[a.activity].pinned) ++o.pinned;
        if (p.activities[a.activity].mandatory) ++o.mandatory;
        const Mode& mode = p.activities[a.activity].modes[a.mode];
        o.value += p.activities[a.activity].value + mode.value;
        for (int t = a.start + a.duration; t < p.num_periods; ++t) o.value += mode.value_per_period;
        o.ends += a.start + a.duration;
        o.makespan = std::max(o.makespan, a.start + a.duration);
    }
    for (const Beneficiary& b : p.beneficiaries) {
        Rational sum;
        Rational weights;
        for (const Need& need : b.needs) {
            std::int64_t u = need.base;
            for (const int activity : need.activities)
                if (const Assignment* const a = find(plan, activity))
                    u += p.activities[activity].modes[a->mode].coverage;
            sum += Rational(need.weight) * Rational(std::min<std::int64_t>(u, 1'000'000));
            o.value += need.value * Rational(std::min<std::int64_t>(u, 1'000'000), 1'000'000);
            weights += Rational(need.weight);
        }
        if (weights.sign() == 0) continue;
        o.leximin.push_back((sum / weights).floor());
        o.coverage += o.leximin.back();
    }
    std::sort(o.leximin.begin(), o.leximin.end());
    o.peak.share = peak_share(p, load_of(p, plan));
    return o;
}

inline int better_by(Measure measure, const Objective& a, const Objective& b) {
    const auto sign = [](auto x, auto y) { return x < y ? -1 : y < x ? 1 : 0; };
    if (measure == Measure::value) return sign(a.value, b.value);
    if (measure == Measure::coverage) return sign(a.coverage, b.coverage);
    if (measure == Measure::ends) return sign(b.ends, a.ends);
    if (measure == Measure::peak) return sign(b.peak.share, a.peak.share);
    if (measure == Measure::makespan) return sign(b.makespan, a.makespan);
    if (measure == Measure::changes) {
        if (const int s = sign(b.changes.dropped, a.changes.dropped)) return s;
        if (const int s = sign(b.changes.switched, a.changes.switched)) return s;
        return sign(b.changes.moved, a.changes.moved);
    }
    for (std::size_t i = 0; i < a.leximin.size(); ++i)
        if (const int s = sign(a.leximin[i], b.leximin[i])) return s;
    return 0;
}

inline const std::vector<Measure> usual{Measure::value, Measure::leximin, Measure::coverage,
                                        Measure::ends, Measure::peak};

/// Above 0 if `a` is better.
inline int better(const Objective& a, const Objective& b,
                  const std::vector<Measure>& order = usual) {
    if (a.pinned != b.pinned) return a.pinned < b.pinned ? -1 : 1;
    if (a.mandatory != b.mandatory) return a.mandatory < b.mandatory ? -1 : 1;
    for (const Measure measure : order)
        if (const int s = better_by(measure, a, b)) return s;
    return 0;
}

/// Calls `visit` with every plan that fits and is in order.
template <class Visit>
void each_plan(const Problem& p, Visit visit) {
    std::vector<std::vector<Assignment>> all_places;
    for (int a = 0; a < static_cast<int>(p.activities.size()); ++a)
        all_places.push_back(places(p, a));
    std::vector<Assignment> plan;
    const auto extend = [&](const auto& self, std::size_t next) -> void {
        if (!fits(p, plan)) return;  // more only makes it worse
        if (next == all_places.size()) {
            if (in_order(p, plan)) visit(plan);
            return;
        }
        self(self, next + 1);
        for (const Assignment& a : all_places[next]) {
            plan.push_back(a);
            self(self, next + 1);
            plan.pop_back();
        }
    };
    extend(extend, 0);
}

/// The best plan there is, by trying all.
class BruteForce {
public:
    explicit BruteForce(const Problem& p, const std::vector<Measure>& order = usual,
                        const std::vector<Assignment>& earlier = {}) {
        each_plan(p, [&](const std::vector<Assignment>& plan) {
            Objective o = worth(p, plan, earlier);
            if (best_ && better(o, *best_, order) <= 0) return;
            best_ = std::move(o);
            best_plan_ = plan;
        });
    }
    [[nodiscard]] const Objective& best() const { return *best_; }
    [[nodiscard]] const std::vector<Assignment>& plan() const { return best_plan_; }

private:
    std::vector<Assignment> best_plan_;
    std::optional<Objective> best_;
};

}  // namespace areena::timetable::test
