#include "planning/planner.hpp"

#include "areena/planning/coverage.hpp"
#include "planning/bounds.hpp"
#include "planning/reasons.hpp"

#include <algorithm>

namespace areena::planning {

namespace {
std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// Completion asks for one in so many of the open candidates at a time.
constexpr std::int64_t groups = 64;

Candidate candidate(const Pick& pick, bool mandatory) {
    return {pick.purchase.project, counted_support(pick.purchase.effective_support), mandatory,
            pick.level};
}
}  // namespace

void Planner::run(Depth depth) {
    run_passes();
    for (int project : excluded_) chooser_->reopen(project);
    complete();
    finish(depth);
}

void Planner::finish(Depth depth) {
    do polish(depth);
    while (add_what_fits_now());
    if (!scheduler_.is_polished()) polish(depth);
}

std::vector<Candidate> Planner::candidates() const {
    std::vector<Candidate> all;
    for (const Kept& kept : kept_) all.push_back(candidate(kept.pick, true));
    return all;
}

/// Every project, worth all the support it could have.
std::vector<Candidate> Planner::everyone() const {
    std::vector<Candidate> all;
    for (int project = 0; project < static_cast<int>(frame_.projects.size()); ++project)
        all.push_back({project, chooser_->supporters(project), false});
    return all;
}

/// Each pass that goes on excludes at least one project for good, so the loop ends.
void Planner::run_passes() {
    for (std::int64_t number = 0;; ++number) {
        const auto bought = chooser_->buy(*progress_);
        if (chooser_->begins_anew()) {
            kept_.clear();
            scheduler_.begin_anew();
        }
        auto wanted = candidates();
        for (const Pick& pick : bought) wanted.push_back(candidate(pick, false));
        scheduler_.place(wanted, Depth::support);
        Pass pass{number, {}, {}};
        for (const Pick& pick : bought) {
            const int project = pick.purchase.project;
            const CommitmentId& id = frame_.projects[at(project)]->id;
            pass.chosen.push_back(id);
            if (scheduler_.is_placed(project)) {
                kept_.push_back({pick, number});
            } else {
                pass.excluded.push_back(
                    {id, scheduler_.why_left_out(project).code, pick.purchase.rho});
                chooser_->give_back(pick);
                excluded_.push_back(project);
            }
        }
        const bool again = !pass.excluded.empty();
        out_.passes.push_back(std::move(pass));
        if (!again || scheduler_.stopped()) return;
    }
}

bool Planner::waits_for_missing(int project) const {
    const auto& ids = frame_.projects[at(project)]->prerequisites;
    return std::any_of(ids.begin(), ids.end(), [&](const CommitmentId& id) {
        const int other = frame_.project(id);
        return other < 0 || !scheduler_.is_placed(other);
    });
}

/// Tries to add these to what is kept. Those that find no room are refused.
/// Returns whether any was kept.
bool Planner::try_to_add(const std::vector<Pick>& picks) {
    auto wanted = candidates();
    for (const Pick& pick : picks) wanted.push_back(candidate(pick, false));
    scheduler_.place(wanted, Depth::support);
    const std::size_t before = kept_.size();
    for (const Pick& pick : picks) {
        if (scheduler_.is_placed(pick.purchase.project))
            kept_.push_back({pick, static_cast<std::int64_t>(out_.passes.size()) - 1});
        else
            chooser_->refuse(pick);
    }
    return kept_.size() > before;
}

/// The next to be tried together; those that wait for one not in the plan are refused.
std::vector<Pick> Planner::next_ready(std::int64_t most, std::vector<int>& waiting) {
    std::vector<Pick> ready;
    while (static_cast<std::int64_t>(ready.size()) < most) {
        auto pick = chooser_->next_completion();
        if (!pick) break;
        if (waits_for_missing(pick->purchase.project)) {
            waiting.push_back(pick->purchase.project);
            chooser_->refuse(*pick);
        } else {
            ready.push_back(*std::move(pick));
        }
    }
    return ready;
}

/// Uses what is left, light scopes' savings included. One that waits for a project not in the plan
/// is asked again once something was added; one that found no room is not, as there is only less.
/// Candidates are tried one by one, or, where there are very many, some at a time: a group is a
/// small part of those still open, so the number of searches grows with the logarithm of theirs.
void Planner::complete() {
    if (!chooser_->completes()) return;
    chooser_->begin_completion();
    const auto total = static_cast<std::int64_t>(frame_.projects.size());
    std::int64_t open = total - static_cast<std::int64_t>(kept_.size());
    std::vector<int> waiting;
    while (!scheduler_.stopped() && !progress_->stopped()) {
        const auto ready = next_ready(std::max<std::int64_t>(1, open / groups), waiting);
        if (ready.empty()) break;
        open = std::max<std::int64_t>(0, open - static_cast<std::int64_t>(ready.size()));
        progress_->step("completion", total - open, total);
        if (!try_to_add(ready)) continue;
        for (int project : waiting) chooser_->take_up_again(project);
        waiting.clear();
    }
    chooser_->end_completion();
}

/// What is kept stays; it gets better scopes, earlier ends, a lower peak.
void Planner::polish(Depth depth) {
    if (!scheduler_.stopped() && !progress_->stopped()) scheduler_.place(candidates(), depth);
}

/// Shifting others about may have made room for one that found none before.
bool Planner::add_what_fits_now() {
    if (scheduler_.stopped() || progress_->stopped() || !chooser_->completes()) return false;
    bool any = false;
    for (int project = 0; project < static_cast<int>(frame_.projects.size()); ++project)
        if (!scheduler_.is_placed(project) && chooser_->supporters(project) > 0 &&
            scheduler_.why_left_out(project).code == "unfinished") {
            chooser_->reopen(project);
            any = true;
        }
    const std::size_t before = kept_.size();
    if (any) complete();
    return kept_.size() > before;
}

LeftOut Planner::why(int project) {
    const Commitment& commitment = *frame_.projects[at(project)];
    const PersonDays left = frame_.available - scheduler_.effort();
    PersonDays lightest = total_effort(commitment.scopes.front());
    for (const Scope& scope : commitment.scopes)
        lightest = std::min(lightest, total_effort(scope));
    LeftOut out;
    if (chooser_->supporters(project) == 0) {
        out.commitment = commitment.id;
        out.code = "no_support";
    } else {
        out = scheduler_.why_left_out(project);
        if (out.code == "capacity" && lightest > left) out.code = "effort";
        out.message = chooser_->why_not(project);
        const bool is_done = !scheduler_.stopped() && !progress_->stopped();
        if (is_done && !chooser_->completes() &&
            (out.code == "unfinished" || !out.message.empty()))
            out.code = "not_chosen";
    }
    out.supporters = chooser_->supporters(project);
    out.cost = lightest;
    out.left = left;
    describe(frame_, out);
    return out;
}

PlanDocument Planner::document() {
    out_.left_out = explain_left_out(frame_, scheduler_, [this](int p) { return why(p); });
    const NetworkData& data = frame_.network.data();
    out_.network = {data.id, data.title};
    out_.period = frame_.promise.period;
    std::vector<std::pair<Pick, std::int64_t>> told;
    for (const Kept& kept : kept_) told.emplace_back(kept.pick, kept.pass);
    out_.choice = chooser_->choice(told);
    out_.ledger = chooser_->ledger(out_.choice.commitments);
    out_.timetable = scheduler_.timetable();
    out_.coverage = coverage(frame_.network, out_.timetable);
    out_.standing_shortages = scheduler_.standing_shortages();
    out_.objective = scheduler_.objective();
    // From the plan's own rows, so that they stand even if it was stopped before any search.
    out_.objective.leximin.clear();
    out_.objective.coverage = {};
    for (const MemberCoverage& row : out_.coverage)
        if (row.coverage) {
            out_.objective.leximin.push_back(*row.coverage);
            out_.objective.coverage += *row.coverage;
        }
    std::sort(out_.objective.leximin.begin(), out_.objective.leximin.end());
    if (!scheduler_.stopped() && !progress_->stopped()) add_bounds();
    tell_ending();
    return std::move(out_);
}

void Planner::tell_ending() {
    if (scheduler_.stopped() || progress_->stopped()) {
        out_.complete = false;
        out_.note = "stopped before it was done";
    } else if (!out_.standing_shortages.empty()) {
        out_.complete = false;
        out_.note = "standing work needs more days than there are";
    } else if (!out_.choice.refused.empty()) {
        out_.complete = false;
        out_.note = "a tie was met that the keys refuse to decide";
    } else if (!out_.choice.finished) {
        out_.complete = false;
        out_.note = "the rule came to its limit of work";
    }
}

void Planner::add_bounds() {
    out_.bounds = among_plans(out_.objective, bounds());
    for (ObjectiveBound& bound :
         among_timetables(out_.objective, scheduler_.kept_support(), scheduler_.proof()))
        out_.bounds.push_back(std::move(bound));
}

void Planner::follow(const Progress& progress) {
    progress_ = &progress;
    scheduler_.follow(progress);
}

}  // namespace areena::planning
