#include "areena/timetable/problem.hpp"

#include "areena/core/error.hpp"
#include "timetable/pins.hpp"
#include "timetable/whole_values.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace areena::timetable {

namespace {

constexpr int most_periods = 100'000;
constexpr std::int64_t most_amount = std::int64_t{1} << 60;
constexpr std::int64_t most_weight = std::int64_t{1} << 42;  // times one whole it fits 64 bits

std::string quoted(const std::string& key) { return "'" + key + "'"; }

/// What a fault is about: what people call it, and where it lies in the problem.
struct Subject {
    std::string name;
    std::string path;

    [[nodiscard]] Subject part(const std::string& said, std::string_view member) const {
        return {said, path + "/" + std::string(member)};
    }
    [[nodiscard]] Subject part(const std::string& said, std::string_view member,
                               std::size_t index) const {
        return {said, path + "/" + std::string(member) + "/" + std::to_string(index)};
    }
};

/// A running sum of amounts that may not go beyond a limit.
struct Total {
    std::int64_t limit;
    const char* limit_text;
    std::int64_t sum = 0;
    bool is_over = false;  // told once
};

/// Looks at everything and writes down what is wrong, in the order of the problem.
class Checker {
public:
    explicit Checker(const Problem& problem)
        : problem_(problem),
          seen_(problem.activities.size(), 0),
          seen_skills_(problem.skills.size(), 0),
          seen_stocks_(problem.stocks.size(), 0) {}

    std::vector<Finding> run() {
        check_periods();
        check_keys(problem_.skills, std::identity(), "skill", "skills");
        check_keys(problem_.resources, &Resource::key, "resource", "resources");
        check_keys(problem_.activities, &Activity::key, "activity", "activities");
        check_keys(problem_.beneficiaries, &Beneficiary::key, "beneficiary", "beneficiaries");
        check_keys(problem_.stocks, &Stock::key, "stock", "stocks");
        check_closed();
        check_resources();
        check_fixed();
        check_stocks();
        for (std::size_t a = 0; a < problem_.activities.size(); ++a) check_activity(a);
        for (std::size_t b = 0; b < problem_.beneficiaries.size(); ++b) check_beneficiary(b);
        if (has_sound_prerequisites_) check_cycles();
        if (findings_.empty()) check_values();
        if (findings_.empty()) findings_ = detail::check_pins(problem_);
        return std::move(findings_);
    }

private:
    void fault(const char* reason, const Subject& subject, std::string message) {
        Finding finding;
        finding.code = std::string("timetable.") + reason;
        finding.path = subject.path;
        finding.message = std::move(message);
        findings_.push_back(std::move(finding));
    }

    /// `subject` is a function: there are many amounts, and few of them are told of.
    template <class Who>
    void add(Total& total, std::int64_t amount, const Who& subject) {
        if (amount >= 0 && amount <= total.limit - total.sum) {
            total.sum += amount;
        } else if (amount < 0) {
            fault("negative", subject(),
                  subject().name + " is " + std::to_string(amount) + "; it must not be negative");
        } else if (!std::exchange(total.is_over, true)) {
            fault("overflow", subject(),
                  subject().name + " is " + std::to_string(amount) +
                      "; with what is counted before it, it goes beyond " + total.limit_text +
                      ", the most that is counted here: make all of them smaller, in proportion");
        }
    }

    /// Whether `indices` are all valid and different; `seen` is a mark per object, all zero, and
    /// `key` tells what people call one.
    template <class Who, class Key>
    bool check_indices(const std::vector<int>& indices, std::vector<char>& seen, const Who& who,
                       const char* what, const Key& key) {
        const auto is_valid = [&](int i) {
            return i >= 0 && static_cast<std::size_t>(i) < seen.size();
        };
        bool all_valid = true;
        for (const int index : indices) {
            if (!is_valid(index)) {
                all_valid = false;
                fault("index", who(),
                      who().name + " refers to " + what + " number " + std::to_string(index) +
                          "; there are " + std::to_string(seen.size()) + ", counted from 0");
            } else if (std::exchange(seen[index], 1) != 0) {
                fault("duplicate", who(),
                      who().name + " names " + what + " " + quoted(key(index)) +
                          " twice; name each once");
            }
        }
        for (const int index : indices)
            if (is_valid(index)) seen[index] = 0;
        return all_valid;
    }

