#include "selection/electorate.hpp"

#include "selection/voter_groups.hpp"

#include <algorithm>
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

}  // namespace

Electorate::Electorate(const Instance& instance, const Profile& profile, const State& state)
    : budget_(instance.budget), spent_(state.spent), num_voters_(profile.ballots.size()) {
    VoterGroups groups = group_voters(instance, profile, state);
    for (const Project& project : instance.projects) costs_.push_back(project.cost);
    closed_ = state.closed;
    closed_.resize(costs_.size());
    groups_ = std::move(groups.voters);
    gather_supporters(groups.ballots);
    gather_purses(groups.shares);
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
