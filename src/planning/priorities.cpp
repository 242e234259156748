#include "planning/priorities.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace areena::planning {

namespace {
/// Points by project.
using Points = std::vector<std::pair<int, std::int64_t>>;

void add_voter(Priorities& out, const Member& member, Points points) {
    out.voters.push_back(&member);
    out.profile.voters.push_back(1);
    std::ranges::sort(points);
    for (const auto& [project, number] : points) {
        if (number <= 0) continue;
        out.profile.projects.push_back(project);
        out.profile.points.push_back(number);
    }
    out.profile.begin.push_back(out.profile.projects.size());
}

std::int64_t points_of(const Ballot& ballot, std::size_t k) {
    switch (ballot.format) {
        case BallotFormat::points: return ballot.points[k];
        case BallotFormat::ranking:
            return static_cast<std::int64_t>(ballot.commitments.size() - k);
        case BallotFormat::approval: break;
    }
    return 1;
}

/// Voters are in the order of the members, whatever their ballots are called.
void add_ballots(const Frame& frame, Priorities& out) {
    std::vector<const Ballot*> by_member(frame.network.members().size());
    for (const Ballot& ballot : frame.network.ballots())
        by_member[frame.network.members().index_of(ballot.member)] = &ballot;
    for (std::size_t m = 0; m < by_member.size(); ++m) {
        const Ballot* ballot = by_member[m];
        if (!ballot) continue;
        Points points;
        for (std::size_t k = 0; k < ballot->commitments.size(); ++k)
            points.emplace_back(frame.project(ballot->commitments[k]), points_of(*ballot, k));
        add_voter(out, frame.network.members()[m], std::move(points));
    }
}

void add_needs(const Frame& frame, Priorities& out) {
    out.basis = BallotBasis::needs;
    std::vector<std::vector<std::int64_t>> points(frame.network.members().size());
    for (const Need& need : frame.network.needs()) {
        auto& row = points[frame.network.members().index_of(need.member)];
        row.resize(frame.projects.size());
        for (std::size_t p = 0; p < frame.projects.size(); ++p)
            if (frame.serves(*frame.projects[p], need)) row[p] += need.weight;
    }
    for (std::size_t m = 0; m < points.size(); ++m) {
        if (points[m].empty()) continue;
        Points own;
        for (std::size_t p = 0; p < points[m].size(); ++p)
            if (points[m][p] > 0) own.emplace_back(static_cast<int>(p), points[m][p]);
        add_voter(out, frame.network.members()[m], std::move(own));
    }
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

std::vector<std::vector<int>> supporters_of(const Priorities& priorities) {
    std::vector<std::vector<int>> all(priorities.instance.projects.size());
    const selection::GroupedProfile& profile = priorities.profile;
    for (std::size_t v = 0; v < priorities.voters.size(); ++v)
        for (std::size_t i = profile.begin[v]; i < profile.begin[v + 1]; ++i)
            all[static_cast<std::size_t>(profile.projects[i])].push_back(static_cast<int>(v));
    return all;
}

}  // namespace areena::planning
