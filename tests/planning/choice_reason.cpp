#include "areena/io/json_document.hpp"
#include "areena/planning/choice_reason.hpp"
#include "areena/planning/choose.hpp"
#include "areena/planning/plan.hpp"
#include "catch.hpp"
#include "planning/random_network.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <set>
#include <stop_token>

using namespace areena;
using namespace areena::planning;
using namespace areena::testing;

/// \file
/// Each claim about what would have been enough is held against a plan of the changed network.

namespace {

/// One start: planning then goes the same way until the change shows.
PlanOptions once(const ChoiceOptions& choice = {}) {
    PlanOptions options;
    options.work = 20'000;
    options.starts = 1;
    options.choice = choice;
    return options;
}

/// Whether a commitment would be chosen in a network that was changed.
using IsChosen = std::function<bool(const Network& changed, const CommitmentId& id)>;

/// By equal shares that go on from pass to pass: in some pass of a plan.
IsChosen in_some_pass(const ChoiceOptions& choice = {}) {
    return [choice](const Network& network, const CommitmentId& id) {
        const Plan made = planning::plan(network, once(choice));
        return std::ranges::any_of(made.document().passes, [&](const Pass& pass) {
            return std::ranges::count(pass.chosen, id) != 0;
        });
    };
}

/// By any other rule: by the choice alone, without what the timetable ruled out in `plan`.
IsChosen by_choice(const Plan& plan) {
    std::set<CommitmentId> out;
    for (const Pass& pass : plan.document().passes)
        for (const Exclusion& each : pass.excluded) out.insert(each.commitment);
    return [out, choice = plan.document().provenance.options.choice](const Network& network,
                                                                     const CommitmentId& id) {
        Draft draft = network.edit();
        for (Ballot ballot : network.ballots()) {
            REQUIRE(ballot.format == BallotFormat::approval);
            std::erase_if(ballot.commitments, [&](const auto& each) { return out.contains(each); });
            draft.update(ballot);
        }
        const Choice made = planning::choose(draft.build(), choice);
        return std::ranges::count(made.commitments, id, &Chosen::commitment) != 0;
    };
}

bool names(const Ballot& ballot, const CommitmentId& id) {
    return std::ranges::count(ballot.commitments, id) != 0;
}

Network with_supporters(const Network& network, const std::vector<MemberId>& joiners,
                        const CommitmentId& id) {
    Draft draft = network.edit();
    for (Ballot ballot : network.ballots())
        if (std::ranges::count(joiners, ballot.member) != 0) {
            ballot.commitments.push_back(id);
            if (ballot.format == BallotFormat::points) ballot.points.push_back(1);
            draft.update(ballot);
        }
    return draft.build();
}

/// The default scope takes `cost` in all, of its first expertise alone.
Network with_cost(const Network& network, const CommitmentId& id, PersonDays cost) {
    Draft draft = network.edit();
    Commitment commitment = network.commitments().at(id);
    for (Scope& scope : commitment.scopes)
        if (scope.is_default) {
            scope.effort.resize(1);
            scope.effort[0].days = cost;
        }
    draft.update(commitment);
    return draft.build();
}

std::vector<MemberId> others(const Network& network, const CommitmentId& id) {
    std::vector<MemberId> out;
    for (const Ballot& ballot : network.ballots())
        if (!names(ballot, id)) out.push_back(ballot.member);
    return out;
}

/// No set of fewer members would have been enough.
void check_fewest(const Network& network, const ChoiceReason& reason,
                  const IsChosen& is_chosen = in_some_pass()) {
    const auto able = others(network, reason.commitment);
    const auto most = reason.extra_supporters ? *reason.extra_supporters - 1
                                              : static_cast<std::int64_t>(able.size());
    for (unsigned set = 1; set < 1U << able.size(); ++set) {
        if (std::popcount(set) != most) continue;
        std::vector<MemberId> joiners;
        for (std::size_t i = 0; i < able.size(); ++i)
            if ((set >> i & 1U) != 0) joiners.push_back(able[i]);
        CHECK_FALSE(
            is_chosen(with_supporters(network, joiners, reason.commitment), reason.commitment));
    }
}

void check_enough(const Network& network, const ChoiceReason& reason,
                  const IsChosen& is_chosen = in_some_pass()) {
    if (!reason.extra_supporters) return;
    REQUIRE(std::cmp_equal(reason.joiners.size(), *reason.extra_supporters));
    CHECK(is_chosen(with_supporters(network, reason.joiners, reason.commitment),
                    reason.commitment));
}

void check_cost(const Network& network, const ChoiceReason& reason,
                const IsChosen& is_chosen = in_some_pass()) {
    const auto units = [](std::int64_t n) { return PersonDays::from_units(n); };
    const CommitmentId& id = reason.commitment;
    const std::int64_t largest = reason.largest_cost ? reason.largest_cost->units() : -1;
    if (largest >= 0) CHECK(is_chosen(with_cost(network, id, units(largest)), id));
    if (largest + 1 < reason.cost.units())
        CHECK_FALSE(is_chosen(with_cost(network, id, units(largest + 1)), id));
}

/// Members' shares as the plan tells them, one by one.
void check_account(const Network& network, const PlanDocument& plan, const ChoiceReason& reason) {
    std::map<MemberId, Rational> left;
    for (const Ballot& ballot : network.ballots())
        if (names(ballot, reason.commitment)) left[ballot.member] = plan.choice.share;
    const auto votes = static_cast<std::int64_t>(left.size());
    CHECK(reason.supporters == votes);
    CHECK(reason.share == plan.choice.share * votes);
    Rational went;
    std::map<CommitmentId, Rational> by_commitment;
    for (const Chosen& chosen : plan.choice.commitments)
        for (const Support& support : chosen.support)
            if (left.contains(support.member)) {
                left[support.member] -= support.amount;
                by_commitment[chosen.commitment] += support.amount;
                went += support.amount;
            }
    CHECK(reason.left == reason.share - went);
    std::map<CommitmentId, Rational> told;
    for (const SharedEffort& each : reason.went_to) {
        told[each.commitment] = each.amount;
        CHECK(each.members > 0);
    }
    CHECK(told == by_commitment);
    CHECK(std::ranges::is_sorted(reason.went_to, std::ranges::greater{}, &SharedEffort::amount));
    Rational support;
    for (const auto& [member, has] : left) {
        const Rational could = has * Rational(100 * votes, std::max<std::int64_t>(
                                                               reason.cost.units(), 1));
        support += could < Rational(1) ? could : Rational(1);
    }
    if (reason.cost.units() > 0) CHECK(reason.effective_support == support);
}

/// With the priorities that planning takes from needs as responses, so that they can be changed.
Network with_responses(const Network& network) {
    if (!network.ballots().empty()) return network;
    Draft draft = network.edit();
    std::map<MemberId, std::set<std::string>> wanted;
    for (const Need& need : network.needs()) {
        auto& all = wanted[need.member];
        for (const Commitment& commitment : network.commitments())
            if (commitment.kind == CommitmentKind::project &&
                std::ranges::count(commitment.themes, need.theme) != 0)
                all.insert(commitment.id.key());
    }
    for (const auto& [member, all] : wanted)
        draft.add(approval("b-" + member.key(), member.key(), {all.begin(), all.end()}));
    return draft.build();
}

/// With a quarter of the days, so that much is left out by the choice.
Network with_fewer_days(const Network& network) {
    Draft draft = network.edit();
    for (Capacity capacity : network.capacities()) {
        capacity.days = PersonDays::from_units(capacity.days.units() / 4);
        draft.update(capacity);
    }
    return draft.build();
}

Network example(const std::string& name) {
    return io::read(std::string(AREENA_SOURCE_DIR) + "/examples/" + name).draft.build();
}

}  // namespace

