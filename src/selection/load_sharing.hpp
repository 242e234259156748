#pragma once

#include "areena/selection/grouped.hpp"
#include "core/rational_access.hpp"

#include <compare>
#include <cstdint>
#include <vector>

namespace areena::selection {

/// A load that no voter exceeds: cost / voters, of a set of projects and everybody who supports one
/// of them.
struct LoadLevel {
    std::int64_t cost = 0;
    std::int64_t voters = 1;

    friend std::strong_ordering operator<=>(const LoadLevel& a, const LoadLevel& b) {
        return int128{a.cost} * b.voters <=> int128{b.cost} * a.voters;
    }
    friend bool operator==(const LoadLevel& a, const LoadLevel& b) { return (a <=> b) == 0; }
};

/// Shares the costs of selected projects among their supporters so that the largest load of a voter
/// is as small as can be.
///
/// At a level z = cost / voters that is a flow from projects to groups of voters, in whole units of
/// 1 / voters: exact. Where the costs do not flow, the projects that those left over reach form a
/// set whose cost per supporter is above z, which is the next level to try; by duality the last such
/// set proves the least level. Each try raises the level, and as far as seen a few are enough.
class LoadSharing {
public:
    /// Holds a reference.
    explicit LoadSharing(const Election& election);

    /// The largest load with what is taken so far.
    [[nodiscard]] const LoadLevel& level() const noexcept { return level_; }
    /// The least level that carries `project`, which has supporters, beside what is taken. `from`
    /// is a bound on it from below.
    [[nodiscard]] LoadLevel level_with(int project, const LoadLevel& from);
    /// Takes the project, whose `level_with` is `level`.
    void take(int project, const LoadLevel& level);

private:
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }

    [[nodiscard]] bool has_room_for(int project) const;
    void begin(int project, const LoadLevel& level);
    /// Whether all that is needed flows; if not, who was reached last tells the set.
    bool flow();
    bool find_depths();
    int128 push(int project, int128 amount);
    int128 push_through(int group, int depth, int128 amount);
    [[nodiscard]] LoadLevel reached() const;

    const Election& election_;
    std::vector<std::size_t> first_edge_;  // by project: the number of its first vote
    std::vector<std::size_t> first_vote_;  // by group: where its ballot begins in edge_
    std::vector<std::size_t> edge_;        // by vote in ballots: its number by project
    bool scales_ = false;                  // flows may be multiplied by numbers of voters

    LoadLevel level_;
    std::vector<int> taken_;
    std::vector<int128> carried_;        // by vote, at level_
    std::vector<int128> carried_spare_;  // by group, at level_

    // While trying:
    std::vector<int> projects_;  // those taken and the one that is tried
    std::vector<std::uint8_t> is_tried_;  // by project, the same
    std::vector<int128> flow_;   // by vote
    std::vector<int128> spare_;  // by group
    std::vector<int128> need_;   // by project
    std::vector<int> depth_;     // by project, in votes from those in need; -1 if not reached
    std::vector<int> group_depth_;
    std::vector<std::size_t> next_;  // by project: the next supporter to look at
    std::vector<std::size_t> group_next_;
    int sink_depth_ = -1;
};

}  // namespace areena::selection
