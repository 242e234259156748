#pragma once

#include "areena/core/random.hpp"
#include "timetable/oracle.hpp"
#include "areena/timetable/problem.hpp"

#include <cstdint>
#include <string>

/// \file
/// Small problems of every kind, for comparison with enumeration.

namespace areena::timetable::test {

struct Size {
    int activities = 3;
    int periods = 3;
    int skills = 3;
    int resources = 3;
    int beneficiaries = 3;
    bool crowded = false;  ///< wide windows, and every resource has something: a real contest
    bool rich = false;     ///< stocks, lags, activities that require others, closed periods, pins
    bool worthy = false;   ///< modes, ends and needs are worth something, too
};

class RandomProblem {
public:
    explicit RandomProblem(std::uint64_t seed, Size size = {}) : random_(seed), size_(size) {}

    Problem make() {
        Problem p;
        p.num_periods = size_.crowded ? size_.periods : 1 + below(size_.periods);
        for (int s = 1 + below(size_.skills); s > 0; --s)
            p.skills.push_back("s" + std::to_string(s));
        for (int r = size_.crowded ? size_.resources : below(size_.resources + 1); r > 0; --r)
            p.resources.push_back(resource(p, r));
        if (below(2) == 0) p.fixed = fixed(p);
        if (size_.rich)
            for (int s = below(3); s > 0; --s)
                p.stocks.push_back({"t" + std::to_string(s), 2 + below(9)});
        for (int a = size_.crowded ? size_.activities : 1 + below(size_.activities); a > 0; --a)
            p.activities.push_back(activity(p, a));
        for (int b = below(size_.beneficiaries + 1); b > 0; --b)
            p.beneficiaries.push_back(beneficiary(p, b));
        if (size_.rich) enrich(p);
        if (size_.worthy) add_worth(p);
        return p;
    }

private:
    int below(int bound) {
        return static_cast<int>(random_.below(static_cast<std::uint64_t>(bound)));
    }

    Resource resource(const Problem& p, int number) {
        Resource r{"r" + std::to_string(number), {}, {}};
        for (int s = 0; s < static_cast<int>(p.skills.size()); ++s)
            if (size_.crowded || below(2) == 0) r.skills.push_back(s);
        if (size_.crowded && r.skills.size() > 1) r.skills.erase(r.skills.begin() + below(2));
        for (int t = 0; t < p.num_periods; ++t)
            r.available.push_back(size_.crowded ? 2 + below(5) : below(8));
        return r;
    }

    std::vector<std::vector<std::int64_t>> fixed(const Problem& p) {
        std::vector<std::vector<std::int64_t>> rows(p.skills.size());
        for (auto& row : rows)
            for (int t = 0; t < p.num_periods; ++t) row.push_back(below(3) == 0 ? below(4) : 0);
        return rows;
    }

    Mode mode(const Problem& p, int number) {
        Mode m;
        m.key = "m" + std::to_string(number);
        m.min_duration = 1 + below(2);
        m.max_duration = m.min_duration + below(2);
        m.coverage = 100'000 * below(11);
        for (int s = 0; s < static_cast<int>(p.skills.size()); ++s)
            if (below(2) == 0) m.requirements.push_back({s, below(8)});
        return m;
    }

    Activity activity(const Problem& p, int number) {
        Activity a;
        a.key = "a" + std::to_string(number);
        a.earliest = below(size_.crowded ? 2 : p.num_periods);
        a.deadline = a.earliest + 1 + below(p.num_periods - a.earliest);
        if (size_.crowded) a.deadline = p.num_periods - below(2);
        for (int m = 1 + below(2); m > 0; --m) a.modes.push_back(mode(p, m));
        for (int other = 0; other < static_cast<int>(p.activities.size()); ++other) {
            if (below(5) == 0) a.prerequisites.push_back({other});
            if (below(8) == 0) a.excludes.push_back(other);
        }
        a.value = Rational(below(5), 1 + below(2));
        a.mandatory = below(5) == 0;
        return a;
    }

    /// What came to the problem later; without it the seeds make what they always made.
    void enrich(Problem& p) {
        const int n = static_cast<int>(p.activities.size());
        for (Activity& a : p.activities) {
            for (Mode& m : a.modes)
                for (int s = 0; s < static_cast<int>(p.stocks.size()); ++s)
                    if (below(2) == 0) m.consumptions.push_back({s, below(7)});
            for (Prerequisite& before : a.prerequisites)
                if (below(3) == 0) before.lag = below(3);
            for (int other = 0; other < n; ++other)
                if (below(6) == 0 && &p.activities[static_cast<std::size_t>(other)] != &a)
                    a.required.push_back(other);
        }
        for (int t = 0; t < p.num_periods; ++t)
            if (below(5) == 0) p.closed.push_back(t);
        for (int a = 0; a < n; ++a)
            if (below(6) == 0) pin(p, a);
    }

    void add_worth(Problem& p) {
        for (Activity& a : p.activities) {
            if (below(2) == 0) a.value = 0;
            for (Mode& m : a.modes) {
                m.value = Rational(below(4), 1 + below(3));
                m.value_per_period = Rational(below(3), 2);
            }
        }
        for (Beneficiary& b : p.beneficiaries)
            for (Need& need : b.needs) need.value = Rational(below(5), 1 + below(2));
    }

    /// To one of its places, if that contradicts nothing that is pinned already.
    void pin(Problem& p, int activity) {
        const std::vector<Assignment> all = places(p, activity);
        if (all.empty()) return;
        const Assignment& at = all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
        p.activities[activity].pinned = Pin{at.mode, at.start, at.duration};
        if (!check(p).empty()) p.activities[activity].pinned.reset();
    }

    Beneficiary beneficiary(const Problem& p, int number) {
        Beneficiary b{"b" + std::to_string(number), {}};
        for (int n = below(3); n > 0; --n) {
            Need need;
            need.weight = below(4);
            need.base = below(3) == 0 ? 50'000 * below(21) : 0;
            for (int a = 0; a < static_cast<int>(p.activities.size()); ++a)
                if (below(2) == 0) need.activities.push_back(a);
            b.needs.push_back(need);
        }
        return b;
    }

    Random random_;
    Size size_;
};

}  // namespace areena::timetable::test
