#pragma once

#include "areena/core/rational.hpp"
#include "areena/selection/election.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace areena::selection {

/// Where a selection stands: what the voters still have and which projects are out of the question.
/// Rules begin from one and end in one, so that a selection can be taken up again with some winners
/// fixed, some projects excluded and payments given back.
struct State {
    std::vector<Rational> shares;  ///< by voter, not negative; empty: budget / voters for each
    std::vector<bool> closed;      ///< by project: bought already, or excluded; empty: none
    std::int64_t spent = 0;        ///< what the purchases so far cost

    bool operator==(const State&) const = default;
};

/// An even share of the budget for each voter, all projects open, nothing spent.
[[nodiscard]] State initial_state(const Instance& instance, const Profile& profile);

/// What a voter pays for a project: more than 0.
struct Payment {
    int voter = 0;
    Rational amount;

    bool operator==(const Payment&) const = default;
};

/// How a project came to be bought.
enum class Step : std::uint8_t {
    shares,      ///< its supporters pay for it in full
    completion,  ///< its supporters pay what they can, the rest is budget that nobody else could
                 ///< use
};

/// A project bought, and who carried it.
struct Purchase {
    int project = 0;
    Step step = Step::shares;
    /// Shares: what supporters pay per unit of utility, each at most what is left of its share.
    /// 0 for a free project.
    std::optional<Rational> rho;
    /// In voters, at most the number of supporters. Shares: cost / largest payment. Completion: the
    /// sum over supporters of min(1, share left x supporters / cost). In both, a supporter counts
    /// in full who carries as much as anyone. A free project has all its supporters.
    Rational effective_support;
    /// Others that were exactly as good at that moment, by index: the tie-break decided.
    std::vector<int> tied;
    std::vector<Payment> payments;  ///< by voter; those who paid nothing are left out

    bool operator==(const Purchase&) const = default;
};

/// What a rule bought, in order, and where that leaves everybody.
struct Outcome {
    std::vector<Purchase> purchases;
    State state;
    bool finished = true;  ///< false if the caller asked to stop before the rule came to its end

    bool operator==(const Outcome&) const = default;
};

/// Books a purchase: subtracts its payments, adds its cost to what is spent, closes the project.
/// `state` has a share for each voter. Throws `selection.state` if a voter has too little.
void take(const Instance& instance, const Purchase& purchase, State& state);

/// Undoes `take`, except that the project stays closed: it is excluded from what follows.
void give_back(const Instance& instance, const Purchase& purchase, State& state);

}  // namespace areena::selection
