#pragma once

#include "areena/core/error.hpp"
#include "areena/selection/select.hpp"

#include <vector>

namespace areena::selection {

/// Thrown where the tie keys refuse to decide; `select` makes a result of it.
class TieRefused : public Error {
public:
    TieRefused(const Instance& instance, std::vector<int> projects);

    /// All that were exactly as good, by index.
    [[nodiscard]] const std::vector<int>& projects() const noexcept { return projects_; }

private:
    std::vector<int> projects_;
};

/// All projects in the order of the tie keys, so that a tie is one look at ranks. Holds references.
class TieOrder {
public:
    /// Throws `selection.ties` if a given order names a project that is not there, or one twice.
    TieOrder(const Election& election, const Options& options);
    /// `votes`: how many supporters each project has.
    TieOrder(const Instance& instance, std::vector<std::int64_t> votes, const Options& options);

    [[nodiscard]] int rank(int project) const { return rank_[static_cast<std::size_t>(project)]; }

    /// Takes the first out of `projects` and leaves the others, by index. Throws `TieRefused` if
    /// the keys before `TieKey::refuse` leave more than one.
    [[nodiscard]] int take_first(std::vector<int>& projects) const;

private:
    void add_key(TieKey key, const Options& options, std::vector<std::vector<std::int64_t>>& keys);
    [[nodiscard]] std::vector<std::int64_t> places(const std::vector<int>& order) const;
    [[nodiscard]] std::vector<int> by_id() const;
    [[nodiscard]] std::vector<int> by_lot(std::uint64_t seed) const;
    void check_order(const std::vector<int>& order) const;

    const Instance& instance_;
    std::vector<std::int64_t> votes_;
    std::vector<int> rank_;
    std::vector<int> level_;  // by project: the same where it is refused to decide; empty if nowhere
};

/// Does a part of the work. False if it was asked to stop, or refused to decide a tie, which is said
/// in `selection`.
template <class Work>
bool unless_refused(Selection& selection, Work work) {
    try {
        return work();
    } catch (const TieRefused& tie) {
        selection.refused = tie.projects();
        return false;
    }
}

}  // namespace areena::selection
