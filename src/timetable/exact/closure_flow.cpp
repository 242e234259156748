#include "timetable/exact/closure_flow.hpp"

#include <algorithm>
#include <limits>

namespace areena::timetable::detail {

void ClosureProblem::link() {
    needed_by.assign(needs.size(), {});
    for (int i = 0; i < size(); ++i)
        for (const int other : needs[i]) needed_by[other].push_back(i);
}

ClosureFlow::ClosureFlow(const ClosureProblem& problem, std::int64_t scale)
    : problem_(&problem), scale_(scale) {
    const auto n = static_cast<std::size_t>(problem.size());
    first_arc_.assign(n + 1, 0);
    for (std::size_t i = 0; i < n; ++i)
        first_arc_[i + 1] = first_arc_[i] + static_cast<int>(problem.needs[i].size()) +
                            static_cast<int>(problem.needed_by[i].size());
    arcs_.resize(static_cast<std::size_t>(first_arc_.back()));
    std::vector<int> next(first_arc_.begin(), first_arc_.end() - 1);
    int edge = 0;
    for (int i = 0; i < problem.size(); ++i)
        for (const int other : problem.needs[i]) {
            arcs_[next[i]++] = {other, edge, true};
            arcs_[next[other]++] = {i, edge++, false};
        }
    carried_.assign(static_cast<std::size_t>(edge), 0);
    for (std::size_t i = 0; i < n; ++i) balance_.push_back(scale * problem.value[i]);
    for (std::vector<int>* const each : {&seen_, &level_, &next_arc_, &from_item_})
        each->assign(n, 0);
}

void ClosureFlow::set_price(std::int64_t price) {
    for (std::size_t i = 0; i < balance_.size(); ++i)
        balance_[i] -= (price - price_) * problem_->cost[i];
    price_ = price;
    send_all();
}

void ClosureFlow::force_in(int item) {
    forced_ = endless;
    balance_[item] += endless;
    send_all();
}

void ClosureFlow::force_out(int item) {
    balance_[item] -= endless;
    send_all();
}

std::int64_t ClosureFlow::best() const {
    std::int64_t sum = -forced_;
    for (const std::int64_t balance : balance_) sum += std::max<std::int64_t>(balance, 0);
    return sum;
}

void ClosureFlow::begin_search() {
    ++search_;
    queue_.clear();
}

void ClosureFlow::see(int item, int level) {
    if (seen_[item] == search_) return;
    seen_[item] = search_;
    level_[item] = level;
    next_arc_[item] = first_arc_[item];
    queue_.push_back(item);
}

/// Breadth first from what is seen already, up to the nearest that take; false if none does.
template <ClosureFlow::Way way>
bool ClosureFlow::find_levels() {
    int last = std::numeric_limits<int>::max();
    for (std::size_t q = 0; q < queue_.size(); ++q) {
        const int i = queue_[q];
        if (level_[i] >= last) break;
        work_ += first_arc_[i + 1] - first_arc_[i];
        for (int a = first_arc_[i]; a < first_arc_[i + 1]; ++a) {
            if (!is_open<way>(a)) continue;
            see(arcs_[a].to, level_[i] + 1);
            if (to_give<way>(arcs_[a].to) < 0) last = level_[i] + 1;
        }
    }
    return last != std::numeric_limits<int>::max();
}

/// Depth first along rising levels, until it has nothing left or finds no way.
template <ClosureFlow::Way way>
void ClosureFlow::send_from(int source) {
    path_.clear();
    int at = source;
    while (to_give<way>(source) > 0) {
        if (to_give<way>(at) < 0) {
            send_on_path<way>(source, at);
            path_.clear();
            at = source;
            continue;
        }
        int& arc = next_arc_[at];
        while (arc < first_arc_[at + 1] &&
               !(is_open<way>(arc) && seen_[arcs_[arc].to] == search_ &&
                 level_[arcs_[arc].to] == level_[at] + 1))
            ++arc;
        ++work_;
        if (arc < first_arc_[at + 1]) {
            from_item_[arcs_[arc].to] = at;
            path_.push_back(arc);
            at = arcs_[arc].to;
        } else if (at == source) {
            return;
        } else {
            path_.pop_back();
            at = from_item_[at];
            ++next_arc_[at];
        }
    }
}

template <ClosureFlow::Way way>
void ClosureFlow::send_on_path(int source, int target) {
    std::int64_t amount = std::min(to_give<way>(source), -to_give<way>(target));
    for (const int arc : path_)
        if (arcs_[arc].forward != (way == Way::forth))
            amount = std::min(amount, carried_[arcs_[arc].edge]);
    for (const int arc : path_) {
        log_edge(arcs_[arc].edge);
        carried_[arcs_[arc].edge] += arcs_[arc].forward == (way == Way::forth) ? amount : -amount;
    }
    log_balance(target);
    balance_[source] += way == Way::forth ? -amount : amount;
    balance_[target] += way == Way::forth ? amount : -amount;
    work_ += static_cast<std::int64_t>(path_.size());
}

void ClosureFlow::send_all() {
    for (;;) {
        begin_search();
        for (int i = 0; i < problem_->size(); ++i)
            if (balance_[i] > 0) see(i, 0);
        if (!find_levels<Way::forth>()) return;
        for (int i = 0; i < problem_->size(); ++i)
            if (balance_[i] > 0) send_from<Way::forth>(i);
    }
}

template <ClosureFlow::Way way>
void ClosureFlow::mark_reached(std::vector<char>& marks, char mark) {
    begin_search();
    for (int i = 0; i < problem_->size(); ++i)
        if (to_give<way>(i) > 0) see(i, 0);
    for (std::size_t q = 0; q < queue_.size(); ++q)
        for (int a = first_arc_[queue_[q]]; a < first_arc_[queue_[q] + 1]; ++a)
            if (is_open<way>(a)) see(arcs_[a].to, 0);
    for (const int i : queue_) marks[i] = mark;
}

/// What the items with something left reach: none of them lacks anything.
void ClosureFlow::small_choice(std::vector<char>& marks) {
    marks.assign(balance_.size(), 0);
    mark_reached<Way::forth>(marks, 1);
}

/// All but what reaches an item that lacks something.
void ClosureFlow::large_choice(std::vector<char>& marks) {
    marks.assign(balance_.size(), 1);
    mark_reached<Way::back>(marks, 0);
}

/// Forced, an item gives (or takes) whatever the others take (or give), here up to `limit`; what it
/// has itself on the other side is lost at once.
template <ClosureFlow::Way way>
std::int64_t ClosureFlow::loss(int item, std::int64_t limit) {
    const std::int64_t own = std::max<std::int64_t>(-to_give<way>(item), 0);
    if (own >= limit) return own;
    logging_ = true;
    log_balance(item);
    balance_[item] = way == Way::forth ? limit - own : own - limit;
    for (;;) {
        begin_search();
        see(item, 0);
        if (!find_levels<way>()) break;
        send_from<way>(item);
        if (balance_[item] == 0) break;
    }
    const std::int64_t loss = limit - to_give<way>(item);
    undo();
    return loss;
}

void ClosureFlow::undo() {
    logging_ = false;
    for (; !edges_before_.empty(); edges_before_.pop_back())
        carried_[edges_before_.back().first] = edges_before_.back().second;
    for (; !balances_before_.empty(); balances_before_.pop_back())
        balance_[balances_before_.back().first] = balances_before_.back().second;
}

template std::int64_t ClosureFlow::loss<ClosureFlow::Way::forth>(int, std::int64_t);
template std::int64_t ClosureFlow::loss<ClosureFlow::Way::back>(int, std::int64_t);

}  // namespace areena::timetable::detail
