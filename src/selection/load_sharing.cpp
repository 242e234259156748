#include "selection/load_sharing.hpp"

#include <algorithm>
#include <numeric>

namespace areena::selection {

LoadSharing::LoadSharing(const Election& election)
    : election_(election),
      first_edge_(at(election.num_projects()) + 1),
      carried_spare_(election.num_groups()),
      is_tried_(at(election.num_projects())),
      spare_(election.num_groups()),
      need_(at(election.num_projects())),
      depth_(at(election.num_projects())),
      group_depth_(election.num_groups()),
      next_(at(election.num_projects())),
      group_next_(election.num_groups()) {
    int128 costs = 1;
    for (int p = 0; p < election.num_projects(); ++p) {
        first_edge_[at(p) + 1] = first_edge_[at(p)] + election.supporters(p).size();
        costs += election.cost(p);
    }
    constexpr int128 most = int128{1} << 125;
    const int128 voters = std::max<std::int64_t>(election.num_voters(), 1);
    scales_ = costs < most / voters / voters;
    carried_.resize(first_edge_.back());
    // A project's supporters ascend, so the votes of groups in their order come project by project.
    std::vector<std::size_t> next(first_edge_.begin(), first_edge_.end() - 1);
    for (int g = 0; g < static_cast<int>(election.num_groups()); ++g) {
        first_vote_.push_back(edge_.size());
        for (const int p : election.ballot(g)) edge_.push_back(next[at(p)]++);
    }
}

LoadLevel LoadSharing::level_with(int project, const LoadLevel& from) {
    LoadLevel level = std::max(from, level_);
    while (true) {
        if (level == level_ && has_room_for(project)) return level;
        begin(project, level);
        if (flow()) return level;
        level = reached();
    }
}

void LoadSharing::take(int project, const LoadLevel& level) {
    begin(project, level);
    flow();
    taken_.push_back(project);
    level_ = level;
    std::swap(carried_, flow_);
    std::swap(carried_spare_, spare_);
}

/// Whether its supporters can carry it at the level as it is, without moving anything.
bool LoadSharing::has_room_for(int project) const {
    int128 room = 0;
    const int128 cost = int128{election_.cost(project)} * level_.voters;
    for (const int g : election_.supporters(project)) {
        room += carried_spare_[at(g)];
        if (room >= cost) return true;
    }
    return room >= cost;
}

/// Begins from what is carried already, in the units of the level and rounded down.
void LoadSharing::begin(int project, const LoadLevel& level) {
    projects_ = taken_;
    projects_.push_back(project);
    std::ranges::fill(is_tried_, std::uint8_t{0});
    for (const int p : projects_) is_tried_[at(p)] = 1;
    flow_.resize(carried_.size());
    for (int g = 0; g < static_cast<int>(election_.num_groups()); ++g)
        spare_[at(g)] = int128{election_.voters(g)} * level.cost;
    for (const int p : projects_) {
        need_[at(p)] = int128{election_.cost(p)} * level.voters;
        const auto groups = election_.supporters(p);
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const std::size_t edge = first_edge_[at(p)] + i;
            int128& amount = flow_[edge];
            amount = 0;
            if (p == project || carried_[edge] == 0) continue;
            if (level.voters == level_.voters) amount = carried_[edge];
            else if (scales_) amount = carried_[edge] * level.voters / level_.voters;
            need_[at(p)] -= amount;
            spare_[at(groups[i])] -= amount;
        }
    }
}

bool LoadSharing::flow() {
    const auto in_need = [this](int p) { return need_[at(p)] > 0; };
    while (std::ranges::any_of(projects_, in_need)) {
        if (!find_depths()) return false;
        for (const int p : projects_)
            if (need_[at(p)] > 0) need_[at(p)] -= push(p, need_[at(p)]);
    }
    return true;
}

/// How far everything is from the projects in need. False if nobody with room is reached.
bool LoadSharing::find_depths() {
    std::ranges::fill(group_depth_, -1);
    std::ranges::fill(group_next_, 0);
    std::ranges::fill(depth_, -1);
    std::ranges::fill(next_, 0);
    std::vector<int> layer;
    for (const int p : projects_) {
        if (need_[at(p)] == 0) continue;
        depth_[at(p)] = 0;
        layer.push_back(p);
    }
    sink_depth_ = -1;
    for (int depth = 0; !layer.empty() && sink_depth_ < 0; ++depth) {
        std::vector<int> below;
        for (const int p : layer)
            for (const int g : election_.supporters(p)) {
                if (group_depth_[at(g)] >= 0) continue;
                group_depth_[at(g)] = depth;
                if (spare_[at(g)] > 0) sink_depth_ = depth;
                const auto ballot = election_.ballot(g);
                for (std::size_t i = 0; i < ballot.size(); ++i) {
                    const int q = ballot[i];
                    if (!is_tried_[at(q)] || depth_[at(q)] >= 0) continue;
                    if (flow_[edge_[first_vote_[at(g)] + i]] == 0) continue;
                    depth_[at(q)] = depth + 1;
                    below.push_back(q);
                }
            }
        layer = std::move(below);
    }
    return sink_depth_ >= 0;
}

/// Finds carriers for as much of `amount` of the project's cost as it can, by shortest ways.
int128 LoadSharing::push(int project, int128 amount) {
    int128 pushed = 0;
    const auto groups = election_.supporters(project);
    for (std::size_t& i = next_[at(project)]; i < groups.size(); ++i) {
        const int g = groups[i];
        if (group_depth_[at(g)] == depth_[at(project)]) {
            const int128 taken = push_through(g, depth_[at(project)], amount - pushed);
            flow_[first_edge_[at(project)] + i] += taken;
            pushed += taken;
        }
        if (pushed == amount) break;
    }
    return pushed;
}

/// Lets a group carry more: in its room, or by handing on what it carries of other projects.
int128 LoadSharing::push_through(int group, int depth, int128 amount) {
    if (depth == sink_depth_) {
        const int128 taken = std::min(amount, spare_[at(group)]);
        spare_[at(group)] -= taken;
        return taken;
    }
    int128 pushed = 0;
    const auto ballot = election_.ballot(group);
    for (std::size_t& i = group_next_[at(group)]; i < ballot.size(); ++i) {
        const int q = ballot[i];
        int128& held = flow_[edge_[first_vote_[at(group)] + i]];
        if (depth_[at(q)] == depth + 1 && held > 0) {
            const int128 moved = push(q, std::min(amount - pushed, held));
            held -= moved;
            pushed += moved;
        }
        if (pushed == amount) break;
    }
    return pushed;
}

/// What the set that could not be carried costs per supporter.
LoadLevel LoadSharing::reached() const {
    LoadLevel set{0, 0};
    for (const int p : projects_)
        if (depth_[at(p)] >= 0) set.cost += election_.cost(p);
    for (int g = 0; g < static_cast<int>(election_.num_groups()); ++g)
        if (group_depth_[at(g)] >= 0) set.voters += election_.voters(g);
    return set;
}

}  // namespace areena::selection
