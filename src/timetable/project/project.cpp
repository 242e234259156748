#include "timetable/project/project.hpp"

#include "timetable/room.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace areena::timetable::detail {

Project::Project(const Model& model, std::span<const char> held, const Progress& progress)
    : model_(&model) {
    add_items(held);
    look_at_stocks();
    add_sets();
    find_least_end(progress);
}

void Project::add_items(std::span<const char> held) {
    std::vector<int> wanted;
    std::vector<char> is_wanted(held.size(), 0);
    const auto want = [&](int a) {
        if (is_wanted[a] == 0) wanted.push_back(a);
        is_wanted[a] = 1;
    };
    for (int a = 0; a < model_->num_activities(); ++a)
        if (held[a] != 0 || model_->urgency(a) > 0) want(a);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        for (const Prerequisite& each : model_->given(wanted[i]).prerequisites) want(each.activity);
        for (const int other : model_->activities[wanted[i]].required) want(other);
    }
    std::vector<int> item_of(held.size(), -1);
    for (const int a : model_->topological()) {
        if (is_wanted[a] == 0) continue;
        const int i = item_of[a] = size();
        Item& item = items_.emplace_back();
        item.activity = a;
        item.head = model_->activities[a].earliest;
        item.deadline = model_->activities[a].deadline;
        add_ways(item);
        for (const auto& [before, lag] : model_->given(a).prerequisites) {
            const Item& other = items_[item_of[before]];
            items_[i].before.push_back({item_of[before], lag});
            items_[item_of[before]].after.push_back({i, lag});
            if (other.ways.empty()) continue;
            // What has no room before the end of time ends there, and what waits for it too.
            const int end = std::min(other.head + other.ways.front().duration,
                                     model_->calendar.num_slots());
            items_[i].head = std::max(items_[i].head, model_->calendar.after(end, lag));
        }
        for (const int other : model_->activities[a].conflicts)
            is_ordinary_ = is_ordinary_ && is_wanted[other] == 0;
    }
    is_ordinary_ = is_ordinary_ && !items_.empty() &&
                   std::none_of(items_.begin(), items_.end(),
                                [](const Item& item) { return item.ways.empty(); });
}

void Project::add_ways(Item& item) {
    const ActivityModel& activity = model_->activities[item.activity];
    for (int m = 0; m < static_cast<int>(activity.modes.size()); ++m) {
        const ModeModel& mode = activity.modes[m];
        for (int d = mode.min_duration; d <= mode.max_duration; ++d) {
            bool even = true;
            for (const PieceNeed& need : mode.needs)
                for (const Take& take : need.totals) even = even && take.amount % d == 0;
            item.ways.push_back({m, d, even});
        }
    }
    std::stable_sort(item.ways.begin(), item.ways.end(),
                     [](const Way& a, const Way& b) { return a.duration < b.duration; });
}

void Project::look_at_stocks() {
    for (int s = 0; s < static_cast<int>(model_->problem->stocks.size()); ++s) {
        std::int64_t most = 0;
        for (const Item& item : items_) {
            std::int64_t one = 0;
            for (const Way& way : item.ways)
                one = std::max(one, consumption_of(shape(item, way), s));
            most += one;
        }
        is_ordinary_ = is_ordinary_ && most <= model_->problem->stocks[s].amount;
    }
}

void Project::add_sets() {
    const std::vector<Piece>& pieces = model_->network.pieces;
    for (int p = 0; p < static_cast<int>(pieces.size()); ++p)
        for (const std::vector<int>& skills : sets_of_interest(pieces[p])) {
            Set set;
            set.room_until = room(*model_->problem, model_->calendar, pieces[p], skills);
            set.room_until.insert(set.room_until.begin(), 0);
            std::partial_sum(set.room_until.begin(), set.room_until.end(), set.room_until.begin());
            for (int i = 0; i < size(); ++i) {
                std::vector<std::int64_t>& amounts = set.amounts.emplace_back();
                for (const Way& way : items_[i].ways)
                    amounts.push_back(amount_of(shape(items_[i], way), p, skills));
                if (std::any_of(amounts.begin(), amounts.end(), [](auto a) { return a > 0; }))
                    set.users.push_back(i);
            }
            sets_.push_back(std::move(set));
        }
}

