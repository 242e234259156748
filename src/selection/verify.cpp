#include "areena/selection/verify.hpp"

#include <algorithm>
#include <utility>

namespace areena::selection {
namespace {

/// Reads an outcome from its first purchase to its end, with plain fractions, and keeps its own
/// account of what every voter has left.
class Reading {
public:
    Reading(const Instance& instance, const Profile& profile, const Outcome& outcome,
            const State& start)
        : instance_(instance),
          outcome_(outcome),
          left_(start.shares),
          closed_(start.closed),
          spent_(start.spent),
          supporters_(instance.projects.size()) {
        const auto num_voters = static_cast<std::int64_t>(profile.ballots.size());
        if (left_.empty() && num_voters > 0)
            left_.assign(profile.ballots.size(), Rational(instance.budget) / Rational(num_voters));
        closed_.resize(instance.projects.size());
        for (std::size_t voter = 0; voter < profile.ballots.size(); ++voter)
            for (const Vote& vote : profile.ballots[voter].votes)
                if (vote.utility.sign() > 0)
                    supporters_[at(vote.project)].push_back({voter, vote.utility});
        for (const char* name :
             {"projects", "payments", "cost", "price", "support", "budget", "state", "exhausted"})
            verification_.checks.push_back({name, true, ""});
    }

    Verification read() {
        for (const Purchase& purchase : outcome_.purchases) read_purchase(purchase);
        read_budget();
        read_end();
        if (outcome_.finished) read_exhaustion();
        for (const Check& check : verification_.checks) verification_.ok &= check.ok;
        return std::move(verification_);
    }

private:
    enum Name { projects, payments, cost, price, support, budget, state, exhausted };
    struct Supporter {
        std::size_t voter = 0;
        Rational utility;
    };

    static std::size_t at(int i) { return static_cast<std::size_t>(i); }

    void fault(Name name, const std::string& message) {
        Check& check = verification_.checks[name];
        if (check.ok) check.message = message;
        check.ok = false;
    }

    [[nodiscard]] std::string name_of(std::size_t project) const {
        return "project '" + instance_.projects[project].id + "'";
    }

    static std::string name_of_voter(std::size_t voter) { return "voter " + std::to_string(voter); }

    void read_purchase(const Purchase& purchase) {
        if (purchase.project < 0 || at(purchase.project) >= instance_.projects.size()) {
            fault(projects, "there is no project number " + std::to_string(purchase.project));
            return;
        }
        const std::size_t project = at(purchase.project);
        if (closed_[project]) fault(projects, name_of(project) + " was closed");
        if (supporters_[project].empty()) fault(projects, name_of(project) + " has no supporters");
        closed_[project] = true;
        spent_ += Rational(instance_.projects[project].cost);
        read_payments(purchase, project);
    }

    /// Walks supporters and payments side by side: both are in the order of voters.
    void read_payments(const Purchase& purchase, std::size_t project) {
        const Rational full = instance_.projects[project].cost;
        const auto count = static_cast<std::int64_t>(supporters_[project].size());
        const bool is_completion = purchase.step == Step::completion;
        if (purchase.rho.has_value() == is_completion)
            fault(price, name_of(project) + (is_completion ? " has" : " lacks") + " a rho");
        Rational paid;
        Rational largest;
        Rational able;  // completion: sum over supporters of min(1, left x supporters / cost)
        std::size_t next = 0;
        for (const Supporter& supporter : supporters_[project]) {
            const Rational& left = left_[supporter.voter];
            const Rational due = is_completion  ? full / Rational(count)
                                 : purchase.rho ? *purchase.rho * supporter.utility
                                                : Rational();
            const Rational wanted = std::min(left, due);
            Rational amount;
            if (next < purchase.payments.size() &&
                std::cmp_equal(purchase.payments[next].voter, supporter.voter)) {
                amount = purchase.payments[next++].amount;
                if (amount.sign() <= 0)
                    fault(payments, name_of_voter(supporter.voter) + " pays " + to_string(amount) +
                                        " for " + name_of(project));
            }
            if (amount > left)
                fault(payments, name_of_voter(supporter.voter) + " pays " + to_string(amount) +
                                    " for " + name_of(project) + " and has " + to_string(left));
            if (amount != wanted)
                fault(price, name_of_voter(supporter.voter) + " pays " + to_string(amount) +
                                 " for " + name_of(project) + " and not " + to_string(wanted));
            if (full.sign() == 0)
                able += 1;
            else if (is_completion)
                able += std::min(Rational(1), left * Rational(count) / full);
            paid += amount;
            largest = std::max(largest, amount);
            left_[supporter.voter] -= amount;
        }
        if (next != purchase.payments.size())
            fault(payments, name_of(project) + " has a payment by voter " +
                                std::to_string(purchase.payments[next].voter) +
                                ", who is no supporter or out of order");
        read_sums(purchase, project, paid, largest, able);
    }

