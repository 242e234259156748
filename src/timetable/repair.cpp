#include "areena/timetable/repair.hpp"

#include "areena/core/error.hpp"
#include "timetable/rewriting.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace areena::timetable {

namespace {

/// The earlier timetable's changes as a problem for `search`. Each activity that can still change
/// is worth 1, so that value counts those kept. Its modes are each there twice: at the earlier
/// place, held there by a skill that only this activity takes and that is there at no other time,
/// and anywhere. One beneficiary has a need for each, covered the more the less is changed, so
/// that its coverage counts switches first and then moves.
class Keeping {
public:
    Keeping(const Problem& problem, std::span<const Assignment> earlier,
            const RepairOptions& options);

    [[nodiscard]] const Problem& problem() const noexcept { return problem_; }
    [[nodiscard]] const std::vector<Assignment>& start() const noexcept { return start_; }
    /// From the problem made over back to the one given.
    [[nodiscard]] std::vector<Assignment> given(const std::vector<Assignment>& made) const;
    /// Coverage tells apart every number of switches and moves.
    [[nodiscard]] bool counts_all() const noexcept { return step_ >= num_free_; }

private:
    void bar_all_but(const std::vector<char>& kept);
    void close_past(int from);
    void add_modes(const Assignment& earlier);
    void drop_rivals();

    Problem problem_;
    std::vector<const Assignment*> earlier_;   // by activity, or null
    std::vector<char> pinned_;                 // by activity
    std::vector<Assignment> start_;
    std::int64_t num_free_ = 0;  // of the earlier timetable, not pinned
    std::int64_t step_ = 1;      // what a move costs in coverage
};

Keeping::Keeping(const Problem& problem, std::span<const Assignment> earlier,
                 const RepairOptions& options)
    : problem_(problem), earlier_(problem.activities.size()), pinned_(problem.activities.size()) {
    const int from = options.from;
    std::vector<Assignment> begun;
    std::vector<Assignment> open;
    std::vector<char> kept(problem.activities.size(), 0);
    for (const Assignment& a : earlier) {
        earlier_[a.activity] = &a;
        kept[a.activity] = 1;
        pinned_[a.activity] = a.start < from ? 1 : 0;
        (a.start < from ? begun : open).push_back(a);
    }
    num_free_ = static_cast<std::int64_t>(open.size());
    step_ = std::max<std::int64_t>(1, whole / (num_free_ + 2));
    for (const int activity : options.admit) {
        kept[activity] = 1;
        problem_.activities[activity].mandatory = true;
    }
    bar_all_but(kept);
    close_past(from);
    start_ = detail::pin(problem_, begun, from);
    detail::devalue(problem_);
    problem_.beneficiaries.assign(1, {});
    for (const Assignment& a : open) add_modes(a);
    drop_rivals();
}

/// A search gives no mandatory activity up that it began with. If these do not fit together, which
/// of them stay is for the search to find.
void Keeping::drop_rivals() {
    const auto is_mandatory = [this](const Assignment& a) {
        return problem_.activities[a.activity].mandatory;
    };
    std::vector<Assignment> mandatory;
    std::copy_if(start_.begin(), start_.end(), std::back_inserter(mandatory), is_mandatory);
    if (!detail::fit_together(problem_, mandatory)) std::erase_if(start_, is_mandatory);
}

/// What waits for others or requires them needs them, too, even if they were not placed.
void Keeping::bar_all_but(const std::vector<char>& kept) {
    std::vector<char> wanted = kept;
    std::vector<int> ready;
    for (std::size_t a = 0; a < kept.size(); ++a)
        if (kept[a] != 0) ready.push_back(static_cast<int>(a));
    for (std::size_t done = 0; done < ready.size(); ++done)
        for (const int other : detail::needed_by(problem_.activities[ready[done]]))
            if (std::exchange(wanted[other], 1) == 0) ready.push_back(other);
    for (std::size_t a = 0; a < kept.size(); ++a) {
        if (kept[a] == 0) problem_.activities[a].mandatory = false;
        if (wanted[a] == 0) detail::bar(problem_, static_cast<int>(a));
    }
}

void Keeping::close_past(int from) {
    for (std::size_t a = 0; a < pinned_.size(); ++a) {
        Activity& activity = problem_.activities[a];
        if (pinned_[a] != 0) continue;
        if (activity.deadline <= from || (activity.pinned && activity.pinned->start < from))
            detail::bar(problem_, static_cast<int>(a));
        else
            activity.earliest = std::max(activity.earliest, from);
    }
}

void Keeping::add_modes(const Assignment& earlier) {
    std::vector<std::int64_t> there(static_cast<std::size_t>(problem_.num_periods), 0);
    constexpr std::int64_t plenty = 1'000'000;  // so that no peak load comes of it
    for (int t = earlier.start; t < earlier.end(); ++t) there[t] = plenty;
    const int place =
        detail::add_skill(problem_, "place " + std::to_string(earlier.activity), std::move(there));
    const int length = detail::open_length(problem_, earlier);
    Activity& activity = problem_.activities[earlier.activity];
    if (activity.pinned) {
        Pin& pin = *activity.pinned;
        const bool is_there = pin == Pin{earlier.mode, earlier.start, earlier.duration};
        pin.mode = 2 * pin.mode + (is_there ? 0 : 1);
    }
    activity.value = 1;
    std::vector<Mode> modes;
    for (std::size_t m = 0; m < activity.modes.size(); ++m) {
        const Mode& mode = activity.modes[m];
        const std::int64_t cost =
            std::cmp_equal(m, earlier.mode) ? 0 : (num_free_ + 1) * step_;
        Mode here = mode;
        here.key = std::to_string(2 * m);
        here.coverage = whole - cost;
        here.min_duration = here.max_duration = length;
        here.requirements.push_back({place, earlier.duration});
        if (length < mode.min_duration || length > mode.max_duration)
            here.min_duration = here.max_duration = problem_.num_periods + 1;
        Mode anywhere = mode;
        anywhere.key = std::to_string(2 * m + 1);
        anywhere.coverage = whole - cost - step_;
        modes.push_back(std::move(here));
        modes.push_back(std::move(anywhere));
    }
    activity.modes = std::move(modes);
    problem_.beneficiaries[0].needs.push_back({1, {earlier.activity}, 0});
    start_.push_back({earlier.activity, 2 * earlier.mode, earlier.start, earlier.duration});
}

std::vector<Assignment> Keeping::given(const std::vector<Assignment>& made) const {
    std::vector<Assignment> out;
    for (Assignment a : made) {
        if (pinned_[a.activity] != 0)
            a = *earlier_[a.activity];
        else if (earlier_[a.activity] != nullptr)
            a.mode /= 2;
        out.push_back(a);
    }
    return out;
}

/// Adds what still fits beside `kept`, which stays where it is. What had begun and is dropped does
/// not begin anew.
Timetable fill(const Problem& problem, std::span<const Assignment> earlier,
               const std::vector<Assignment>& kept, int from, const Options& options,
               const Progress& progress) {
    Problem rest = problem;
    std::vector<char> is_kept(problem.activities.size(), 0);
    for (const Assignment& a : kept) is_kept[a.activity] = 1;
    for (const Assignment& a : earlier)
        if (a.start < from && is_kept[a.activity] == 0) detail::bar(rest, a.activity);
    Options search_options = options;
    search_options.order.clear();
    search_options.start = detail::pin(rest, kept, from);
    for (std::size_t a = 0; a < is_kept.size(); ++a) {
        if (is_kept[a] != 0) continue;
        Activity& activity = rest.activities[a];
        if (activity.deadline <= from || (activity.pinned && activity.pinned->start < from))
            detail::bar(rest, static_cast<int>(a));
        else
            activity.earliest = std::max(activity.earliest, from);
    }
    Timetable made = search(rest, search_options, progress.without_standing());
    std::erase_if(made.assignments, [&](const Assignment& a) { return is_kept[a.activity] != 0; });
    made.assignments.insert(made.assignments.end(), kept.begin(), kept.end());
    std::sort(made.assignments.begin(), made.assignments.end());
    return made;
}

void check_from(const Problem& problem, int from) {
    if (from < 0 || from > problem.num_periods)
        throw Error("timetable.index", "there is no period number " + std::to_string(from) +
                                           " to plan from; there are " +
                                           std::to_string(problem.num_periods) + " periods");
}

}  // namespace