std::optional<std::vector<int>> Project::latest_ends(int end) const {
    std::vector<int> latest(items_.size());
    for (int i = size() - 1; i >= 0; --i) {
        const Item& item = items_[i];
        if (item.ways.empty()) return std::nullopt;
        latest[i] = std::min(item.deadline, end);
        for (const auto& [next, lag] : item.after) {
            const int start = latest[next] - items_[next].ways.front().duration;
            latest[i] = std::min(latest[i], model_->calendar.before(start, lag));
        }
        if (latest[i] - item.ways.front().duration < item.head) return std::nullopt;
    }
    return latest;
}

void Project::find_least_end(const Progress& progress) {
    const int last = model_->calendar.num_slots();
    const auto refuted = [&](int end) {
        if (progress.stopped()) return false;
        const std::optional<std::vector<int>> latest = latest_ends(end);
        return !latest || !has_room(*latest);
    };
    int below = 0;  // what ends before it is refuted
    int end = last;
    while (below < end) {
        const int middle = below + (end - below) / 2;
        if (refuted(middle))
            below = middle + 1;
        else
            end = middle;
    }
    least_end_ = items_.empty() ? 0 : below;
}

bool Project::has_room(std::span<const int> latest) const {
    return std::all_of(sets_.begin(), sets_.end(),
                       [&](const Set& set) { return has_room(set, latest); });
}

/// Between each first start and each last end: what must be done there has to fit.
bool Project::has_room(const Set& set, std::span<const int> latest) const {
    constexpr std::size_t most_users = 150;  // a few million steps
    std::vector<int> from;
    std::vector<int> to;
    for (const int i : set.users) {
        from.push_back(items_[i].head);
        to.push_back(latest[i]);
    }
    for (std::vector<int>* times : {&from, &to}) {
        std::sort(times->begin(), times->end());
        times->erase(std::unique(times->begin(), times->end()), times->end());
    }
    if (set.users.size() > most_users) from.resize(1);  // all that must be over by each end
    for (const int a : from)
        for (const int b : to) {
            if (b <= a) continue;
            std::int64_t energy = 0;
            for (const int i : set.users) energy += least_energy(set, i, latest[i], a, b);
            if (energy > set.room_until[b] - set.room_until[a]) return false;
        }
    return true;
}

/// What an item takes of a set between two slots at least, whichever way it is done, as far to the
/// left or to the right as it may lie.
std::int64_t Project::least_energy(const Set& set, int item, int latest, int from, int to) const {
    const Item& it = items_[item];
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (std::size_t w = 0; w < it.ways.size() && least > 0; ++w) {
        const int d = it.ways[w].duration;
        if (latest - d < it.head) continue;  // not this way
        const int left = std::min(it.head + d, to) - std::max(it.head, from);
        const int right = std::min(latest, to) - std::max(latest - d, from);
        const int inside = std::max(0, std::min(left, right));
        const std::int64_t amount = set.amounts[item][w];
        least = std::min(least, inside == d ? amount : amount / d * inside);
    }
    return least == std::numeric_limits<std::int64_t>::max() ? 0 : least;
}

std::vector<int> latest_ends(const Project& project, int makespan) {
    const Model& model = project.model();
    const int end = model.calendar.slot(makespan);
    std::vector<int> latest(model.activities.size(), end);
    if (const std::optional<std::vector<int>> of_items = project.latest_ends(end))
        for (int i = 0; i < project.size(); ++i)
            latest[project.items()[i].activity] = (*of_items)[i];
    return latest;
}

}  // namespace areena::timetable::detail
