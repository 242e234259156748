#pragma once

#include "areena/core/progress.hpp"
#include "areena/timetable/bounds.hpp"
#include "areena/timetable/search.hpp"
#include "planning/bounds.hpp"
#include "planning/frame.hpp"

#include <optional>
#include <vector>

namespace areena::planning {

/// Effective support in whole millionths of a member, rounded down: fractions of unrelated
/// denominators would add up to one with as many digits as all of them together.
[[nodiscard]] inline Rational counted_support(const Rational& support) {
    constexpr std::int64_t millionths = 1'000'000;
    return {(support * Rational(millionths)).floor(), millionths};
}

/// A project that is to be scheduled: what keeping it is worth, and whether it must stay.
struct Candidate {
    int project = 0;
    Rational value;
    bool mandatory = false;
    int widest = -1;  ///< index of a scope that none may take more than; -1: any will do
};

/// How far down the objective a timetable is made.
enum class Depth : std::uint8_t {
    support,  ///< only what is kept; for asking what fits
    all,      ///< then coverage, ends and peak
    proved,   ///< the same, and proved best as far as a quarter of the work allows
};

/// The timetable engine in the network's words. Projects are indices into `Frame::projects`.
class Scheduler {
public:
    /// `work` limits each search. Refers to the frame and, until `follow`, to the progress.
    Scheduler(const Frame& frame, std::int64_t work, std::uint64_t seed,
              const Progress& progress);
    /// From here on this is the progress to be told.
    void follow(const Progress& progress) { progress_ = &progress; }

    /// What was placed before is given up: nothing of it counts as kept.
    void begin_anew() { kept_support_ = {}; }
    /// Places the candidates, in the order given, beginning with what was placed last time.
    /// Returns how many of them are placed.
    std::size_t place(const std::vector<Candidate>& candidates, Depth depth);
    /// Takes a timetable over that was made elsewhere, of a problem with these candidates.
    void take_over(const std::vector<Candidate>& candidates,
                   std::vector<timetable::Assignment> assignments);
    /// From here on what is not placed could begin in this period at the earliest.
    void begin_at(int period) {
        first_ = period;
        reasons_known_ = false;
    }

    /// The problem with these projects as its activities, in this order.
    [[nodiscard]] timetable::Problem problem(const std::vector<Candidate>& candidates,
                                             Depth depth) const;
    /// Those that could start at all.
    [[nodiscard]] std::vector<Candidate> startable(std::vector<Candidate> candidates) const;
    [[nodiscard]] Shortage in_words(const timetable::Shortage& shortage) const;
    [[nodiscard]] static Objective in_words(const timetable::Objective& value);

    [[nodiscard]] bool is_placed(int project) const;
    /// Effort of what is placed, at the scopes placed.
    [[nodiscard]] PersonDays effort() const;
    [[nodiscard]] bool stopped() const noexcept { return stopped_; }

    /// All that is kept: standing work and projects, by commitment id, with contributions.
    [[nodiscard]] std::vector<Scheduled> timetable() const;
    /// Why a project is not in the plan, given the plan as it is. The first question after `place`
    /// finds the answers for all of them.
    [[nodiscard]] LeftOut why_left_out(int project);
    [[nodiscard]] std::vector<Shortage> standing_shortages() const;
    /// What no timetable of these candidates can exceed (see timetable::bounds).
    [[nodiscard]] timetable::Bounds bounds(const std::vector<Candidate>& candidates) const {
        return timetable::bounds(problem(startable(candidates), Depth::all));
    }
    [[nodiscard]] Objective objective() const;
    /// How far the timetable is proved the best of these candidates (`Depth::proved`).
    [[nodiscard]] const timetable::Proof& proof() const noexcept { return result_.proof; }
    [[nodiscard]] bool is_polished() const noexcept { return depth_ != Depth::support; }
    /// Of all that was placed with `Depth::support`.
    [[nodiscard]] const KeptSupport& kept_support() const noexcept { return kept_support_; }

private:
    [[nodiscard]] timetable::Activity activity(const Candidate& candidate,
                                               const std::vector<int>& index) const;
    [[nodiscard]] std::vector<timetable::Beneficiary> beneficiaries(
        const std::vector<int>& index) const;
    [[nodiscard]] bool window_is_empty(int project) const;
    /// Whether a candidate may be done at a scope, by index.
    [[nodiscard]] bool may_take(const Candidate& candidate, int scope) const;
    void note_places();
    void count_support();
    void add_needs();
    void find_reasons();
    [[nodiscard]] LeftOut in_words(const Commitment& commitment,
                                   const timetable::LeftOut& reason) const;

    const Frame& frame_;
    std::int64_t work_;
    std::uint64_t seed_;
    const Progress* progress_;
    timetable::Problem base_;  ///< without activities
    /// Per member and need, what standing work covers and which projects serve it.
    std::vector<timetable::Beneficiary> needs_;  ///< `activities` hold project indices
    std::vector<Candidate> candidates_;          ///< of the last search
    timetable::Timetable result_;
    Depth depth_ = Depth::support;  ///< of the last search
    int first_ = 0;  ///< see begin_at
    KeptSupport kept_support_;
    std::vector<const timetable::Assignment*> placed_;  ///< by project, into `result_`, or null
    std::vector<LeftOut> reasons_;               ///< by project that has a window; see find_reasons
    bool reasons_known_ = false;
    bool stopped_ = false;
};

}  // namespace areena::planning