    [[nodiscard]] auto skill_key() const {
        return [this](int s) { return problem_.skills[s]; };
    }
    [[nodiscard]] auto activity_key() const {
        return [this](int a) { return problem_.activities[a].key; };
    }

    template <class Items, class Key>
    void check_keys(const Items& items, Key key, const std::string& one, const std::string& many,
                    const Subject& owner = {}, const std::string& of = {}) {
        std::unordered_set<std::string_view> seen;
        for (std::size_t i = 0; i < items.size(); ++i)
            if (!seen.insert(std::invoke(key, items[i])).second)
                fault("duplicate", owner.part(one, many, i),
                      "two " + many + of + " have the key " + quoted(std::invoke(key, items[i])));
    }

    void check_row(const std::vector<std::int64_t>& row, const Subject& who) {
        if (row.size() != static_cast<std::size_t>(problem_.num_periods))
            fault("size", who,
                  who.name + " has " + std::to_string(row.size()) + " amounts; there are " +
                      std::to_string(problem_.num_periods) + " periods");
    }

    template <class Who>
    void check_share(std::int64_t share, const Who& who) {
        if (share < 0 || share > whole)
            fault("coverage", who(),
                  who().name + " covers " + std::to_string(share) +
                      " millionths; it must be from 0 to 1000000");
    }

    void check_periods() {
        const Subject periods{"the number of periods", "/periods"};
        const std::string said = "there are " + std::to_string(problem_.num_periods) + " periods";
        if (problem_.num_periods < 0) fault("negative", periods, said);
        if (problem_.num_periods > most_periods)
            fault("size", periods,
                  said + "; at most " + std::to_string(most_periods) + " are allowed");
    }

    void check_resources() {
        for (std::size_t r = 0; r < problem_.resources.size(); ++r) {
            const Resource& resource = problem_.resources[r];
            const Subject who =
                Subject().part("resource " + quoted(resource.key), "resources", r);
            check_indices(resource.skills, seen_skills_, [&] { return who; }, "skill",
                          skill_key());
            check_row(resource.available, who.part(who.name, "available"));
            for (std::size_t t = 0; t < resource.available.size(); ++t)
                add(amounts_, resource.available[t], [&] {
                    return who.part("what is available of " + who.name, "available", t);
                });
        }
    }

    void check_fixed() {
        if (problem_.fixed.empty()) return;
        if (problem_.fixed.size() != problem_.skills.size()) {
            fault("size", {"the standing work", "/fixed"},
                  "the standing work has " + std::to_string(problem_.fixed.size()) +
                      " rows; there are " + std::to_string(problem_.skills.size()) + " skills");
            return;
        }
        for (std::size_t s = 0; s < problem_.skills.size(); ++s) {
            const Subject who = Subject().part(
                "the standing work of skill " + quoted(problem_.skills[s]), "fixed", s);
            check_row(problem_.fixed[s], who);
            for (const std::int64_t amount : problem_.fixed[s])
                add(amounts_, amount, [&] { return who; });
        }
    }

    void check_closed() {
        for (std::size_t i = 0; i < problem_.closed.size(); ++i) {
            const int period = problem_.closed[i];
            const Subject who = Subject().part("the closed period", "closed", i);
            if (period < 0 || period >= problem_.num_periods)
                fault("index", who,
                      "a closed period has number " + std::to_string(period) + "; there are " +
                          std::to_string(problem_.num_periods) + ", counted from 0");
            else if (i > 0 && period <= problem_.closed[i - 1])
                fault("closed", who,
                      "closed period " + std::to_string(period) + " comes after " +
                          std::to_string(problem_.closed[i - 1]) + "; they must ascend");
        }
    }

    void check_stocks() {
        for (std::size_t s = 0; s < problem_.stocks.size(); ++s)
            add(consumed_, problem_.stocks[s].amount, [&] {
                return Subject().part("the amount of stock " + quoted(problem_.stocks[s].key),
                                      "stocks", s);
            });
    }

