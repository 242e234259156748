#include "areena/timetable/problem.hpp"

#include "areena/core/error.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace areena::timetable {

namespace {

constexpr int most_periods = 100'000;
constexpr std::int64_t most_amount = std::int64_t{1} << 60;
constexpr std::int64_t most_weight = std::int64_t{1} << 42;  // times one whole it fits 64 bits

[[noreturn]] void refuse(const char* reason, const std::string& message) {
    throw Error(std::string("timetable.") + reason, message);
}

std::string quoted(const std::string& key) { return "'" + key + "'"; }

std::string name(const Activity& activity) { return "activity " + quoted(activity.key); }

/// A running sum of amounts that may not go beyond a limit.
class Total {
public:
    Total(std::int64_t limit, const char* limit_text) : limit_(limit), limit_text_(limit_text) {}

    void add(std::int64_t amount, const std::string& what) {
        if (amount < 0)
            refuse("negative",
                   what + " is " + std::to_string(amount) + "; it must not be negative");
        if (amount > limit_ - sum_)
            refuse("overflow", what + " is " + std::to_string(amount) +
                                   "; with what is counted before it, it goes beyond " +
                                   limit_text_);
        sum_ += amount;
    }

private:
    std::int64_t sum_ = 0;
    std::int64_t limit_;
    const char* limit_text_;
};

void check_index(int index, std::size_t size, const std::string& who, const char* what) {
    if (index < 0 || static_cast<std::size_t>(index) >= size)
        refuse("index", who + " refers to " + what + " number " + std::to_string(index) +
                            "; there are " + std::to_string(size) + ", counted from 0");
}

/// `indices` all valid and different; `seen` is scratch of one mark per object, all zero.
void check_indices(const std::vector<int>& indices, std::vector<char>& seen, const std::string& who,
                   const char* what) {
    for (const int index : indices) {
        check_index(index, seen.size(), who, what);
        if (seen[index] != 0)
            refuse("duplicate",
                   who + " refers to " + what + " number " + std::to_string(index) + " twice");
        seen[index] = 1;
    }
    for (const int index : indices) seen[index] = 0;
}

template <class Items, class Key>
void check_keys(const Items& items, Key key, const std::string& what) {
    std::unordered_set<std::string_view> seen;
    for (const auto& item : items)
        if (!seen.insert(std::invoke(key, item)).second)
            refuse("duplicate", "two " + what + " have the key " + quoted(std::invoke(key, item)));
}

void check_row(const std::vector<std::int64_t>& row, int num_periods, const std::string& who) {
    if (row.size() != static_cast<std::size_t>(num_periods))
        refuse("size", who + " has " + std::to_string(row.size()) + " amounts; there are " +
                           std::to_string(num_periods) + " periods");
}

void check_share(std::int64_t share, const std::string& who) {
    if (share < 0 || share > whole)
        refuse("coverage", who + " covers " + std::to_string(share) +
                               " millionths; it must be from 0 to 1000000");
}

void check_supply(const Problem& problem, Total& total) {
    std::vector<char> seen(problem.skills.size(), 0);
    for (const Resource& resource : problem.resources) {
        const std::string who = "resource " + quoted(resource.key);
        check_indices(resource.skills, seen, who, "skill");
        check_row(resource.available, problem.num_periods, who);
        for (const std::int64_t amount : resource.available)
            total.add(amount, "what is available of " + who);
    }
    if (problem.fixed.empty()) return;
    if (problem.fixed.size() != problem.skills.size())
        refuse("size", "the standing work has " + std::to_string(problem.fixed.size()) +
                           " rows; there are " + std::to_string(problem.skills.size()) + " skills");
    for (std::size_t s = 0; s < problem.skills.size(); ++s) {
        const std::string who = "the standing work of skill " + quoted(problem.skills[s]);
        check_row(problem.fixed[s], problem.num_periods, who);
        for (const std::int64_t amount : problem.fixed[s]) total.add(amount, who);
    }
}

/// Returns what the mode asks for in all.
void check_mode(const Problem& problem, const Mode& mode, const std::string& who,
                std::vector<char>& seen, Total& total) {
    if (mode.min_duration < 1 || mode.min_duration > mode.max_duration)
        refuse("duration", who + " takes from " + std::to_string(mode.min_duration) + " to " +
                               std::to_string(mode.max_duration) +
                               " periods; the least must be 1 or more and not above the most");
    check_share(mode.coverage, who);
    std::vector<int> skills;
    for (const Requirement& requirement : mode.requirements) {
        check_index(requirement.skill, problem.skills.size(), who, "skill");
        skills.push_back(requirement.skill);
        total.add(requirement.amount,
                  "what " + who + " takes of skill " + quoted(problem.skills[requirement.skill]));
    }
    check_indices(skills, seen, who, "skill");
}

void check_activity(const Problem& problem, const Activity& activity, std::vector<char>& seen,
                    std::vector<char>& seen_skills, Total& total) {
    const std::string who = name(activity);
    if (activity.earliest < 0 || activity.deadline > problem.num_periods ||
        activity.earliest >= activity.deadline)
        refuse("window", who + " has the window from " + std::to_string(activity.earliest) +
                             " up to " + std::to_string(activity.deadline) +
                             "; it must hold a period and lie within 0 and " +
                             std::to_string(problem.num_periods));
    if (activity.modes.empty()) refuse("no_mode", who + " has no mode");
    check_keys(activity.modes, &Mode::key, "modes of " + who);
    for (const Mode& mode : activity.modes)
        check_mode(problem, mode, who + " in mode " + quoted(mode.key), seen_skills, total);
    check_indices(activity.prerequisites, seen, who, "prerequisite");
    check_indices(activity.excludes, seen, who, "excluded activity");
    for (const int other : activity.excludes)
        if (&problem.activities[other] == &activity) refuse("index", who + " excludes itself");
    if (activity.value.sign() < 0)
        refuse("negative",
               who + " has the value " + to_string(activity.value) + "; it must not be negative");
}

void check_beneficiary(const Beneficiary& beneficiary, std::vector<char>& seen) {
    const std::string who = "beneficiary " + quoted(beneficiary.key);
    Total weights(most_weight, "2^42");
    for (const Need& need : beneficiary.needs) {
        weights.add(need.weight, "the weight of a need of " + who);
        check_share(need.base, "the standing work for a need of " + who);
        check_indices(need.activities, seen, who, "activity");
    }
}

/// Follows prerequisites from one that waits for itself and names those on the way round.
[[noreturn]] void refuse_cycle(const Problem& problem, const std::vector<int>& waiting) {
    int at =
        static_cast<int>(std::find_if(waiting.begin(), waiting.end(), [](int n) { return n > 0; }) -
                         waiting.begin());
    std::vector<int> path;
    while (std::find(path.begin(), path.end(), at) == path.end()) {
        path.push_back(at);
        for (const int before : problem.activities[at].prerequisites)
            if (waiting[before] > 0) {
                at = before;
                break;
            }
    }
    path.erase(path.begin(), std::find(path.begin(), path.end(), at));
    path.push_back(at);
    std::string message = "prerequisites go round in a cycle: ";
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (i > 0) message += " waits for ";
        message += quoted(problem.activities[path[i]].key);
    }
    refuse("cycle", message);
}

