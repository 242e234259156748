#include "planning/chooser.hpp"

#include "areena/selection/ledger.hpp"
#include "planning/carriers.hpp"
#include "planning/constrained_chooser.hpp"
#include "planning/rule_chooser.hpp"
#include "planning/shares_chooser.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace areena::planning {

namespace {
using selection::Completion;
using selection::name_of;
using selection::Rule;
using selection::TieKey;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

[[noreturn]] void refuse(const std::string& message) { throw Error("plan.choice", message); }

/// Of equal shares with a completion that leaves them as they are.
bool has_fixed_shares(const ChoiceOptions& options) {
    const Completion completion = completion_of(options);
    return options.rule == Rule::equal_shares &&
           (completion == Completion::none || completion == Completion::utilitarian);
}

void check(const ChoiceOptions& options) {
    const std::string rule = "rule '" + std::string(name_of(options.rule)) + "'";
    const Completion completion = completion_of(options);
    const bool is_add_opt =
        options.rule == Rule::exact_equal_shares && completion == Completion::add_opt;
    if (options.rule != Rule::equal_shares && completion != Completion::none && !is_add_opt)
        refuse(rule + " has no completion '" + std::string(name_of(completion)) +
               "': completions go on from what equal shares leaves; leave the completion out, or "
               "choose by 'equal_shares'");
    const auto need_shares = [&](std::string_view what) {
        if (options.rule != Rule::equal_shares)
            refuse(rule + " cannot " + std::string(what) + "; 'equal_shares' can");
        if (!has_fixed_shares(options))
            refuse("completion '" + std::string(name_of(completion)) + "' cannot " +
                   std::string(what) + "; 'none' and 'utilitarian' can");
    };
    if (options.resources != ChoiceResources::effort)
        need_shares("share out several resources");
    if (!options.categories.empty()) need_shares("keep floors and caps of categories");
    if (options.carry_over) need_shares("begin from a ledger");
    if (has_fixed_shares(options) && options.utility == selection::Utility::chamberlin_courant)
        throw Error("selection.utility",
                    "equal shares adds up what a member has from each commitment, and with "
                    "chamberlin_courant the best alone counts; rules that take it: welfare, "
                    "greedy_utility, greedy_per_cost, greedy_votes, phragmen and maximin_support");
    if (has_fixed_shares(options) && std::ranges::count(options.ties, TieKey::refuse) > 0)
        refuse("equal shares with completion '" + std::string(name_of(completion)) +
               "' decides every tie, as a pass goes on from the one before; leave the key 'refuse' "
               "out, or take another completion or rule");
}
}  // namespace

Completion completion_of(const ChoiceOptions& options) {
    return options.completion.value_or(options.rule == Rule::equal_shares ? Completion::utilitarian
                                                                          : Completion::none);
}

bool is_constrained(const ChoiceOptions& options) {
    return options.resources != ChoiceResources::effort || !options.categories.empty();
}

bool keeps_shares(const ChoiceOptions& options) {
    return has_fixed_shares(options) && !is_constrained(options);
}

selection::Options ties_of(const Frame& frame, const ChoiceOptions& options) {
    selection::Options ties;
    ties.ties = options.ties;
    ties.seed = static_cast<std::uint64_t>(options.seed);
    for (const CommitmentId& id : options.order) {
        static_cast<void>(frame.network.commitments().at(id));
        const int project = frame.project(id);
        if (project < 0)
            throw Error("plan.not_a_project",
                        "commitment '" + id.key() + "' is standing or recurring work, which is "
                                                    "not chosen; leave it out of the order");
        ties.order.push_back(project);
    }
    return ties;
}

std::unique_ptr<Chooser> make_chooser(const Frame& frame, const ChoiceOptions& options) {
    check(options);
    if (is_constrained(options)) return std::make_unique<ConstrainedChooser>(frame, options);
    if (keeps_shares(options)) return std::make_unique<SharesChooser>(frame, options);
    return std::make_unique<RuleChooser>(frame, options);
}

Chooser::Chooser(const Frame& frame, const ChoiceOptions& options)
    : frame_(frame),
      options_(options),
      priorities_(priorities_of(frame)),
      supporters_(planning::supporters_of(priorities_)) {
    if (!priorities_.voters.empty()) share_ = even_share();
}

