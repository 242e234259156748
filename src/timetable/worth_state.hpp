#pragma once

#include "timetable/whole_values.hpp"

#include <cstdint>
#include <vector>

namespace areena::timetable::detail {

/// What modes, ends and covered needs add to the values of the activities, kept while these come and
/// go. Whole numbers over `WholeValues::scale`.
class WorthState {
public:
    explicit WorthState(const WholeValues& values) : values_(&values) {
        for (const WholeValues::OfNeed& need : values.needs) {
            covered_.push_back(need.base);
            total_ += values.of_need(static_cast<int>(covered_.size()) - 1, need.base);
        }
    }

    [[nodiscard]] std::int64_t total() const noexcept { return total_; }

    /// A mode comes (or goes) that ends in `end` and covers `coverage` millionths.
    void change(int activity, int mode, int end, std::int64_t coverage, bool adding) {
        const std::int64_t worth = values_->of_mode(activity, mode, end);
        total_ += adding ? worth : -worth;
        if (coverage == 0) return;
        for (const int need : values_->needs_of_activity[activity]) {
            total_ -= values_->of_need(need, covered_[need]);
            covered_[need] += adding ? coverage : -coverage;
            total_ += values_->of_need(need, covered_[need]);
        }
    }

private:
    const WholeValues* values_;
    std::vector<std::int64_t> covered_;  // by need, not cut to one whole
    std::int64_t total_ = 0;
};

}  // namespace areena::timetable::detail
