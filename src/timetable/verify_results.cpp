#include "timetable/verifier.hpp"

#include <algorithm>
#include <tuple>

namespace areena::timetable::verification {

namespace {

constexpr std::size_t most_joined = 12;  // skills whose sets are enumerated

/// Less is worse.
std::strong_ordering by_measure(const Objective& a, const Objective& b, Measure measure) {
    const auto of_changes = [](const Objective& o) {
        return std::tuple(o.changes.dropped, o.changes.switched, o.changes.moved);
    };
    switch (measure) {
        case Measure::value: return a.value <=> b.value;
        case Measure::leximin: return a.leximin <=> b.leximin;
        case Measure::coverage: return a.coverage <=> b.coverage;
        case Measure::ends: return b.ends <=> a.ends;
        case Measure::peak: return b.peak.share <=> a.peak.share;
        case Measure::changes: return of_changes(b) <=> of_changes(a);
        case Measure::makespan: return b.makespan <=> a.makespan;
    }
    return std::strong_ordering::equal;
}

}  // namespace

bool Verifier::fits_from(const Activity& activity, int first) const {
    if (const std::optional<Pin>& pin = activity.pinned) return pin->start >= first;
    const int open = num_open(std::max(first, activity.earliest), activity.deadline);
    return std::any_of(activity.modes.begin(), activity.modes.end(),
                       [&](const Mode& mode) { return mode.min_duration <= open; });
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
            const std::vector<Prerequisite>& all = activity.prerequisites;
            const auto before = std::find_if(all.begin(), all.end(), [&](const Prerequisite& p) {
                return left.other == p.activity;
            });
            if (!names || before == all.end())
                return outcome.fault(who + " does not wait for what is said");
            const Assignment* const other = placed_[before->activity];
            return outcome.require(
                left.other_placed == (other != nullptr) &&
                    (other == nullptr || !fits_from(activity, other->end() + before->lag)),
                who + " could start after what it waits for");
        }
        case Reason::required: {
            const std::vector<int>& all = activity.required;
            return outcome.require(names && placed_[*left.other] == nullptr &&
                                       std::find(all.begin(), all.end(), *left.other) != all.end(),
                                   who + " does not lack what it is said to require");
        }
        case Reason::stock: return check_short_of_stock(left, outcome);
        case Reason::capacity: return check_short(left, outcome);
        case Reason::no_gain:
        case Reason::unfinished: return;
    }
}

bool Verifier::names_placement(const LeftOut& left) const {
    const std::vector<Mode>& modes = problem_.activities[left.activity].modes;
    return left.placement && left.placement->mode >= 0 &&
           left.placement->mode < static_cast<int>(modes.size()) && left.placement->start >= 0 &&
           left.placement->duration >= 1 && left.placement->duration <= problem_.num_periods &&
           left.placement->start <= problem_.num_periods - left.placement->duration;
}

void Verifier::check_short_of_stock(const LeftOut& left, Outcome& outcome) const {
    const std::string who = "activity " + key(left.activity);
    if (!names_placement(left) || left.placement->stocks.empty())
        return outcome.fault(who + " is left out for a stock without a placement short of one");
    const Mode& mode = problem_.activities[left.activity].modes[left.placement->mode];
    for (const StockShortage& said : left.placement->stocks) {
        std::int64_t lacking = 0;
        for (const Consumption& c : mode.consumptions)
            if (c.stock == said.stock)
                lacking = c.amount - (problem_.stocks[c.stock].amount - used_[c.stock]);
        outcome.require(said.amount > 0 && said.amount == lacking,
                        who + " is not short of a stock as is said");
    }
}