Repair repair(const Problem& problem, std::span<const Assignment> earlier,
              const RepairOptions& options, const Progress& progress) {
    validate(problem);
    detail::check_assignments(problem, earlier, "the earlier timetable");
    check_from(problem, options.from);
    for (const int activity : options.admit)
        if (activity < 0 || std::cmp_greater_equal(activity, problem.activities.size()))
            throw Error("timetable.index", "there is no activity number " +
                                               std::to_string(activity) + " to admit; there are " +
                                               std::to_string(problem.activities.size()));
    const Keeping keeping(problem, earlier, options);
    Options search_options = options.search;
    search_options.order.clear();
    search_options.start = keeping.start();
    const Timetable kept = search(keeping.problem(), search_options,
                                  progress.without_standing());

    Repair out;
    out.assignments = keeping.given(kept.assignments);
    out.proved = std::min(kept.proof.parts, keeping.counts_all() ? 4 : 2);
    if (out.proved == 3) out.proved = 2;  // switches and moves are proved in one step
    out.ending = kept.ending;
    out.work = kept.work + kept.proof.work;
    if (options.fill && out.ending != Ending::stopped) {
        const Timetable filled =
            fill(problem, earlier, out.assignments, options.from, options.search, progress);
        out.assignments = filled.assignments;
        out.work += filled.work + filled.proof.work;
        if (out.ending == Ending::finished || filled.ending == Ending::stopped)
            out.ending = filled.ending;
    }
    out.difference = difference(earlier, out.assignments);
    out.objective = evaluate(problem, out.assignments);
    return out;
}

}  // namespace areena::timetable