TEST_CASE("what would have been enough is what plans of changed networks say",
          "[planning][oracle]") {
    int enough = 0;
    int never = 0;
    int cheaper = 0;
    int by_timetable = 0;
    int after_giving_back = 0;
    for (std::uint64_t seed = 0; seed < 120; ++seed) {
        INFO("seed " << seed);
        Network network = with_responses(random_network(seed));
        if (seed % 2 == 1) network = with_fewer_days(network);
        if (network.ballots().empty()) continue;
        const Plan plan = planning::plan(network, once());
        for (const ChoiceReason& reason : explain_choice(plan)) {
            INFO("commitment " << reason.commitment.key());
            check_account(network, plan.document(), reason);
            CHECK(plan.explain(reason.commitment).choice_reason == reason);
            by_timetable += reason.left_out_by == LeftOutBy::timetable;
            CHECK(reason.is_checked != reason.was_chosen);
            CHECK(reason.untold == (reason.was_chosen ? std::optional(EnoughUntold::was_chosen)
                                                      : std::nullopt));
            if (!reason.is_checked) {
                CHECK_FALSE(reason.extra_supporters);
                CHECK_FALSE(reason.largest_cost);
                continue;
            }
            check_enough(network, reason);
            check_fewest(network, reason);
            check_cost(network, reason);
            enough += reason.extra_supporters.has_value();
            never += !reason.extra_supporters.has_value();
            cheaper += reason.largest_cost.has_value();
            after_giving_back += plan.document().passes.size() > 1;
        }
    }
    CHECK(enough > 50);
    CHECK(never > 20);
    CHECK(cheaper > 50);
    CHECK(by_timetable > 50);
    CHECK(after_giving_back > 20);
}

