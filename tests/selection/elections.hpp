#pragma once

#include "areena/core/random.hpp"
#include "areena/selection/election.hpp"
#include "areena/selection/grouped.hpp"
#include "areena/selection/outcome.hpp"
#include "areena/selection/verify.hpp"

#include "catch.hpp"

#include <string>
#include <utility>
#include <vector>

/// \file
/// Small random elections, and short ways to write and to read one.

/// So that a failed check shows fractions.
template <>
struct Catch::StringMaker<areena::Rational> {
    static std::string convert(const areena::Rational& value) { return to_string(value); }
};

namespace areena::selection::tests {

struct SmallElection {
    Instance instance;
    Profile profile;
};

/// Few voters, few projects, few different costs and utilities: ties, free projects, projects that
/// nobody wants, empty ballots and voters of the same mind are common.
inline SmallElection random_election(Random& random) {
    SmallElection election;
    const auto below = [&](std::uint64_t bound) {
        return static_cast<std::int64_t>(random.below(bound));
    };
    const auto num_projects = static_cast<int>(below(7));
    const auto num_voters = below(9);
    const std::uint64_t dearest = random.below(3) == 0 ? 3 : 12;
    for (int p = 0; p < num_projects; ++p)
        election.instance.projects.push_back(
            {std::string(1, static_cast<char>('a' + (p * 5) % 7)), below(dearest + 1)});
    election.instance.budget = below(30);
    const std::int64_t kind = below(4);
    for (std::int64_t v = 0; v < num_voters; ++v) {
        if (v > 0 && random.below(4) == 0) {
            election.profile.ballots.push_back(election.profile.ballots.back());
            continue;
        }
        Ballot ballot;
        for (int p = num_projects - 1; p >= 0; --p)
            if (random.below(2) == 0)
                ballot.votes.push_back(
                    {p, kind < 2 ? Rational(1) : Rational(below(5), kind == 2 ? 1 : 1 + below(4))});
        election.profile.ballots.push_back(std::move(ballot));
    }
    if (kind == 0)
        election.profile = with_cost_utility(election.instance, std::move(election.profile));
    return election;
}

/// Shares of any size that the budget covers, and some projects closed.
inline State random_start(Random& random, const SmallElection& election) {
    State state = initial_state(election.instance, election.profile);
    for (Rational& share : state.shares)
        share *= Rational(static_cast<std::int64_t>(random.below(5)), 4);
    for (std::size_t p = 0; p < state.closed.size(); ++p) state.closed[p] = random.below(4) == 0;
    return state;
}

/// One ballot a voter.
inline Profile ungrouped(const GroupedProfile& grouped) {
    Profile profile;
    for (std::size_t g = 0; g < grouped.num_groups(); ++g) {
        Ballot ballot;
        for (std::size_t i = grouped.begin[g]; i < grouped.begin[g + 1]; ++i)
            ballot.votes.push_back(
                {grouped.projects[i],
                 grouped.points.empty() ? Rational(1)
                                        : Rational(grouped.points[i], grouped.points_unit)});
        for (std::int64_t i = 0; i < grouped.voters[g]; ++i) profile.ballots.push_back(ballot);
    }
    return profile;
}

inline std::string ids(const Instance& instance, const std::vector<Purchase>& purchases) {
    std::string text;
    for (const Purchase& purchase : purchases) {
        if (!text.empty()) text += ' ';
        text += instance.projects[static_cast<std::size_t>(purchase.project)].id;
    }
    return text;
}

/// Everything that a verification holds against an outcome; empty if nothing.
inline std::string faults(const Verification& verification) {
    std::string text;
    for (const Check& check : verification.checks)
        if (!check.ok) text += check.name + ": " + check.message + '\n';
    if (verification.ok != text.empty()) text += "the sum of the checks is wrong\n";
    return text;
}

}  // namespace areena::selection::tests
