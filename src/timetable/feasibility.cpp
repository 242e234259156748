#include "areena/timetable/feasibility.hpp"

#include "timetable/enumeration.hpp"
#include "timetable/rewriting.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace areena::timetable {

namespace {

/// The part of a problem that must be placed, under some of its rules.
struct Part {
    Problem problem;
    std::vector<int> activities;  ///< by activity of the part: its number in the whole

    [[nodiscard]] std::vector<Assignment> given(std::vector<Assignment> made) const {
        for (Assignment& a : made) a.activity = activities[a.activity];
        return made;
    }
};

using Rules = std::set<NamedRule>;

/// Every rule that says something about `problem`, what must be placed first of all: without it,
/// most others fall away.
Rules rules_of(const Problem& problem) {
    Rules all;
    for (int a = 0; a < static_cast<int>(problem.activities.size()); ++a) {
        const Activity& it = problem.activities[a];
        if (it.mandatory || it.pinned) all.insert({Rule::placed, a});
        if (it.pinned) all.insert({Rule::pinned, a});
        if (it.earliest > 0 || it.deadline < problem.num_periods) all.insert({Rule::window, a});
        if (std::any_of(it.modes.begin(), it.modes.end(),
                        [](const Mode& mode) { return mode.min_duration > 1; }))
            all.insert({Rule::duration, a});
        if (!it.prerequisites.empty()) all.insert({Rule::prerequisite, a});
        if (!it.required.empty()) all.insert({Rule::required, a});
        if (!it.excludes.empty()) all.insert({Rule::excluded, a});
    }
    for (int s = 0; s < static_cast<int>(problem.skills.size()); ++s)
        all.insert({Rule::capacity, s});
    for (int s = 0; s < static_cast<int>(problem.stocks.size()); ++s) all.insert({Rule::stock, s});
    return all;
}

/// The problem without the rules of activities that are not among `rules`.
void loosen_activity(Problem& problem, int number, const Rules& rules) {
    Activity& it = problem.activities[number];
    const auto has = [&](Rule rule) { return rules.count({rule, number}) != 0; };
    if (!has(Rule::pinned)) it.pinned.reset();
    if (!has(Rule::window)) {
        it.earliest = 0;
        it.deadline = problem.num_periods;
    }
    if (!has(Rule::duration) && !it.pinned)
        for (Mode& mode : it.modes) mode.min_duration = 1;
    if (!has(Rule::prerequisite)) it.prerequisites.clear();
    if (!has(Rule::required)) it.required.clear();
    if (!has(Rule::excluded)) it.excludes.clear();
}

/// What nobody takes is never short.
void loosen_amounts(Problem& problem, const Rules& rules) {
    for (Activity& it : problem.activities)
        for (Mode& mode : it.modes) {
            std::erase_if(mode.requirements, [&](const Requirement& r) {
                return rules.count({Rule::capacity, r.skill}) == 0;
            });
            std::erase_if(mode.consumptions, [&](const Consumption& c) {
                return rules.count({Rule::stock, c.stock}) == 0;
            });
        }
}

/// What must be placed under `rules`, and all that it waits for or requires.
std::vector<int> wanted(const Problem& problem, const Rules& rules) {
    std::vector<char> seen(problem.activities.size(), 0);
    std::vector<int> all;
    for (const NamedRule& rule : rules)
        if (rule.rule == Rule::placed) {
            seen[rule.index] = 1;
            all.push_back(rule.index);
        }
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const int other : detail::needed_by(problem.activities[all[i]]))
            if (std::exchange(seen[other], 1) == 0) all.push_back(other);
    std::sort(all.begin(), all.end());
    return all;
}

Part part_under(const Problem& whole, const Rules& rules) {
    Problem problem = whole;
    for (int a = 0; a < static_cast<int>(whole.activities.size()); ++a)
        loosen_activity(problem, a, rules);
    loosen_amounts(problem, rules);
    problem.beneficiaries.clear();
    detail::devalue(problem);
    Part part{{}, wanted(problem, rules)};
    std::vector<int> number(whole.activities.size(), -1);
    for (std::size_t i = 0; i < part.activities.size(); ++i)
        number[part.activities[i]] = static_cast<int>(i);
    std::vector<Activity> activities;
    for (const int a : part.activities) {
        Activity& it = activities.emplace_back(std::move(problem.activities[a]));
        it.mandatory = true;
        for (Prerequisite& before : it.prerequisites) before.activity = number[before.activity];
        for (int& other : it.required) other = number[other];
        std::erase_if(it.excludes, [&](int other) { return number[other] < 0; });
        for (int& other : it.excludes) other = number[other];
    }
    problem.activities = std::move(activities);
    part.problem = std::move(problem);
    return part;
}

class Filter {
public:
    Filter(const Problem& problem, const Options& options, const Progress& progress)
        : problem_(problem), options_(options), progress_(progress) {
        options_.order.clear();
        options_.start.clear();
        options_.value_only = true;
    }

    Feasibility run() {
        Rules rules = rules_of(problem_);
        Part part = part_under(problem_, rules);
        out_.answer = ask(part);
        if (out_.answer == Answer::feasible) out_.assignments = part.given(std::move(found_));
        if (out_.answer != Answer::infeasible) return out_;
        out_.minimal = true;
        const Rules all = rules;
        std::int64_t done = 0;
        for (const NamedRule& rule : all) {
            progress_.step("explain", done++, static_cast<std::int64_t>(all.size()));
            leave_out(rule, rules, part);
        }
        out_.rules.assign(rules.begin(), rules.end());
        out_.confirmed = detail::Enumeration(part.problem, options_.proof).has_no_way();
        return out_;
    }

private:
    /// Takes `rule` out of `rules` if they are as infeasible without it.
    void leave_out(const NamedRule& rule, Rules& rules, Part& part) {
        Rules fewer = rules;
        fewer.erase(rule);
        Part without = part_under(problem_, fewer);
        // What says nothing of this part is left out unasked.
        const Answer answer = without.problem == part.problem ? Answer::infeasible
                              : progress_.stopped()           ? Answer::unknown
                                                              : ask(without);
        if (answer == Answer::unknown) out_.minimal = false;
        if (answer != Answer::infeasible) return;
        rules = std::move(fewer);
        part = std::move(without);
    }

    Answer ask(const Part& part) {
        const Timetable made = search(part.problem, options_, progress_.without_standing());
        out_.work += made.work + made.proof.work;
        if (made.assignments.size() == part.activities.size()) {
            found_ = made.assignments;
            return Answer::feasible;
        }
        return made.proof.parts >= 1 ? Answer::infeasible : Answer::unknown;
    }

    const Problem& problem_;
    Options options_;
    const Progress& progress_;
    std::vector<Assignment> found_;
    Feasibility out_;
};

}  // namespace

Feasibility feasibility(const Problem& problem, const Options& options, const Progress& progress) {
    validate(problem);
    return Filter(problem, options, progress).run();
}

}  // namespace areena::timetable
