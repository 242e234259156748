#include "planning/asked.hpp"

#include "areena/timetable/objective.hpp"
#include "planning/chooser.hpp"

#include <algorithm>

namespace areena::planning {

namespace {
std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// The place of an entry of a plan; none if the scope or the quarters are not there any more.
std::optional<timetable::Assignment> assignment(const Frame& frame, const Scheduled& entry,
                                                int project, int activity) {
    const std::vector<Scope>& scopes = frame.projects[at(project)]->scopes;
    const auto scope = std::find_if(scopes.begin(), scopes.end(),
                                    [&](const Scope& each) { return each.id == entry.scope; });
    const int start = frame.period(entry.start);
    const int duration = entry.end - entry.start;
    if (scope == scopes.end() || start < 0 || start + duration > frame.num_periods)
        return std::nullopt;
    return timetable::Assignment{activity, static_cast<int>(scope - scopes.begin()), start,
                                 duration};
}
}  // namespace

Asked::Asked(const PlanDocument& plan, const Network& network)
    : frame_(network), scheduler_(frame_, 0, 0, none_) {
    const auto chooser = make_chooser(frame_, ChoiceOptions{});
    std::vector<char> is_planned(frame_.projects.size(), 0);
    for (const Scheduled& entry : plan.timetable)
        if (const int project = frame_.project(entry.commitment); project >= 0)
            is_planned[at(project)] = 1;
    std::vector<Candidate> everyone;
    for (int p = 0; p < static_cast<int>(frame_.projects.size()); ++p)
        if (is_planned[at(p)] != 0 || chooser->supporters(p) > 0)
            everyone.push_back({p, chooser->supporters(p), false});
    candidates_ = scheduler_.startable(std::move(everyone));
    problem_ = scheduler_.problem(candidates_, Depth::all);
    std::vector<int> activity_of(frame_.projects.size(), -1);
    for (std::size_t a = 0; a < candidates_.size(); ++a)
        activity_of[at(candidates_[a].project)] = static_cast<int>(a);
    for (const Scheduled& entry : plan.timetable) {
        const int project = frame_.project(entry.commitment);
        if (project < 0 || activity_of[at(project)] < 0) continue;
        if (const auto found = assignment(frame_, entry, project, activity_of[at(project)]))
            assignments_.push_back(*found);
    }
}

timetable::Options Asked::search(const QuestionOptions& options) const {
    timetable::Options out;
    out.work = options.work;
    out.proof = options.work / 4;
    out.seed = static_cast<std::uint64_t>(options.seed);
    return out;
}

const CommitmentId& Asked::commitment(int activity) const {
    return frame_.projects[at(candidates_[at(activity)].project)]->id;
}

std::vector<CommitmentId> Asked::commitments(const std::vector<int>& activities) const {
    std::vector<CommitmentId> out;
    for (const int activity : activities) out.push_back(commitment(activity));
    return out;
}

std::vector<Shortage> Asked::shortages(const std::vector<timetable::Shortage>& shortages) const {
    std::vector<Shortage> out;
    for (const timetable::Shortage& shortage : shortages)
        out.push_back(scheduler_.in_words(shortage));
    return out;
}

Asked::CoverageShift Asked::coverage_shift(const std::vector<timetable::Assignment>& before,
                                           const std::vector<timetable::Assignment>& after) const {
    CoverageShift out;
    const auto was = timetable::coverage(problem_, before);
    const auto is = timetable::coverage(problem_, after);
    for (std::size_t m = 0; m < was.size(); ++m) {
        if (!was[m]) continue;
        ++out.members;
        out.before += *was[m];
        out.after += *is[m];
        const MemberId& member = frame_.network.members()[m].id;
        if (*is[m] > *was[m]) out.gain.push_back(member);
        if (*is[m] < *was[m]) out.lose.push_back(member);
    }
    return out;
}

std::vector<std::string> proved_words(int proved) {
    std::vector<std::string> words{"dropped", "rescoped", "moved"};
    words.resize(at(std::clamp(proved - 1, 0, 3)));
    return words;
}

}  // namespace areena::planning
