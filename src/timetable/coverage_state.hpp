#pragma once

#include "timetable/model.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace areena::timetable::detail {

/// Coverage of every profile, kept while activities come, go and change their modes, and compared
/// with how it was at a mark. Only what changed is looked at: common parts of two sorted vectors
/// do not matter to their leximin order.
class CoverageState {
public:
    explicit CoverageState(const CoverageModel& model);

    /// Adds `by` to the coverage that an activity gives to each of its needs.
    void change(int activity, std::int64_t by);
    /// From here on `compare` looks back to this point.
    void mark();
    /// Above 0 if coverage is better than at the mark by leximin, 0 if it is the same.
    [[nodiscard]] int compare();
    /// The same for the sum over all beneficiaries.
    [[nodiscard]] int compare_sum() const;

    [[nodiscard]] std::int64_t coverage(int profile) const noexcept {
        return weighted_[profile] / model_->profiles[profile].weights;
    }
    /// Coverage updates made so far, a measure of work.
    [[nodiscard]] std::int64_t updates() const noexcept { return updates_; }

private:
    [[nodiscard]] int compare_sorted();

    const CoverageModel* model_;
    std::vector<std::int64_t> sums_;      // per need: base and activities, not cut to one whole
    std::vector<std::int64_t> weighted_;  // per profile: sum of weight x coverage
    std::vector<std::pair<int, std::int64_t>> before_;  // profile, weighted at the mark
    std::vector<int> touched_at_;  // per profile: the mark it was touched after
    std::vector<std::pair<std::int64_t, std::int64_t>> changes_;  // scratch: coverage, count
    int mark_ = 0;
    std::int64_t updates_ = 0;
};

}  // namespace areena::timetable::detail
