#include "areena/selection/outcome.hpp"

#include "areena/core/error.hpp"

namespace areena::selection {
namespace {

std::size_t index(int i) { return static_cast<std::size_t>(i); }

void check_sizes(const Instance& instance, const Purchase& purchase, const State& state) {
    if (purchase.project < 0 || index(purchase.project) >= instance.projects.size())
        throw Error("selection.state", "a purchase of project number " +
                                           std::to_string(purchase.project) +
                                           ", which the instance does not have");
    for (const Payment& payment : purchase.payments)
        if (payment.voter < 0 || index(payment.voter) >= state.shares.size())
            throw Error("selection.state",
                        "project '" + instance.projects[index(purchase.project)].id +
                            "' is paid for by voter " + std::to_string(payment.voter) +
                            ", whom the state gives no share");
}

}  // namespace

State initial_state(const Instance& instance, const Profile& profile) {
    State state;
    state.closed.resize(instance.projects.size());
    const auto num_voters = static_cast<std::int64_t>(profile.ballots.size());
    if (num_voters > 0)
        state.shares.resize(profile.ballots.size(), Rational(instance.budget, num_voters));
    return state;
}

void take(const Instance& instance, const Purchase& purchase, State& state) {
    check_sizes(instance, purchase, state);
    for (const Payment& payment : purchase.payments)
        if (state.shares[index(payment.voter)] < payment.amount)
            throw Error("selection.state", "voter " + std::to_string(payment.voter) + " has " +
                                               to_string(state.shares[index(payment.voter)]) +
                                               " left and cannot pay " + to_string(payment.amount) +
                                               " for project '" +
                                               instance.projects[index(purchase.project)].id + "'");
    for (const Payment& payment : purchase.payments)
        state.shares[index(payment.voter)] -= payment.amount;
    state.closed.resize(instance.projects.size());
    state.closed[index(purchase.project)] = true;
    state.spent += instance.projects[index(purchase.project)].cost;
}

void give_back(const Instance& instance, const Purchase& purchase, State& state) {
    check_sizes(instance, purchase, state);
    for (const Payment& payment : purchase.payments)
        state.shares[index(payment.voter)] += payment.amount;
    state.closed.resize(instance.projects.size());
    state.closed[index(purchase.project)] = true;
    state.spent -= instance.projects[index(purchase.project)].cost;
}

}  // namespace areena::selection
