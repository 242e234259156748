#include "planning/chooser.hpp"

#include <algorithm>
#include <numeric>

namespace areena::planning {

Chooser::Chooser(const Frame& frame) : frame_(frame) {
    instance_.budget = frame.available.units();
    for (const Commitment* project : frame.projects)
        instance_.projects.push_back(
            {project->id.key(), total_effort(*project->default_scope()).units()});
    if (frame.network.ballots().empty())
        add_needs();
    else
        add_ballots();
    boundless_ = instance_;
    for (const selection::Project& project : instance_.projects)
        boundless_.budget += project.cost;
    profile_ = selection::with_cost_utility(instance_, std::move(profile_));
    supporters_ = selection::num_supporters(instance_, profile_);
    state_ = selection::initial_state(instance_, profile_);
    state_.closed.resize(instance_.projects.size());
}

/// Voters are in the order of the members, whatever their ballots are called.
void Chooser::add_ballots() {
    std::vector<const Ballot*> by_member(frame_.network.members().size());
    for (const Ballot& ballot : frame_.network.ballots())
        by_member[frame_.network.members().index_of(ballot.member)] = &ballot;
    for (std::size_t m = 0; m < by_member.size(); ++m) {
        const Ballot* ballot = by_member[m];
        if (!ballot) continue;
        std::vector<int> approved;
        for (std::size_t k = 0; k < ballot->commitments.size(); ++k)
            if (ballot->format != BallotFormat::points || ballot->points[k] > 0)
                approved.push_back(frame_.project(ballot->commitments[k]));
        voters_.push_back(&frame_.network.members()[m]);
        profile_.ballots.push_back(selection::approval_ballot(approved));
    }
}

void Chooser::add_needs() {
    basis_ = BallotBasis::needs;
    std::vector<std::vector<bool>> serves(frame_.network.members().size());
    for (const Need& need : frame_.network.needs()) {
        auto& row = serves[frame_.network.members().index_of(need.member)];
        row.resize(frame_.projects.size());
        for (std::size_t p = 0; p < frame_.projects.size(); ++p)
            if (frame_.serves(*frame_.projects[p], need)) row[p] = true;
    }
    for (std::size_t m = 0; m < serves.size(); ++m) {
        if (serves[m].empty()) continue;
        std::vector<int> approved;
        for (std::size_t p = 0; p < serves[m].size(); ++p)
            if (serves[m][p]) approved.push_back(static_cast<int>(p));
        voters_.push_back(&frame_.network.members()[m]);
        profile_.ballots.push_back(selection::approval_ballot(approved));
    }
}

std::vector<selection::Purchase> Chooser::buy(const Progress& progress) {
    auto outcome = selection::equal_shares(instance_, profile_, {}, state_, progress);
    state_ = std::move(outcome.state);
    return std::move(outcome.purchases);
}

void Chooser::begin_completion() {
    completion_.emplace(boundless_, profile_, state_);
}

void Chooser::end_completion() {
    state_ = completion_->state();
    completion_.reset();
}

std::vector<selection::Purchase> Chooser::complete(const Progress& progress) {
    auto outcome = selection::complete_utilitarian(instance_, profile_, {{}, state_, true}, {},
                                                   progress);
    state_ = std::move(outcome.state);
    return std::move(outcome.purchases);
}

void Chooser::give_back(const selection::Purchase& purchase) {
    selection::give_back(instance_, purchase, state_);
}

Choice Chooser::choice() const {
    Choice choice;
    choice.ballots = basis_;
    choice.available = frame_.available;
    choice.members = static_cast<std::int64_t>(voters_.size());
    if (choice.members > 0) choice.share = Rational(instance_.budget, 100 * choice.members);
    return choice;
}

Chosen Chooser::in_words(const selection::Purchase& purchase, std::int64_t pass) const {
    const auto project = static_cast<std::size_t>(purchase.project);
    Chosen chosen;
    chosen.commitment = frame_.projects[project]->id;
    chosen.step = purchase.step == selection::Step::shares ? ChoiceStep::shares
                                                           : ChoiceStep::completion;
    chosen.pass = pass;
    chosen.cost = PersonDays::from_units(instance_.projects[project].cost);
    chosen.rho = purchase.rho;
    chosen.effective_support = purchase.effective_support;
    for (int other : purchase.tied)
        chosen.tied.push_back(frame_.projects[static_cast<std::size_t>(other)]->id);
    for (const selection::Payment& payment : purchase.payments)
        chosen.support.push_back(
            {voters_[static_cast<std::size_t>(payment.voter)]->id, payment.amount / 100});
    return chosen;
}

}  // namespace areena::planning
