#include "areena/timetable/admission.hpp"

#include "areena/core/error.hpp"
#include "areena/core/parallel.hpp"
#include "areena/timetable/explain.hpp"
#include "timetable/rewriting.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

namespace areena::timetable {

namespace {

/// What is not placed and an activity cannot be placed without: itself, what it waits for or
/// requires, and so on.
std::vector<int> wanted_for(const Problem& problem, std::span<const Assignment> assignments,
                            int activity) {
    std::vector<char> seen(problem.activities.size(), 0);
    for (const Assignment& a : assignments) seen[a.activity] = 1;
    std::vector<int> wanted{activity};
    seen[activity] = 1;
    for (std::size_t done = 0; done < wanted.size(); ++done)
        for (const int other : detail::needed_by(problem.activities[wanted[done]]))
            if (std::exchange(seen[other], 1) == 0) wanted.push_back(other);
    return wanted;
}

std::int64_t lightest(const Activity& activity) {
    std::int64_t least = -1;
    for (const Mode& mode : activity.modes) {
        std::int64_t sum = 0;
        for (const Requirement& r : mode.requirements) sum += r.amount;
        if (least < 0 || sum < least) least = sum;
    }
    return least;
}

/// The question for the least capacity to be added as a problem for `search`. Everybody must be
/// placed. A pool beside the others has as much as could be needed; idling in it is worth what it
/// takes, so that value counts what is not needed.
class Adding {
public:
    Adding(const Problem& problem, std::span<const Assignment> assignments, const LeftOut& reason,
           const std::vector<int>& wanted);

    [[nodiscard]] const Problem& problem() const noexcept { return problem_; }
    [[nodiscard]] const std::vector<Assignment>& start() const noexcept { return start_; }
    /// What these assignments take beyond capacity; none if somebody is missing.
    [[nodiscard]] std::optional<Extra> extra(const std::vector<Assignment>& made) const;

private:
    void keep(const Assignment& a);
    void add_pool(const std::vector<int>& wanted, const LeftOut& reason);
    void add_idling(int skill, int period, std::int64_t used);

