#include "selection/best_project_welfare.hpp"

#include "core/rational_access.hpp"

#include <algorithm>
#include <utility>

namespace areena::selection {

std::int64_t BestProjectSolver::left(const std::vector<int>& in) const {
    std::int64_t left = election_.instance().budget;
    for (const int p : in) left -= election_.cost(p);
    return left;
}

Filling<std::int64_t> BestProjectSolver::fill(const std::vector<int>& in,
                                              const std::vector<int>& open,
                                              std::optional<Value> enough) {
    found_ = {};
    enough_ = enough;
    Value value = 0;
    for (const int p : in) {
        value += best_.gain(p);
        best_.add(p, changes_);
    }
    found_.value = value;
    std::vector<Candidate> all;
    for (const int p : open) all.push_back({p, 0, election_.cost(p)});
    search(all, 0, left(in), value);
    best_.undo(changes_, 0);
    return std::move(found_);
}

/// Those of `open` from `from` on that fit and add something, the best by gain per cost first.
std::vector<BestProjectSolver::Candidate> BestProjectSolver::candidates(
    const std::vector<Candidate>& open, std::size_t from, std::int64_t left) {
    std::vector<Candidate> kept;
    for (std::size_t i = from; i < open.size(); ++i) {
        const int p = open[i].project;
        if (open[i].cost > left) continue;
        looked_at_ += static_cast<std::int64_t>(election_.supporters(p).size());
        const std::int64_t gain = best_.gain(p);
        if (gain > 0) kept.push_back({p, gain, open[i].cost});
    }
    std::ranges::sort(kept, [](const Candidate& a, const Candidate& b) {
        const int128 x = int128{a.gain} * b.cost;
        const int128 y = int128{b.gain} * a.cost;
        return x != y ? x > y : a.project < b.project;
    });
    return kept;
}

/// Whether a set worth that much would be of use.
bool BestProjectSolver::may_do(Value bound) const {
    return bound > found_.value && (!enough_ || bound >= *enough_);
}

void BestProjectSolver::search(const std::vector<Candidate>& open, std::size_t from,
                               std::int64_t left, Value value) {
    if (value > found_.value) {
        found_.value = value;
        found_.ids = chosen_;
    }
    const std::vector<Candidate> next = candidates(open, from, left);
    const bool goes_on = work_.take(1 + std::exchange(looked_at_, 0) / 64);
    found_.finished &= goes_on;
    for (std::size_t i = 0; i < next.size(); ++i) {
        if (enough_ && found_.value >= *enough_) return;
        Value bound = value;
        std::int64_t rest = left;
        for (std::size_t j = i; j < next.size() && rest > 0; ++j) {
            const std::int64_t spent = std::min(rest, next[j].cost);
            bound += static_cast<Value>(int128{next[j].gain} * spent / next[j].cost);
            rest -= spent;
        }
        if (!may_do(bound)) return;
        if (!found_.finished) {  // who knows
            found_.bound = std::max(found_.bound, bound);
            return;
        }
        const std::size_t kept = changes_.size();
        best_.add(next[i].project, changes_);
        chosen_.push_back(next[i].project);
        search(next, i + 1, left - next[i].cost, value + next[i].gain);
        chosen_.pop_back();
        best_.undo(changes_, kept);
    }
}

}  // namespace areena::selection
