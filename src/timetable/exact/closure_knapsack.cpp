#include "timetable/exact/closure_knapsack.hpp"

#include "timetable/wide.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace areena::timetable::detail {

namespace {

constexpr std::size_t most_candidates = 8;
/// An item's loss is computed where its upper bound is so many times what would fix it: it is
/// seldom near its bound, and a cut for each item takes most of the time.
constexpr std::int64_t promising = 3;
/// So many times the work of the first relaxation goes into looking near the best price.
constexpr std::int64_t near_work = 200;

std::int64_t total(const std::vector<std::int64_t>& amounts) {
    return std::accumulate(amounts.begin(), amounts.end(), std::int64_t{0});
}

/// Whatever follows from `item` along `links`, itself first, as long as `go_on(other)` holds.
/// `marks` is all 0 before and after.
template <class GoOn>
void follow(const std::vector<std::vector<int>>& links, int item, std::vector<char>& marks,
            std::vector<int>& found, GoOn go_on) {
    found.assign(1, item);
    marks[item] = 1;
    for (std::size_t i = 0; i < found.size() && go_on(found[i]); ++i)
        for (const int other : links[found[i]])
            if (std::exchange(marks[other], 1) == 0) found.push_back(other);
    for (const int other : found) marks[other] = 0;
}

}  // namespace

ClosureKnapsack::ClosureKnapsack(const ClosureProblem& problem, std::int64_t budget, Meter& meter)
    : meter_(&meter) {
    root_.problem = problem;
    root_.item.resize(static_cast<std::size_t>(problem.size()));
    std::iota(root_.item.begin(), root_.item.end(), 0);
    root_.budget = budget;
    const Wide product = static_cast<Wide>(total(problem.value) + 1) * (total(problem.cost) + 1);
    constexpr Wide most = Wide{1} << 58;
    scale_ = static_cast<std::int64_t>(std::min<Wide>(most / product, 1 << 20));
    bound_ = total(problem.value);
}

bool ClosureKnapsack::solve() {
    if (scale_ < 1) return false;
    search(root_, Reach::near_price);
    pause_at_ = endless;
    search(root_);
    if (!meter_->over()) bound_ = value_;
    return !meter_->over();
}

void ClosureKnapsack::search(Node node, Reach reach) {
    for (;;) {
        Step step = settle(node);
        if (step == Step::open) step = tighten(node, std::exchange(reach, Reach::all));
        if (step == Step::closed || over()) return;
    }
}

/// Without the relaxation: nothing left, all fits, or some can never be paid for.
ClosureKnapsack::Step ClosureKnapsack::settle(Node& node) {
    if (!spend(node.problem.size() + 1) || node.budget < 0) return Step::closed;
    const std::vector<char> all(node.item.size(), 1);
    const Sum everything = sum(node, all);
    if (node.value + everything.value <= value_) return Step::closed;
    if (everything.cost <= node.budget) {
        offer(node, all);
        return Step::closed;
    }
    return drop_unaffordable(node) ? Step::reduced : Step::open;
}

bool ClosureKnapsack::drop_unaffordable(Node& node) const {
    States states(node.item.size(), State::open);
    std::vector<char> marks(states.size(), 0);
    std::vector<int> found;
    bool any = false;
    for (int i = 0; i < node.problem.size(); ++i) {
        if (states[i] != State::open) continue;
        std::int64_t cost = 0;
        follow(node.problem.needs, i, marks, found, [&](int other) {
            cost += node.problem.cost[other];
            return cost <= node.budget;
        });
        if (cost <= node.budget) continue;
        decide(node.problem, states, i, State::out);
        any = true;
    }
    if (any) node = remaining(node, states);
    return any;
}

/// By the relaxation: nothing better below, or some items are fixed; otherwise branches.
ClosureKnapsack::Step ClosureKnapsack::tighten(Node& node, Reach reach) {
    const std::int64_t used_before = meter_->used();
    ClosureFlow flow(node.problem, scale_);
    const std::vector<char> all(node.item.size(), 1);
    Bracket bracket{{0, 0}, sum(node, all), std::vector<char>(all.size(), 0), all};
    Relaxed relaxed = relax(node, flow, bracket, -1);
    if (reach == Reach::near_price) bound_ = std::min(bound_, relaxed.bound);  // of all choices
    if (relaxed.bound <= value_ || over()) return Step::closed;
    fill(node, bracket.marks_within);
    if (relaxed.bound <= value_) return Step::closed;
    if (reach == Reach::near_price)
        pause_at_ = meter_->used() + near_work * (meter_->used() - used_before);
    else
        relaxed.slack =
            flow.best() + relaxed.price * node.budget - scale_ * (value_ - node.value + 1);
    States states(node.item.size(), State::open);
    const bool any = fix(node, flow, relaxed, bracket, states);
    if (!spend(flow.take_work() / 8)) return Step::closed;
    if (!any) return branch(node, flow, relaxed, bracket);
    node = remaining(node, states);
    return Step::reduced;
}

