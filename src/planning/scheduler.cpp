#include "planning/scheduler.hpp"

#include "areena/timetable/explain.hpp"
#include "areena/timetable/spread.hpp"
#include "planning/contributions.hpp"
#include "planning/follower.hpp"
#include "planning/resources.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace areena::planning {

namespace {
std::size_t at(int index) { return static_cast<std::size_t>(index); }

std::string_view code_of(timetable::Reason reason) {
    switch (reason) {
        case timetable::Reason::window:
            return "window";
        case timetable::Reason::excluded:
            return "excluded";
        case timetable::Reason::prerequisite:
            return "prerequisite";
        case timetable::Reason::capacity:
            return "capacity";
        case timetable::Reason::required:  // commitments have neither these nor stocks
        case timetable::Reason::stock:
        case timetable::Reason::no_gain:
        case timetable::Reason::unfinished:
            break;
    }
    return "unfinished";
}
}  // namespace

Scheduler::Scheduler(const Frame& frame, std::int64_t work, std::uint64_t seed,
                     const Progress& progress)
    : frame_(frame), work_(work), seed_(seed), progress_(&progress) {
    base_.num_periods = frame.num_periods;
    for (const Expertise& expertise : frame.network.expertises())
        base_.skills.push_back(expertise.id.key());
    for (const Pool& pool : frame.pools) {
        std::string key = pool.organization->id.key();
        for (int skill : pool.skills) key += '/' + base_.skills[at(skill)];
        base_.resources.push_back({std::move(key), pool.skills, pool.available});
    }
    base_.fixed.assign(base_.skills.size(), std::vector<std::int64_t>(at(frame.num_periods)));
    for (const StandingWork& standing : frame.standing)
        for (std::size_t s = 0; s < base_.fixed.size(); ++s)
            for (std::size_t t = 0; t < base_.fixed[s].size(); ++t)
                base_.fixed[s][t] += standing.load[s][t];

    add_needs();
    placed_.assign(frame.projects.size(), nullptr);
}

/// Commitments are found by a need's theme: most do not share it.
void Scheduler::add_needs() {
    std::map<ThemeId, std::vector<int>> projects_of;
    for (int p = 0; p < static_cast<int>(frame_.projects.size()); ++p)
        for (const ThemeId& theme : frame_.projects[at(p)]->themes)
            if (auto& found = projects_of[theme]; found.empty() || found.back() != p)
                found.push_back(p);
    for (const Member& member : frame_.network.members())
        needs_.push_back({member.id.key(), {}});
    for (const Need& need : frame_.network.needs()) {
        const std::size_t member = frame_.network.members().index_of(need.member);
        timetable::Need out{need.weight, {}, 0};
        for (const StandingWork& work : frame_.standing)
            if (frame_.serves(*work.commitment, need))
                out.base = std::min(timetable::whole,
                                    out.base + work.commitment->default_scope()->coverage.units());
        for (const int p : projects_of[need.theme])
            if (frame_.benefits(*frame_.projects[at(p)], member)) out.activities.push_back(p);
        needs_[member].needs.push_back(std::move(out));
    }
}

bool Scheduler::window_is_empty(int project) const {
    const Period window = effective_window(*frame_.projects[at(project)], frame_.promise);
    return window.empty() || (!is_placed(project) && frame_.period(window.end) <= first_);
}

bool Scheduler::may_take(const Candidate& candidate, int scope) const {
    const auto& scopes = frame_.projects[at(candidate.project)]->scopes;
    return candidate.widest < 0 || is_within(scopes[at(scope)], scopes[at(candidate.widest)]);
}

timetable::Activity Scheduler::activity(const Candidate& candidate,
                                        const std::vector<int>& index) const {
    const Commitment& commitment = *frame_.projects[at(candidate.project)];
    const Period window = effective_window(commitment, frame_.promise);
    timetable::Activity out;
    out.key = commitment.id.key();
    out.earliest = frame_.period(window.start);
    if (!is_placed(candidate.project)) out.earliest = std::max(out.earliest, first_);
    out.deadline = frame_.period(window.end);
    out.value = candidate.value;
    out.mandatory = candidate.mandatory;
    for (const Scope& scope : commitment.scopes) {
        timetable::Mode mode;
        mode.key = scope.id.key();
        mode.min_duration = static_cast<int>(scope.duration->min);
        mode.max_duration = static_cast<int>(scope.duration->max);
        // Scopes keep their places: one that may not be taken is longer than all there is.
        if (!may_take(candidate, static_cast<int>(out.modes.size())))
            mode.min_duration = mode.max_duration = frame_.num_periods + 1;
        mode.coverage = scope.coverage.units();
        for (const Effort& effort : scope.effort)
            mode.requirements.push_back({frame_.skill(effort.expertise), effort.days.units()});
        out.modes.push_back(std::move(mode));
    }
    auto refer = [&](const std::vector<CommitmentId>& ids) {
        std::vector<int> to;
        for (const CommitmentId& id : ids) {
            const int project = frame_.project(id);
            const int other = project < 0 ? -1 : index[at(project)];
            if (other >= 0 && std::find(to.begin(), to.end(), other) == to.end())
                to.push_back(other);
        }
        return to;
    };
    for (const int before : refer(commitment.prerequisites)) out.prerequisites.push_back({before});
    out.excludes = refer(commitment.excludes);
    return out;
}