Rational Chooser::even_share() const {
    return {priorities_.instance.budget, static_cast<std::int64_t>(priorities_.voters.size())};
}

std::vector<std::string> Chooser::voter_keys() const {
    std::vector<std::string> keys;
    for (const Member* voter : priorities_.voters) keys.push_back(voter->id.key());
    return keys;
}

namespace {
selection::Ledger ledger_of(const CarryOver& carry_over) {
    selection::Ledger ledger;
    for (const CarriedBalance& row : carry_over.balances)
        ledger.balances.push_back({row.member.key(), row.balance});
    return ledger;
}
}  // namespace

std::vector<Rational> Chooser::opening_shares() const {
    const std::size_t voters = priorities_.voters.size();
    if (!options_.carry_over)
        return std::vector<Rational>(voters, voters == 0 ? Rational() : even_share());
    std::vector<Rational> shares = selection::opening_shares(
        ledger_of(*options_.carry_over), voter_keys(), Rational(priorities_.instance.budget, 100),
        options_.carry_over->memory);
    for (Rational& share : shares) share *= Rational(100);
    return shares;
}

std::vector<LedgerEntry> Chooser::ledger(const std::vector<Chosen>& chosen) const {
    std::map<MemberId, Rational> charged;
    const Carriers carriers(frame_, priorities_);
    for (const Chosen& row : chosen) carriers.charge(row, charged);
    std::vector<Rational> spent;
    for (const Member* voter : priorities_.voters) spent.push_back(charged[voter->id]);
    std::vector<Rational> shares = opening_shares();
    for (Rational& share : shares) share /= 100;
    const CarryOver carried = options_.carry_over.value_or(CarryOver{});
    const auto entries =
        selection::settle(ledger_of(carried), voter_keys(), shares, spent, carried.memory);
    std::vector<LedgerEntry> out;
    for (std::size_t v = 0; v < entries.size(); ++v)
        out.push_back({priorities_.voters[v]->id, entries[v].carried, entries[v].share,
                       entries[v].spent, entries[v].balance});
    return out;
}

Pick Chooser::picked(selection::Purchase purchase) const {
    const std::int64_t cost = priorities_.instance.projects[at(purchase.project)].cost;
    return {std::move(purchase), std::nullopt, -1, cost};
}

Choice Chooser::choice(const std::vector<std::pair<Pick, std::int64_t>>& picks) const {
    Choice choice;
    choice.rule = options_.rule;
    choice.utility = options_.utility;
    choice.completion = completion_of(options_);
    choice.ballots = priorities_.basis;
    choice.available = frame_.available;
    choice.members = static_cast<std::int64_t>(priorities_.voters.size());
    choice.share = share_ / 100;
    choice.resources = options_.resources;
    for (const auto& [pick, pass] : picks) choice.commitments.push_back(in_words(pick, pass));
    for (const int project : refused_) choice.refused.push_back(frame_.projects[at(project)]->id);
    choice.finished = finished_;
    tell(choice, picks);
    return choice;
}

Chosen Chooser::in_words(const Pick& pick, std::int64_t pass) const {
    const selection::Purchase& purchase = pick.purchase;
    const Commitment& commitment = *frame_.projects[at(purchase.project)];
    Chosen chosen;
    chosen.commitment = commitment.id;
    chosen.step = purchase.step == selection::Step::shares ? ChoiceStep::shares
                                                           : ChoiceStep::completion;
    chosen.pass = pass;
    chosen.cost = PersonDays::from_units(pick.cost);
    chosen.rho = purchase.rho;
    chosen.value = pick.value;
    if (pick.level >= 0) chosen.scope = commitment.scopes[at(pick.level)].id;
    chosen.effective_support = purchase.effective_support;
    for (const int other : purchase.tied) chosen.tied.push_back(frame_.projects[at(other)]->id);
    for (const selection::Payment& payment : purchase.payments)
        chosen.support.push_back(
            {priorities_.voters[at(payment.voter)]->id, payment.amount / 100});
    return chosen;
}

}  // namespace areena::planning