TEST_CASE("needs say as much as responses that name the same projects", "[planning][property]") {
    int told = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        Draft draft = random_network(seed).edit();
        draft.data().ballots.clear();
        const Network network = draft.build();
        const Plan by_needs = planning::plan(network, once());
        if (by_needs.document().choice.members == 0) continue;
        const Plan by_responses = planning::plan(with_responses(network), once());
        INFO("seed " << seed);
        CHECK(explain_choice(by_needs) == explain_choice(by_responses));
        told += static_cast<int>(explain_choice(by_needs).size());
    }
    CHECK(told > 50);
}

TEST_CASE("the samples' reasons hold", "[planning][oracle]") {
    for (const std::string name : {"tiny", "finland"}) {
        const Network network = example(name);
        const Plan plan = planning::plan(network, once());
        const auto reasons = explain_choice(plan);
        std::size_t projects = 0;
        for (const LeftOut& left : plan.document().left_out)
            projects += network.commitments().at(left.commitment).kind == CommitmentKind::project;
        CHECK(reasons.size() == projects);
        const auto left_open = explain_choice(plan, Enough::left_open);
        REQUIRE(left_open.size() == reasons.size());
        for (std::size_t i = 0; i < reasons.size(); ++i) {
            ChoiceReason told = reasons[i];
            told.is_checked = told.is_fewest = told.is_largest = false;
            told.untold = EnoughUntold::left_open;
            told.extra_supporters.reset();
            told.largest_cost.reset();
            told.joiners.clear();
            CHECK(left_open[i] == told);
        }
        for (const ChoiceReason& reason : reasons) {
            INFO(name << ", commitment " << reason.commitment.key());
            check_account(network, plan.document(), reason);
            if (!reason.is_checked) continue;
            check_enough(network, reason);
            check_cost(network, reason);
            // All sets of members would be too many: dropping any one of those who do must fail.
            for (std::size_t i = 0; i < reason.joiners.size(); ++i) {
                auto fewer = reason.joiners;
                fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
                CHECK_FALSE(in_some_pass()(with_supporters(network, fewer, reason.commitment),
                                           reason.commitment));
            }
        }
    }
}

TEST_CASE("a plan that was stopped tells accounts, and nothing that it cannot check",
          "[planning][unit]") {
    const Network network = example("tiny");
    std::stop_source source;
    source.request_stop();
    Progress stopped;
    stopped.stop = source.get_token();
    const Plan plan = planning::plan(network, once(), stopped);
    for (const ChoiceReason& reason : explain_choice(plan)) {
        check_account(network, plan.document(), reason);
        if (!reason.is_checked) CHECK_FALSE(reason.extra_supporters);
    }
}

