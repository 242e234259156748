#include "planning/verification/election.hpp"

#include "areena/groups.hpp"

#include <algorithm>

namespace areena::planning::verification {

ReadElection::ReadElection(const Network& network, const Choice& choice)
    : utility_(choice.utility) {
    instance_.budget = choice.available.units();
    for (const Commitment& c : network.commitments()) {
        if (c.kind != CommitmentKind::project) continue;
        std::int64_t cost = 0;
        for (const Effort& e : c.default_scope()->effort) cost += e.days.units();
        commitments_.push_back(c.id);
        instance_.projects.push_back({c.id.key(), cost});
    }
    if (choice.ballots == BallotBasis::given)
        read_ballots(network);
    else
        read_needs(network);
}

int ReadElection::project(const CommitmentId& id) const {
    const auto found = std::ranges::lower_bound(commitments_, id);
    return found != commitments_.end() && *found == id
               ? static_cast<int>(found - commitments_.begin())
               : -1;
}

void ReadElection::add_voter(const MemberId& member, const std::map<int, std::int64_t>& points) {
    voters_.push_back(member);
    profile_.voters.push_back(1);
    for (const auto& [project, number] : points) {
        profile_.projects.push_back(project);
        profile_.points.push_back(number);
    }
    profile_.begin.push_back(profile_.projects.size());
}

void ReadElection::read_ballots(const Network& network) {
    std::map<MemberId, std::map<int, std::int64_t>> by_member;
    for (const Ballot& ballot : network.ballots()) {
        auto& points = by_member[ballot.member];
        auto rank = static_cast<std::int64_t>(ballot.commitments.size());
        for (std::size_t k = 0; k < ballot.commitments.size(); ++k, --rank) {
            std::int64_t number = 1;
            if (ballot.format == BallotFormat::ranking) number = rank;
            if (ballot.format == BallotFormat::points) number = ballot.points[k];
            if (number > 0) points[project(ballot.commitments[k])] = number;
        }
    }
    for (const auto& [member, points] : by_member) add_voter(member, points);
}

void ReadElection::read_needs(const Network& network) {
    const GroupRules rules(network.data());
    const auto benefits = [&](const Commitment& c, const Member& m) {
        return c.beneficiaries.all ||
               std::ranges::any_of(c.beneficiaries.groups, [&](const GroupId& id) {
                   return rules.holds(network.groups().at(id), m);
               });
    };
    std::map<MemberId, std::map<int, std::int64_t>> by_member;
    for (const Need& need : network.needs()) {
        auto& points = by_member[need.member];
        for (int p = 0; p < static_cast<int>(commitments_.size()); ++p) {
            const Commitment& c = network.commitments().at(commitment(p));
            if (std::ranges::count(c.themes, need.theme) > 0 &&
                benefits(c, network.members().at(need.member)))
                points[p] += need.weight;
        }
    }
    for (const auto& [member, points] : by_member) add_voter(member, points);
}

selection::Election ReadElection::without(const std::set<CommitmentId>& closed) const {
    selection::GroupedProfile open = profile_;
    for (std::size_t i = 0; i < open.projects.size(); ++i)
        if (closed.contains(commitment(open.projects[i]))) open.points[i] = 0;
    return {instance_, open, utility_};
}

std::optional<std::vector<Rational>> ReadElection::carried(const selection::Election& election,
                                                           const Chosen& chosen) const {
    const auto supporters = election.supporters(project(chosen.commitment));
    std::vector<Rational> out(supporters.size());
    for (const Support& s : chosen.support) {
        const auto voter = std::ranges::lower_bound(voters_, s.member);
        if (voter == voters_.end() || *voter != s.member) return std::nullopt;
        const auto index = static_cast<int>(voter - voters_.begin());
        const auto found = std::ranges::lower_bound(supporters, index);
        if (found == supporters.end() || *found != index) return std::nullopt;
        out[static_cast<std::size_t>(found - supporters.begin())] += s.amount * Rational(100);
    }
    return out;
}

}  // namespace areena::planning::verification
