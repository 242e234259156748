#include "planning/constrained_chooser.hpp"

#include <algorithm>
#include <utility>

namespace areena::planning {

namespace {
using selection::Obstacle;
std::size_t at(int index) { return static_cast<std::size_t>(index); }

std::string days(const Rational& hundredths) {
    return to_string(PersonDays::from_units(-(-hundredths).floor())) + " person-days";
}
}  // namespace

selection::ResourceShares resource_shares(const std::vector<EffortResource>& resources,
                                          const std::vector<Rational>& shares,
                                          std::int64_t available) {
    selection::ResourceShares out;
    for (const Rational& share : shares) {
        std::vector<Rational>& mine = out.emplace_back();
        for (const EffortResource& resource : resources)
            mine.push_back(available == 0 ? Rational()
                                          : share * Rational(resource.budget, available));
    }
    return out;
}

ConstrainedChooser::ConstrainedChooser(const Frame& frame, const ChoiceOptions& options)
    : Chooser(frame, options),
      resources_(resources_of(frame, options.resources)),
      instance_(constrained_instance(frame, options, resources_)),
      profile_(selection::by_voter({priorities().instance, priorities().profile, options.utility})),
      shares_(resource_shares(resources_, opening_shares(), priorities().instance.budget)),
      closed_(impossible_projects(frame)) {
    rule_.ties = ties();
    rule_.completes = completion_of(options) == selection::Completion::utilitarian;
}

std::vector<Pick> ConstrainedChooser::buy(const Progress& progress) {
    selection::Profile open = profile_;
    for (selection::Ballot& ballot : open.ballots)
        std::erase_if(ballot.votes, [&](const auto& vote) { return closed_[at(vote.project)]; });
    const auto outcome =
        selection::constrained_shares(instance_, open, rule_, shares_, progress);
    obstacles_ = outcome.not_bought;
    return picks_of(outcome);
}

/// One for each project, in the order of its first level.
std::vector<Pick> ConstrainedChooser::picks_of(
    const selection::ConstrainedOutcome& outcome) const {
    std::vector<Pick> picks;
    std::vector<std::vector<Rational>> carried;  // by pick, by voter
    std::vector<int> pick_of(frame().projects.size(), -1);
    for (const selection::LevelPurchase& bought : outcome.purchases) {
        int& index = pick_of[at(bought.project)];
        if (index < 0) {
            index = static_cast<int>(picks.size());
            picks.emplace_back().purchase.project = bought.project;
            picks.back().purchase.tied = bought.tied;
            carried.emplace_back(profile_.ballots.size());
        }
        Pick& pick = picks[at(index)];
        const Commitment& commitment = *frame().projects[at(bought.project)];
        pick.level = levels_of(commitment)[at(bought.level)];
        pick.cost = total_effort(commitment.scopes[at(pick.level)]).units();
        if (bought.step == selection::Step::completion)
            pick.purchase.step = selection::Step::completion;
        else
            pick.value = bought.dominant_price;
        for (const selection::ResourcePayment& payment : bought.payments)
            carried[at(index)][at(payment.voter)] += payment.amount;
    }
    for (std::size_t i = 0; i < picks.size(); ++i) finish(picks[i], carried[i]);
    return picks;
}

void ConstrainedChooser::finish(Pick& pick, const std::vector<Rational>& carried) const {
    const auto votes = static_cast<std::int64_t>(supporters_of(pick.purchase.project).size());
    const Rational even = Rational(pick.cost, std::max<std::int64_t>(votes, 1));
    Rational largest;
    Rational able;  // of an even part of the cost
    for (std::size_t v = 0; v < carried.size(); ++v) {
        if (carried[v].sign() == 0) continue;
        pick.purchase.payments.push_back({static_cast<int>(v), carried[v]});
        largest = std::max(largest, carried[v]);
        able += std::min(Rational(1), carried[v] / even);
    }
    const bool is_completion = pick.purchase.step == selection::Step::completion;
    if (pick.cost == 0)
        pick.purchase.effective_support = votes;
    else
        pick.purchase.effective_support =
            is_completion || largest.sign() == 0 ? able : Rational(pick.cost) / largest;
}

std::string ConstrainedChooser::why_not(int project) const {
    const auto found = std::ranges::find_if(obstacles_, [&](const selection::NotBought& no) {
        return no.project == project && no.level == 0;
    });
    if (found == obstacles_.end() || closed_[at(project)]) return {};
    const auto& resources = instance_.resources;
    switch (found->obstacle) {
        case Obstacle::cap:
            return instance_.categories[at(found->other)].id + " would pass its cap by " +
                   days(found->missing);
        case Obstacle::floor:
            return "of " + resources[at(found->other)].id + " it would take " +
                   days(found->missing) + " that are kept for floors";
        case Obstacle::budget:
            return "of " + resources[at(found->other)].id + " there are " + days(found->missing) +
                   " too few left";
        case Obstacle::shares:
            return "of " + resources[at(found->other)].id + " its supporters have " +
                   days(found->missing) + " too few left";
        case Obstacle::excluded:
            return "'" + frame().projects[at(found->other)]->id.key() + "' excludes it";
        case Obstacle::prerequisite:
            return "it waits for '" + frame().projects[at(found->other)]->id.key() + "'";
        case Obstacle::no_supporters:
        case Obstacle::stopped: break;
    }
    return {};
}

void ConstrainedChooser::tell(Choice& choice,
                              const std::vector<std::pair<Pick, std::int64_t>>& picks) const {
    const auto sum = [&](auto amount) {
        std::int64_t units = 0;
        for (const auto& [pick, pass] : picks) {
            const Commitment& commitment = *frame().projects[at(pick.purchase.project)];
            units += amount(commitment, commitment.scopes[at(pick.level)]);
        }
        return PersonDays::from_units(units);
    };
    for (const EffortResource& resource : resources_) {
        SharedResource row;
        for (const int skill : resource.skills) row.expertises.push_back(frame().expertise(skill));
        if (resource.end - resource.begin < frame().num_periods)
            row.period = Period{frame().quarter(resource.begin), frame().quarter(resource.end)};
        row.available = PersonDays::from_units(resource.budget);
        row.taken = sum([&](const Commitment& commitment, const Scope& scope) {
            return taken_of(frame(), resource, commitment, scope);
        });
        choice.shared.push_back(std::move(row));
    }
    for (const ChoiceCategory& asked : this->asked().categories) {
        const Limits limits = limits_of(frame(), asked, this->asked().resources);
        CategoryOutcome row{asked.theme, asked.expertise, PersonDays::from_units(limits.floor), {},
                            sum([&](const Commitment& commitment, const Scope& scope) {
                                return counted_in(asked, commitment, scope);
                            })};
        if (limits.cap) row.cap = PersonDays::from_units(*limits.cap);
        choice.categories.push_back(std::move(row));
    }
}

}  // namespace areena::planning
