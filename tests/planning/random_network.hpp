#pragma once

#include "areena/core/random.hpp"
#include "support/small_network.hpp"

#include <string>
#include <vector>

/// \file
/// Small random networks.

namespace areena::testing {

inline std::string key(const std::string& prefix, std::uint64_t number) {
    return prefix + std::to_string(number);
}

inline Commitment random_project(Random& random, std::uint64_t number) {
    Commitment out = project(key("c-", number), 0);
    out.themes = {ThemeId(key("t", 1 + random.below(3)))};
    out.scopes[0].effort.clear();
    for (std::uint64_t e = 0; e < 3; ++e)
        if (random.below(2) == 0)
            out.scopes[0].effort.push_back(
                {ExpertiseId(key("e", e)),
                 PersonDays::from_units(static_cast<std::int64_t>(random.below(1500)))});
    const auto shortest = static_cast<std::int64_t>(1 + random.below(3));
    out.scopes[0].duration =
        DurationRange{shortest, shortest + static_cast<std::int64_t>(random.below(3))};
    if (random.below(2) == 0) {
        Scope light = out.scopes[0];
        light.id = ScopeId("light");
        light.is_default = false;
        light.coverage = Share::parse("0.2");
        for (Effort& effort : light.effort)
            effort.days = PersonDays::from_units(effort.days.units() / 2);
        out.scopes.insert(out.scopes.begin(), light);
    }
    const Quarter start = Quarter(2027, 1) + static_cast<int>(random.below(6));
    if (random.below(2) == 0)
        out.window = Period{start, start + 1 + static_cast<int>(random.below(5))};
    for (std::uint64_t other = 0; other < number; ++other)
        if (random.below(8) == 0)
            out.prerequisites.emplace_back(key("c-", other));
        else if (random.below(10) == 0)
            out.excludes.emplace_back(key("c-", other));
    return out;
}

inline void add_commitments(Draft& draft, Random& random) {
    for (std::uint64_t number = 0; number < 7; ++number)
        draft.add(random_project(random, number));
    Commitment standing = random_project(random, 7);
    standing.kind = CommitmentKind::standing;
    standing.scopes = {standing.scopes.back()};
    standing.scopes[0].per = EffortBasis::year;
    standing.scopes[0].duration.reset();
    standing.prerequisites.clear();
    standing.excludes.clear();
    draft.add(standing);
}

inline void add_people(Draft& draft, Random& random) {
    for (std::uint64_t m = 0; m < 4; ++m) {
        draft.add(organization(key("o-", m)));
        draft.add(member(key("m-", m), key("o-", m)));
        for (std::uint64_t t = 1; t <= 3; ++t)
            if (random.below(2) == 0) {
                Need row = need(key(key("n-", m) + "-", t), key("m-", m),
                                static_cast<std::int64_t>(1 + random.below(5)));
                row.theme = ThemeId(key("t", t));
                draft.add(row);
            }
        if (random.below(4) == 0) continue;
        std::vector<std::string> approved;
        for (std::uint64_t c = 0; c < 7; ++c)
            if (random.below(2) == 0) approved.push_back(key("c-", c));
        draft.add(approval(key("b-", m), key("m-", m), approved));
    }
}

inline void add_capacities(Draft& draft, Random& random) {
    const std::vector<std::vector<std::string>> pools{{"e0"}, {"e0", "e1"}, {"e1", "e2"}, {"e2"}};
    for (std::size_t p = 0; p < pools.size(); ++p)
        for (int q = 0; q < 8; ++q) {
            Capacity row = capacity(key(key("k-", p) + "-", static_cast<std::uint64_t>(q)),
                                    key("o-", p % 2), Quarter(2027, 1) + q, "0");
            row.days = PersonDays::from_units(static_cast<std::int64_t>(random.below(900)));
            row.expertises.clear();
            for (const std::string& id : pools[p]) row.expertises.emplace_back(id);
            if (random.below(2) == 0) row.reserve.reset();
            draft.add(row);
        }
}

/// Four members, of whom some respond, seven projects with windows, prerequisites and excludes, one
/// standing commitment, three expertises whose days partly are shared. Few days, so that much is left
/// out.
inline Network random_network(std::uint64_t seed) {
    Random random(seed);
    Draft draft;
    draft.data().id = NetworkId("random");
    draft.data().title = in_three("Satunnainen");
    Promise promise = small_promise();
    promise.issuer = OrganizationId("liitto");
    promise.period.end = Quarter(2029, 1);
    promise.year_profile = {29, 27, 15, 29};
    draft.set_promise(promise);
    draft.add(organization("liitto"));
    for (std::uint64_t t = 1; t <= 3; ++t) {
        Theme theme;
        theme.id = ThemeId(key("t", t));
        theme.name = in_three("t");
        draft.add(theme);
    }
    for (std::uint64_t e = 0; e < 3; ++e) {
        Expertise expertise;
        expertise.id = ExpertiseId(key("e", e));
        expertise.name = in_three("e");
        draft.add(expertise);
    }
    add_people(draft, random);
    add_commitments(draft, random);
    add_capacities(draft, random);
    return draft.build();
}

}  // namespace areena::testing