/// Items that both choices at the best price agree upon stay as they are if the other way loses more
/// than there is to lose. That is looked at where simply adding all that an item needs, or taking
/// away all that needs it, loses several times as much.
bool ClosureKnapsack::fix(const Node& node, ClosureFlow& flow, const Relaxed& relaxed,
                          const Bracket& bracket, States& states) {
    std::vector<char> marks(states.size(), 0);
    std::vector<int> found;
    bool any = false;
    for (int i = 0; i < node.problem.size(); ++i) {
        const bool inside = bracket.marks_within[i] != 0;
        if (states[i] != State::open || inside != (bracket.marks_beyond[i] != 0)) continue;
        if (!spend(flow.take_work() / 8)) break;
        follow(inside ? node.problem.needed_by : node.problem.needs, i, marks, found,
               [](int) { return true; });
        std::int64_t most = 0;  // both choices are best at this price
        for (const int other : found) {
            if (inside && bracket.marks_beyond[other] != 0) most += flow.worth(other);
            if (!inside && bracket.marks_within[other] == 0) most -= flow.worth(other);
        }
        if (most / promising <= relaxed.slack) continue;
        const std::int64_t loss = inside ? flow.loss_if_out(i, relaxed.slack + 1)
                                         : flow.loss_if_in(i, relaxed.slack + 1);
        if (loss <= relaxed.slack) continue;
        decide(node.problem, states, i, inside ? State::in : State::out);
        any = true;
    }
    return any;
}

ClosureKnapsack::Relaxed ClosureKnapsack::relax(const Node& node, ClosureFlow& flow,
                                                Bracket& bracket, std::int64_t price) {
    Sum& within = bracket.within;
    Sum& beyond = bracket.beyond;
    Relaxed best{node.value + beyond.value, -1, 0};
    std::vector<char> marks;
    std::int64_t least = -1;
    for (;;) {
        if (price < 0)
            price = static_cast<std::int64_t>(static_cast<Wide>(beyond.value - within.value) *
                                              scale_ / (beyond.cost - within.cost));
        flow.set_price(price);
        const std::int64_t relaxed = flow.best() + price * node.budget;
        if (least < 0 || relaxed < least) {
            least = relaxed;
            best = {node.value + relaxed / scale_, price, 0};
        }
        if (best.bound <= value_ || !spend(flow.take_work() / 8)) break;
        flow.small_choice(marks);
        const Sum found = sum(node, marks);
        const auto worth = [&](const Sum& s) { return scale_ * s.value - price * s.cost; };
        const bool ends = worth(found) <= std::max(worth(within), worth(beyond));
        if (ends) break;
        if (found.cost <= node.budget) {
            offer(node, marks);
            within = found;
            bracket.marks_within.swap(marks);
        } else {
            beyond = found;
            bracket.marks_beyond.swap(marks);
        }
        price = -1;
    }
    if (price != best.price && best.price >= 0) flow.set_price(best.price);
    return best;
}

std::int64_t ClosureKnapsack::try_out(const Node& node, const ClosureFlow& flow,
                                      const Relaxed& relaxed, int item, State side) {
    States states(node.item.size(), State::open);
    decide(node.problem, states, item, side);
    std::vector<char> marks(states.size());
    const bool in = side == State::in;
    for (std::size_t i = 0; i < marks.size(); ++i)  // the least that has it, or the most without
        marks[i] = (states[i] == State::open ? !in : in) ? 1 : 0;
    const Sum extreme = sum(node, marks);
    Bracket bracket{{0, 0}, extreme, {}, {}};
    if (in) {
        if (extreme.cost > node.budget) return -1;
        bracket = {extreme, sum(node, std::vector<char>(marks.size(), 1)), {}, {}};
    } else if (extreme.cost <= node.budget) {
        offer(node, marks);
        return node.value + extreme.value;
    }
    ClosureFlow child = flow;
    if (in)
        child.force_in(item);
    else
        child.force_out(item);
    return relax(node, child, bracket, relaxed.price).bound;
}

/// Of the items that the relaxation is undecided about, those with the most that hangs on them.
std::vector<int> ClosureKnapsack::candidates(const Node& node,
                                             const Bracket& bracket) const {
    std::vector<std::pair<Wide, int>> ranked;
    std::vector<char> marks(node.item.size(), 0);
    std::vector<int> found;
    const auto all = [](int) { return true; };
    for (int i = 0; i < node.problem.size(); ++i) {
        if (bracket.marks_within[i] == bracket.marks_beyond[i]) continue;
        std::int64_t cost = 0;
        std::int64_t value = 0;
        follow(node.problem.needs, i, marks, found, all);
        for (const int other : found) cost += node.problem.cost[other];
        follow(node.problem.needed_by, i, marks, found, all);
        for (const int other : found) value += node.problem.value[other];
        ranked.emplace_back(-static_cast<Wide>(100 * cost + 1) * (100 * value + 1), i);
    }
    const std::size_t count = std::min(ranked.size(), most_candidates);
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(count),
                      ranked.end());
    std::vector<int> result;
    for (std::size_t k = 0; k < count; ++k) result.push_back(ranked[k].second);
    return result;
}

