#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace areena::timetable::detail {

/// Things that are worth something and cost something, where some need others: a choice that holds
/// with each also all that it needs is closed.
struct ClosureProblem {
    std::vector<std::int64_t> value;  ///< not negative
    std::vector<std::int64_t> cost;   ///< not negative
    std::vector<std::vector<int>> needs;
    std::vector<std::vector<int>> needed_by;  ///< the same from the other side

    [[nodiscard]] int size() const noexcept { return static_cast<int>(value.size()); }
    /// Fills `needed_by` from `needs`.
    void link();
};

/// The closed choice with the largest scale * value - price * cost, as a minimum cut: what an item is
/// worth beyond its cost flows along its needs to items that cost more than they are worth. Kept as a
/// pseudoflow (Hochbaum), in which every item has its balance, whatever has been sent: so price and
/// forced items can change with all that was sent left in place, and what remains above 0 at the
/// end is what the best choice is worth. Copies are independent; the problem is referred to.
class ClosureFlow {
    enum class Way { forth, back };  ///< from what is to be sent, or from what lacks

public:
    ClosureFlow(const ClosureProblem& problem, std::int64_t scale);

    /// Sends as much as possible at this price.
    void set_price(std::int64_t price);
    /// From now on only choices with (without) `item` count. Once for each flow.
    void force_in(int item);
    void force_out(int item);

    /// scale * value - price * cost of the best choice.
    [[nodiscard]] std::int64_t best() const;
    /// Marks of a best choice: one that is small, one that is large.
    void small_choice(std::vector<char>& marks);
    void large_choice(std::vector<char>& marks);

    /// By how much `best` falls if `item` is forced in (out), or a number of at least `limit`.
    [[nodiscard]] std::int64_t loss_if_in(int item, std::int64_t limit) {
        return loss<Way::forth>(item, limit);
    }
    [[nodiscard]] std::int64_t loss_if_out(int item, std::int64_t limit) {
        return loss<Way::back>(item, limit);
    }
    /// scale * value - price * cost of one item.
    [[nodiscard]] std::int64_t worth(int item) const {
        return scale_ * problem_->value[item] - price_ * problem_->cost[item];
    }

    /// Arcs looked at since it was last asked.
    [[nodiscard]] std::int64_t take_work() { return std::exchange(work_, 0); }

private:
    static constexpr std::int64_t endless = std::int64_t{1} << 60;

    struct Arc {
        int to = 0;
        int edge = 0;
        bool forward = false;  ///< along a need: never full; the other way: what the edge carries
    };

    template <Way way>
    [[nodiscard]] bool is_open(int arc) const {
        return arcs_[arc].forward == (way == Way::forth) || carried_[arcs_[arc].edge] > 0;
    }
    /// What an item has to give, seen along `way`; below 0 where it takes.
    template <Way way>
    [[nodiscard]] std::int64_t to_give(int item) const {
        return way == Way::forth ? balance_[item] : -balance_[item];
    }
    void begin_search();
    void see(int item, int level);
    template <Way way>
    bool find_levels();
    template <Way way>
    void send_from(int source);
    template <Way way>
    void send_on_path(int source, int target);
    template <Way way>
    [[nodiscard]] std::int64_t loss(int item, std::int64_t limit);
    template <Way way>
    void mark_reached(std::vector<char>& marks, char mark);
    void send_all();
    void log_edge(int edge) {
        if (logging_) edges_before_.emplace_back(edge, carried_[edge]);
    }
    void log_balance(int item) {
        if (logging_) balances_before_.emplace_back(item, balance_[item]);
    }
    void undo();

    const ClosureProblem* problem_;
    std::int64_t scale_;
    std::int64_t price_ = 0;
    std::int64_t forced_ = 0;  // endless once one is forced in
    std::vector<int> first_arc_;
    std::vector<Arc> arcs_;
    std::vector<std::int64_t> carried_;  // per edge
    std::vector<std::int64_t> balance_;  // per item: above 0 to be sent, below 0 what it lacks
    std::vector<int> seen_;              // the search that saw it last
    std::vector<int> level_;             // valid where seen
    std::vector<int> next_arc_;
    std::vector<int> from_item_;
    std::vector<int> queue_;
    std::vector<int> path_;  // arcs
    bool logging_ = false;   // of a trial, to be undone
    std::vector<std::pair<int, std::int64_t>> edges_before_;
    std::vector<std::pair<int, std::int64_t>> balances_before_;
    int search_ = 0;
    std::int64_t work_ = 0;
};

}  // namespace areena::timetable::detail
