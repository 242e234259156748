#include "planning/priorities.hpp"

namespace areena::planning {

namespace {

void add_voter(Priorities& out, const Member& member, const std::vector<bool>& wanted) {
    out.voters.push_back(&member);
    out.profile.voters.push_back(1);
    for (std::size_t p = 0; p < wanted.size(); ++p)
        if (wanted[p]) out.profile.projects.push_back(static_cast<int>(p));
    out.profile.begin.push_back(out.profile.projects.size());
}

/// Voters are in the order of the members, whatever their ballots are called.
void add_ballots(const Frame& frame, Priorities& out) {
    std::vector<const Ballot*> by_member(frame.network.members().size());
    for (const Ballot& ballot : frame.network.ballots())
        by_member[frame.network.members().index_of(ballot.member)] = &ballot;
    for (std::size_t m = 0; m < by_member.size(); ++m) {
        const Ballot* ballot = by_member[m];
        if (!ballot) continue;
        std::vector<bool> wanted(frame.projects.size());
        for (std::size_t k = 0; k < ballot->commitments.size(); ++k)
            if (ballot->format != BallotFormat::points || ballot->points[k] > 0)
                wanted[static_cast<std::size_t>(frame.project(ballot->commitments[k]))] = true;
        add_voter(out, frame.network.members()[m], wanted);
    }
}

void add_needs(const Frame& frame, Priorities& out) {
    out.basis = BallotBasis::needs;
    std::vector<std::vector<bool>> serves(frame.network.members().size());
    for (const Need& need : frame.network.needs()) {
        auto& row = serves[frame.network.members().index_of(need.member)];
        row.resize(frame.projects.size());
        for (std::size_t p = 0; p < frame.projects.size(); ++p)
            if (frame.serves(*frame.projects[p], need)) row[p] = true;
    }
    for (std::size_t m = 0; m < serves.size(); ++m)
        if (!serves[m].empty()) add_voter(out, frame.network.members()[m], serves[m]);
}

}  // namespace

Priorities priorities_of(const Frame& frame) {
    Priorities out;
    out.instance.budget = frame.available.units();
    for (const Commitment* project : frame.projects)
        out.instance.projects.push_back(
            {project->id.key(), total_effort(*project->default_scope()).units()});
    if (frame.network.ballots().empty())
        add_needs(frame, out);
    else
        add_ballots(frame, out);
    return out;
}

}  // namespace areena::planning