    void read_sums(const Purchase& purchase, std::size_t project, const Rational& paid,
                   const Rational& largest, const Rational& able) {
        const Rational full = instance_.projects[project].cost;
        const bool is_completion = purchase.step == Step::completion;
        if (is_completion ? paid > full : paid != full)
            fault(cost, name_of(project) + " costs " + to_string(full) + " and is paid " +
                            to_string(paid));
        const Rational carried =
            is_completion || full.sign() == 0 || largest.sign() <= 0 ? able : full / largest;
        if (purchase.effective_support != carried)
            fault(support, name_of(project) + " has the effective support " + to_string(carried) +
                               " and not " + to_string(purchase.effective_support));
    }

    void read_budget() {
        if (spent_ > Rational(instance_.budget))
            fault(budget, to_string(spent_) + " is spent of " + std::to_string(instance_.budget));
        if (spent_ != Rational(outcome_.state.spent))
            fault(budget,
                  to_string(spent_) + " is spent and not " + std::to_string(outcome_.state.spent));
    }

    void read_end() {
        if (outcome_.state.closed != closed_)
            fault(state, "the closed projects are not those of the start and the purchases");
        if (outcome_.state.shares.size() != left_.size()) {
            fault(state, "there are shares of " + std::to_string(outcome_.state.shares.size()) +
                             " voters and not of " + std::to_string(left_.size()));
            return;
        }
        for (std::size_t voter = 0; voter < left_.size(); ++voter)
            if (outcome_.state.shares[voter] != left_[voter])
                fault(state, name_of_voter(voter) + " has " + to_string(left_[voter]) +
                                 " left and not " + to_string(outcome_.state.shares[voter]));
    }

    void read_exhaustion() {
        const bool completed = std::ranges::any_of(
            outcome_.purchases, [](const Purchase& p) { return p.step == Step::completion; });
        for (std::size_t project = 0; project < instance_.projects.size(); ++project) {
            if (closed_[project] || supporters_[project].empty()) continue;
            Rational money = completed ? Rational(instance_.budget) - spent_ : Rational();
            if (!completed)
                for (const Supporter& supporter : supporters_[project])
                    money += left_[supporter.voter];
            if (money >= Rational(instance_.projects[project].cost))
                fault(exhausted, name_of(project) + " could still be bought: there is " +
                                     to_string(money) + " for it");
        }
    }

    const Instance& instance_;
    const Outcome& outcome_;
    std::vector<Rational> left_;
    std::vector<bool> closed_;
    Rational spent_;
    std::vector<std::vector<Supporter>> supporters_;  // by project, in the order of voters
    Verification verification_;
};

}  // namespace

Verification verify(const Instance& instance, const Profile& profile, const Outcome& outcome,
                    const State& start) {
    return Reading(instance, profile, outcome, start).read();
}

}  // namespace areena::selection
