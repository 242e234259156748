#include "timetable/model.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace areena::timetable::detail {

namespace {

ModeModel make_mode(const Mode& mode, int window, const Network& network) {
    ModeModel model;
    model.min_duration = mode.min_duration;
    model.max_duration = std::min(mode.max_duration, window);
    model.coverage = mode.coverage;
    std::map<int, std::vector<Take>> by_piece;
    for (const Requirement& requirement : mode.requirements) {
        if (requirement.amount == 0) continue;
        model.amount += requirement.amount;
        by_piece[network.piece_of_skill[requirement.skill]].push_back(
            {network.local_skill[requirement.skill], requirement.amount});
    }
    for (auto& [piece, totals] : by_piece) model.needs.push_back({piece, std::move(totals)});
    for (const Consumption& each : mode.consumptions)
        if (each.amount > 0) model.consumptions.push_back(each);
    return model;
}

/// The others are as if they were longer than the window.
void allow_only(std::vector<ModeModel>& modes, int mode, int duration) {
    for (ModeModel& each : modes) each.max_duration = 0;
    modes[mode].min_duration = modes[mode].max_duration = duration;
}

void order_modes(ActivityModel& activity) {
    activity.by_amount.resize(activity.modes.size());
    std::iota(activity.by_amount.begin(), activity.by_amount.end(), 0);
    const std::vector<ModeModel>& modes = activity.modes;
    std::stable_sort(activity.by_amount.begin(), activity.by_amount.end(),
                     [&](int a, int b) { return modes[a].amount < modes[b].amount; });
    activity.by_coverage = activity.by_amount;
    std::stable_sort(activity.by_coverage.begin(), activity.by_coverage.end(),
                     [&](int a, int b) { return modes[a].coverage > modes[b].coverage; });
}

void sort_unique(std::vector<int>& items) {
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
}

void link_activities(const Problem& problem, std::vector<ActivityModel>& activities) {
    for (int a = 0; a < static_cast<int>(activities.size()); ++a) {
        for (const Prerequisite& before : problem.activities[a].prerequisites)
            activities[before.activity].successors.push_back({a, before.lag});
        for (const int other : problem.activities[a].required) {
            if (other == a) continue;
            activities[a].required.push_back(other);
            activities[other].requirers.push_back(a);
        }
        for (const int other : problem.activities[a].excludes) {
            activities[a].conflicts.push_back(other);
            activities[other].conflicts.push_back(a);
        }
    }
    for (ActivityModel& activity : activities) {
        sort_unique(activity.conflicts);
        sort_unique(activity.required);
    }
}

void rank_activities(const Problem& problem, std::vector<ActivityModel>& activities) {
    const int n = static_cast<int>(activities.size());
    std::vector<std::size_t> waiting(activities.size());
    std::vector<int> ready;
    for (int a = 0; a < n; ++a) {
        waiting[a] = problem.activities[a].prerequisites.size();
        if (waiting[a] == 0) ready.push_back(a);
    }
    for (std::size_t done = 0; done < ready.size(); ++done) {
        activities[ready[done]].rank = static_cast<int>(done);
        for (const Prerequisite& next : activities[ready[done]].successors)
            if (--waiting[next.activity] == 0) ready.push_back(next.activity);
    }
}

void rank_values(Model& model) {
    std::vector<Rational> most;
    for (int a = 0; a < model.num_activities(); ++a) most.push_back(model.most_value(a));
    std::vector<int> by_value(most.size());
    std::iota(by_value.begin(), by_value.end(), 0);
    std::sort(by_value.begin(), by_value.end(), [&](int a, int b) {
        return most[a] == most[b] ? model.given(a).key < model.given(b).key : most[a] > most[b];
    });
    for (int i = 0; i < model.num_activities(); ++i) model.activities[by_value[i]].value_rank = i;
}

}  // namespace

std::int64_t amount_of(const ModeModel& mode, int piece, const std::vector<int>& skills) {
    std::int64_t amount = 0;
    for (const PieceNeed& need : mode.needs)
        if (need.piece == piece)
            for (const Take& take : need.totals)
                if (std::find(skills.begin(), skills.end(), take.skill) != skills.end())
                    amount += take.amount;
    return amount;
}

std::int64_t consumption_of(const ModeModel& mode, int stock) {
    for (const Consumption& each : mode.consumptions)
        if (each.stock == stock) return each.amount;
    return 0;
}

