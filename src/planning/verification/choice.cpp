#include "planning/verification/reader.hpp"

#include "areena/selection/certificate.hpp"
#include "planning/verification/payments.hpp"

#include <algorithm>
#include <set>

namespace areena::planning::verification {

namespace {
using selection::Completion;
using selection::Rule;

bool is_constrained(const Choice& choice) { return !choice.shared.empty(); }

bool goes_on(const Choice& choice) {
    return choice.rule == Rule::equal_shares && (choice.completion == Completion::none ||
                                                 choice.completion == Completion::utilitarian);
}

/// The first check that fails, or nothing.
std::string fault_of(const selection::Verification& verification) {
    for (const selection::Check& check : verification.checks)
        if (!check.ok) return check.name + ": " + check.message;
    return {};
}

selection::RuleOptions rule_of(const ChoiceOptions& asked, const Choice& choice,
                               const ReadElection& election) {
    selection::RuleOptions options;
    options.rule = choice.rule;
    options.completion = choice.completion;
    options.ties.ties = asked.ties;
    options.ties.seed = static_cast<std::uint64_t>(asked.seed);
    for (const CommitmentId& id : asked.order) options.ties.order.push_back(election.project(id));
    return options;
}
}  // namespace

std::int64_t Reader::cost_of(const Chosen& chosen) const {
    const Commitment& c = network_.commitments().at(chosen.commitment);
    std::int64_t cost = 0;
    for (const Effort& e : (chosen.scope ? scope(c, *chosen.scope) : *c.default_scope()).effort)
        cost += e.days.units();
    return cost;
}

std::string Reader::available_effort() const {
    std::int64_t units = 0;
    for (const Capacity& c : network_.capacities())
        if (promise().period.contains(c.quarter)) units += usable(c);
    for (const Commitment& c : network_.commitments()) {
        const Period open = window(c);
        if (c.kind == CommitmentKind::project || open.empty()) continue;
        for (const auto& [key, days] :
             wanted({c.id, c.kind, c.default_scope()->id, open.start, open.end, {}}))
            units -= days;
    }
    const PersonDays there = PersonDays::from_units(std::max<std::int64_t>(0, units));
    if (there != plan_.choice.available)
        return "the available effort is " + to_string(there) + " person-days and not " +
               to_string(plan_.choice.available);
    return {};
}

/// What holds whatever the rule.
std::string Reader::sums_of_choice() const {
    std::set<CommitmentId> chosen;
    for (const Chosen& c : plan_.choice.commitments) {
        const std::string name = quoted(c.commitment.key());
        if (!chosen.insert(c.commitment).second) return name + " chosen twice";
        const Scheduled* done = entry(c.commitment);
        if (!done) return name + " chosen but not scheduled";
        if (!is_kept() && cost_of(c) != c.cost.units()) return name + " has another cost";
        Rational sum;
        for (const Support& s : c.support) {
            if (s.amount.sign() < 0) return "a negative support for " + name;
            sum += s.amount;
        }
        if (sum > Rational(c.cost.units(), 100))
            return "support of " + name + " adds up to " + to_string(sum);
    }
    for (const Scheduled& e : plan_.timetable)
        if (e.kind == CommitmentKind::project && !chosen.contains(e.commitment))
            return quoted(e.commitment.key()) + " scheduled but not chosen";
    return {};
}

/// A plan that keeps an earlier one was chosen in another network, which is not here to read.
std::string Reader::choice() const {
    if (std::string fault = sums_of_choice(); !fault.empty() || is_kept()) return fault;
    if (std::string fault = available_effort(); !fault.empty()) return fault;
    const Choice& choice = plan_.choice;
    if (choice.rule != asked().rule || choice.utility != asked().utility ||
        choice.resources != asked().resources ||
        choice.completion != asked().completion.value_or(choice.completion) ||
        is_constrained(choice) != (choice.resources != ChoiceResources::effort ||
                                   !asked().categories.empty()))
        return "the choice was made otherwise than was asked for";
    const ReadElection election(network_, choice);
    if (std::cmp_not_equal(election.voters().size(), choice.members))
        return std::to_string(election.voters().size()) + " members have priorities, not " +
               std::to_string(choice.members);
    if (!is_constrained(choice) && !goes_on(choice)) return repeated_choice(election);
    if (choice.members > 0 &&
        choice.share * Rational(choice.members) != Rational(choice.available.units(), 100))
        return "the shares are not the available effort";
    return is_constrained(choice) ? constrained_choice(election) : continued_choice(election);
}

/// Any other rule: run again for each pass from the document's own election, without what earlier
/// passes excluded. The last outcome is certified, and what members carry held to the definition.
std::string Reader::repeated_choice(const ReadElection& read) const {
    if (was_stopped()) return {};
    const selection::RuleOptions options = rule_of(asked(), plan_.choice, read);
    std::set<CommitmentId> closed;
    for (const Pass& pass : plan_.passes) {
        const selection::Election election = read.without(closed);
        const selection::Selection made = selection::select(election, options);
        std::vector<CommitmentId> winners;
        for (const selection::Round& round : made.rounds)
            winners.push_back(read.commitment(round.project));
        if (winners != pass.chosen)
            return "the rule chooses otherwise in pass " + std::to_string(pass.number);
        for (const Exclusion& exclusion : pass.excluded) closed.insert(exclusion.commitment);
        if (&pass != &plan_.passes.back()) continue;
        if (std::string fault = fault_of(selection::certify(election, options, made));
            !fault.empty())
            return fault;
        if (made.share != plan_.choice.share * Rational(100)) return "the shares are others";
        if (made.rounds.size() != plan_.choice.commitments.size() || !pass.excluded.empty())
            return "more or less was chosen than the last pass tells";
        PaymentReader payments(election, plan_.choice.rule,
                               std::vector<Rational>(read.voters().size(), made.share));
        for (std::size_t i = 0; i < made.rounds.size(); ++i) {
            const selection::Round& round = made.rounds[i];
            const Chosen& c = plan_.choice.commitments[i];
            const auto& value = plan_.choice.rule == Rule::equal_shares ? c.rho : c.value;
            const bool is_step = round.completes == (c.step == ChoiceStep::completion);
            if (c.commitment != winners[i] || !is_step ||
                (!round.completes && value != round.value) || c.pass != pass.number)
                return quoted(c.commitment.key()) + " was chosen otherwise";
            const auto paid = read.carried(election, c);
            if (!paid) return quoted(c.commitment.key()) + " is carried by who does not support it";
            if (std::string fault = payments.read(c, round.project, *paid); !fault.empty())
                return fault;
        }
    }
    return {};
}

}  // namespace areena::planning::verification
