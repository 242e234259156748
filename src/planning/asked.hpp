#pragma once

#include "areena/planning/prices.hpp"
#include "planning/scheduler.hpp"

#include <optional>
#include <vector>

namespace areena::planning {

/// A plan as the timetable engine sees it, to ask about it further. Every project that could start
/// and that somebody gave priority is an activity, worth the members that did.
class Asked {
public:
    /// The plan in `network`, as it is now: what the network does not have any more is left aside.
    Asked(const PlanDocument& plan, const Network& network);
    Asked(const Asked&) = delete;
    Asked& operator=(const Asked&) = delete;

    [[nodiscard]] const Frame& frame() const noexcept { return frame_; }
    [[nodiscard]] const std::vector<Candidate>& candidates() const noexcept { return candidates_; }
    [[nodiscard]] const timetable::Problem& problem() const noexcept { return problem_; }
    [[nodiscard]] const std::vector<timetable::Assignment>& assignments() const noexcept {
        return assignments_;
    }
    [[nodiscard]] timetable::Options search(const QuestionOptions& options) const;

    [[nodiscard]] const CommitmentId& commitment(int activity) const;
    [[nodiscard]] std::vector<CommitmentId> commitments(const std::vector<int>& activities) const;
    [[nodiscard]] std::vector<Shortage> shortages(
        const std::vector<timetable::Shortage>& shortages) const;

    /// How the members' coverage changes from one timetable to another.
    struct CoverageShift {
        std::vector<MemberId> gain;
        std::vector<MemberId> lose;
        std::int64_t before = 0;  ///< sums, in millionths
        std::int64_t after = 0;
        std::int64_t members = 0;  ///< that have needs
    };
    [[nodiscard]] CoverageShift coverage_shift(
        const std::vector<timetable::Assignment>& before,
        const std::vector<timetable::Assignment>& after) const;

private:
    Frame frame_;
    Progress none_;
    Scheduler scheduler_;
    std::vector<Candidate> candidates_;
    timetable::Problem problem_;
    std::vector<timetable::Assignment> assignments_;
};

/// Of "dropped", "rescoped" and "moved" those that are proved, from `timetable::Repair::proved`.
[[nodiscard]] std::vector<std::string> proved_words(int proved);

}  // namespace areena::planning
