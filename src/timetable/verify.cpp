#include "timetable/verifier.hpp"

#include <algorithm>
#include <functional>
#include <optional>

namespace areena::timetable {

namespace verification {

void Verifier::add_load(Table& table, int activity, int mode, int start, int length) const {
    const std::int64_t parts = std::max(1, num_open(start, start + length));
    for (const Requirement& r : problem_.activities[activity].modes[mode].requirements) {
        std::int64_t part = 0;
        for (int period = start; period < start + length; ++period)
            if (!is_closed(period)) {
                table[r.skill][period] += r.amount / parts + (part < r.amount % parts ? 1 : 0);
                ++part;
            }
    }
}

int Verifier::num_open(int start, int end) const {
    int open = 0;
    for (int period = start; period < end; ++period) open += is_closed(period) ? 0 : 1;
    return open;
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
        const int open = num_open(a.start, a.end());
        outcome.require(open >= mode.min_duration && open <= mode.max_duration,
                        "activity " + key(a.activity) + " takes " + std::to_string(open) +
                            " periods, which mode '" + mode.key + "' does not");
    }
}

void Verifier::closed(Outcome& outcome) {
    for (const Assignment& a : timetable_.assignments)
        outcome.require(!is_closed(a.start) && !is_closed(a.end() - 1),
                        "activity " + key(a.activity) + " starts or ends in a closed period");
}

void Verifier::pinned(Outcome& outcome) {
    for (const Assignment& a : timetable_.assignments)
        if (const std::optional<Pin>& pin = problem_.activities[a.activity].pinned)
            outcome.require(
                a.mode == pin->mode && a.start == pin->start && a.duration == pin->duration,
                "activity " + key(a.activity) + " is not where it is pinned");
}

void Verifier::prerequisite(Outcome& outcome) {
    for (const Assignment& a : timetable_.assignments)
        for (const auto& [before, lag] : problem_.activities[a.activity].prerequisites)
            outcome.require(placed_[before] != nullptr && placed_[before]->end() + lag <= a.start,
                            "activity " + key(a.activity) + " starts before " + key(before) +
                                ", which it waits for, has ended" +
                                (lag > 0 ? " for " + std::to_string(lag) + " periods" : ""));
}

void Verifier::required(Outcome& outcome) {
    for (const Assignment& a : timetable_.assignments)
        for (const int other : problem_.activities[a.activity].required)
            outcome.require(placed_[other] != nullptr,
                            "activity " + key(a.activity) + " is placed without " + key(other) +
                                ", which it requires");
}

void Verifier::stocks(Outcome& outcome) {
    for (std::size_t s = 0; s < used_.size(); ++s)
        outcome.require(used_[s] <= problem_.stocks[s].amount,
                        "more is used up of stock '" + problem_.stocks[s].key + "' than there is");
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

Verification Verifier::run() {
    check("assignments", &Verifier::assignments);
    if (!result_.ok) return result_;
    fixed_ = problem_.fixed;
    if (fixed_.empty())
        fixed_.assign(problem_.skills.size(),
                      std::vector<std::int64_t>(static_cast<std::size_t>(problem_.num_periods)));
    load_ = fixed_;
    used_.assign(problem_.stocks.size(), 0);
    for (const Assignment& a : timetable_.assignments) {
        add_load(load_, a.activity, a.mode, a.start, a.duration);
        for (const Consumption& c : problem_.activities[a.activity].modes[a.mode].consumptions)
            used_[c.stock] += c.amount;
    }
    check("window", &Verifier::window);
    check("closed", &Verifier::closed);
    check("duration", &Verifier::duration);
    check("pinned", &Verifier::pinned);
    check("prerequisite", &Verifier::prerequisite);
    check("required", &Verifier::required);
    check("excluded", &Verifier::excluded);
    check("stock", &Verifier::stocks);
    check("load", &Verifier::load);
    check("capacity", &Verifier::capacity);
    check("shortages", &Verifier::shortages);
    check("left_out", &Verifier::left_out);
    check("objective", &Verifier::objective);
    check("proof", &Verifier::proof);
    return result_;
}

}  // namespace verification

Verification verify(const Problem& problem, const Timetable& timetable,
                    std::span<const Assignment> earlier) {
    return verification::Verifier(problem, timetable, earlier).run();
}

}  // namespace areena::timetable