std::vector<timetable::Beneficiary> Scheduler::beneficiaries(
    const std::vector<int>& index) const {
    auto out = needs_;
    for (auto& beneficiary : out)
        for (auto& need : beneficiary.needs) {
            std::vector<int> activities;
            for (int project : need.activities)
                if (index[at(project)] >= 0) activities.push_back(index[at(project)]);
            need.activities = std::move(activities);
        }
    return out;
}

timetable::Problem Scheduler::problem(const std::vector<Candidate>& candidates,
                                      Depth depth) const {
    std::vector<int> index(frame_.projects.size(), -1);
    for (std::size_t i = 0; i < candidates.size(); ++i)
        index[at(candidates[i].project)] = static_cast<int>(i);
    timetable::Problem out = base_;
    for (const Candidate& candidate : candidates)
        out.activities.push_back(activity(candidate, index));
    if (depth != Depth::support) out.beneficiaries = beneficiaries(index);
    return out;
}

/// Those that could start at all. What waits for a project that is not among them cannot: the
/// engine does not know that project and would see it free. So it goes on until nothing changes.
std::vector<Candidate> Scheduler::startable(std::vector<Candidate> candidates) const {
    std::vector<char> is_there(frame_.projects.size(), 0);
    std::erase_if(candidates, [&](const Candidate& c) { return window_is_empty(c.project); });
    for (const Candidate& c : candidates) is_there[at(c.project)] = 1;
    const auto is_stuck = [&](const Candidate& c) {
        const auto& ids = frame_.projects[at(c.project)]->prerequisites;
        const bool stuck = std::any_of(ids.begin(), ids.end(), [&](const CommitmentId& id) {
            const int project = frame_.project(id);
            return project < 0 || is_there[at(project)] == 0;
        });
        if (stuck) is_there[at(c.project)] = 0;
        return stuck;
    };
    while (std::erase_if(candidates, is_stuck) > 0) {
    }
    return candidates;
}

std::size_t Scheduler::place(const std::vector<Candidate>& candidates, Depth depth) {
    timetable::Options search;
    search.work = work_;
    search.seed = seed_;
    search.value_only = depth == Depth::support;
    // A step of choosing asks one of many questions; the timetable that stays is worth more.
    search.proof = depth == Depth::all ? 0 : work_ / (search.value_only ? 40 : 4);
    std::vector<Candidate> fitting = startable(candidates);
    for (std::size_t i = 0; i < fitting.size(); ++i) {
        search.order.push_back(static_cast<int>(i));
        const timetable::Assignment* before = placed_[at(fitting[i].project)];
        if (before && may_take(fitting[i], before->mode)) {
            search.start.push_back(*before);
            search.start.back().activity = static_cast<int>(i);
        }
    }
    const Progress told = progress_->retold([](const auto& standing) {
        return standing ? std::optional(planning::in_words(*standing)) : standing;
    });
    result_ = timetable::search(problem(fitting, depth), search, told);
    stopped_ = stopped_ || result_.ending == timetable::Ending::stopped;
    depth_ = depth;
    if (depth == Depth::support) count_support();
    candidates_ = std::move(fitting);
    note_places();
    return result_.assignments.size();
}

void Scheduler::note_places() {
    placed_.assign(frame_.projects.size(), nullptr);
    for (const timetable::Assignment& assignment : result_.assignments)
        placed_[at(candidates_[at(assignment.activity)].project)] = &assignment;
    reasons_known_ = false;
}

void Scheduler::take_over(const std::vector<Candidate>& candidates,
                          std::vector<timetable::Assignment> assignments) {
    const timetable::Problem whole = problem(candidates, Depth::all);
    result_ = {};
    result_.objective = timetable::evaluate(whole, assignments);
    const auto load = timetable::loads(whole, assignments);
    std::vector<std::int64_t> demand(base_.skills.size());
    for (int period = 0; period < frame_.num_periods; ++period) {
        for (std::size_t s = 0; s < demand.size(); ++s) demand[s] = load[s][at(period)];
        timetable::Supply met = timetable::supply(whole, period, demand);
        std::move(met.flows.begin(), met.flows.end(), std::back_inserter(result_.flows));
        std::move(met.shortages.begin(), met.shortages.end(),
                  std::back_inserter(result_.shortages));
    }
    result_.assignments = std::move(assignments);
    candidates_ = candidates;
    depth_ = Depth::all;
    note_places();
}

/// What is kept stays, so that steps add up.
void Scheduler::count_support() {
    const timetable::Proof& proof = result_.proof;
    kept_support_.proved = kept_support_.proved && proof.parts >= 2;
    if (!proof.bound)
        kept_support_.more.reset();
    else if (kept_support_.more)
        *kept_support_.more += proof.bound->value - result_.objective.value;
}

