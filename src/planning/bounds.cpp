#include "planning/bounds.hpp"

#include <algorithm>

namespace areena::planning {

namespace {
constexpr std::int64_t whole = 1'000'000;

/// A project's cost in its lightest scope, and no less than it can add.
struct Item {
    std::int64_t cost = 0;
    Rational value;
};

/// The linear relaxation of a knapsack (Dantzig 1957): best value for cost first, the last in part.
Rational knapsack(std::vector<Item> items, std::int64_t room) {
    std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
        return a.value * Rational(b.cost) > b.value * Rational(a.cost);
    });
    Rational sum;
    for (const Item& item : items) {
        if (item.cost > room) return sum + item.value * Rational(room, item.cost);
        sum += item.value;
        room -= item.cost;
    }
    return sum;
}

std::int64_t widest(const Commitment& commitment) {
    std::int64_t most = 0;
    for (const Scope& scope : commitment.scopes) most = std::max(most, scope.coverage.units());
    return most;
}

std::int64_t lightest(const Commitment& commitment) {
    std::int64_t least = total_effort(commitment.scopes.front()).units();
    for (const Scope& scope : commitment.scopes)
        least = std::min(least, total_effort(scope).units());
    return least;
}

/// What projects can take at most. Where standing work does not fit, what it lacks in one quarter
/// is not taken from another, and only the usable days are certain.
std::int64_t room_for_projects(const Frame& frame, const PlanDocument& plan) {
    if (plan.standing_shortages.empty() && plan.complete) return frame.available.units();
    std::int64_t usable = 0;
    for (const Pool& pool : frame.pools)
        for (const std::int64_t units : pool.available) usable += units;
    return usable;
}

struct CoverageBounds {
    std::vector<std::int64_t> members;  ///< millionths, of those that have coverage
    std::vector<Rational> projects;     ///< what each adds to the sum at most
    Rational standing;                  ///< what standing work adds to the sum
};

CoverageBounds cover_all(const Frame& frame) {
    const Network& network = frame.network;
    std::vector<std::int64_t> weights(network.members().size());
    for (const Need& need : network.needs())
        weights[network.members().index_of(need.member)] += need.weight;
    std::vector<std::int64_t> sums(weights.size());
    CoverageBounds out;
    std::vector<std::int64_t> widths;
    for (const Commitment* project : frame.projects) widths.push_back(widest(*project));
    out.projects.resize(frame.projects.size());
    for (const Need& need : network.needs()) {
        const std::size_t m = network.members().index_of(need.member);
        if (weights[m] == 0) continue;
        std::int64_t base = 0;
        for (const StandingWork& work : frame.standing)
            if (frame.serves(*work.commitment, need))
                base += work.commitment->default_scope()->coverage.units();
        std::int64_t covered = std::min(base, whole);
        out.standing += Rational(need.weight * covered, weights[m]);
        for (std::size_t p = 0; p < frame.projects.size(); ++p)
            if (frame.serves(*frame.projects[p], need)) {
                covered = std::min(whole, covered + widths[p]);
                out.projects[p] += Rational(need.weight * widths[p], weights[m]);
            }
        sums[m] += need.weight * covered;
    }
    for (std::size_t m = 0; m < sums.size(); ++m)
        if (weights[m] > 0) out.members.push_back(sums[m] / weights[m]);
    return out;
}

std::vector<std::int64_t> supporters(const Frame& frame, BallotBasis basis) {
    std::vector<std::int64_t> out(frame.projects.size());
    if (basis == BallotBasis::needs)
        std::fill(out.begin(), out.end(), static_cast<std::int64_t>(frame.network.members().size()));
    else
        for (const Ballot& ballot : frame.network.ballots())
            for (const CommitmentId& id : ballot.commitments)
                if (const int p = frame.project(id); p >= 0) ++out[static_cast<std::size_t>(p)];
    return out;
}
}  // namespace

std::vector<ObjectiveBound> bounds(const Frame& frame, const PlanDocument& plan) {
    const CoverageBounds coverage = cover_all(frame);
    const auto voters = supporters(frame, plan.choice.ballots);
    const std::int64_t room = room_for_projects(frame, plan);
    std::vector<Item> support;
    std::vector<Item> covering;
    for (std::size_t p = 0; p < frame.projects.size(); ++p) {
        const std::int64_t cost = lightest(*frame.projects[p]);
        support.push_back({cost, Rational(voters[p])});
        covering.push_back({cost, coverage.projects[p]});
    }
    std::vector<ObjectiveBound> out;
    auto add = [&](std::string part, const Rational& value, const Rational& bound) {
        out.push_back({std::move(part), value, bound, value == bound});
    };
    add("support", plan.objective.support, knapsack(support, room));
    if (coverage.members.empty()) return out;
    add("least_coverage", Rational(plan.objective.leximin.front().units(), whole),
        Rational(*std::min_element(coverage.members.begin(), coverage.members.end()), whole));
    std::int64_t all = 0;
    for (const std::int64_t units : coverage.members) all += units;
    const std::int64_t fitting = (coverage.standing + knapsack(covering, room)).floor();
    add("coverage", Rational(plan.objective.coverage.units(), whole),
        Rational(std::min(all, fitting), whole));
    return out;
}

}  // namespace areena::planning