CoverageModel::CoverageModel(const Problem& problem)
    : needs_of_activity(problem.activities.size()) {
    std::map<std::pair<std::int64_t, std::vector<int>>, int> need_ids;
    std::map<std::vector<std::pair<int, std::int64_t>>, int> profile_ids;
    for (const Beneficiary& beneficiary : problem.beneficiaries) {
        std::map<int, std::int64_t> weights;
        for (const Need& need : beneficiary.needs) {
            if (need.weight == 0) continue;
            std::vector<int> serving = need.activities;
            std::sort(serving.begin(), serving.end());
            const auto [at, is_new] = need_ids.try_emplace({need.base, std::move(serving)},
                                                           static_cast<int>(needs.size()));
            if (is_new) needs.push_back({need.base, at->first.second, {}});
            weights[at->second] += need.weight;
        }
        if (weights.empty()) continue;
        const auto [at, is_new] = profile_ids.try_emplace({weights.begin(), weights.end()},
                                                          static_cast<int>(profiles.size()));
        if (is_new) {
            profiles.emplace_back();
            for (const auto& [need, weight] : weights) {
                profiles.back().weights += weight;
                profiles.back().needs.push_back(need);
                needs[need].profiles.push_back({at->second, weight});
            }
        }
        ++profiles[at->second].count;
    }
    for (int need = 0; need < static_cast<int>(needs.size()); ++need)
        for (const int activity : needs[need].activities)
            needs_of_activity[activity].push_back(need);
}

Model::Model(const Problem& p)
    : problem(&p), calendar(p), network(p), coverage(p), activities(p.activities.size()) {
    for (std::size_t a = 0; a < activities.size(); ++a) {
        const Activity& given = p.activities[a];
        const std::optional<Pin>& pin = given.pinned;
        ActivityModel& made = activities[a];
        made.earliest = calendar.slot(pin ? pin->start : given.earliest);
        made.deadline = calendar.slot(pin ? pin->end() : given.deadline);
        for (const Mode& mode : given.modes)
            made.modes.push_back(make_mode(mode, made.deadline - made.earliest, network));
        if (pin) allow_only(made.modes, pin->mode, made.deadline - made.earliest);
        order_modes(made);
    }
    link_activities(p, activities);
    rank_activities(p, activities);
    if (has_worth_beyond_activities(p)) {
        worth = whole_values(p, 60);
        for (std::size_t a = 0; a < activities.size(); ++a)
            for (std::size_t m = 0; m < activities[a].modes.size(); ++m)
                activities[a].modes[m].worth = worth->modes[a][m];
    }
    rank_values(*this);
}

Rational Model::most_value(int activity) const {
    const Rational& alone = given(activity).value;
    if (!worth) return alone;
    const ActivityModel& shape = activities[activity];
    std::int64_t most = 0;
    for (int m = 0; m < static_cast<int>(shape.modes.size()); ++m) {
        const ModeModel& mode = shape.modes[m];
        if (mode.min_duration > mode.max_duration) continue;
        const int first = calendar.end_period(shape.earliest + mode.min_duration);
        std::int64_t sum = worth->of_mode(activity, m, first);
        for (const int need : worth->needs_of_activity[activity])
            sum += worth->of_need(need, worth->needs[need].base + mode.coverage) -
                   worth->of_need(need, worth->needs[need].base);
        most = std::max(most, sum);
    }
    return alone + worth->rational(most);
}

std::vector<int> Model::topological() const {
    std::vector<int> order(activities.size());
    for (int a = 0; a < num_activities(); ++a) order[activities[a].rank] = a;
    return order;
}

std::optional<Spot> Model::spot(const Assignment& a) const {
    if (a.start < 0 || a.duration < 1 || a.duration > problem->num_periods - a.start ||
        !calendar.is_open(a.start) || !calendar.is_open(a.end() - 1))
        return std::nullopt;
    const int start = calendar.slot(a.start);
    return Spot{a.mode, start, calendar.slot(a.end()) - start};
}

void Model::spread_marks(std::vector<char>& marks) const {
    std::vector<int> marked;
    const auto mark = [&](int activity) {
        if (std::exchange(marks[activity], 1) == 0) marked.push_back(activity);
    };
    for (int a = 0; a < num_activities(); ++a)
        if (marks[a] != 0) marked.push_back(a);
    for (std::size_t i = 0; i < marked.size(); ++i) {
        for (const Prerequisite& next : activities[marked[i]].successors) mark(next.activity);
        for (const int next : activities[marked[i]].requirers) mark(next);
    }
}

}  // namespace areena::timetable::detail
