#pragma once

#include "areena/core/random.hpp"
#include "areena/timetable/problem.hpp"

#include <cstdint>
#include <string>

/// \file
/// Problems of the shape that networks have: members with needs by theme, projects in up to three
/// scopes that serve some themes, organizations that share their people between expertises.

namespace areena::timetable::test {

struct Shape {
    int activities = 60;
    int beneficiaries = 46;
    int periods = 16;
    int skills = 9;
    int resources = 12;
    int themes = 6;
    int percent = 45;  ///< of what everything in its fullest mode would take is available
};

class LargeProblem {
public:
    explicit LargeProblem(std::uint64_t seed, Shape shape = {}) : random_(seed), shape_(shape) {}

    Problem make() {
        Problem p;
        p.num_periods = shape_.periods;
        for (int s = 0; s < shape_.skills; ++s) p.skills.push_back("skill " + std::to_string(s));
        std::vector<std::vector<int>> of_theme(static_cast<std::size_t>(shape_.themes));
        std::int64_t all = 0;
        for (int a = 0; a < shape_.activities; ++a) {
            p.activities.push_back(activity(a));
            for (const Requirement& r : p.activities.back().modes.back().requirements)
                all += r.amount;
            of_theme[below(shape_.themes)].push_back(a);
        }
        const std::int64_t each = all * shape_.percent / 100 / shape_.periods / shape_.resources;
        for (int r = 0; r < shape_.resources; ++r) p.resources.push_back(resource(r, each));
        for (int b = 0; b < shape_.beneficiaries; ++b) {
            p.beneficiaries.push_back({"member " + std::to_string(b), {}});
            for (int theme = below(2); theme < shape_.themes; theme += 1 + below(3))
                p.beneficiaries.back().needs.push_back({1 + below(5), of_theme[theme], 0});
        }
        return p;
    }

private:
    int below(int bound) {
        return static_cast<int>(random_.below(static_cast<std::uint64_t>(bound)));
    }

    Activity activity(int number) {
        Activity a;
        a.key = "activity " + std::to_string(number);
        a.earliest = below(shape_.periods - 3);
        a.deadline = std::min(shape_.periods, a.earliest + 4 + below(9));
        a.value = Rational(1 + below(30), 1 + below(3));
        std::vector<Requirement> full;
        for (int s = below(shape_.skills); s < shape_.skills; s += 1 + below(shape_.skills))
            full.push_back({s, 100 * (3 + below(28))});
        const int shortest = 1 + below(3);
        for (int step = 3 - below(3); step <= 3; ++step) {
            Mode mode{"mode " + std::to_string(step), shortest, shortest + below(3), full, 0};
            for (Requirement& r : mode.requirements) r.amount = r.amount * step / 3;
            // About half of a theme's needs could be covered: those worst off make a contest.
            mode.coverage = step * whole * shape_.themes / shape_.activities * 2 / 3;
            a.modes.push_back(mode);
        }
        if (number > 0 && below(4) == 0) a.prerequisites.push_back({below(number)});
        if (number > 0 && below(20) == 0) a.excludes.push_back(below(number));
        return a;
    }

    Resource resource(int number, std::int64_t each) {
        Resource r{"resource " + std::to_string(number), {number % shape_.skills}, {}};
        if (const int more = below(shape_.skills); more != r.skills[0]) r.skills.push_back(more);
        for (int t = 0; t < shape_.periods; ++t)
            r.available.push_back(each * (80 + below(41)) / 100);
        return r;
    }

    Random random_;
    Shape shape_;
};

/// The same, with value in scopes, early ends and needs.
inline Problem worthy_network(std::uint64_t seed, const Shape& shape = {}) {
    Problem p = LargeProblem(seed, shape).make();
    for (Activity& a : p.activities)
        for (Mode& mode : a.modes) mode.value_per_period = Rational(mode.coverage, whole);
    for (Beneficiary& b : p.beneficiaries)
        for (Need& need : b.needs) need.value = need.weight;
    return p;
}

}  // namespace areena::timetable::test
