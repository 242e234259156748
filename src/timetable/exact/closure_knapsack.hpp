#pragma once

#include "timetable/exact/closure_flow.hpp"
#include "timetable/exact/meter.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace areena::timetable::detail {

/// The most valuable closed choice within a budget: a knapsack with precedence, the "next release
/// problem". Branch and bound over the Lagrangian relaxation of the budget, whose value at each
/// price is a minimum cut and whose best price gives the bound of the linear relaxation. At that
/// price, each item that cannot change sides without the bound falling below the best known is fixed
/// (reduced costs, exact by the cut); the branch is taken on the item whose two sides lower the
/// bound most, tried out for a few. Before the whole tree, a small one: of the items that lose
/// nothing by the best price, which often holds a best choice and makes the whole one small too.
/// All in whole numbers.
class ClosureKnapsack {
public:
    ClosureKnapsack(const ClosureProblem& problem, std::int64_t budget, Meter& meter);

    /// True if the choice is proved best; otherwise the meter was over.
    bool solve();

    /// Marks of the best choice known, and its value.
    [[nodiscard]] const std::vector<char>& chosen() const noexcept { return chosen_; }
    [[nodiscard]] std::int64_t value() const noexcept { return value_; }
    /// What no choice exceeds: the value where it is proved best.
    [[nodiscard]] std::int64_t bound() const noexcept { return bound_; }

private:
    /// What is left of the problem where some items are decided.
    struct Node {
        ClosureProblem problem;
        std::vector<int> item;   ///< of the whole problem
        std::vector<int> taken;  ///< items of the whole problem
        std::int64_t budget = 0;
        std::int64_t value = 0;  ///< of those taken
    };
    enum class State : char { open, in, out };
    using States = std::vector<State>;
    struct Sum {
        std::int64_t cost = 0;
        std::int64_t value = 0;
    };
    /// Two choices, one within the budget and one beyond it, between which the best price lies.
    struct Bracket {
        Sum within;
        Sum beyond;
        std::vector<char> marks_within;
        std::vector<char> marks_beyond;
    };
    struct Relaxed {
        std::int64_t bound = 0;  ///< on the value, with what the node has taken
        std::int64_t price = 0;
        std::int64_t slack = 0;  ///< scaled: what the bound may lose and still beat the best known
    };
    enum class Step { closed, reduced, open };
    /// What is looked at: everything, or only items that lose nothing by the best price.
    enum class Reach { all, near_price };

    void search(Node node, Reach reach = Reach::all);
    Step settle(Node& node);
    Step tighten(Node& node, Reach reach);
    [[nodiscard]] bool fix(const Node& node, ClosureFlow& flow, const Relaxed& relaxed,
                           const Bracket& bracket, States& states);
    Step branch(Node& node, const ClosureFlow& flow, const Relaxed& relaxed,
                const Bracket& bracket);
    [[nodiscard]] Node remaining(const Node& node, const States& states) const;
    static void decide(const ClosureProblem& problem, States& states, int item, State side);
    [[nodiscard]] bool drop_unaffordable(Node& node) const;
    [[nodiscard]] Sum sum(const Node& node, std::span<const char> marks) const;
    void offer(const Node& node, std::span<const char> marks);
    void fill(const Node& node, std::vector<char> marks);
    Relaxed relax(const Node& node, ClosureFlow& flow, Bracket& bracket, std::int64_t price);
    /// The bound of a node with `item` on one side.
    std::int64_t try_out(const Node& node, const ClosureFlow& flow, const Relaxed& relaxed, int item,
                         State side);
    [[nodiscard]] std::vector<int> candidates(const Node& node, const Bracket& bracket) const;
    /// As of the meter, but also over where looking near the price pauses.
    bool spend(std::int64_t units) { return meter_->spend(units) && !over(); }
    [[nodiscard]] bool over() const { return meter_->over() || meter_->used() >= pause_at_; }

    static constexpr std::int64_t endless = std::numeric_limits<std::int64_t>::max();
    Meter* meter_;
    std::int64_t pause_at_ = endless;
    Node root_;
    std::int64_t scale_ = 1;
    std::int64_t value_ = -1;
    std::int64_t bound_ = 0;
    std::vector<char> chosen_;
};

}  // namespace areena::timetable::detail
