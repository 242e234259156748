#include "planning/choice_reader.hpp"

#include "planning/rule_chooser.hpp"

#include <algorithm>
#include <map>

namespace areena::planning {

namespace {
std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// The timetable had a say where the rule chose it or, if what is left is used step by step, where
/// effort was left and somebody wanted it.
LeftOutBy left_out_by(const LeftOut& left_out, bool was_chosen, bool completes) {
    const bool is_choice = !completes || left_out.code == "effort" ||
                           left_out.code == "no_support" || left_out.code == "not_chosen";
    return is_choice && !was_chosen ? LeftOutBy::choice : LeftOutBy::timetable;
}
}  // namespace

ChoiceReader::ChoiceReader(const Plan& plan)
    : plan_(plan.document()),
      frame_(plan.network()),
      priorities_(priorities_of(frame_)),
      supporters_(supporters_of(priorities_)),
      was_chosen_(frame_.projects.size()) {
    std::map<MemberId, int> place;
    for (std::size_t m = 0; m < priorities_.voters.size(); ++m)
        place[priorities_.voters[m]->id] = static_cast<int>(m);
    // A document may have been made by others: what it names need not be a project.
    for (const Pass& pass : plan_.passes) {
        for (const CommitmentId& id : pass.chosen)
            if (const int project = frame_.project(id); project >= 0 && keeps_shares(asked()))
                was_chosen_[at(project)] = true;
        for (const Exclusion& each : pass.excluded)
            if (const int project = frame_.project(each.commitment); project >= 0) {
                was_chosen_[at(project)] = true;
                barred_.push_back(project);
            }
    }
    for (const Chosen& chosen : plan_.choice.commitments) {
        auto& row = carried_.emplace_back();
        for (const Support& support : chosen.support)
            if (const auto found = place.find(support.member); found != place.end())
                row.push_back({found->second, &support.amount});
    }
}

/// What a member began with: its own share where the plan begins from a ledger.
Rational ChoiceReader::opening_share(int member) const {
    const bool has_own = plan_.provenance.options.choice.carry_over &&
                         plan_.ledger.size() == priorities_.voters.size();
    return has_own ? plan_.ledger[at(member)].share : plan_.choice.share;
}

/// What the plan itself says of the supporters' shares.
ChoiceReason ChoiceReader::account(const LeftOut& left_out) const {
    const int project = frame_.project(left_out.commitment);
    const std::vector<int>& supporters = supporters_[at(project)];
    const auto votes = static_cast<std::int64_t>(supporters.size());
    std::vector<std::optional<Rational>> left(priorities_.voters.size());
    Rational share;  // of all supporters, together
    for (const int m : supporters) share += *(left[at(m)] = opening_share(m));

    ChoiceReason out;
    out.commitment = left_out.commitment;
    out.was_chosen = was_chosen(project);
    out.untold = EnoughUntold::left_open;
    out.left_out_by =
        left_out_by(left_out, out.was_chosen,
                    keeps_shares(asked()) &&
                        completion_of(asked()) == selection::Completion::utilitarian);
    out.supporters = votes;
    out.cost = PersonDays::from_units(priorities_.instance.projects[at(project)].cost);
    out.share = share;
    for (std::size_t c = 0; c < carried_.size(); ++c) {
        SharedEffort went{plan_.choice.commitments[c].commitment, 0, {}};
        for (const Carried& each : carried_[c]) {
            auto& has = left[at(each.voter)];
            if (!has) continue;
            ++went.members;
            went.amount += *each.amount;
            // By a rule without shares there is nothing to take from.
            *has = std::max(Rational(), *has - *each.amount);
        }
        if (went.amount.sign() > 0) out.went_to.push_back(std::move(went));
    }
    for (const int m : supporters) out.left += *left[at(m)];
    std::ranges::stable_sort(out.went_to, [](const SharedEffort& a, const SharedEffort& b) {
        return a.amount > b.amount;
    });
    if (out.cost.units() == 0) {
        out.effective_support = votes;
    } else if (votes > 0) {
        const Rational part(out.cost.units(), 100 * votes);
        for (const int m : supporters)
            out.effective_support +=
                *left[at(m)] < part ? *left[at(m)] / part : Rational(1);
    }
    return out;
}

std::optional<EnoughUntold> ChoiceReader::untold() const {
    if (is_constrained(asked())) return EnoughUntold::constraints;
    if (asked().carry_over) return EnoughUntold::ledger;
    return std::nullopt;
}

namespace {
/// Whether these are the commitments that a pass chose, in their order.
template <class Rounds>
bool is_same(const Frame& frame, const Rounds& rounds, const Pass& told) {
    return std::ranges::equal(rounds, told.chosen, [&](const auto& round, const CommitmentId& id) {
        return frame.projects[at(round.project)]->id == id;
    });
}
}  // namespace

ChoiceReader::Found ChoiceReader::in_passes(const std::vector<int>& projects,
                                            const Progress& progress) const {
    const selection::Election election(priorities_.instance, priorities_.profile, asked().utility);
    const selection::Options ties = ties_of(frame_, asked());
    const auto passes = selection::equal_shares_in_passes(election, ties, barred_, progress);
    const bool is_plan_s =
        std::ranges::equal(passes, plan_.passes, [this](const auto& run, const Pass& told) {
            return is_same(frame_, run.purchases, told);
        });
    if (!is_plan_s) return std::nullopt;
    return selection::why_not(election, ties, barred_, projects, progress);
}

/// As if what the timetable ruled out had never been proposed: the last pass.
ChoiceReader::Found ChoiceReader::by_rule(const std::vector<int>& projects,
                                          const Progress& progress) const {
    std::vector<bool> closed(frame_.projects.size());
    for (const int p : barred_) closed[at(p)] = true;
    const auto election = open_election(priorities_, closed, asked().utility);
    const selection::RuleOptions options{asked().rule, completion_of(asked()),
                                         ties_of(frame_, asked())};
    const auto made = selection::select(election, options, progress);
    if (plan_.passes.empty() || !is_same(frame_, made.rounds, plan_.passes.back()))
        return std::nullopt;
    return selection::why_not(election, options, made, projects, progress);
}

std::vector<ChoiceReason> ChoiceReader::accounts(
    const std::vector<const LeftOut*>& left_out) const {
    std::vector<ChoiceReason> out;
    for (const LeftOut* each : left_out) out.push_back(account(*each));
    return out;
}

void ChoiceReader::check(std::vector<ChoiceReason>& reasons, const Progress& progress) const {
    std::vector<int> projects;
    std::vector<ChoiceReason*> open;
    for (ChoiceReason& reason : reasons) {
        reason.untold = reason.was_chosen ? EnoughUntold::was_chosen : untold();
        if (reason.untold) continue;
        projects.push_back(frame_.project(reason.commitment));
        open.push_back(&reason);
    }
    if (open.empty()) return;
    const Found found =
        keeps_shares(asked()) ? in_passes(projects, progress) : by_rule(projects, progress);
    const EnoughUntold rest = found ? EnoughUntold::left_open : EnoughUntold::not_repeated;
    for (ChoiceReason* reason : open) reason->untold = rest;
    if (!found) return;
    for (std::size_t i = 0; i < found->size(); ++i) tell((*found)[i], *open[i]);
}

void ChoiceReader::tell(const selection::WhyNot& why, ChoiceReason& reason) const {
    reason.is_checked = true;
    reason.untold.reset();
    reason.extra_supporters = why.extra_supporters;
    reason.is_fewest = why.is_fewest;
    for (const selection::Joiner& joiner : why.joiners)
        reason.joiners.push_back(priorities_.voters[at(joiner.group)]->id);
    if (why.largest_cost) reason.largest_cost = PersonDays::from_units(*why.largest_cost);
    reason.is_largest = why.is_largest;
}

std::vector<ChoiceReason> explain_choice(const Plan& plan, Enough enough,
                                         const Progress& progress) {
    std::vector<const LeftOut*> projects;
    for (const LeftOut& each : plan.document().left_out)
        if (plan.network().commitments().at(each.commitment).kind == CommitmentKind::project)
            projects.push_back(&each);
    const ChoiceReader reader(plan);
    std::vector<ChoiceReason> reasons = reader.accounts(projects);
    if (enough == Enough::told) reader.check(reasons, progress);
    return reasons;
}

}  // namespace areena::planning
