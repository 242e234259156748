#include "timetable/coverage_state.hpp"

#include <algorithm>
#include <limits>

namespace areena::timetable::detail {

namespace {
constexpr int most_passes = 4;
}

CoverageState::CoverageState(const CoverageModel& model)
    : model_(&model), weighted_(model.profiles.size(), 0), touched_at_(model.profiles.size(), 0) {
    for (const CoverageModel::NeedClass& need : model.needs) {
        sums_.push_back(need.base);
        for (const CoverageModel::Link& link : need.profiles)
            weighted_[link.profile] += link.weight * need.base;
    }
    mark();
}

void CoverageState::mark() {
    before_.clear();
    ++mark_;
}

void CoverageState::change(int activity, std::int64_t by) {
    for (const int need : model_->needs_of_activity[activity]) {
        const std::int64_t old = std::min(whole, sums_[need]);
        sums_[need] += by;
        const std::int64_t step = std::min(whole, sums_[need]) - old;
        if (step == 0) continue;
        for (const CoverageModel::Link& link : model_->needs[need].profiles) {
            if (touched_at_[link.profile] != mark_) {
                touched_at_[link.profile] = mark_;
                before_.emplace_back(link.profile, weighted_[link.profile]);
            }
            weighted_[link.profile] += link.weight * step;
        }
        updates_ += static_cast<std::int64_t>(model_->needs[need].profiles.size());
    }
}

int CoverageState::compare() {
    changes_.clear();
    for (const auto& [profile, old] : before_) {
        const CoverageModel::Profile& shape = model_->profiles[profile];
        const std::int64_t was = old / shape.weights;
        const std::int64_t is = weighted_[profile] / shape.weights;
        if (was == is) continue;
        changes_.emplace_back(was, -shape.count);
        changes_.emplace_back(is, shape.count);
    }
    // The lowest level at which the two differ decides, and it is mostly the lowest of all: look
    // for it a level at a time, and sort only where that takes too long.
    std::int64_t above = -1;
    for (int pass = 0; pass < most_passes; ++pass) {
        std::int64_t lowest = std::numeric_limits<std::int64_t>::max();
        std::int64_t more = 0;
        for (const auto& [at, count] : changes_) {
            if (at <= above || at > lowest) continue;
            more = at < lowest ? count : more + count;
            lowest = at;
        }
        if (more != 0) return more > 0 ? -1 : 1;
        if (lowest == std::numeric_limits<std::int64_t>::max()) return 0;
        above = lowest;
    }
    return compare_sorted();
}

int CoverageState::compare_sum() const {
    std::int64_t more = 0;
    for (const auto& [profile, old] : before_) {
        const CoverageModel::Profile& shape = model_->profiles[profile];
        more += (weighted_[profile] / shape.weights - old / shape.weights) * shape.count;
    }
    return more == 0 ? 0 : more > 0 ? 1 : -1;
}

int CoverageState::compare_sorted() {
    std::sort(changes_.begin(), changes_.end());
    for (std::size_t i = 0; i < changes_.size();) {
        const std::int64_t at = changes_[i].first;
        std::int64_t more = 0;
        for (; i < changes_.size() && changes_[i].first == at; ++i) more += changes_[i].second;
        // More beneficiaries at the lowest level where the two differ: those are worse off.
        if (more != 0) return more > 0 ? -1 : 1;
    }
    return 0;  // the same sorted vector, hence the same sum
}

}  // namespace areena::timetable::detail
