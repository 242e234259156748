#pragma once

#include "areena/selection/grouped.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace areena::io::detail {

inline std::uint64_t mix(std::uint64_t hash, std::uint64_t value) noexcept {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
    return hash ^ (hash >> 29);
}

/// Project ids to indices. Open addressing, half empty.
class ProjectIndex {
public:
    explicit ProjectIndex(const std::vector<selection::Project>& projects) : projects_(projects) {
        std::size_t size = 16;
        while (size < 2 * projects.size()) size *= 2;
        slots_.assign(size, -1);
        for (std::size_t p = 0; p < projects.size(); ++p) {
            std::size_t i = slot(projects[p].id);
            if (slots_[i] < 0) slots_[i] = static_cast<int>(p);
        }
    }

    /// -1 if there is none.
    [[nodiscard]] int find(std::string_view id) const { return slots_[slot(id)]; }

private:
    [[nodiscard]] std::size_t slot(std::string_view id) const {
        std::uint64_t hash = id.size();
        for (const char c : id) hash = mix(hash, static_cast<unsigned char>(c));
        std::size_t i = hash & (slots_.size() - 1);
        while (slots_[i] >= 0 && projects_[static_cast<std::size_t>(slots_[i])].id != id)
            i = (i + 1) & (slots_.size() - 1);
        return i;
    }

    const std::vector<selection::Project>& projects_;
    std::vector<int> slots_;
};

struct PabulibVote {
    int project = 0;
    std::int64_t points = 1;

    auto operator<=>(const PabulibVote&) const = default;
};

/// Gathers equal ballots as they come.
class BallotGrouper {
public:
    /// How many voters and votes there may be. Room is set aside for that many, so that the columns
    /// need not move as they grow; what is not used of it costs no memory.
    BallotGrouper(selection::GroupedProfile& profile, bool has_points, std::size_t most_voters,
                  std::size_t most_votes)
        : profile_(profile), has_points_(has_points), slots_(1024, -1) {
        profile_.voters.reserve(most_voters);
        profile_.begin.reserve(most_voters + 1);
        hashes_.reserve(most_voters);
        profile_.projects.reserve(most_votes);
        if (has_points) profile_.points.reserve(most_votes);
    }

    /// Adds voters with one ballot; `votes` are in order of project.
    void add(const std::vector<PabulibVote>& votes, std::int64_t voters = 1) {
        std::uint64_t hash = votes.size();
        for (const PabulibVote& vote : votes) {
            hash = mix(hash, static_cast<std::uint64_t>(vote.project));
            if (has_points_) hash = mix(hash, static_cast<std::uint64_t>(vote.points));
        }
        const std::size_t i = find(static_cast<std::uint32_t>(hash), votes);
        if (slots_[i] >= 0) {
            profile_.voters[static_cast<std::size_t>(slots_[i])] += voters;
            return;
        }
        slots_[i] = static_cast<int>(profile_.voters.size());
        hashes_.push_back(static_cast<std::uint32_t>(hash));
        profile_.voters.push_back(voters);
        for (const PabulibVote& vote : votes) {
            profile_.projects.push_back(vote.project);
            if (has_points_) profile_.points.push_back(vote.points);
        }
        profile_.begin.push_back(profile_.projects.size());
        if (4 * hashes_.size() > 3 * slots_.size()) grow();
    }

private:
    [[nodiscard]] std::size_t find(std::uint32_t hash, const std::vector<PabulibVote>& votes) const {
        std::size_t i = hash & (slots_.size() - 1);
        while (slots_[i] >= 0 && !is_same(static_cast<std::size_t>(slots_[i]), hash, votes))
            i = (i + 1) & (slots_.size() - 1);
        return i;
    }

    [[nodiscard]] bool is_same(std::size_t group, std::uint32_t hash,
                               const std::vector<PabulibVote>& votes) const {
        const std::size_t begin = profile_.begin[group];
        if (hashes_[group] != hash || profile_.begin[group + 1] - begin != votes.size())
            return false;
        for (std::size_t i = 0; i < votes.size(); ++i)
            if (profile_.projects[begin + i] != votes[i].project ||
                (has_points_ && profile_.points[begin + i] != votes[i].points))
                return false;
        return true;
    }

    void grow() {
        const std::size_t size = 2 * slots_.size();
        slots_ = {};  // first, so that never both take memory
        slots_.assign(size, -1);
        for (std::size_t g = 0; g < hashes_.size(); ++g) {
            std::size_t i = hashes_[g] & (slots_.size() - 1);
            while (slots_[i] >= 0) i = (i + 1) & (slots_.size() - 1);
            slots_[i] = static_cast<int>(g);
        }
    }

    selection::GroupedProfile& profile_;
    bool has_points_;
    std::vector<int> slots_;
    std::vector<std::uint32_t> hashes_;  // by group
};

}  // namespace areena::io::detail