ClosureKnapsack::Step ClosureKnapsack::branch(Node& node, const ClosureFlow& flow,
                                              const Relaxed& relaxed, const Bracket& bracket) {
    States fixed(node.item.size(), State::open);
    bool any = false;
    int chosen = -1;
    State first = State::in;
    double highest = -1;
    for (const int item : candidates(node, bracket)) {
        if (fixed[item] != State::open) continue;
        const std::int64_t in = try_out(node, flow, relaxed, item, State::in);
        const std::int64_t out = try_out(node, flow, relaxed, item, State::out);
        if (over() || (in <= value_ && out <= value_)) return Step::closed;
        if (in <= value_ || out <= value_) {
            decide(node.problem, fixed, item, in <= value_ ? State::out : State::in);
            any = true;
            continue;
        }
        const auto fall = [&](std::int64_t bound) {
            return static_cast<double>(relaxed.bound - bound) + 0.1;
        };
        if (fall(in) * fall(out) <= highest) continue;
        highest = fall(in) * fall(out);
        chosen = item;
        first = in >= out ? State::in : State::out;
    }
    if (any) {
        node = remaining(node, fixed);
        return Step::reduced;
    }
    States side = fixed;
    decide(node.problem, side, chosen, first);
    search(remaining(node, side));
    decide(node.problem, fixed, chosen, first == State::in ? State::out : State::in);
    node = remaining(node, fixed);
    return Step::reduced;
}

/// With an item all that it needs comes in; with one that is out goes all that needs it.
void ClosureKnapsack::decide(const ClosureProblem& problem, States& states, int item, State side) {
    const std::vector<std::vector<int>>& links =
        side == State::in ? problem.needs : problem.needed_by;
    std::vector<int> decided{item};
    states[item] = side;
    for (std::size_t i = 0; i < decided.size(); ++i)
        for (const int other : links[decided[i]])
            if (states[other] == State::open) {
                states[other] = side;
                decided.push_back(other);
            }
}

ClosureKnapsack::Node ClosureKnapsack::remaining(const Node& node, const States& states) const {
    Node rest;
    rest.taken = node.taken;
    rest.budget = node.budget;
    rest.value = node.value;
    std::vector<int> number(states.size(), -1);
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i] == State::in) {
            rest.taken.push_back(node.item[i]);
            rest.budget -= node.problem.cost[i];
            rest.value += node.problem.value[i];
        } else if (states[i] == State::open) {
            number[i] = rest.problem.size();
            rest.item.push_back(node.item[i]);
            rest.problem.cost.push_back(node.problem.cost[i]);
            rest.problem.value.push_back(node.problem.value[i]);
        }
    }
    rest.problem.needs.resize(rest.item.size());
    for (std::size_t i = 0; i < states.size(); ++i)
        if (number[i] >= 0)
            for (const int other : node.problem.needs[i])
                if (number[other] >= 0) rest.problem.needs[number[i]].push_back(number[other]);
    rest.problem.link();
    return rest;
}

ClosureKnapsack::Sum ClosureKnapsack::sum(const Node& node, std::span<const char> marks) const {
    Sum sum;
    for (std::size_t i = 0; i < marks.size(); ++i)
        if (marks[i] != 0) {
            sum.cost += node.problem.cost[i];
            sum.value += node.problem.value[i];
        }
    return sum;
}

void ClosureKnapsack::offer(const Node& node, std::span<const char> marks) {
    const std::int64_t value = node.value + sum(node, marks).value;
    if (value <= value_) return;
    value_ = value;
    chosen_.assign(root_.item.size(), 0);
    for (const int item : node.taken) chosen_[item] = 1;
    for (std::size_t i = 0; i < marks.size(); ++i)
        if (marks[i] != 0) chosen_[node.item[i]] = 1;
}

/// Adds, as long as the budget lasts, whatever is worth most for what it still costs.
void ClosureKnapsack::fill(const Node& node, std::vector<char> marks) {
    std::int64_t left = node.budget - sum(node, marks).cost;
    std::vector<char> inside = marks;
    std::vector<int> found, best;
    for (;;) {
        Sum highest;
        best.clear();
        for (int i = 0; i < node.problem.size(); ++i) {
            if (marks[i] != 0 || node.problem.value[i] == 0) continue;
            if (!spend(1)) break;
            Sum added;
            found.assign(1, i);
            inside[i] = 1;
            for (std::size_t k = 0; k < found.size() && added.cost <= left; ++k) {
                added.cost += node.problem.cost[found[k]];
                added.value += node.problem.value[found[k]];
                for (const int other : node.problem.needs[found[k]])
                    if (std::exchange(inside[other], 1) == 0) found.push_back(other);
            }
            for (const int other : found) inside[other] = marks[other];
            if (added.cost > left) continue;
            const Wide gain = static_cast<Wide>(added.value) * highest.cost;
            const Wide other = static_cast<Wide>(highest.value) * added.cost;
            if (!best.empty() && (gain < other || (gain == other && added.value <= highest.value)))
                continue;
            highest = added;
            best = found;
        }
        if (best.empty()) break;
        for (const int item : best) marks[item] = inside[item] = 1;
        left -= highest.cost;
    }
    offer(node, marks);
}

}  // namespace areena::timetable::detail
