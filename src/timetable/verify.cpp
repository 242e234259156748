#include "areena/timetable/verify.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace areena::timetable {

namespace {

using Table = std::vector<std::vector<std::int64_t>>;

constexpr std::size_t most_joined = 16;  // skills whose sets are enumerated

std::string at_period(int period) { return "period " + std::to_string(period); }

/// Collects the outcome of one named check; only the first fault is kept.
class Outcome {
public:
    explicit Outcome(std::string name) { check_.name = std::move(name); }

    void fault(const std::string& message) {
        if (!check_.ok) return;
        check_.ok = false;
        check_.message = message;
    }
    void require(bool holds, const std::string& message) {
        if (!holds) fault(message);
    }
    [[nodiscard]] const Check& check() const { return check_; }

private:
    Check check_;
};

/// All checks over one timetable. Later checks may rely on "assignments" having passed.
class Verifier {
public:
    Verifier(const Problem& problem, const Timetable& timetable)
        : problem_(problem), timetable_(timetable), placed_(problem.activities.size(), nullptr) {}

    Verification run();

private:
    void check(const char* name, void (Verifier::*body)(Outcome&)) {
        Outcome outcome(name);
        (this->*body)(outcome);
        result_.ok = result_.ok && outcome.check().ok;
        result_.checks.push_back(outcome.check());
    }

    void assignments(Outcome& outcome);
    void window(Outcome& outcome);
    void duration(Outcome& outcome);
    void prerequisite(Outcome& outcome);
    void excluded(Outcome& outcome);
    void load(Outcome& outcome);
    void capacity(Outcome& outcome);
    void shortages(Outcome& outcome);
    void left_out(Outcome& outcome);
    void objective(Outcome& outcome);

    void add_load(Table& table, int activity, int mode, int start, int length) const;
    void check_reason(const LeftOut& left, Outcome& outcome) const;
    void check_short(const LeftOut& left, Outcome& outcome) const;
    void check_coverage(Outcome& outcome) const;
    void check_peak(Outcome& outcome) const;
    void check_peak_of(const std::vector<int>& skills, int period, Outcome& outcome) const;
    [[nodiscard]] bool excludes(int a, int b) const;
    [[nodiscard]] bool fits_from(const Activity& activity, int first) const;
    [[nodiscard]] bool valid_skills(const std::vector<int>& skills, int period) const;
    [[nodiscard]] std::int64_t available(const std::vector<int>& skills, int period) const;
    [[nodiscard]] std::int64_t asked(const Table& table, const std::vector<int>& skills,
                                     int period) const;
    [[nodiscard]] std::vector<std::vector<int>> joined_skills(int period) const;
    [[nodiscard]] std::string key(int activity) const {
        return "'" + problem_.activities[activity].key + "'";
    }

