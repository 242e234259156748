#include "timetable/state.hpp"

#include <algorithm>
#include <array>

namespace areena::timetable::detail {

std::span<const Measure> measures_of(Level level) {
    // Equal leximin is equal coverage.
    static constexpr std::array all{Measure::value, Measure::leximin, Measure::ends, Measure::peak};
    return std::span(all).first(level == Level::value ? 1 : level == Level::coverage ? 2 : 4);
}

State::State(const Model& model)
    : model_(&model),
      load_(model.network, model.calendar, *model.problem, loads(*model.problem, {})),
      coverage_(model.coverage),
      spots_(model.activities.size()),
      covers_(model.activities.size(), 0),
      held_(model.activities.size(), 0),
      left_(model.problem->stocks.size()),
      members_(model.network.pieces.size() * static_cast<std::size_t>(model.calendar.num_slots())),
      began_at_(model.activities.size()),
      touched_in_(model.activities.size(), 0) {
    for (std::size_t s = 0; s < left_.size(); ++s) left_[s] = model.problem->stocks[s].amount;
    if (model.worth) worth_.emplace(*model.worth);
    begin();
}

std::vector<Assignment> State::assignments() const {
    std::vector<Assignment> result;
    for (int a = 0; a < model_->num_activities(); ++a)
        if (placed(a)) result.push_back(model_->assignment(a, spots_[a]));
    return result;
}

bool State::allowed(int activity) const {
    const std::vector<Prerequisite>& before = model_->given(activity).prerequisites;
    const std::vector<int>& conflicts = model_->activities[activity].conflicts;
    return std::all_of(before.begin(), before.end(),
                       [this](const Prerequisite& p) { return placed(p.activity); }) &&
           std::none_of(conflicts.begin(), conflicts.end(),
                        [this](int other) { return placed(other); });
}

bool State::supported(int activity) const {
    const std::vector<int>& required = model_->activities[activity].required;
    return std::all_of(required.begin(), required.end(),
                       [this](int other) { return placed(other); });
}

int State::earliest(int activity) const {
    int slot = model_->activities[activity].earliest;
    for (const auto& [before, lag] : model_->given(activity).prerequisites)
        if (placed(before))
            slot = std::max(slot, model_->calendar.after(spots_[before].end(), lag));
    return slot;
}

int State::latest(int activity) const {
    int slot = model_->activities[activity].deadline;
    for (const auto& [next, lag] : model_->activities[activity].successors)
        if (placed(next))
            slot = std::min(slot, model_->calendar.before(spots_[next].start, lag));
    return slot;
}

/// The first stock that the mode takes more of than is left, or -1.
int State::short_stock(int activity, int mode) {
    for (const Consumption& each : model_->activities[activity].modes[mode].consumptions) {
        ++work_;
        if (each.amount > left_[each.stock]) return each.stock;
    }
    return -1;
}

std::vector<int> State::consumers(int stock) {
    std::vector<int> found;
    for (int a = 0; a < model_->num_activities(); ++a) {
        ++work_;
        if (!placed(a)) continue;
        const std::vector<Consumption>& all = model_->activities[a].modes[spots_[a].mode].consumptions;
        if (std::any_of(all.begin(), all.end(),
                        [&](const Consumption& each) { return each.stock == stock; }))
            found.push_back(a);
    }
    return found;
}

bool State::fits(int activity, const Spot& spot) {
    if (short_stock(activity, spot.mode) >= 0) return false;
    for (const PieceNeed& need : model_->activities[activity].modes[spot.mode].needs)
        for (int i = 0; i < spot.duration; ++i) {
            ++work_;
            if (!load_.fits(need.piece, spot.start + i, takes_at(need, spot.duration, i, takes_)))
                return false;
        }
    return true;
}

std::int64_t State::missing(int activity, const Spot& spot) {
    std::int64_t sum = 0;
    for (const PieceNeed& need : model_->activities[activity].modes[spot.mode].needs)
        for (int i = 0; i < spot.duration; ++i) {
            ++work_;
            sum +=
                load_.missing(need.piece, spot.start + i, takes_at(need, spot.duration, i, takes_));
        }
    return sum;
}

Fraction State::share_at(int activity, const Spot& spot) {
    Fraction highest;
    for (const PieceNeed& need : model_->activities[activity].modes[spot.mode].needs)
        for (int i = 0; i < spot.duration; ++i) {
            ++work_;
            const Fraction share = load_.share_with(need.piece, spot.start + i,
                                                    takes_at(need, spot.duration, i, takes_));
            if (highest < share) highest = share;
        }
    return highest;
}

std::vector<int> State::blockers(int activity, const Spot& spot) {
    if (const int stock = short_stock(activity, spot.mode); stock >= 0) return consumers(stock);
    for (const PieceNeed& need : model_->activities[activity].modes[spot.mode].needs)
        for (int i = 0; i < spot.duration; ++i) {
            const int slot = spot.start + i;
            ++work_;
            const auto takes = takes_at(need, spot.duration, i, takes_);
            if (load_.fits(need.piece, slot, takes)) continue;
            const std::vector<char> tight = load_.short_skills(need.piece, slot, takes);
            std::vector<int> found;
            for (const int other : members_[cell(need.piece, slot)]) {
                ++work_;
                for (const PieceNeed& its :
                     model_->activities[other].modes[spots_[other].mode].needs)
                    if (its.piece == need.piece &&
                        std::any_of(its.totals.begin(), its.totals.end(),
                                    [&](const Take& take) { return tight[take.skill] != 0; }))
                        found.push_back(other);
            }
            return found;
        }
    return {};
}

void State::apply(int activity, const Spot& spot, bool adding) {
    if (worth_)
        worth_->change(activity, spot.mode, model_->calendar.end_period(spot.end()),
                       model_->activities[activity].modes[spot.mode].coverage, adding);
    for (const Consumption& each : model_->activities[activity].modes[spot.mode].consumptions)
        left_[each.stock] += adding ? -each.amount : each.amount;
    for (const PieceNeed& need : model_->activities[activity].modes[spot.mode].needs)
        for (int i = 0; i < spot.duration; ++i) {
            ++work_;
            const auto takes = takes_at(need, spot.duration, i, takes_);
            std::vector<int>& members = members_[cell(need.piece, spot.start + i)];
            const auto at = std::lower_bound(members.begin(), members.end(), activity);
            if (adding) {
                load_.add(need.piece, spot.start + i, takes);
                members.insert(at, activity);
            } else {
                load_.remove(need.piece, spot.start + i, takes);
                members.erase(at);
            }
        }
}

void State::move(int activity, const Spot& spot) {
    Spot& now = spots_[activity];
    if (now.placed()) {
        apply(activity, now, false);
        ends_ -= model_->calendar.end_period(now.end());
    }
    if (spot.placed()) {
        apply(activity, spot, true);
        ends_ += model_->calendar.end_period(spot.end());
    }
    now = spot;
}

void State::place(int activity, const Spot& spot) {
    if (touched_in_[activity] != change_) {
        touched_in_[activity] = change_;
        touched_.push_back(activity);
        began_at_[activity] = spots_[activity];
    }
    log_.push_back({activity, spots_[activity]});
    move(activity, spot);
}

void State::remove(int activity) { place(activity, Spot{}); }

void State::undo_to(std::size_t savepoint) {
    while (log_.size() > savepoint) {
        move(log_.back().activity, log_.back().before);
        log_.pop_back();
    }
}

void State::begin(std::span<const Measure> measures) {
    log_.clear();
    touched_.clear();
    ++change_;
    coverage_.mark();
    ends_before_ = ends_;
    if (worth_) worth_before_ = worth_->total();
    const auto counts = [&](Measure measure) {
        return std::find(measures.begin(), measures.end(), measure) != measures.end();
    };
    if (counts(Measure::peak) && !peak_known_) {
        work_ += static_cast<std::int64_t>(members_.size());
        peak_before_ = load_.peak();
        peak_known_ = true;
    }
    if (counts(Measure::makespan) && !makespan_known_) {
        makespan_before_ = makespan();
        makespan_known_ = true;
    }
}

State::Gain State::gain() const {
    Gain gain;
    for (const int a : touched_) {
        if (placed(a) == began_at_[a].placed()) continue;
        const Activity& given = model_->given(a);
        const std::int64_t n = model_->num_activities() + 1;
        if (held_[a] != 0 && !placed(a)) gain.urgent -= n * n;
        gain.urgent += placed(a) ? model_->urgency(a) : -model_->urgency(a);
        if (placed(a))
            gain.value += given.value;
        else
            gain.value -= given.value;
    }
    if (worth_) gain.value += model_->worth->rational(worth_->total() - worth_before_);
    return gain;
}

void State::sync_coverage() {
    for (const int a : touched_) {
        const std::int64_t now =
            placed(a) ? model_->activities[a].modes[spots_[a].mode].coverage : 0;
        if (now != covers_[a]) coverage_.change(a, now - covers_[a]);
        covers_[a] = now;
    }
}

int State::compare(std::span<const Measure> measures) {
    const Gain first = gain();
    if (first.urgent != 0) return first.urgent > 0 ? 1 : -1;
    for (const Measure measure : measures)
        if (const int order = compare_by(measure, first); order != 0) return order;
    return 0;
}

int State::compare_by(Measure measure, const Gain& gain) {
    switch (measure) {
        case Measure::value: return gain.value.sign();
        case Measure::leximin: sync_coverage(); return coverage_.compare();
        case Measure::coverage: sync_coverage(); return coverage_.compare_sum();
        case Measure::ends:
            return ends_ == ends_before_ ? 0 : ends_ < ends_before_ ? 1 : -1;
        case Measure::peak: {
            work_ += static_cast<std::int64_t>(members_.size());
            const Fraction peak = load_.peak();
            return peak < peak_before_ ? 1 : peak_before_ < peak ? -1 : 0;
        }
        case Measure::changes: return compare_changes();
        case Measure::makespan: {
            work_ += model_->num_activities();
            const int now = makespan();
            return now == makespan_before_ ? 0 : now < makespan_before_ ? 1 : -1;
        }
    }
    return 0;
}

Changes State::changes_of(int activity, const Spot& spot) const {
    const Assignment* const home = goals_ == nullptr ? nullptr : goals_->home(activity);
    if (home == nullptr) return {};
    if (!spot.placed()) return {1, 0, 0};
    return {0, spot.mode != home->mode ? 1 : 0,
            is_moved(*home, model_->assignment(activity, spot)) ? 1 : 0};
}

int State::compare_changes() const {
    Changes before;
    Changes now;
    const auto add = [](Changes& sum, const Changes& each) {
        sum.dropped += each.dropped;
        sum.switched += each.switched;
        sum.moved += each.moved;
    };
    for (const int a : touched_) {
        add(before, changes_of(a, began_at_[a]));
        add(now, changes_of(a, spots_[a]));
    }
    return now < before ? 1 : before < now ? -1 : 0;
}

Objective State::reached(Measure measure) {
    Objective out;
    out.ends = ends_;
    switch (measure) {
        case Measure::value:
            for (int a = 0; a < model_->num_activities(); ++a)
                if (placed(a)) out.value += model_->given(a).value;
            if (worth_) out.value += model_->worth->rational(worth_->total());
            break;
        case Measure::leximin:
        case Measure::coverage:
            for (std::size_t p = 0; p < model_->coverage.profiles.size(); ++p) {
                const std::int64_t share = coverage(static_cast<int>(p));
                if (out.leximin.empty() || share < out.leximin[0]) out.leximin = {share};
                out.coverage += share * model_->coverage.profiles[p].count;
            }
            break;
        case Measure::peak: {
            const Fraction peak = load_.peak();
            out.peak.share = Rational(peak.load, peak.available);
            break;
        }
        case Measure::changes:
            for (int a = 0; a < model_->num_activities(); ++a)
                out.changes.dropped += changes_of(a, spots_[a]).dropped;
            break;
        case Measure::ends: break;
        case Measure::makespan: out.makespan = makespan(); break;
    }
    return out;
}

int State::makespan() const {
    int last = 0;
    for (const Spot& spot : spots_)
        if (spot.placed()) last = std::max(last, spot.end());
    return last == 0 ? 0 : model_->calendar.end_period(last);
}

std::vector<Assignment> State::before() const {
    std::vector<Assignment> result;
    for (int a = 0; a < model_->num_activities(); ++a) {
        const Spot& spot = touched_in_[a] == change_ ? began_at_[a] : spots_[a];
        if (spot.placed()) result.push_back(model_->assignment(a, spot));
    }
    return result;
}

void State::reset_to(const std::vector<Assignment>& assignments) {
    begin();
    for (int a = 0; a < model_->num_activities(); ++a)
        if (placed(a)) remove(a);
    for (const Assignment& a : assignments) place(a.activity, model_->spot(a).value());
    commit();
}

void State::commit() {
    sync_coverage();
    peak_known_ = false;
    makespan_known_ = false;
    begin();
}

void State::rollback() {
    undo_to(0);
    sync_coverage();
    begin();
}

}  // namespace areena::timetable::detail
