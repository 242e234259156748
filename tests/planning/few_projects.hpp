#pragma once

#include "areena/core/random.hpp"
#include "areena/planning/plan.hpp"
#include "support/small_network.hpp"

#include <string>
#include <vector>

/// \file
/// Random networks of three to five projects in three to five quarters, small enough to try every
/// timetable.

namespace areena::testing {

inline std::string key(const std::string& prefix, std::uint64_t number) {
    return prefix + std::to_string(number);
}

/// Options that are enough for so small a network.
inline planning::PlanOptions quick() {
    planning::PlanOptions options;
    options.work = 50'000;
    options.starts = 1;
    return options;
}

class FewProjects {
public:
    explicit FewProjects(std::uint64_t seed) : random_(seed) {}

    Network make() {
        num_quarters_ = 3 + below(3);
        num_projects_ = 3 + below(3);
        add_frame();
        for (int e = 0; e < num_expertises; ++e)
            for (int q = 0; q < num_quarters_; ++q) add_capacities(e, q);
        for (int i = 0; i < num_projects_; ++i) draft_.add(random_project(i));
        if (below(2) == 0) draft_.add(standing());
        for (int m = 0; m < 4; ++m) add_member(m);
        return draft_.build();
    }

private:
    static constexpr int num_expertises = 2;
    static constexpr int num_themes = 3;

    int below(int bound) {
        return static_cast<int>(random_.below(static_cast<std::uint64_t>(bound)));
    }

    void add_frame() {
        draft_.data().id = NetworkId("random");
        draft_.data().title = in_three("Satunnainen");
        Promise promise = small_promise();
        promise.period.end = promise.period.start + num_quarters_;
        promise.year_profile = {25, 25, 25, 25};
        draft_.set_promise(promise);
        draft_.add(organization("liitto"));
        for (int t = 0; t < num_themes; ++t) {
            Theme theme;
            theme.id = ThemeId(key("t", static_cast<std::uint64_t>(t)));
            theme.name = in_three("t");
            draft_.add(theme);
        }
        for (int e = 0; e < num_expertises; ++e) {
            Expertise expertise;
            expertise.id = ExpertiseId(key("e", static_cast<std::uint64_t>(e)));
            expertise.name = in_three("e");
            draft_.add(expertise);
        }
    }

    /// A pool of one expertise, and now and then one of both.
    void add_capacities(int e, int q) {
        for (const bool both : {false, true}) {
            if (both && (e > 0 || below(2) == 0)) continue;
            Capacity row = capacity(key(both ? "both" : key("k", static_cast<std::uint64_t>(e)), q),
                                    "liitto", Quarter(2027, 1) + q, "0");
            row.days = PersonDays::from_units(2 + below(9));
            row.standing = PersonDays::from_units(below(2));
            row.reserve = PersonDays::from_units(0);
            row.expertises = {ExpertiseId(key("e", static_cast<std::uint64_t>(e)))};
            if (both) row.expertises.emplace_back("e1");
            draft_.add(row);
        }
    }

    std::vector<Effort> effort(int most) {
        std::vector<Effort> rows;
        for (int e = 0; e < num_expertises; ++e)
            if (below(3) > 0)
                rows.push_back({ExpertiseId(key("e", static_cast<std::uint64_t>(e))),
                                PersonDays::from_units(1 + below(most))});
        return rows;
    }

    Commitment random_project(int number) {
        Commitment out = project(key("c-", static_cast<std::uint64_t>(number)), 0);
        out.themes = {ThemeId(key("t", random_.below(num_themes)))};
        Scope& scope = out.scopes[0];
        scope.effort = effort(12);
        const std::int64_t shortest = 1 + below(2);
        scope.duration = DurationRange{shortest, shortest + below(2)};
        scope.coverage = Share::from_units(100'000 * (3 + below(5)));
        if (below(2) == 0) {
            Scope light = scope;
            light.id = ScopeId("light");
            light.is_default = false;
            light.coverage = Share::from_units(200'000);
            for (Effort& row : light.effort)
                row.days = PersonDays::from_units((row.days.units() + 1) / 2);
            out.scopes.insert(out.scopes.begin(), light);
        }
        if (below(3) == 0) {
            const int start = below(num_quarters_ - 1);
            out.window = Period{Quarter(2027, 1) + start,
                                Quarter(2027, 1) + start + 1 + below(num_quarters_ - start)};
        }
        for (int other = 0; other < number; ++other)
            if (below(8) == 0)
                out.prerequisites.emplace_back(key("c-", static_cast<std::uint64_t>(other)));
            else if (below(8) == 0)
                out.excludes.emplace_back(key("c-", static_cast<std::uint64_t>(other)));
        return out;
    }

    Commitment standing() {
        Commitment out = project("standing", 0);
        out.kind = CommitmentKind::standing;
        out.themes = {ThemeId("t0")};
        out.scopes[0].per = EffortBasis::year;
        out.scopes[0].duration.reset();
        out.scopes[0].coverage = Share::parse("0.1");
        out.scopes[0].effort = {{ExpertiseId("e0"), PersonDays::from_units(4)}};
        return out;
    }

    void add_member(int number) {
        const auto m = static_cast<std::uint64_t>(number);
        draft_.add(organization(key("o-", m)));
        draft_.add(member(key("m-", m), key("o-", m)));
        for (std::uint64_t t = 0; t < num_themes; ++t)
            if (below(2) == 0) {
                Need row = need(key(key("n-", m) + "-", t), key("m-", m), 1 + below(5));
                row.theme = ThemeId(key("t", t));
                draft_.add(row);
            }
        std::vector<std::string> approved;
        for (int c = 0; c < num_projects_; ++c)
            if (below(2) == 0) approved.push_back(key("c-", static_cast<std::uint64_t>(c)));
        draft_.add(approval(key("b-", m), key("m-", m), approved));
    }

    Random random_;
    Draft draft_;
    int num_quarters_ = 0;
    int num_projects_ = 0;
};

}  // namespace areena::testing
