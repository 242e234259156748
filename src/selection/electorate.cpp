#include "selection/electorate.hpp"

#include "areena/core/error.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace areena::selection {
namespace {

cpp_int common_multiple(const cpp_int& a, const cpp_int& b) {
    return b == 1 || a == b ? a : cpp_int(lcm(a, b));
}

/// `r` in whole numbers of 1 / `unit`, which its denominator divides.
cpp_int count(const Rational& r, const cpp_int& unit) {
    return RationalAccess::numerator(r) * (unit / RationalAccess::denominator(r));
}

void check_state(const Instance& instance, const Profile& profile, const State& state) {
    const auto sizes = [](std::size_t got, std::size_t wanted) {
        return std::to_string(got) + " for " + std::to_string(wanted);
    };
    if (!state.shares.empty() && state.shares.size() != profile.ballots.size())
        throw Error("selection.state", "the state has shares of " +
                                           sizes(state.shares.size(), profile.ballots.size()) +
                                           " voters");
    if (!state.closed.empty() && state.closed.size() != instance.projects.size())
        throw Error("selection.state", "the state has marks of closed projects of " +
                                           sizes(state.closed.size(), instance.projects.size()) +
                                           " projects");
    if (state.spent < 0)
        throw Error("selection.state", "the state has spent " + std::to_string(state.spent) +
                                           "; it must not be negative");
    for (std::size_t i = 0; i < state.shares.size(); ++i)
        if (state.shares[i].sign() < 0)
            throw Error("selection.state", "voter " + std::to_string(i) + " has the share " +
                                               to_string(state.shares[i]) +
                                               "; it must not be negative");
}

/// The votes that matter: for open projects, of positive utility, by project.
std::vector<Ballot> keep_open(const Profile& profile, const std::vector<bool>& closed) {
    std::vector<Ballot> kept(profile.ballots.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
        for (const Vote& vote : profile.ballots[i].votes)
            if (!closed[static_cast<std::size_t>(vote.project)] && vote.utility.sign() > 0)
                kept[i].votes.push_back(vote);
        std::ranges::sort(kept[i].votes, {}, &Vote::project);
    }
    return kept;
}

std::strong_ordering compare(const Vote& a, const Vote& b) {
    if (a.project != b.project) return a.project <=> b.project;
    return a.utility <=> b.utility;
}

std::strong_ordering compare(const std::vector<Vote>& a, const std::vector<Vote>& b) {
    return std::lexicographical_compare_three_way(
        a.begin(), a.end(), b.begin(), b.end(),
        [](const Vote& x, const Vote& y) { return compare(x, y); });
}

}  // namespace

Electorate::Electorate(const Instance& instance, const Profile& profile, const State& state)
    : budget_(instance.budget), spent_(state.spent), num_voters_(profile.ballots.size()) {
    validate(instance, profile);
    check_state(instance, profile, state);
    for (const Project& project : instance.projects) costs_.push_back(project.cost);
    closed_ = state.closed;
    closed_.resize(costs_.size());
    gather_groups(profile,
                  state.shares.empty() ? initial_state(instance, profile).shares : state.shares);
}

void Electorate::gather_groups(const Profile& profile, const std::vector<Rational>& shares) {
    const std::vector<Ballot> votes = keep_open(profile, closed_);
    std::vector<int> order(num_voters_);
    std::iota(order.begin(), order.end(), 0);
    const auto compare_voters = [&](int a, int b) {
        const auto by_votes = compare(votes[at(a)].votes, votes[at(b)].votes);
        return by_votes != 0 ? by_votes : shares[at(a)] <=> shares[at(b)];
    };
    // Ties by index, so that the voters of a group stand in order.
    std::ranges::sort(order, [&](int a, int b) {
        const auto order_of_groups = compare_voters(a, b);
        return order_of_groups != 0 ? order_of_groups < 0 : a < b;
    });
    std::vector<Ballot> group_votes;
    std::vector<Rational> group_shares;
    for (const int voter : order) {
        if (groups_.empty() || compare_voters(groups_.back().front(), voter) != 0) {
            groups_.emplace_back();
            group_votes.push_back(votes[at(voter)]);
            group_shares.push_back(shares[at(voter)]);
        }
        groups_.back().push_back(voter);
    }
    gather_supporters(group_votes);
    gather_purses(group_shares);
}