bool Scheduler::is_placed(int project) const { return placed_[at(project)] != nullptr; }

PersonDays Scheduler::effort() const {
    PersonDays sum;
    for (const timetable::Assignment& a : result_.assignments)
        sum += total_effort(
            frame_.projects[at(candidates_[at(a.activity)].project)]->scopes[at(a.mode)]);
    return sum;
}

std::vector<Scheduled> Scheduler::timetable() const {
    std::vector<Work> all;
    for (const StandingWork& work : frame_.standing) {
        const Period window = effective_window(*work.commitment, frame_.promise);
        if (window.empty()) continue;
        all.push_back({{work.commitment->id, work.commitment->kind,
                        work.commitment->default_scope()->id, window.start, window.end, {}},
                       &work.commitment->lead,
                       work.load});
    }
    for (const timetable::Assignment& a : result_.assignments) {
        const Commitment& commitment = *frame_.projects[at(candidates_[at(a.activity)].project)];
        Work work{{commitment.id, commitment.kind, commitment.scopes[at(a.mode)].id,
                   frame_.quarter(a.start), frame_.quarter(a.end()), {}},
                  &commitment.lead,
                  std::vector(base_.skills.size(),
                              std::vector<std::int64_t>(at(frame_.num_periods)))};
        for (const Effort& effort : commitment.scopes[at(a.mode)].effort) {
            const auto parts = timetable::spread(effort.days.units(), a.duration);
            for (std::size_t k = 0; k < parts.size(); ++k)
                work.load[at(frame_.skill(effort.expertise))][at(a.start) + k] += parts[k];
        }
        all.push_back(std::move(work));
    }
    return fill_contributions(frame_, std::move(all), result_.flows);
}

Shortage Scheduler::in_words(const timetable::Shortage& shortage) const {
    Shortage out{{}, frame_.quarter(shortage.period), PersonDays::from_units(shortage.amount)};
    for (int skill : shortage.skills) out.expertises.push_back(frame_.expertise(skill));
    return out;
}

std::vector<Shortage> Scheduler::standing_shortages() const {
    std::vector<Shortage> out;
    for (const auto& shortage : result_.shortages) out.push_back(in_words(shortage));
    return out;
}

LeftOut Scheduler::in_words(const Commitment& commitment,
                            const timetable::LeftOut& reason) const {
    LeftOut out;
    out.commitment = commitment.id;
    out.code = code_of(reason.reason);
    if (reason.placement) {
        out.scope = commitment.scopes[at(reason.placement->mode)].id;
        out.start = frame_.quarter(reason.placement->start);
        out.end = frame_.quarter(reason.placement->end());
        for (const auto& shortage : reason.placement->shortages)
            out.shortages.push_back(in_words(shortage));
    }
    return out;
}

/// Every project that has a window is in the problem, so that reasons can name those not chosen,
/// too. Coverage is not: each is worth something by itself.
void Scheduler::find_reasons() {
    std::vector<Candidate> everyone;
    std::vector<int> index(frame_.projects.size(), -1);
    for (std::size_t p = 0; p < frame_.projects.size(); ++p) {
        if (window_is_empty(static_cast<int>(p))) continue;
        index[p] = static_cast<int>(everyone.size());
        everyone.push_back({static_cast<int>(p), 1, false});
    }
    std::vector<timetable::Assignment> assignments;
    for (timetable::Assignment a : result_.assignments) {
        a.activity = index[at(candidates_[at(a.activity)].project)];
        assignments.push_back(a);
    }
    reasons_.assign(frame_.projects.size(), {});
    for (const timetable::LeftOut& reason :
         timetable::why_left_out(problem(everyone, Depth::support), assignments, *progress_)) {
        const int project = everyone[at(reason.activity)].project;
        LeftOut& out = reasons_[at(project)];
        out = in_words(*frame_.projects[at(project)], reason);
        if (reason.other) out.other = frame_.projects[at(everyone[at(*reason.other)].project)]->id;
    }
    reasons_known_ = true;
}

LeftOut Scheduler::why_left_out(int project) {
    const Commitment& commitment = *frame_.projects[at(project)];
    LeftOut out;
    out.commitment = commitment.id;
    if (window_is_empty(project)) {
        out.code = "window";
        return out;
    }
    for (const CommitmentId& id : commitment.prerequisites)
        if (const int other = frame_.project(id); other < 0 || window_is_empty(other)) {
            out.code = "prerequisite";
            out.other = id;
            return out;
        }
    if (!reasons_known_) find_reasons();
    return reasons_[at(project)];
}

Objective Scheduler::objective() const { return in_words(result_.objective); }

Objective Scheduler::in_words(const timetable::Objective& value) {
    Objective out;
    out.support = value.value;
    for (std::int64_t units : value.leximin) out.leximin.push_back(Share::from_units(units));
    out.coverage = Share::from_units(value.coverage);
    out.end_quarters = value.ends;
    out.peak_load = value.peak.share;
    return out;
}

}  // namespace areena::planning
