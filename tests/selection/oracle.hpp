#pragma once

#include "areena/selection/equal_shares.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

/// \file
/// The rules word for word from their definitions: one voter at a time, fractions everywhere, every
/// project looked at in every round. Slow and obvious, to hold the engine against.

namespace areena::selection::oracle {

inline std::size_t at(int i) { return static_cast<std::size_t>(i); }

inline Rational utility(const Profile& profile, std::size_t voter, int project) {
    for (const Vote& vote : profile.ballots[voter].votes)
        if (vote.project == project) return vote.utility;
    return 0;
}

inline std::vector<std::size_t> supporters(const Profile& profile, int project) {
    std::vector<std::size_t> all;
    for (std::size_t voter = 0; voter < profile.ballots.size(); ++voter)
        if (utility(profile, voter, project).sign() > 0) all.push_back(voter);
    return all;
}

/// What supporters pay together at rho.
inline Rational raised(const Profile& profile, const std::vector<Rational>& shares, int project,
                       const Rational& rho) {
    Rational sum;
    for (const std::size_t voter : supporters(profile, project))
        sum += std::min(shares[voter], rho * utility(profile, voter, project));
    return sum;
}

/// The least rho at which they pay the cost. What they raise is a broken line in rho that bends
/// where a supporter runs out of money.
inline std::optional<Rational> least_rho(const Instance& instance, const Profile& profile,
                                         const std::vector<Rational>& shares, int project) {
    const Rational cost = instance.projects[at(project)].cost;
    std::set<Rational> bends;
    for (const std::size_t voter : supporters(profile, project))
        bends.insert(shares[voter] / utility(profile, voter, project));
    Rational before;
    for (const Rational& bend : bends) {
        const Rational low = raised(profile, shares, project, before);
        const Rational high = raised(profile, shares, project, bend);
        if (high >= cost)
            return cost == low ? before : before + (cost - low) * (bend - before) / (high - low);
        before = bend;
    }
    return std::nullopt;
}

/// True if the tie keys put `a` before `b`.
inline bool goes_first(const Instance& instance, const Profile& profile, const Options& options,
                       int a, int b) {
    const auto cost = [&](int p) { return instance.projects[at(p)].cost; };
    const auto votes = [&](int p) { return supporters(profile, p).size(); };
    for (const TieKey key : options.ties) {
        if (key == TieKey::min_cost && cost(a) != cost(b)) return cost(a) < cost(b);
        if (key == TieKey::max_cost && cost(a) != cost(b)) return cost(a) > cost(b);
        if (key == TieKey::max_votes && votes(a) != votes(b)) return votes(a) > votes(b);
        if (key == TieKey::id) break;
    }
    return instance.projects[at(a)].id < instance.projects[at(b)].id;
}

inline int pick(const Instance& instance, const Profile& profile, const Options& options,
                std::vector<int>& tied) {
    const int picked = *std::ranges::min_element(
        tied, [&](int a, int b) { return goes_first(instance, profile, options, a, b); });
    std::erase(tied, picked);
    return picked;
}

/// Books what each supporter pays, at most `due` of each.
template <class Due>
void charge(const Instance& instance, const Profile& profile, State& state, Purchase& purchase,
            Due due) {
    for (const std::size_t voter : supporters(profile, purchase.project)) {
        const Rational amount = std::min(state.shares[voter], due(voter));
        if (amount.sign() > 0) purchase.payments.push_back({static_cast<int>(voter), amount});
        state.shares[voter] -= amount;
    }
    state.closed[at(purchase.project)] = true;
    state.spent += instance.projects[at(purchase.project)].cost;
}

inline State begin(const Instance& instance, const Profile& profile, const State& start) {
    State state = start;
    state.closed.resize(instance.projects.size());
    if (state.shares.empty())
        for (std::size_t i = 0; i < profile.ballots.size(); ++i)
            state.shares.push_back(
                Rational(instance.budget, static_cast<std::int64_t>(profile.ballots.size())));
    return state;
}

inline Outcome equal_shares(const Instance& instance, const Profile& profile,
                            const Options& options = {}, const State& start = {}) {
    Outcome outcome;
    outcome.state = begin(instance, profile, start);
    State& state = outcome.state;
    const int num_projects = static_cast<int>(instance.projects.size());
    while (true) {
        std::optional<Rational> best;
        std::vector<int> tied;
        for (int p = 0; p < num_projects; ++p) {
            if (state.closed[at(p)] || supporters(profile, p).empty()) continue;
            const auto rho = least_rho(instance, profile, state.shares, p);
            if (!rho || (best && *rho > *best)) continue;
            if (!best || *rho < *best) tied.clear();
            best = rho;
            tied.push_back(p);
        }
        if (!best) return outcome;
        Purchase purchase;
        purchase.rho = best;
        purchase.project = pick(instance, profile, options, tied);
        // Free projects do not compete with each other.
        if (best->sign() > 0) purchase.tied = tied;
        charge(instance, profile, state, purchase, [&](std::size_t voter) {
            return *best * utility(profile, voter, purchase.project);
        });
        Rational largest;
        for (const Payment& payment : purchase.payments)
            largest = std::max(largest, payment.amount);
        purchase.effective_support =
            largest.sign() > 0
                ? Rational(instance.projects[at(purchase.project)].cost) / largest
                : Rational(static_cast<std::int64_t>(supporters(profile, purchase.project).size()));
        outcome.purchases.push_back(purchase);
    }
}

/// Sum over supporters of min(1, share left x supporters / cost).
inline Rational score(const Instance& instance, const Profile& profile, const State& state,
                      int project) {
    const Rational cost = instance.projects[at(project)].cost;
    const auto all = supporters(profile, project);
    Rational sum;
    for (const std::size_t voter : all) {
        const Rational able = state.shares[voter] * Rational(static_cast<std::int64_t>(all.size()));
        sum += able >= cost ? Rational(1) : able / cost;
    }
    return sum;
}

inline Outcome complete(const Instance& instance, const Profile& profile, Outcome outcome,
                        const Options& options = {}) {
    State& state = outcome.state;
    while (true) {
        std::optional<Rational> best;
        std::vector<int> tied;
        for (int p = 0; p < static_cast<int>(instance.projects.size()); ++p) {
            if (state.closed[at(p)] || supporters(profile, p).empty()) continue;
            if (state.spent + instance.projects[at(p)].cost > instance.budget) continue;
            const Rational s = score(instance, profile, state, p);
            if (best && s < *best) continue;
            if (!best || s > *best) tied.clear();
            best = s;
            tied.push_back(p);
        }
        if (!best) return outcome;
        Purchase purchase;
        purchase.step = Step::completion;
        purchase.effective_support = *best;
        purchase.project = pick(instance, profile, options, tied);
        purchase.tied = tied;
        const auto count = static_cast<std::int64_t>(supporters(profile, purchase.project).size());
        charge(instance, profile, state, purchase, [&](std::size_t) {
            return Rational(instance.projects[at(purchase.project)].cost, count);
        });
        outcome.purchases.push_back(purchase);
    }
}

}  // namespace areena::selection::oracle
