#pragma once

#include "areena/core/rational.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// \file
/// Participatory budgeting: projects with costs, a budget, and voters who say what each project is
/// worth to them. Ballots refer to projects, and results to voters, by index. Costs and the budget
/// are whole units of the caller's (cents, hundredths of person-days); shares and payments are
/// exact fractions of that unit.

namespace areena::selection {

struct Project {
    std::string id;
    std::int64_t cost = 0;

    bool operator==(const Project&) const = default;
};

/// What can be bought, and for how much in all.
struct Instance {
    std::int64_t budget = 0;
    std::vector<Project> projects;

    bool operator==(const Instance&) const = default;
};

/// What a project is worth to a voter. A voter supports the projects of positive utility.
struct Vote {
    int project = 0;
    Rational utility = 1;

    bool operator==(const Vote&) const = default;
};

/// One voter's votes, in any order, at most one for a project. Utilities are additive: a set of
/// projects is worth the sum of theirs. A ballot without votes still has a share of the budget.
struct Ballot {
    std::vector<Vote> votes;

    bool operator==(const Ballot&) const = default;
};

/// All voters, each with one ballot.
struct Profile {
    std::vector<Ballot> ballots;

    bool operator==(const Profile&) const = default;
};

/// A ballot that approves of `projects`, each with utility 1.
[[nodiscard]] Ballot approval_ballot(const std::vector<int>& projects);

/// The profile with each supported project worth its cost to its supporters: a unit of budget
/// counts the same wherever it goes. A free project stays worth 1, so that it keeps its supporters.
/// Throws what `validate` throws.
[[nodiscard]] Profile with_cost_utility(const Instance& instance, Profile profile);

/// The profile with each supported project worth 1 to its supporters: projects count, not costs.
[[nodiscard]] Profile with_cardinality_utility(Profile profile);

/// How many voters support each project. Throws what `validate` throws.
[[nodiscard]] std::vector<std::int64_t> num_supporters(const Instance& instance,
                                                       const Profile& profile);

/// Throws `Error` if the budget or a cost is negative (`selection.budget`, `selection.cost`), the
/// costs together do not fit 64 bits (`selection.overflow`), two projects have the same id
/// (`selection.duplicate_project`), a vote names no project (`selection.project`), a ballot votes
/// for a project twice (`selection.duplicate_vote`), or a utility is negative
/// (`selection.utility`). Linear in projects and votes, but for sorting the ids.
void validate(const Instance& instance, const Profile& profile);

}  // namespace areena::selection