    void check_mode(const Mode& mode, const Subject& who) {
        if (mode.min_duration < 1 || mode.min_duration > mode.max_duration)
            fault("duration", who,
                  who.name + " takes from " + std::to_string(mode.min_duration) + " to " +
                      std::to_string(mode.max_duration) +
                      " periods; the least must be 1 or more and not above the most");
        const auto itself = [&] { return who; };
        check_share(mode.coverage, itself);
        check_value(mode.value, who, "value");
        check_value(mode.value_per_period, who, "value_per_period");
        check_parts(mode.requirements, &Requirement::skill, amounts_, seen_skills_, who,
                    {"requirements", "skill", skill_key()});
        check_parts(mode.consumptions, &Consumption::stock, consumed_, seen_stocks_, who,
                    {"consumptions", "stock", [this](int s) { return problem_.stocks[s].key; }});
    }

    /// What a mode's parts are called, and the key of what one of them is of.
    struct Words {
        const char* member;
        const char* of;
        std::function<std::string(int)> key;
    };

    /// What a mode takes of skills or of stocks.
    template <class Part>
    void check_parts(const std::vector<Part>& parts, int Part::* of, Total& total,
                     std::vector<char>& seen, const Subject& who, const Words& words) {
        std::vector<int> indices;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const int index = parts[i].*of;
            indices.push_back(index);
            if (index < 0 || std::cmp_greater_equal(index, seen.size())) continue;  // told below
            add(total, parts[i].amount, [&] {
                return who.part("what " + who.name + " takes of " + words.of + " " +
                                    quoted(words.key(index)),
                                words.member, i);
            });
        }
        check_indices(indices, seen, [&] { return who; }, words.of, words.key);
    }

    void check_window(const Activity& activity, const Subject& who) {
        if (activity.earliest < 0 || activity.deadline > problem_.num_periods ||
            activity.earliest >= activity.deadline)
            fault("window", who,
                  who.name + " has the window from " + std::to_string(activity.earliest) +
                      " up to " + std::to_string(activity.deadline) +
                      "; it must hold a period and lie within 0 and " +
                      std::to_string(problem_.num_periods) + ", the end of all periods");
    }

    void check_prerequisites(const Activity& activity, const Subject& who) {
        const auto prerequisites = [&] { return who.part(who.name, "prerequisites"); };
        std::vector<int> indices;
        for (const Prerequisite& before : activity.prerequisites) indices.push_back(before.activity);
        if (!check_indices(indices, seen_, prerequisites, "prerequisite", activity_key()))
            has_sound_prerequisites_ = false;
        for (std::size_t i = 0; i < indices.size(); ++i) {
            const int lag = activity.prerequisites[i].lag;
            if (lag >= 0 && lag <= most_periods) continue;
            fault(lag < 0 ? "negative" : "size", who.part(who.name, "prerequisites", i),
                  who.name + " waits for a lag of " + std::to_string(lag) +
                      " periods; it must be from 0 to " + std::to_string(most_periods));
        }
    }

    void check_activity(std::size_t index) {
        const Activity& activity = problem_.activities[index];
        const Subject who =
            Subject().part("activity " + quoted(activity.key), "activities", index);
        check_window(activity, who);
        if (activity.modes.empty()) fault("no_mode", who, who.name + " has no mode");
        check_keys(activity.modes, &Mode::key, "mode", "modes", who, " of " + who.name);
        for (std::size_t m = 0; m < activity.modes.size(); ++m)
            check_mode(activity.modes[m],
                       who.part(who.name + " in mode " + quoted(activity.modes[m].key), "modes", m));
        check_prerequisites(activity, who);
        if (activity.pinned && (activity.pinned->mode < 0 ||
                                std::cmp_greater_equal(activity.pinned->mode, activity.modes.size())))
            fault("index", who.part("", "pinned"),
                  who.name + " is pinned to mode number " + std::to_string(activity.pinned->mode) +
                      "; there are " + std::to_string(activity.modes.size()) +
                      ", counted from 0");
        const auto required = [&] { return who.part(who.name, "requires"); };
        check_indices(activity.required, seen_, required, "required activity", activity_key());
        const auto excludes = [&] { return who.part(who.name, "excludes"); };
        check_indices(activity.excludes, seen_, excludes, "excluded activity", activity_key());
        for (const int other : activity.excludes)
            if (std::cmp_equal(other, index))
                fault("index", excludes(), who.name + " excludes itself");
        check_value(activity.value, who, "value");
    }