    Problem given_;  ///< with the standing work that can be met
    Problem problem_;
    std::vector<int> mode_of_;  // by activity placed: its mode as given, else below 0
    std::vector<Assignment> start_;
    std::int64_t most_ = 0;  // what could be needed in a period
    std::size_t num_placed_ = 0;
};

Adding::Adding(const Problem& problem, std::span<const Assignment> assignments,
               const LeftOut& reason, const std::vector<int>& wanted)
    : given_(problem), mode_of_(problem.activities.size(), -1) {
    detail::meet_standing(given_);
    problem_ = given_;
    problem_.beneficiaries.clear();
    std::vector<char> is_wanted(problem.activities.size(), 0);
    for (const int a : wanted) is_wanted[a] = 1;
    for (const Assignment& a : assignments) keep(a);
    detail::devalue(problem_);
    for (std::size_t a = 0; a < mode_of_.size(); ++a) {
        problem_.activities[a].mandatory = true;
        if (mode_of_[a] < 0 && is_wanted[a] == 0) detail::bar(problem_, static_cast<int>(a));
    }
    num_placed_ = assignments.size() + wanted.size();
    add_pool(wanted, reason);
    if (reason.placement)
        start_.push_back({reason.activity, reason.placement->mode, reason.placement->start,
                          reason.placement->duration});
}

void Adding::keep(const Assignment& a) {
    Activity& activity = problem_.activities[a.activity];
    activity.modes = {activity.modes[a.mode]};
    if (activity.pinned) activity.pinned->mode = 0;
    mode_of_[a.activity] = a.mode;
    start_.push_back({a.activity, 0, a.start, a.duration});
}

void Adding::add_pool(const std::vector<int>& wanted, const LeftOut& reason) {
    int first = problem_.num_periods;
    int last = 0;
    std::vector<int> skills;
    for (const int a : wanted) {
        const Activity& activity = given_.activities[a];
        most_ += reason.placement ? 0 : lightest(activity);
        first = std::min(first, activity.earliest);
        last = std::max(last, activity.deadline);
        for (const Mode& mode : activity.modes)
            for (const Requirement& r : mode.requirements) skills.push_back(r.skill);
    }
    if (reason.placement) most_ = reason.placement->missing;
    std::sort(skills.begin(), skills.end());
    skills.erase(std::unique(skills.begin(), skills.end()), skills.end());
    std::vector<std::int64_t> available(static_cast<std::size_t>(problem_.num_periods), 0);
    std::fill(available.begin() + first, available.begin() + last, most_);
    const int idling = detail::add_skill(problem_, "idling", std::move(available));
    Resource& pool = problem_.resources.back();
    pool.skills.insert(pool.skills.begin(), skills.begin(), skills.end());
    std::vector<std::int64_t> used(static_cast<std::size_t>(problem_.num_periods), 0);
    if (reason.placement)
        for (const Shortage& s : reason.placement->shortages) used[s.period] += s.amount;
    for (int period = first; period < last; ++period) add_idling(idling, period, used[period]);
}

/// Amounts of 1, 2, 4 and so on, and the rest, the largest first: any amount can be made of them,
/// by always taking the largest that goes.
void Adding::add_idling(int skill, int period, std::int64_t used) {
    std::vector<std::int64_t> amounts;
    std::int64_t left = most_;
    for (std::int64_t amount = 1; left > 0; amount *= 2) {
        amounts.push_back(std::min(amount, left));
        left -= amounts.back();
    }
    std::sort(amounts.rbegin(), amounts.rend());
    std::int64_t free = most_ - used;
    for (const std::int64_t amount : amounts) {
        const int activity = static_cast<int>(problem_.activities.size());
        problem_.activities.push_back({"\nidling " + std::to_string(activity),
                                       period,
                                       period + 1,
                                       {{"idling", 1, 1, {{skill, amount}}, 0}},
                                       {},
                                       {},
                                       Rational(amount),
                                       false});
        if (amount > free) continue;
        free -= amount;
        start_.push_back({activity, 0, period, 1});
    }
}

std::optional<Extra> Adding::extra(const std::vector<Assignment>& made) const {
    Extra out;
    for (Assignment a : made) {
        if (static_cast<std::size_t>(a.activity) >= mode_of_.size()) continue;
        if (mode_of_[a.activity] >= 0) a.mode = mode_of_[a.activity];
        out.assignments.push_back(a);
    }
    if (out.assignments.size() != num_placed_) return std::nullopt;
    const std::vector<std::vector<std::int64_t>> load = loads(given_, out.assignments);
    std::vector<std::int64_t> demand(given_.skills.size());
    for (int period = 0; period < given_.num_periods; ++period) {
        for (std::size_t s = 0; s < demand.size(); ++s) demand[s] = load[s][period];
        const Supply met = supply(given_, period, demand);
        out.amount += met.missing;
        out.shortages.insert(out.shortages.end(), met.shortages.begin(), met.shortages.end());
    }
    return out;
}

/// The parts of the objective, in order, up to the first that differs.
int first_difference(const Objective& a, const Objective& b) {
    if (a.pinned != b.pinned) return 0;
    if (a.mandatory != b.mandatory) return 0;
    if (a.value != b.value) return 1;
    if (a.leximin != b.leximin) return 2;
    if (a.coverage != b.coverage) return 3;
    if (a.ends != b.ends) return 4;
    return 5;
}

/// Asks about one activity after the other, with the same timetable.
class Asking {
public:
    Asking(const Problem& problem, std::span<const Assignment> assignments,
           const AdmissionOptions& options)
        : problem_(&problem),
          assignments_(assignments.begin(), assignments.end()),
          options_(&options),
          objective_(evaluate(problem, assignments)) {}

    void find_movable(Admission& admission, const Progress& progress) const;
    void find_price(Admission& admission, const Progress& progress) const;

private:
    [[nodiscard]] Options search_from(std::vector<Assignment> start) const {
        Options options = options_->search;
        options.order.clear();
        options.start = std::move(start);
        return options;
    }

