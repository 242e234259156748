#include "timetable/project/schedule.hpp"

#include <algorithm>
#include <numeric>

namespace areena::timetable::detail {

Schedule::Schedule(const Project& project)
    : project_(&project),
      load_(project.model().network, project.model().calendar, *project.model().problem,
            loads(*project.model().problem, {})),
      starts_(project.items().size(), -1),
      ways_(project.items().size(), -1) {}

void Schedule::clear() {
    for (int i = 0; i < project_->size(); ++i)
        if (starts_[i] >= 0) take_out(i);
}

void Schedule::put(int item, int way, int start) {
    const Project::Item& it = project_->items()[item];
    const int duration = it.ways[way].duration;
    for (const PieceNeed& need : project_->shape(it, it.ways[way]).needs)
        for (int i = 0; i < duration; ++i)
            load_.add(need.piece, start + i, takes_at(need, duration, i, takes_));
    work_ += duration;
    starts_[item] = start;
    ways_[item] = way;
}

void Schedule::take_out(int item) {
    const Project::Item& it = project_->items()[item];
    const int duration = it.ways[ways_[item]].duration;
    for (const PieceNeed& need : project_->shape(it, it.ways[ways_[item]]).needs)
        for (int i = 0; i < duration; ++i)
            load_.remove(need.piece, starts_[item] + i, takes_at(need, duration, i, takes_));
    work_ += duration;
    starts_[item] = -1;
}

int Schedule::misfit(int item, int way, int start, bool last) {
    const Project::Item& it = project_->items()[item];
    const int duration = it.ways[way].duration;
    int found = -1;
    for (const PieceNeed& need : project_->shape(it, it.ways[way]).needs)
        for (int k = 0; k < duration; ++k) {
            const int offset = last ? duration - 1 - k : k;
            const int slot = start + offset;
            if (found >= 0 && (last ? slot <= found : slot >= found)) break;
            ++work_;
            if (load_.fits(need.piece, slot, takes_at(need, duration, offset, takes_))) continue;
            found = slot;
            break;
        }
    return found;
}

int Schedule::first_start(int item, int way, int from, int last) {
    const bool even = project_->items()[item].ways[way].even;
    for (int start = from; start <= last;) {
        const int slot = misfit(item, way, start, true);
        if (slot < 0) return start;
        start = even ? slot + 1 : start + 1;
    }
    return -1;
}

int Schedule::last_start(int item, int way, int from, int last) {
    const Project::Way& it = project_->items()[item].ways[way];
    for (int start = last; start >= from;) {
        const int slot = misfit(item, way, start, false);
        if (slot < 0) return start;
        start = it.even ? slot - it.duration : start - 1;
    }
    return -1;
}

int Schedule::ready(int item) const {
    const Project::Item& it = project_->items()[item];
    int slot = it.head;
    for (const auto& [before, lag] : it.before) {
        const int duration = project_->items()[before].ways[ways_[before]].duration;
        slot = std::max(slot, project_->model().calendar.after(starts_[before] + duration, lag));
    }
    return slot;
}

int Schedule::due(int item, int end) const {
    const Project::Item& it = project_->items()[item];
    int slot = std::min(it.deadline, end);
    for (const auto& [after, lag] : it.after)
        slot = std::min(slot, project_->model().calendar.before(starts_[after], lag));
    return slot;
}

bool Schedule::generate(std::span<const int> order, std::span<const int> ways) {
    clear();
    for (const int item : order) {
        const Project::Item& it = project_->items()[item];
        const int from = ready(item);
        int best_way = -1;
        int best_start = 0;
        int best_end = it.deadline + 1;
        const int given = ways[item];
        const int first = given < 0 ? 0 : given;
        const int last = given < 0 ? static_cast<int>(it.ways.size()) - 1 : given;
        for (int way = first; way <= last; ++way) {
            const int duration = it.ways[way].duration;
            const int start = first_start(item, way, from, best_end - 1 - duration);
            if (start < 0) continue;
            best_way = way;
            best_start = start;
            best_end = start + duration;
        }
        if (best_way < 0) return false;
        put(item, best_way, best_start);
    }
    return true;
}

void Schedule::justify_right() {
    std::vector<int> items(starts_.size());
    std::iota(items.begin(), items.end(), 0);
    const auto end_of = [this](int i) {
        return starts_[i] + project_->items()[i].ways[ways_[i]].duration;
    };
    std::sort(items.begin(), items.end(), [&](int a, int b) {
        return end_of(a) != end_of(b) ? end_of(a) > end_of(b) : a > b;
    });
    const int end = this->end();
    for (const int i : items) {
        const int start = starts_[i];
        const int way = ways_[i];
        const int last = due(i, end) - project_->items()[i].ways[way].duration;
        take_out(i);
        const int later = last_start(i, way, start, last);
        put(i, way, later < 0 ? start : later);
    }
}

void Schedule::justify_left() {
    for (const int i : order()) {
        const int start = starts_[i];
        const int way = ways_[i];
        const int from = ready(i);
        take_out(i);
        const int earlier = first_start(i, way, from, start);
        put(i, way, earlier < 0 ? start : earlier);
    }
}

void Schedule::improve() {
    for (int before = end() + 1; end() < before;) {
        before = end();
        justify_right();
        justify_left();
    }
}

int Schedule::end() const {
    int last = 0;
    for (std::size_t i = 0; i < starts_.size(); ++i)
        if (starts_[i] >= 0)
            last = std::max(last, starts_[i] + project_->items()[i].ways[ways_[i]].duration);
    return last;
}

std::int64_t Schedule::sum_of_ends() const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < starts_.size(); ++i)
        sum += starts_[i] + project_->items()[i].ways[ways_[i]].duration;
    return sum;
}

std::vector<int> Schedule::order() const {
    std::vector<int> items(starts_.size());
    std::iota(items.begin(), items.end(), 0);
    std::stable_sort(items.begin(), items.end(),
                     [this](int a, int b) { return starts_[a] < starts_[b]; });
    return items;
}

std::vector<Assignment> Schedule::assignments() const {
    std::vector<Assignment> made;
    for (int i = 0; i < project_->size(); ++i) {
        const Project::Item& it = project_->items()[i];
        const Project::Way& way = it.ways[ways_[i]];
        made.push_back(
            project_->model().assignment(it.activity, {way.mode, starts_[i], way.duration}));
    }
    std::sort(made.begin(), made.end());
    return made;
}

}  // namespace areena::timetable::detail
