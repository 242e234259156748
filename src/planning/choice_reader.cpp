#include "planning/choice_reader.hpp"

#include <algorithm>
#include <map>

namespace areena::planning {

namespace {
std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// The timetable had a say wherever effort was left and somebody wanted it.
LeftOutBy left_out_by(const LeftOut& left_out, bool was_chosen) {
    const bool is_choice = left_out.code == "effort" || left_out.code == "no_support" ||
                           left_out.code == "not_chosen";
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
            if (const int project = frame_.project(id); project >= 0)
                was_chosen_[at(project)] = true;
        for (const Exclusion& each : pass.excluded)
            if (const int project = frame_.project(each.commitment); project >= 0)
                barred_.push_back(project);
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
    out.left_out_by = left_out_by(left_out, out.was_chosen);
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

std::optional<selection::Election> ChoiceReader::election(const Progress& progress) const {
    const Choice& choice = plan_.choice;
    const ChoiceOptions& asked = plan_.provenance.options.choice;
    const bool goes_on = choice.rule == selection::Rule::equal_shares &&
                         (choice.completion == selection::Completion::utilitarian ||
                          choice.completion == selection::Completion::none);
    const bool is_plain = choice.utility == selection::Utility::cost && choice.shared.empty() &&
                          !asked.carry_over && asked.ties == selection::default_ties() &&
                          asked.order.empty();
    if (!goes_on || !is_plain) return std::nullopt;
    selection::Election election(priorities_.instance, priorities_.profile,
                                 selection::Utility::cost);
    if (!gives_passes(election, progress)) return std::nullopt;
    return election;
}

/// Whether the choice run again is the one that the plan tells; it is not where planning was
/// stopped, or chose in another way.
bool ChoiceReader::gives_passes(const selection::Election& election,
                                const Progress& progress) const {
    const auto passes = selection::equal_shares_in_passes(election, {}, barred_, progress);
    const auto is_same = [&](const selection::SharesPass& run, const Pass& told) {
        return std::ranges::equal(run.purchases, told.chosen,
                                  [&](const selection::Purchase& purchase, const CommitmentId& id) {
                                      return frame_.projects[at(purchase.project)]->id == id;
                                  });
    };
    return std::ranges::equal(passes, plan_.passes, is_same);
}

std::vector<ChoiceReason> ChoiceReader::accounts(
    const std::vector<const LeftOut*>& left_out) const {
    std::vector<ChoiceReason> out;
    for (const LeftOut* each : left_out) out.push_back(account(*each));
    return out;
}

void ChoiceReader::check(std::vector<ChoiceReason>& reasons, const Progress& progress) const {
    const auto again = election(progress);
    if (!again) return;
    std::vector<int> projects;
    std::vector<ChoiceReason*> asked;
    for (ChoiceReason& reason : reasons)
        if (!reason.was_chosen) {
            projects.push_back(frame_.project(reason.commitment));
            asked.push_back(&reason);
        }
    const auto found = selection::why_not(*again, selection::Options{}, barred_, projects, progress);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const selection::WhyNot& why = found[i];
        ChoiceReason& reason = *asked[i];
        reason.is_checked = true;
        reason.extra_supporters = why.extra_supporters;
        for (const selection::Joiner& joiner : why.joiners)
            reason.joiners.push_back(priorities_.voters[at(joiner.group)]->id);
        if (why.largest_cost) reason.largest_cost = PersonDays::from_units(*why.largest_cost);
    }
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