namespace {
using selection::Completion;
using selection::Rule;
using selection::TieKey;
using selection::Utility;

/// Rules, utilities, completions and orders of ties, each in one way of choosing at least.
std::vector<ChoiceOptions> ways() {
    std::vector<ChoiceOptions> ways;
    const auto add = [&](Rule rule, Utility utility, std::optional<Completion> completion = {},
                         std::vector<TieKey> ties = selection::default_ties()) {
        ChoiceOptions& way = ways.emplace_back();
        way.rule = rule;
        way.utility = utility;
        way.completion = completion;
        way.ties = std::move(ties);
    };
    add(Rule::equal_shares, Utility::cost, std::nullopt, {TieKey::max_cost, TieKey::id});
    add(Rule::equal_shares, Utility::cardinality, Completion::none, {TieKey::lot});
    add(Rule::equal_shares, Utility::effort);
    add(Rule::equal_shares, Utility::cost, Completion::add1);
    add(Rule::equal_shares, Utility::cost, Completion::phragmen);
    add(Rule::phragmen, Utility::cost, std::nullopt, {TieKey::max_votes, TieKey::lot});
    add(Rule::maximin_support, Utility::cost, std::nullopt, {TieKey::refuse});
    add(Rule::bounded_overspending, Utility::cardinality);
    add(Rule::exact_equal_shares, Utility::cost);
    add(Rule::welfare, Utility::cardinality);
    add(Rule::cstv, Utility::points);
    add(Rule::greedy_votes, Utility::cost, std::nullopt, {TieKey::min_cost});
    add(Rule::greedy_utility, Utility::cardinality);
    add(Rule::greedy_per_cost, Utility::cost_sqrt);
    return ways;
}

}  // namespace

TEST_CASE("by every rule and order of ties, what would have been enough is what changed choices say",
          "[planning][oracle]") {
    for (const ChoiceOptions& way : ways()) {
        int enough = 0;
        int proved = 0;
        int cheaper = 0;
        for (std::uint64_t seed = 0; seed < 24; ++seed) {
            INFO("rule " << selection::name_of(way.rule) << ", seed " << seed);
            Network network = with_responses(random_network(seed));
            if (seed % 2 == 1) network = with_fewer_days(network);
            if (network.ballots().empty()) continue;
            const Plan plan = planning::plan(network, once(way));
            const bool goes_on =
                way.rule == Rule::equal_shares &&
                way.completion.value_or(Completion::none) == Completion::none;
            const IsChosen is_chosen = goes_on ? in_some_pass(way) : by_choice(plan);
            for (const ChoiceReason& reason : explain_choice(plan)) {
                INFO("commitment " << reason.commitment.key());
                CHECK(reason.is_checked != reason.was_chosen);
                CHECK(reason.is_checked != reason.untold.has_value());
                if (!reason.is_checked) continue;
                CHECK_FALSE(is_chosen(network, reason.commitment));
                check_enough(network, reason, is_chosen);
                check_cost(network, reason, is_chosen);
                if (reason.is_fewest) check_fewest(network, reason, is_chosen);
                enough += reason.extra_supporters.has_value();
                proved += reason.is_fewest;
                cheaper += reason.largest_cost.has_value();
            }
        }
        INFO("rule " << selection::name_of(way.rule));
        CHECK(enough > 5);
        CHECK(proved > 5);
        CHECK(cheaper > 5);
    }
}

TEST_CASE("where the choice cannot be run again on changed priorities it is said why",
          "[planning][unit]") {
    const Network network = with_fewer_days(example("tiny"));
    ChoiceOptions constrained;
    constrained.resources = ChoiceResources::expertise;
    ChoiceOptions carried;
    carried.carry_over = CarryOver{1, {}};
    for (const auto& [way, why] : {std::pair(constrained, EnoughUntold::constraints),
                                   {carried, EnoughUntold::ledger}}) {
        int told = 0;
        for (const ChoiceReason& reason : explain_choice(planning::plan(network, once(way)))) {
            CHECK_FALSE(reason.is_checked);
            CHECK(reason.untold == (reason.was_chosen ? EnoughUntold::was_chosen : why));
            told += reason.untold == why;
        }
        CHECK(told > 0);
    }
}
