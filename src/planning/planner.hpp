#pragma once

#include "planning/chooser.hpp"
#include "planning/scheduler.hpp"

#include <memory>
#include <vector>

namespace areena::planning {

/// The making of one plan: what was chosen and stays, step by step.
class Planner {
public:
    /// Refers to the frame and, until `follow`, to the progress.
    Planner(const Frame& frame, const PlanOptions& options, std::uint64_t seed,
            const Progress& progress)
        : frame_(frame),
          chooser_(make_chooser(frame, options.choice)),
          scheduler_(frame, options.work, seed, progress),
          progress_(&progress) {}

    /// Chooses and schedules. `depth` is that of the timetable it ends with.
    void run(Depth depth);
    /// Goes on from there until what is kept is scheduled with `Depth::proved`.
    void prove() { finish(Depth::proved); }
    /// What `run` has come to.
    [[nodiscard]] Objective objective() const { return scheduler_.objective(); }
    /// What no plan can exceed (see timetable::bounds).
    [[nodiscard]] timetable::Bounds bounds() const { return scheduler_.bounds(everyone()); }
    /// From here on this is the progress to be told.
    void follow(const Progress& progress);
    /// The plan in words, with reasons and bounds; not verified.
    [[nodiscard]] PlanDocument document();

private:
    struct Kept {
        Pick pick;
        std::int64_t pass;
    };

    void run_passes();
    void complete();
    bool try_to_add(const std::vector<Pick>& picks);
    std::vector<Pick> next_ready(std::int64_t most, std::vector<int>& waiting);
    void finish(Depth depth);
    void polish(Depth depth);
    bool add_what_fits_now();
    void tell_ending();
    void add_bounds();
    [[nodiscard]] std::vector<Candidate> candidates() const;
    [[nodiscard]] std::vector<Candidate> everyone() const;
    [[nodiscard]] LeftOut why(int project);
    [[nodiscard]] bool waits_for_missing(int project) const;

    const Frame& frame_;
    std::unique_ptr<Chooser> chooser_;
    Scheduler scheduler_;
    const Progress* progress_;
    std::vector<Kept> kept_;
    std::vector<int> excluded_;
    PlanDocument out_;
};

}  // namespace areena::planning