void Electorate::gather_supporters(const std::vector<Ballot>& open_votes) {
    struct Entry {
        Rational utility;
        int group;
    };
    std::vector<std::vector<Entry>> entries(costs_.size());
    for (std::size_t g = 0; g < open_votes.size(); ++g)
        for (const Vote& vote : open_votes[g].votes) {
            utility_scale_ =
                common_multiple(utility_scale_, RationalAccess::denominator(vote.utility));
            entries[at(vote.project)].push_back({vote.utility, static_cast<int>(g)});
        }
    supporters_.resize(costs_.size());
    for (std::size_t project = 0; project < entries.size(); ++project) {
        std::ranges::stable_sort(entries[project], {}, &Entry::utility);
        Supporters& all = supporters_[project];
        const Rational* last = nullptr;
        for (const Entry& entry : entries[project]) {
            if (!last || *last != entry.utility)
                all.runs.push_back({count(entry.utility, utility_scale_), 0});
            last = &entry.utility;
            const auto size = static_cast<std::int64_t>(groups_[at(entry.group)].size());
            all.members.push_back({entry.group, size});
            all.runs.back().end = all.members.size();
            all.num_voters += size;
        }
    }
}

void Electorate::gather_purses(const std::vector<Rational>& shares) {
    for (const Rational& share : shares)
        unit_ = common_multiple(unit_, RationalAccess::denominator(share));
    for (const Rational& share : shares) purses_.push_back(count(share, unit_));
}

Rational Electorate::total_share() const {
    cpp_int total = 0;
    for (std::size_t g = 0; g < groups_.size(); ++g)
        total += purses_[g] * static_cast<std::int64_t>(groups_[g].size());
    return RationalAccess::from_any(std::move(total), unit_);
}

void Electorate::refine(const cpp_int& factor) {
    if (factor == 1) return;
    unit_ *= factor;
    for (cpp_int& purse : purses_) purse *= factor;
}

void Electorate::coarsen() {
    cpp_int divisor = unit_;
    for (const cpp_int& purse : purses_) {
        if (divisor == 1) return;
        divisor = gcd(divisor, purse);
    }
    unit_ /= divisor;
    for (cpp_int& purse : purses_) purse /= divisor;
}

std::vector<Payment> Electorate::payments(int project, std::span<const cpp_int> amounts) const {
    const std::vector<Supporters::Member>& members = supporters(project).members;
    std::vector<Payment> payments;
    const cpp_int* last = nullptr;
    Rational amount;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (amounts[i] == 0) continue;
        if (!last || *last != amounts[i]) amount = RationalAccess::from_any(amounts[i], unit_);
        last = &amounts[i];
        for (const int voter : groups_[at(members[i].group)]) payments.push_back({voter, amount});
    }
    std::ranges::sort(payments, {}, &Payment::voter);
    return payments;
}

std::vector<Payment> Electorate::pay(int project, std::span<const cpp_int> amounts) {
    std::vector<Payment> paid = payments(project, amounts);
    const std::vector<Supporters::Member>& members = supporters(project).members;
    for (std::size_t i = 0; i < members.size(); ++i) purses_[at(members[i].group)] -= amounts[i];
    spent_ += cost(project);
    closed_[at(project)] = true;
    coarsen();
    return paid;
}

void Electorate::refund(int project, std::span<const Payment> payments) {
    for (const Supporters::Member& member : supporters(project).members) {
        const int voter = groups_[at(member.group)].front();
        const auto paid = std::ranges::lower_bound(payments, voter, {}, &Payment::voter);
        if (paid == payments.end() || paid->voter != voter) continue;
        const cpp_int denominator = RationalAccess::denominator(paid->amount);
        refine(denominator / gcd(unit_, denominator));
        purses_[at(member.group)] += count(paid->amount, unit_);
    }
    spent_ -= cost(project);
    coarsen();
}

State Electorate::state() const {
    State state;
    state.closed = closed_;
    state.spent = spent_;
    state.shares.resize(num_voters_);
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        const Rational share = RationalAccess::from_any(purses_[g], unit_);
        for (const int voter : groups_[g]) state.shares[at(voter)] = share;
    }
    return state;
}

std::vector<std::int64_t> Electorate::num_supporters() const {
    std::vector<std::int64_t> count;
    for (const Supporters& each : supporters_) count.push_back(each.num_voters);
    return count;
}

}  // namespace areena::selection
