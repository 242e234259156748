#include "areena/selection/election.hpp"

#include "areena/core/error.hpp"

#include <algorithm>
#include <string_view>

namespace areena::selection {
namespace {

void validate_projects(const Instance& instance) {
    if (instance.budget < 0)
        throw Error("selection.budget", "the budget is " + std::to_string(instance.budget) +
                                            "; it must not be negative");
    std::vector<std::string_view> ids;
    std::int64_t total = 0;
    for (const Project& project : instance.projects) {
        if (project.cost < 0)
            throw Error("selection.cost", "project '" + project.id + "' costs " +
                                              std::to_string(project.cost) +
                                              "; a cost must not be negative");
        if (__builtin_add_overflow(total, project.cost, &total))
            throw Error("selection.overflow",
                        "the costs up to project '" + project.id + "' together do not fit 64 bits");
        ids.push_back(project.id);
    }
    std::ranges::sort(ids);
    if (const auto twice = std::ranges::adjacent_find(ids); twice != ids.end())
        throw Error("selection.duplicate_project",
                    "two projects have the id '" + std::string(*twice) + "'");
}

/// `last_ballot` remembers by project, plus one, the last ballot that voted for it.
void validate_ballot(const Instance& instance, const Ballot& ballot, std::size_t number,
                     std::vector<std::size_t>& last_ballot) {
    const auto in_ballot = [&] { return "ballot " + std::to_string(number) + " (from 0)"; };
    for (const Vote& vote : ballot.votes) {
        const auto project = static_cast<std::size_t>(vote.project);
        if (vote.project < 0 || project >= instance.projects.size())
            throw Error("selection.project", in_ballot() + " votes for project number " +
                                                 std::to_string(vote.project) + "; there are " +
                                                 std::to_string(instance.projects.size()) +
                                                 ", numbered from 0");
        if (last_ballot[project] == number + 1)
            throw Error("selection.duplicate_vote", in_ballot() + " votes for project '" +
                                                        instance.projects[project].id + "' twice");
        last_ballot[project] = number + 1;
        if (vote.utility.sign() < 0)
            throw Error("selection.utility", in_ballot() + " gives project '" +
                                                 instance.projects[project].id + "' the utility " +
                                                 to_string(vote.utility) +
                                                 "; it must not be negative");
    }
}

}  // namespace

Ballot approval_ballot(const std::vector<int>& projects) {
    Ballot ballot;
    for (const int project : projects) ballot.votes.push_back({project, 1});
    return ballot;
}

Profile with_cost_utility(const Instance& instance, Profile profile) {
    validate(instance, profile);
    for (Ballot& ballot : profile.ballots)
        for (Vote& vote : ballot.votes)
            if (vote.utility.sign() > 0) {
                const std::int64_t cost =
                    instance.projects[static_cast<std::size_t>(vote.project)].cost;
                vote.utility = cost > 0 ? cost : 1;
            }
    return profile;
}

Profile with_cardinality_utility(Profile profile) {
    for (Ballot& ballot : profile.ballots)
        for (Vote& vote : ballot.votes)
            if (vote.utility.sign() > 0) vote.utility = 1;
    return profile;
}

std::vector<std::int64_t> num_supporters(const Instance& instance, const Profile& profile) {
    validate(instance, profile);
    std::vector<std::int64_t> count(instance.projects.size());
    for (const Ballot& ballot : profile.ballots)
        for (const Vote& vote : ballot.votes)
            if (vote.utility.sign() > 0) ++count[static_cast<std::size_t>(vote.project)];
    return count;
}

void validate(const Instance& instance, const Profile& profile) {
    validate_projects(instance);
    std::vector<std::size_t> last_ballot(instance.projects.size());
    for (std::size_t i = 0; i < profile.ballots.size(); ++i)
        validate_ballot(instance, profile.ballots[i], i, last_ballot);
}

}  // namespace areena::selection
