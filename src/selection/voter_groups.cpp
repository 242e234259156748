#include "selection/voter_groups.hpp"

#include "areena/core/error.hpp"

#include <algorithm>
#include <numeric>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

void check_state(const Instance& instance, const Profile& profile, const State& state) {
    const auto sizes = [](std::size_t got, std::size_t wanted) {
        return std::to_string(got) + " for " + std::to_string(wanted);
    };
    if (!state.shares.empty() && state.shares.size() != profile.ballots.size())
        throw Error("selection.state", "the state has shares of " +
                                           sizes(state.shares.size(), profile.ballots.size()) +
                                           " voters");
    if (!state.closed.empty() && state.closed.size() != instance.projects.size())
        throw Error("selection.state", "the state has marks of closed projects of " +
                                           sizes(state.closed.size(), instance.projects.size()) +
                                           " projects");
    if (state.spent < 0)
        throw Error("selection.state", "the state has spent " + std::to_string(state.spent) +
                                           "; it must not be negative");
    for (std::size_t i = 0; i < state.shares.size(); ++i)
        if (state.shares[i].sign() < 0)
            throw Error("selection.state", "voter " + std::to_string(i) + " has the share " +
                                               to_string(state.shares[i]) +
                                               "; it must not be negative");
}

/// The votes that matter: for open projects, of positive utility, by project.
std::vector<Ballot> keep_open(const Profile& profile, const std::vector<bool>& closed) {
    std::vector<Ballot> kept(profile.ballots.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
        for (const Vote& vote : profile.ballots[i].votes)
            if (!closed[static_cast<std::size_t>(vote.project)] && vote.utility.sign() > 0)
                kept[i].votes.push_back(vote);
        std::ranges::sort(kept[i].votes, {}, &Vote::project);
    }
    return kept;
}

std::strong_ordering compare(const Vote& a, const Vote& b) {
    if (a.project != b.project) return a.project <=> b.project;
    return a.utility <=> b.utility;
}

std::strong_ordering compare(const std::vector<Vote>& a, const std::vector<Vote>& b) {
    return std::lexicographical_compare_three_way(
        a.begin(), a.end(), b.begin(), b.end(),
        [](const Vote& x, const Vote& y) { return compare(x, y); });
}

}  // namespace

VoterGroups group_voters(const Instance& instance, const Profile& profile, const State& state) {
    validate(instance, profile);
    check_state(instance, profile, state);
    std::vector<bool> closed = state.closed;
    closed.resize(instance.projects.size());
    const std::vector<Rational>& shares =
        state.shares.empty() ? initial_state(instance, profile).shares : state.shares;
    std::vector<Ballot> ballots = keep_open(profile, closed);
    std::vector<int> order(ballots.size());
    std::iota(order.begin(), order.end(), 0);
    const auto compare_voters = [&](int a, int b) {
        const auto by_votes = compare(ballots[at(a)].votes, ballots[at(b)].votes);
        return by_votes != 0 ? by_votes : shares[at(a)] <=> shares[at(b)];
    };
    // Ties by index, so that the voters of a group stand in order.
    std::ranges::sort(order, [&](int a, int b) {
        const auto order_of_groups = compare_voters(a, b);
        return order_of_groups != 0 ? order_of_groups < 0 : a < b;
    });
    VoterGroups groups;
    for (const int voter : order) {
        if (groups.voters.empty() || compare_voters(groups.voters.back().front(), voter) != 0) {
            groups.voters.emplace_back();
            groups.shares.push_back(shares[at(voter)]);
        }
        groups.voters.back().push_back(voter);
    }
    for (const std::vector<int>& voters : groups.voters)
        groups.ballots.push_back(std::move(ballots[at(voters.front())]));
    return groups;
}

}  // namespace areena::selection