    void check_value(const Rational& value, const Subject& who, const char* member) {
        if (value.sign() < 0)
            fault("negative", who.part(who.name, member),
                  who.name + " has the " + (member == std::string("value") ? "value " : "value per period ") +
                      to_string(value) + "; it must not be negative");
    }

    /// Values of activities alone may be of any size.
    void check_values() {
        if (!detail::has_worth_beyond_activities(problem_) || detail::whole_values(problem_, 60)) return;
        fault("overflow", {"the values", "/activities"},
              "the values of activities, modes and needs have no common part of which they are "
              "together less than 2^60; round them to fewer decimals, or make them smaller");
    }

    void check_beneficiary(std::size_t index) {
        const Beneficiary& beneficiary = problem_.beneficiaries[index];
        const Subject who =
            Subject().part("beneficiary " + quoted(beneficiary.key), "beneficiaries", index);
        Total weights{most_weight, "2^42"};
        for (std::size_t n = 0; n < beneficiary.needs.size(); ++n) {
            const Need& need = beneficiary.needs[n];
            const auto part = [&](const char* said) {
                return [&who, n, said] { return who.part(said + who.name, "needs", n); };
            };
            add(weights, need.weight, part("the weight of a need of "));
            check_share(need.base, part("the standing work for a need of "));
            if (need.value.sign() < 0) check_value(need.value, part("a need of ")(), "value");
            check_indices(need.activities, seen_, part("a need of "), "activity", activity_key());
        }
    }

    void check_cycles() {
        const std::size_t n = problem_.activities.size();
        std::vector<int> waiting(n);
        std::vector<std::vector<int>> after(n);
        std::vector<int> ready;
        for (std::size_t a = 0; a < n; ++a) {
            const std::vector<Prerequisite>& before = problem_.activities[a].prerequisites;
            waiting[a] = static_cast<int>(before.size());
            for (const Prerequisite& b : before) after[b.activity].push_back(static_cast<int>(a));
            if (before.empty()) ready.push_back(static_cast<int>(a));
        }
        for (std::size_t done = 0; done < ready.size(); ++done)
            for (const int next : after[ready[done]])
                if (--waiting[next] == 0) ready.push_back(next);
        if (ready.size() < n) tell_cycle(waiting);
    }

    /// Follows prerequisites from one that waits for itself and names those on the way round.
    void tell_cycle(const std::vector<int>& waiting) {
        int at = static_cast<int>(
            std::find_if(waiting.begin(), waiting.end(), [](int n) { return n > 0; }) -
            waiting.begin());
        std::vector<int> path;
        while (std::find(path.begin(), path.end(), at) == path.end()) {
            path.push_back(at);
            for (const Prerequisite& before : problem_.activities[at].prerequisites)
                if (waiting[before.activity] > 0) {
                    at = before.activity;
                    break;
                }
        }
        path.erase(path.begin(), std::find(path.begin(), path.end(), at));
        path.push_back(at);
        std::string message = "prerequisites go round in a cycle: ";
        for (std::size_t i = 0; i < path.size(); ++i) {
            if (i > 0) message += " waits for ";
            message += quoted(problem_.activities[path[i]].key);
        }
        const auto first = static_cast<std::size_t>(path.front());
        fault("cycle", Subject().part("", "activities", first).part("", "prerequisites"), message);
    }

    const Problem& problem_;
    std::vector<Finding> findings_;
    Total amounts_{most_amount, "2^60"};
    Total consumed_{most_amount, "2^60"};
    std::vector<char> seen_;
    std::vector<char> seen_skills_;
    std::vector<char> seen_stocks_;
    bool has_sound_prerequisites_ = true;
};

}  // namespace

std::vector<Finding> check(const Problem& problem) { return Checker(problem).run(); }

void validate(const Problem& problem) {
    const std::vector<Finding> findings = check(problem);
    if (!findings.empty()) throw Error(findings.front().code, findings.front().message);
}

}  // namespace areena::timetable