    const Problem& problem_;
    const Timetable& timetable_;
    std::vector<const Assignment*> placed_;
    Table fixed_;
    Table load_;
    Verification result_;
};

void Verifier::add_load(Table& table, int activity, int mode, int start, int length) const {
    for (const Requirement& r : problem_.activities[activity].modes[mode].requirements)
        for (int i = 0; i < length; ++i)
            table[r.skill][start + i] += r.amount / length + (i < r.amount % length ? 1 : 0);
}

std::int64_t Verifier::available(const std::vector<int>& skills, int period) const {
    std::int64_t sum = 0;
    for (const Resource& resource : problem_.resources)
        if (std::any_of(resource.skills.begin(), resource.skills.end(), [&](int s) {
                return std::find(skills.begin(), skills.end(), s) != skills.end();
            }))
            sum += resource.available[period];
    return sum;
}

std::int64_t Verifier::asked(const Table& table, const std::vector<int>& skills, int period) const {
    std::int64_t sum = 0;
    for (const int s : skills) sum += table[s][period];
    return sum;
}

bool Verifier::valid_skills(const std::vector<int>& skills, int period) const {
    return period >= 0 && period < problem_.num_periods && !skills.empty() && skills.front() >= 0 &&
           skills.back() < static_cast<int>(problem_.skills.size()) &&
           std::adjacent_find(skills.begin(), skills.end(), std::greater_equal<>()) == skills.end();
}

void Verifier::assignments(Outcome& outcome) {
    const int n = static_cast<int>(problem_.activities.size());
    std::vector<int> seen(problem_.activities.size(), 0);
    for (const Assignment& a : timetable_.assignments) {
        if (a.activity < 0 || a.activity >= n)
            return outcome.fault("no activity number " + std::to_string(a.activity));
        if (a.mode < 0 || a.mode >= static_cast<int>(problem_.activities[a.activity].modes.size()))
            return outcome.fault("activity " + key(a.activity) + " has no mode number " +
                                 std::to_string(a.mode));
        if (a.start < 0 || a.duration < 1 || a.duration > problem_.num_periods ||
            a.start > problem_.num_periods - a.duration)
            return outcome.fault("activity " + key(a.activity) + " is outside the periods");
        ++seen[a.activity];
        placed_[a.activity] = &a;
    }
    for (const LeftOut& left : timetable_.left_out) {
        if (left.activity < 0 || left.activity >= n)
            return outcome.fault("no activity number " + std::to_string(left.activity));
        ++seen[left.activity];
    }
    for (int a = 0; a < n; ++a)
        outcome.require(seen[a] == 1, "activity " + key(a) + " is assigned or left out " +
                                          std::to_string(seen[a]) + " times, not once");
}

void Verifier::window(Outcome& outcome) {
    for (const Assignment& a : timetable_.assignments) {
        const Activity& activity = problem_.activities[a.activity];
        outcome.require(a.start >= activity.earliest && a.end() <= activity.deadline,
                        "activity " + key(a.activity) + " is outside its window");
    }
}

void Verifier::duration(Outcome& outcome) {
    for (const Assignment& a : timetable_.assignments) {
        const Mode& mode = problem_.activities[a.activity].modes[a.mode];
        outcome.require(a.duration >= mode.min_duration && a.duration <= mode.max_duration,
                        "activity " + key(a.activity) + " takes " + std::to_string(a.duration) +
                            " periods, which mode '" + mode.key + "' does not");
    }
}

void Verifier::prerequisite(Outcome& outcome) {
    for (const Assignment& a : timetable_.assignments)
        for (const int before : problem_.activities[a.activity].prerequisites)
            outcome.require(placed_[before] != nullptr && placed_[before]->end() <= a.start,
                            "activity " + key(a.activity) + " starts before " + key(before) +
                                ", which it waits for, has ended");
}

bool Verifier::excludes(int a, int b) const {
    const std::vector<int>& others = problem_.activities[a].excludes;
    return std::find(others.begin(), others.end(), b) != others.end();
}

void Verifier::excluded(Outcome& outcome) {
    for (const Assignment& a : timetable_.assignments)
        for (const int other : problem_.activities[a.activity].excludes)
            outcome.require(placed_[other] == nullptr, "activities " + key(a.activity) + " and " +
                                                           key(other) + " exclude each other");
}

void Verifier::load(Outcome& outcome) {
    Table unmet = load_;
    for (const Flow& flow : timetable_.flows) {
        if (!valid_skills({flow.skill}, flow.period))
            return outcome.fault("a flow to no skill or in no period");
        if (flow.amount > unmet[flow.skill][flow.period])
            return outcome.fault("more is given to skill '" + problem_.skills[flow.skill] +
                                 "' than is asked for in " + at_period(flow.period));
        unmet[flow.skill][flow.period] -= std::max<std::int64_t>(0, flow.amount);
    }
    for (const Shortage& shortage : timetable_.shortages) {
        if (!valid_skills(shortage.skills, shortage.period))
            return outcome.fault("a shortage of no skill or in no period");
        std::int64_t open = 0;
        for (const int s : shortage.skills) open += std::exchange(unmet[s][shortage.period], 0);
        outcome.require(open == shortage.amount, "a shortage in " + at_period(shortage.period) +
                                                     " is not what the flows leave open");
    }
    for (std::size_t s = 0; s < unmet.size(); ++s)
        for (int period = 0; period < problem_.num_periods; ++period)
            outcome.require(unmet[s][period] == 0,
                            "skill '" + problem_.skills[s] + "' is given " +
                                std::to_string(load_[s][period] - unmet[s][period]) + " of " +
                                std::to_string(load_[s][period]) + " in " + at_period(period));
}

void Verifier::capacity(Outcome& outcome) {
    Table used;
    for (const Resource& resource : problem_.resources)
        used.emplace_back(resource.available.size(), 0);
    for (const Flow& flow : timetable_.flows) {
        if (flow.resource < 0 || flow.resource >= static_cast<int>(used.size()) ||
            flow.period < 0 || flow.period >= problem_.num_periods)
            return outcome.fault("a flow from no resource or in no period");
        const Resource& resource = problem_.resources[flow.resource];
        if (flow.amount <= 0) return outcome.fault("a flow of nothing, or less");
        outcome.require(std::find(resource.skills.begin(), resource.skills.end(), flow.skill) !=
                            resource.skills.end(),
                        "resource '" + resource.key + "' gives to a skill that it lacks");
        if (flow.amount > resource.available[flow.period] - used[flow.resource][flow.period])
            return outcome.fault("resource '" + resource.key + "' gives more than it has in " +
                                 at_period(flow.period));
        used[flow.resource][flow.period] += flow.amount;
    }
}

void Verifier::shortages(Outcome& outcome) {
    std::vector<std::vector<int>> all(static_cast<std::size_t>(problem_.num_periods));
    std::vector<std::int64_t> sum(all.size(), 0);
    for (const Shortage& shortage : timetable_.shortages) {
        const int period = shortage.period;
        if (!valid_skills(shortage.skills, period)) return outcome.fault("a shortage of nothing");
        const std::int64_t asked_for = asked(fixed_, shortage.skills, period);
        if (shortage.amount <= 0 ||
            asked_for - available(shortage.skills, period) != shortage.amount)
            return outcome.fault("a shortage in " + at_period(period) +
                                 " is not what standing work lacks");
        outcome.require(
            asked(load_, shortage.skills, period) == asked_for,
            "something is placed where standing work is short, in " + at_period(period));
        all[period].insert(all[period].end(), shortage.skills.begin(), shortage.skills.end());
        sum[period] += shortage.amount;
    }
    for (int period = 0; period < problem_.num_periods; ++period)
        outcome.require(
            asked(fixed_, all[period], period) - available(all[period], period) == sum[period],
            "shortages in " + at_period(period) + " count a resource twice");
}

bool Verifier::fits_from(const Activity& activity, int first) const {
    return std::any_of(activity.modes.begin(), activity.modes.end(), [&](const Mode& mode) {
        return mode.min_duration <= activity.deadline - std::max(first, activity.earliest);
    });
}

void Verifier::left_out(Outcome& outcome) {
    for (const LeftOut& left : timetable_.left_out) {
        outcome.require(left.mandatory == problem_.activities[left.activity].mandatory,
                        "activity " + key(left.activity) + " is wrongly said to be mandatory");
        check_reason(left, outcome);
    }
}

void Verifier::check_reason(const LeftOut& left, Outcome& outcome) const {
    const Activity& activity = problem_.activities[left.activity];
    const std::string who = "activity " + key(left.activity);
    const bool names = left.other && *left.other >= 0 &&
                       *left.other < static_cast<int>(problem_.activities.size());
    switch (left.reason) {
        case Reason::window:
            return outcome.require(!fits_from(activity, 0), who + " has room in its window");
        case Reason::excluded:
            return outcome.require(
                names && placed_[*left.other] != nullptr &&
                    (excludes(left.activity, *left.other) || excludes(*left.other, left.activity)),
                who + " is not excluded as is said");
        case Reason::prerequisite: {
            const std::vector<int>& before = activity.prerequisites;
            if (!names || std::find(before.begin(), before.end(), *left.other) == before.end())
                return outcome.fault(who + " does not wait for what is said");
            const Assignment* const other = placed_[*left.other];
            return outcome.require(left.other_placed == (other != nullptr) &&
                                       (other == nullptr || !fits_from(activity, other->end())),
                                   who + " could start after what it waits for");
        }
        case Reason::capacity: return check_short(left, outcome);
        case Reason::no_gain:
        case Reason::unfinished: return;
    }
}

void Verifier::check_short(const LeftOut& left, Outcome& outcome) const {
    const std::string who = "activity " + key(left.activity);
    const std::vector<Mode>& modes = problem_.activities[left.activity].modes;
    if (!left.placement || left.placement->mode < 0 ||
        left.placement->mode >= static_cast<int>(modes.size()) || left.placement->start < 0 ||
        left.placement->duration < 1 || left.placement->duration > problem_.num_periods ||
        left.placement->start > problem_.num_periods - left.placement->duration)
        return outcome.fault(who + " is left out for capacity without a placement");
    Table with = load_;
    add_load(with, left.activity, left.placement->mode, left.placement->start,
             left.placement->duration);
    std::int64_t sum = 0;
    for (const Shortage& shortage : left.placement->shortages) {
        if (!valid_skills(shortage.skills, shortage.period))
            return outcome.fault(who + " is short of no skill or in no period");
        const std::int64_t lacking = asked(with, shortage.skills, shortage.period) -
                                     available(shortage.skills, shortage.period);
        // Where standing work is short already, only what comes on top counts.
        if (shortage.amount <= 0 || shortage.amount > lacking)
            return outcome.fault(who + " is not short as is said in " + at_period(shortage.period));
        sum += shortage.amount;
    }
    outcome.require(sum > 0 && sum == left.placement->missing,
                    who + " is short of something else than its shortages sum to");
}

void Verifier::check_coverage(Outcome& outcome) const {
    std::vector<std::int64_t> shares;
    for (const Beneficiary& beneficiary : problem_.beneficiaries) {
        std::int64_t weights = 0;
        std::int64_t covered = 0;
        for (const Need& need : beneficiary.needs) {
            std::int64_t u = need.base;
            for (const int a : need.activities)
                if (placed_[a] != nullptr)
                    u += problem_.activities[a].modes[placed_[a]->mode].coverage;
            weights += need.weight;
            covered += need.weight * (u < whole ? u : whole);
        }
        if (weights > 0) shares.push_back(covered / weights);
    }
    std::sort(shares.begin(), shares.end());
    std::int64_t sum = 0;
    for (const std::int64_t share : shares) sum += share;
    outcome.require(shares == timetable_.objective.leximin, "coverage is not what is said");
    outcome.require(sum == timetable_.objective.coverage,
                    "the sum of coverage is not what is said");
}

std::vector<std::vector<int>> Verifier::joined_skills(int period) const {
    std::vector<std::vector<int>> sets;
    for (int s = 0; s < static_cast<int>(problem_.skills.size()); ++s)
        if (available({s}, period) > 0) sets.push_back({s});
    for (const Resource& resource : problem_.resources) {
        if (resource.available[period] == 0) continue;
        std::vector<int> joined;
        std::erase_if(sets, [&](const std::vector<int>& set) {
            const bool touches = std::any_of(set.begin(), set.end(), [&](int s) {
                return std::find(resource.skills.begin(), resource.skills.end(), s) !=
                       resource.skills.end();
            });
            if (touches) joined.insert(joined.end(), set.begin(), set.end());
            return touches;
        });
        if (!joined.empty()) sets.push_back(std::move(joined));
    }
    return sets;
}

void Verifier::check_peak_of(const std::vector<int>& skills, int period, Outcome& outcome) const {
    const Peak& peak = timetable_.objective.peak;
    std::vector<std::pair<std::size_t, std::int64_t>> pools;  // skills as bits, what there is
    for (const Resource& resource : problem_.resources) {
        std::size_t bits = 0;
        for (std::size_t i = 0; i < skills.size(); ++i)
            if (std::find(resource.skills.begin(), resource.skills.end(), skills[i]) !=
                resource.skills.end())
                bits |= std::size_t{1} << i;
        if (bits != 0) pools.emplace_back(bits, resource.available[period]);
    }
    for (std::size_t set = 1; set < std::size_t{1} << skills.size(); ++set) {
        std::int64_t load = 0;
        std::int64_t have = 0;
        for (std::size_t i = 0; i < skills.size(); ++i)
            if ((set >> i & 1U) != 0) load += load_[skills[i]][period];
        for (const auto& [bits, amount] : pools)
            if ((bits & set) != 0) have += amount;
        if (Rational(load) > peak.share * Rational(have))
            return outcome.fault("the load in " + at_period(period) + " is above the peak");
    }
}

void Verifier::check_peak(Outcome& outcome) const {
    const Peak& peak = timetable_.objective.peak;
    if (peak.share.sign() != 0) {
        if (!valid_skills(peak.skills, peak.period))
            return outcome.fault("the peak is of no skill or in no period");
        outcome.require(peak.share * Rational(available(peak.skills, peak.period)) ==
                            Rational(asked(load_, peak.skills, peak.period)),
                        "the peak is not what its skills take");
    }
    for (int period = 0; period < problem_.num_periods; ++period)
        for (const std::vector<int>& skills : joined_skills(period))
            if (skills.size() <= most_joined) check_peak_of(skills, period, outcome);
}

void Verifier::objective(Outcome& outcome) {
    int mandatory = 0;
    std::int64_t ends = 0;
    Rational value;
    for (const Assignment& a : timetable_.assignments) {
        mandatory += problem_.activities[a.activity].mandatory ? 1 : 0;
        value += problem_.activities[a.activity].value;
        ends += a.start + a.duration;
    }
    outcome.require(mandatory == timetable_.objective.mandatory,
                    "the number of mandatory activities is not what is said");
    outcome.require(value == timetable_.objective.value, "the value is not what is said");
    outcome.require(ends == timetable_.objective.ends, "the sum of ends is not what is said");
    check_coverage(outcome);
    check_peak(outcome);
}

Verification Verifier::run() {
    check("assignments", &Verifier::assignments);
    if (!result_.ok) return result_;
    fixed_ = problem_.fixed;
    if (fixed_.empty())
        fixed_.assign(problem_.skills.size(),
                      std::vector<std::int64_t>(static_cast<std::size_t>(problem_.num_periods)));
    load_ = fixed_;
    for (const Assignment& a : timetable_.assignments)
        add_load(load_, a.activity, a.mode, a.start, a.duration);
    check("window", &Verifier::window);
    check("duration", &Verifier::duration);
    check("prerequisite", &Verifier::prerequisite);
    check("excluded", &Verifier::excluded);
    check("load", &Verifier::load);
    check("capacity", &Verifier::capacity);
    check("shortages", &Verifier::shortages);
    check("left_out", &Verifier::left_out);
    check("objective", &Verifier::objective);
    return result_;
}

}  // namespace

Verification verify(const Problem& problem, const Timetable& timetable) {
    return Verifier(problem, timetable).run();
}

}  // namespace areena::timetable
