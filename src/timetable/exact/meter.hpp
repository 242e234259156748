#pragma once

#include "areena/core/progress.hpp"

#include <algorithm>
#include <cstdint>

namespace areena::timetable::detail {

/// Counts the work of proving, and says when it is over: at the limit, or asked to stop.
class Meter {
public:
    Meter(std::int64_t limit, const Progress& progress)
        : limit_(limit), progress_(&progress), over_(limit <= 0) {}

    /// False once there is no more work to be done.
    bool spend(std::int64_t units) {
        used_ += units;
        if (used_ >= next_look_) look();
        return !over_;
    }
    [[nodiscard]] bool over() const noexcept { return over_; }
    [[nodiscard]] bool stopped() const noexcept { return stopped_; }
    [[nodiscard]] std::int64_t used() const noexcept { return used_; }
    /// How far it is, to whoever follows.
    void tell() const { progress_->step("prove", std::min(used_, limit_), limit_); }

private:
    void look() {
        next_look_ = used_ + between_looks;
        stopped_ = stopped_ || progress_->stopped();
        over_ = stopped_ || used_ >= limit_;
        tell();
    }

    static constexpr std::int64_t between_looks = 50'000;  // a few milliseconds
    std::int64_t limit_;
    const Progress* progress_;
    bool over_;
    bool stopped_ = false;
    std::int64_t used_ = 0;
    std::int64_t next_look_ = 0;
};

}  // namespace areena::timetable::detail