void Verifier::check_short(const LeftOut& left, Outcome& outcome) const {
    const std::string who = "activity " + key(left.activity);
    if (!names_placement(left))
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

std::int64_t Verifier::covered(const Need& need) const {
    std::int64_t u = need.base;
    for (const int a : need.activities)
        if (placed_[a] != nullptr) u += problem_.activities[a].modes[placed_[a]->mode].coverage;
    return u < whole ? u : whole;
}

Rational Verifier::value_of_needs() const {
    Rational sum;
    for (const Beneficiary& beneficiary : problem_.beneficiaries)
        for (const Need& need : beneficiary.needs)
            if (need.value.sign() > 0) sum += need.value * Rational(covered(need), whole);
    return sum;
}

void Verifier::check_coverage(Outcome& outcome) const {
    std::vector<std::int64_t> shares;
    for (const Beneficiary& beneficiary : problem_.beneficiaries) {
        std::int64_t weights = 0;
        std::int64_t weighted = 0;
        for (const Need& need : beneficiary.needs) {
            weights += need.weight;
            weighted += need.weight * covered(need);
        }
        if (weights > 0) shares.push_back(weighted / weights);
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
        const std::int64_t have = available(peak.skills, peak.period);
        outcome.require(have > 0 && peak.share * Rational(have) ==
                                        Rational(asked(load_, peak.skills, peak.period)),
                        "the peak is not what its skills take");
    }
    for (int period = 0; period < problem_.num_periods; ++period)
        for (const std::vector<int>& skills : joined_skills(period))
            if (skills.size() <= most_joined) check_peak_of(skills, period, outcome);
}

void Verifier::objective(Outcome& outcome) {
    int pinned = 0;
    int mandatory = 0;
    std::int64_t ends = 0;
    int last = 0;
    Rational value;
    for (const Assignment& a : timetable_.assignments) {
        pinned += problem_.activities[a.activity].pinned ? 1 : 0;
        mandatory += problem_.activities[a.activity].mandatory ? 1 : 0;
        const Mode& mode = problem_.activities[a.activity].modes[a.mode];
        value += problem_.activities[a.activity].value + mode.value +
                 mode.value_per_period * Rational(problem_.num_periods - a.start - a.duration);
        ends += a.start + a.duration;
        last = std::max(last, a.start + a.duration);
    }
    value += value_of_needs();
    outcome.require(pinned == timetable_.objective.pinned,
                    "the number of pinned activities is not what is said");
    outcome.require(mandatory == timetable_.objective.mandatory,
                    "the number of mandatory activities is not what is said");
    outcome.require(value == timetable_.objective.value, "the value is not what is said");
    outcome.require(ends == timetable_.objective.ends, "the sum of ends is not what is said");
    outcome.require(last == timetable_.objective.makespan, "the makespan is not what is said");
    check_coverage(outcome);
    check_changes(outcome);
    check_peak(outcome);
}

/// Against the earlier timetable, if there is one to be told of.
void Verifier::check_changes(Outcome& outcome) const {
    Changes found;
    const bool counted = std::any_of(timetable_.stages.begin(), timetable_.stages.end(),
                                     [](const Stage& s) { return s.measure == Measure::changes; });
    if (counted)
        for (const Assignment& before : earlier_) {
            if (before.activity < 0 || before.activity >= static_cast<int>(placed_.size()))
                return outcome.fault("the earlier timetable has no activity number " +
                                     std::to_string(before.activity));
            const Assignment* const now = placed_[before.activity];
            found.dropped += now == nullptr ? 1 : 0;
            found.switched += now != nullptr && now->mode != before.mode ? 1 : 0;
            found.moved += now != nullptr && std::pair(now->start, now->duration) !=
                                                 std::pair(before.start, before.duration)
                               ? 1
                               : 0;
        }
    outcome.require(found == timetable_.objective.changes,
                    "the changes to the earlier timetable are not what is said");
}

void Verifier::check_stages(const std::vector<Measure>& measures, Outcome& outcome) const {
    const auto& stages = timetable_.stages;
    for (std::size_t k = 0; k < stages.size(); ++k) {
        outcome.require(std::count(measures.begin(), measures.end(), measures[k]) == 1,
                        "an objective stands twice among the stages");
        outcome.require(stages[k].value == amounts(timetable_.objective, measures[k]),
                        "a stage does not tell what is reached");
        outcome.require(stages[k].proved == (timetable_.proof.parts > static_cast<int>(k) + 1),
                        "a stage is said to be proved and is not, or the other way round");
        outcome.require(!stages[k].bound || (timetable_.proof.bound &&
                                             *stages[k].bound == amounts(*timetable_.proof.bound,
                                                                         measures[k])),
                        "a stage does not tell the bound of the proof");
    }
}

void Verifier::proof(Outcome& outcome) {
    const Proof& proof = timetable_.proof;
    std::vector<Measure> measures(default_objectives.begin(), default_objectives.end());
    if (!timetable_.stages.empty()) measures.clear();
    for (const Stage& stage : timetable_.stages) measures.push_back(stage.measure);
    const int parts = 1 + static_cast<int>(measures.size());
    outcome.require(proof.parts >= 0 && proof.parts <= parts,
                    "there are " + std::to_string(parts) + " parts to be proved");
    outcome.require(proof.bound || proof.parts == 0, "parts are proved without a bound");
    check_stages(measures, outcome);
    if (!proof.bound) return;
    const Objective& told = timetable_.objective;
    const Objective& bound = *proof.bound;
    const std::strong_ordering urgent =
        std::pair(told.pinned, told.mandatory) <=> std::pair(bound.pinned, bound.mandatory);
    for (int part = 0; part < parts; ++part) {
        const std::strong_ordering order =
            part == 0 ? urgent : by_measure(told, bound, measures[static_cast<std::size_t>(part - 1)]);
        outcome.require(order <= 0, "a part of the objective is beyond its bound");
        outcome.require(part >= proof.parts || order == 0,
                        "a part that is proved does not meet its bound");
    }
}

}  // namespace areena::timetable::verification