void check_cycles(const Problem& problem) {
    const std::size_t n = problem.activities.size();
    std::vector<int> waiting(n);
    std::vector<std::vector<int>> after(n);
    std::vector<int> ready;
    for (std::size_t a = 0; a < n; ++a) {
        const std::vector<int>& before = problem.activities[a].prerequisites;
        waiting[a] = static_cast<int>(before.size());
        for (const int b : before) after[b].push_back(static_cast<int>(a));
        if (before.empty()) ready.push_back(static_cast<int>(a));
    }
    for (std::size_t done = 0; done < ready.size(); ++done)
        for (const int next : after[ready[done]])
            if (--waiting[next] == 0) ready.push_back(next);
    if (ready.size() < n) refuse_cycle(problem, waiting);
}

}  // namespace

void validate(const Problem& problem) {
    if (problem.num_periods < 0)
        refuse("negative", "there are " + std::to_string(problem.num_periods) + " periods");
    if (problem.num_periods > most_periods)
        refuse("size", "there are " + std::to_string(problem.num_periods) + " periods; at most " +
                           std::to_string(most_periods) + " are allowed");
    check_keys(problem.skills, std::identity(), "skills");
    check_keys(problem.resources, &Resource::key, "resources");
    check_keys(problem.activities, &Activity::key, "activities");
    check_keys(problem.beneficiaries, &Beneficiary::key, "beneficiaries");

    Total total(most_amount, "2^60");
    check_supply(problem, total);
    std::vector<char> seen(problem.activities.size(), 0);
    std::vector<char> seen_skills(problem.skills.size(), 0);
    for (const Activity& activity : problem.activities)
        check_activity(problem, activity, seen, seen_skills, total);
    for (const Beneficiary& beneficiary : problem.beneficiaries)
        check_beneficiary(beneficiary, seen);
    check_cycles(problem);
}

}  // namespace areena::timetable
