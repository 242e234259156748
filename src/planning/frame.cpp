#include "planning/frame.hpp"

#include "areena/groups.hpp"

#include <algorithm>

namespace areena::planning {

namespace {
const Promise& promise_of(const Network& network) {
    if (!network.promise())
        throw Error("plan.no_promise", "network '" + network.id().key() +
                                           "' has no promise: there is no period to plan for; add "
                                           "a promise with its issuer, period and goals");
    return *network.promise();
}
}  // namespace

Frame::Frame(Network given)
    : network(std::move(given)),
      promise(promise_of(network)),
      num_periods(promise.period.size()),
      available(available_effort(network)) {
    for (const Commitment& commitment : network.commitments())
        if (commitment.kind == CommitmentKind::project) projects.push_back(&commitment);
    add_pools();
    add_standing();
    add_benefits();
}

void Frame::add_pools() {
    std::map<std::pair<OrganizationId, std::vector<int>>, std::size_t> found;
    const auto periods = static_cast<std::size_t>(num_periods);
    for (const Capacity& capacity : network.capacities()) {
        if (capacity.agreement != Agreement::agreed || !promise.period.contains(capacity.quarter))
            continue;
        std::vector<int> skills;
        for (const ExpertiseId& id : capacity.expertises) skills.push_back(skill(id));
        std::sort(skills.begin(), skills.end());
        skills.erase(std::unique(skills.begin(), skills.end()), skills.end());
        auto [it, fresh] = found.try_emplace({capacity.organization, skills}, pools.size());
        if (fresh)
            pools.push_back({&network.organizations().at(capacity.organization), skills,
                             std::vector<std::int64_t>(periods),
                             std::vector<const Capacity*>(periods)});
        const auto at = static_cast<std::size_t>(period(capacity.quarter));
        pools[it->second].available[at] = usable_days(capacity).units();
        pools[it->second].capacities[at] = &capacity;
    }
}

void Frame::add_standing() {
    for (const Commitment& commitment : network.commitments())
        if (commitment.kind != CommitmentKind::project)
            standing.push_back({&commitment, std::vector(network.expertises().size(),
                                                         std::vector<std::int64_t>(
                                                             static_cast<std::size_t>(num_periods)))});
    auto work = standing.begin();
    for (const StandingLoad& load : standing_load(network)) {
        while (work->commitment->id != load.commitment) ++work;  // both in the order of ids
        work->load[static_cast<std::size_t>(skill(load.expertise))]
                  [static_cast<std::size_t>(period(load.quarter))] += load.days.units();
    }
}

/// A group's rule is looked up once per member, not once per commitment.
void Frame::add_benefits() {
    const GroupRules rules(network.data());
    const std::size_t num_members = network.members().size();
    std::vector<std::vector<bool>> groups;
    for (const Group& group : network.groups()) {
        auto& row = groups.emplace_back(num_members);
        for (std::size_t m = 0; m < num_members; ++m)
            row[m] = rules.holds(group, network.members()[m]);
    }
    for (const Commitment& commitment : network.commitments()) {
        auto& row = benefits_.emplace_back(num_members, commitment.beneficiaries.all);
        for (const GroupId& id : commitment.beneficiaries.groups)
            for (std::size_t m = 0; m < num_members; ++m)
                if (groups[network.groups().index_of(id)][m]) row[m] = true;
    }
}

int Frame::project(const CommitmentId& id) const {
    auto it = std::lower_bound(projects.begin(), projects.end(), id,
                               [](const Commitment* c, const CommitmentId& key) { return c->id < key; });
    return it != projects.end() && (*it)->id == id ? static_cast<int>(it - projects.begin()) : -1;
}

bool Frame::serves(const Commitment& commitment, const Need& need) const {
    const auto& themes = commitment.themes;
    return std::find(themes.begin(), themes.end(), need.theme) != themes.end() &&
           benefits(commitment, network.members().index_of(need.member));
}

}  // namespace areena::planning