    const Problem* problem_;
    std::vector<Assignment> assignments_;
    const AdmissionOptions* options_;
    Objective objective_;
};

void Asking::find_movable(Admission& admission, const Progress& progress) const {
    const LeftOut& reason = admission.reason;
    if (reason.reason == Reason::window || reason.reason == Reason::excluded ||
        reason.reason == Reason::stock)
        return;
    const bool fits = reason.placement && reason.placement->missing == 0;
    const std::vector<int> wanted = wanted_for(*problem_, assignments_, reason.activity);
    const Adding adding(*problem_, assignments_, reason, wanted);
    if (fits) {
        std::vector<Assignment> all = adding.start();
        admission.movable = adding.extra(all);
        admission.movable->proved = true;
    } else {
        const Timetable made = search(adding.problem(), search_from(adding.start()), progress);
        admission.movable = adding.extra(made.assignments);
        admission.work += made.work + made.proof.work;
        if (admission.movable) admission.movable->proved = made.proof.parts >= 2;
    }
    if (admission.movable)
        std::sort(admission.movable->assignments.begin(), admission.movable->assignments.end());
}

void Asking::find_price(Admission& admission, const Progress& progress) const {
    const int activity = admission.reason.activity;
    if (admission.reason.reason == Reason::window) {
        admission.proved = true;
        return;
    }
    Problem forced = *problem_;
    forced.activities[activity].mandatory = true;
    const auto has_it = [&](const Timetable& made) {
        return std::any_of(made.assignments.begin(), made.assignments.end(),
                           [&](const Assignment& a) { return a.activity == activity; });
    };
    Timetable made = search(forced, search_from(assignments_), progress);
    admission.work += made.work + made.proof.work;
    if (!has_it(made)) {
        admission.proved = made.proof.parts >= 1;
        if (admission.proved || made.ending == Ending::stopped) return;
        // From nothing: the timetable itself may stand in the way.
        made = search(forced, search_from({}), progress);
        admission.work += made.work + made.proof.work;
        if (!has_it(made)) return;
    }
    Price price;
    price.assignments = made.assignments;
    price.difference = difference(assignments_, made.assignments);
    price.objective = evaluate(*problem_, made.assignments);
    const bool better = compare(price.objective, objective_) > 0;
    admission.verdict = better ? Verdict::improves : Verdict::not_worth;
    admission.proved = better || made.proof.parts > first_difference(price.objective, objective_);
    admission.price = std::move(price);
}

std::vector<int> all_left_out(const Problem& problem, std::span<const Assignment> assignments) {
    std::vector<char> placed(problem.activities.size(), 0);
    for (const Assignment& a : assignments) placed[a.activity] = 1;
    std::vector<int> out;
    for (std::size_t a = 0; a < placed.size(); ++a)
        if (placed[a] == 0) out.push_back(static_cast<int>(a));
    return out;
}

std::vector<Admission> reasons_of(const Problem& problem, std::span<const Assignment> assignments,
                                  std::span<const int> activities, const Progress& progress) {
    const std::vector<LeftOut> reasons = why_left_out(problem, assignments, progress);
    std::vector<Admission> out;
    for (const int activity : activities) {
        const auto found =
            std::find_if(reasons.begin(), reasons.end(),
                         [&](const LeftOut& left) { return left.activity == activity; });
        if (found == reasons.end())
            throw Error("timetable.index",
                        activity >= 0 && std::cmp_less(activity, problem.activities.size())
                            ? "activity '" + problem.activities[activity].key +
                                  "' is placed, not left out"
                            : "there is no activity number " + std::to_string(activity) +
                                  "; there are " + std::to_string(problem.activities.size()));
        out.emplace_back().reason = *found;
    }
    return out;
}

}  // namespace

std::vector<Admission> admissions(const Problem& problem, std::span<const Assignment> assignments,
                                  std::span<const int> activities, const AdmissionOptions& options,
                                  const Progress& progress, int threads) {
    validate(problem);
    detail::check_assignments(problem, assignments, "the timetable");
    const std::vector<int> everyone =
        activities.empty() ? all_left_out(problem, assignments) : std::vector<int>{};
    std::vector<Admission> out = reasons_of(
        problem, assignments, activities.empty() ? std::span<const int>(everyone) : activities,
        progress);
    if (!options.movable && !options.price) return out;
    const Asking asking(problem, assignments, options);
    run_parallel(threads, static_cast<int>(out.size()), progress.without_standing(),
                 [&](int number, const Progress& own) {
                     Admission& admission = out[static_cast<std::size_t>(number)];
                     if (options.movable && !own.stopped()) asking.find_movable(admission, own);
                     if (options.price && !own.stopped()) asking.find_price(admission, own);
                 });
    return out;
}

}  // namespace areena::timetable
