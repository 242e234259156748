#include "areena/planning/choose.hpp"

#include "areena/planning/plan.hpp"
#include "areena/planning/verify.hpp"
#include "areena/selection/utilitarian.hpp"
#include "catch.hpp"
#include "planning/elections.hpp"
#include "planning/few_projects.hpp"

#include <set>
#include <vector>

using namespace areena;
using namespace areena::planning;
using namespace areena::testing;
using selection::Completion;
using selection::Rule;
using selection::Utility;

namespace {
template <class Enum>
std::vector<Enum> all_of_them() {
    std::vector<Enum> out;
    for (std::size_t i = 0; i < type_of<Enum>().choices.size(); ++i)
        out.push_back(static_cast<Enum>(i));
    return out;
}

/// Every rule with every utility, equal shares with every completion.
std::vector<ChoiceOptions> combinations() {
    std::vector<ChoiceOptions> out;
    for (const Utility utility : all_of_them<Utility>())
        for (const Rule rule : all_of_them<Rule>()) {
            ChoiceOptions options;
            options.rule = rule;
            options.utility = utility;
            if (rule != Rule::equal_shares) out.push_back(options);
            if (rule == Rule::exact_equal_shares) {
                options.completion = Completion::add_opt;
                out.push_back(options);
            }
            if (rule == Rule::equal_shares)
                for (const Completion completion : all_of_them<Completion>()) {
                    options.completion = completion;
                    out.push_back(options);
                }
        }
    return out;
}

std::string told(const ChoiceOptions& options) {
    return std::string(selection::name_of(options.rule)) + ", " +
           std::string(selection::name_of(options.utility)) +
           (options.completion ? ", " + std::string(selection::name_of(*options.completion)) : "");
}

/// Exact equal shares needs a project to be worth the same to all; some rules add up what a voter has
/// and cannot where the best project alone counts; each completion has its rule. They say so.
bool is_refused(const Network& network, const ChoiceOptions& options) {
    const bool adds =
        options.rule == Rule::equal_shares || options.rule == Rule::bounded_overspending ||
        options.rule == Rule::exact_equal_shares || options.rule == Rule::cstv;
    const bool is_adding = options.utility == Utility::chamberlin_courant && adds;
    const bool is_of_another =
        options.rule == Rule::equal_shares && options.completion == Completion::add_opt;
    const bool may_differ =
        options.rule == Rule::exact_equal_shares && options.utility == Utility::points;
    if (!is_adding && !is_of_another && !may_differ) return false;
    try {
        static_cast<void>(choose(network, options));
        CHECK(may_differ);
        return false;
    } catch (const Error& error) {
        const std::string& code = error.code();
        CHECK((code == "selection.utility" || (is_of_another && code == "selection.completion")));
        return true;
    }
}

std::vector<std::string> ids_of(const Choice& choice) {
    std::vector<std::string> ids;
    for (const Chosen& c : choice.commitments) ids.push_back(c.commitment.key());
    return ids;
}

void check_verified(const PlanDocument& plan) {
    for (const VerifiedClaim& claim : plan.verified.claims) {
        INFO(claim.name << ": " << claim.message);
        CHECK(claim.ok);
    }
    REQUIRE(plan.verified.ok);
}

PlanOptions once(const ChoiceOptions& choice) {
    PlanOptions options;
    options.starts = 1;
    options.work = 20'000;
    options.choice = choice;
    return options;
}
}  // namespace

TEST_CASE("Every rule chooses as the engine does on the election built by hand",
          "[planning][property]") {
    int compared = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const Network network = with_all_formats(FewProjects(seed).make(), seed);
        for (const ChoiceOptions& options : combinations()) {
            if (is_refused(network, options)) continue;
            const Choice choice = choose(network, options);
            const HandMade made(network, choice.available.units());
            CAPTURE(seed, told(options));
            if (options.completion == Completion::utilitarian) continue;  // the next test
            const selection::Election election = made.election(options.utility);
            selection::RuleOptions rule;
            rule.rule = options.rule;
            rule.completion = options.completion.value_or(Completion::none);
            const selection::Selection expected = selection::select(election, rule);
            REQUIRE(choice.commitments.size() == expected.rounds.size());
            for (std::size_t i = 0; i < expected.rounds.size(); ++i) {
                const selection::Round& round = expected.rounds[i];
                const Chosen& c = choice.commitments[i];
                const auto project = static_cast<std::size_t>(round.project);
                REQUIRE(c.commitment.key() == made.instance.projects[project].id);
                CHECK(c.tied.size() == round.tied.size());
                CHECK((c.step == ChoiceStep::completion) == round.completes);
                if (!round.completes) CHECK((c.rho ? *c.rho : *c.value) == round.value);
            }
            CHECK(choice.share == expected.share / Rational(100));
            ++compared;
        }
    }
    CHECK(compared > 5'000);
}

TEST_CASE("Completion by votes that can still be carried is the engine's", "[planning][property]") {
    int completed = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const Network network = FewProjects(seed).make();
        const Choice choice = choose(network);
        const HandMade made(network, choice.available.units());
        selection::Profile profile;
        for (const auto& mine : made.points) {
            std::vector<int> approved;
            for (const auto& [project, number] : mine) approved.push_back(project);
            profile.ballots.push_back(selection::approval_ballot(approved));
        }
        profile = selection::with_cost_utility(made.instance, std::move(profile));
        const auto outcome = selection::complete_utilitarian(
            made.instance, profile, selection::equal_shares(made.instance, profile));
        REQUIRE(outcome.purchases.size() == choice.commitments.size());
        for (std::size_t i = 0; i < outcome.purchases.size(); ++i) {
            const selection::Purchase& bought = outcome.purchases[i];
            CHECK(choice.commitments[i].effective_support == bought.effective_support);
            CHECK(choice.commitments[i].support.size() == bought.payments.size());
            completed += bought.step == selection::Step::completion ? 1 : 0;
        }
    }
    CHECK(completed > 50);
}

TEST_CASE("Every combination makes a plan that holds, within the effort there is, whatever the "
          "threads",
          "[planning][property]") {
    int passes = 0;
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        const Network network = with_all_formats(FewProjects(seed).make(), seed);
        for (const ChoiceOptions& choice : combinations()) {
            if (is_refused(network, choice)) continue;
            CAPTURE(seed, told(choice));
            const PlanOptions options = once(choice);
            const Plan plan = planning::plan(network, options);
            check_verified(plan.document());
            CHECK(plan.document().choice.rule == choice.rule);
            CHECK(plan.document().choice.utility == choice.utility);
            passes += static_cast<int>(plan.document().passes.size()) - 1;
            PersonDays taken;
            std::set<CommitmentId> chosen;
            for (const Chosen& c : plan.document().choice.commitments) {
                chosen.insert(c.commitment);
                if (c.step == ChoiceStep::shares) taken += c.cost;
            }
            CHECK(taken <= plan.document().choice.available);
            for (const LeftOut& left : plan.document().left_out)
                CHECK(chosen.count(left.commitment) == 0);
        }
    }
    CHECK(passes > 300);
    const Network network = FewProjects(5).make();
    for (const Rule rule : all_of_them<Rule>()) {
        ChoiceOptions choice;
        choice.rule = rule;
        PlanOptions options = once(choice);
        options.starts = 4;
        const Plan plan = planning::plan(network, options);
        CHECK(planning::plan(network, options, {}, 2) == plan);
        CHECK(planning::plan(network, options, {}, 3) == plan);
    }
}

TEST_CASE("What did not fit is as if it had never been proposed, by a rule that is run again",
          "[planning][unit]") {
    Draft draft = small_network();
    Commitment tight = project("c-2", 12);
    tight.window = Period{Quarter(2027, 2), Quarter(2027, 3)};
    draft.add(tight);
    draft.add(project("c-3", 30));
    for (Ballot& ballot : draft.data().ballots)
        ballot.commitments = {CommitmentId("c-1"), CommitmentId("c-2"), CommitmentId("c-3")};
    draft.data().commitments.back().scopes[0].duration = DurationRange{4, 4};
    ChoiceOptions choice;
    choice.rule = Rule::greedy_votes;  // cheapest first: 4 and 12 days, then 30 are too many
    const Plan plan = planning::plan(draft.build(), once(choice));
    check_verified(plan.document());
    REQUIRE(plan.document().passes.size() == 2);
    CHECK(plan.document().passes[0].chosen ==
          std::vector{CommitmentId("c-1"), CommitmentId("c-2")});
    CHECK(plan.document().passes[0].excluded ==
          std::vector{Exclusion{CommitmentId("c-2"), "capacity", std::nullopt}});
    CHECK(ids_of(plan.document().choice) == std::vector<std::string>{"c-1", "c-3"});
    CHECK(plan.document().choice.commitments[0].support.empty());
    CHECK(plan.document().choice.commitments[0].effective_support == Rational(2));
    CHECK(*plan.document().choice.commitments[0].value == Rational(2));
}

TEST_CASE("Without a completion what could be done and was not chosen says so", "[planning][unit]") {
    Draft draft = small_network();
    draft.add(project("c-2", 25));  // more than Akaa's 20 days
    draft.data().commitments.back().scopes[0].duration = DurationRange{3, 4};
    draft.data().ballots[0].commitments = {CommitmentId("c-2")};
    ChoiceOptions choice;
    choice.completion = Completion::none;
    const Plan plan = planning::plan(draft.build(), once(choice));
    check_verified(plan.document());
    REQUIRE(plan.document().left_out.size() == 1);
    CHECK(plan.document().left_out[0].code == "not_chosen");
    CHECK_THAT(plan.document().left_out[0].message, Catch::Matchers::Contains("did not choose"));
}

TEST_CASE("A tie that the keys refuse to decide is told, and the rule ends there",
          "[planning][unit]") {
    Draft draft = small_network();
    draft.add(project("c-2", 4));
    for (Ballot& ballot : draft.data().ballots)
        ballot.commitments = {CommitmentId("c-1"), CommitmentId("c-2")};
    ChoiceOptions choice;
    choice.rule = Rule::phragmen;
    choice.ties = {selection::TieKey::refuse};
    const Plan plan = planning::plan(draft.build(), once(choice));
    CHECK(plan.document().choice.commitments.empty());
    CHECK(plan.document().choice.refused ==
          std::vector{CommitmentId("c-1"), CommitmentId("c-2")});
    CHECK_FALSE(plan.document().complete);
    check_verified(plan.document());
}

TEST_CASE("Equals go by the order that was asked for, and by the lot's seed", "[planning][unit]") {
    Draft draft = small_network();
    draft.add(project("c-2", 4));
    for (Ballot& ballot : draft.data().ballots)
        ballot.commitments = {CommitmentId("c-1"), CommitmentId("c-2")};
    const Network network = draft.build();
    for (const Rule rule : {Rule::equal_shares, Rule::phragmen, Rule::greedy_votes}) {
        ChoiceOptions options;
        options.rule = rule;
        CHECK(ids_of(choose(network, options)).front() == "c-1");
        options.order = {CommitmentId("c-2")};
        CHECK(ids_of(choose(network, options)).front() == "c-2");
        options.order.clear();
        options.ties = {selection::TieKey::lot};
        std::set<std::string> first;
        for (options.seed = 0; options.seed < 20; ++options.seed)
            first.insert(ids_of(choose(network, options)).front());
        CHECK(first.size() == 2);
    }
}

TEST_CASE("Options that cannot go together say what can", "[planning][unit]") {
    const Network network = small_network().build();
    const auto code = [&](const ChoiceOptions& options, const std::string& part) {
        try {
            static_cast<void>(choose(network, options));
        } catch (const Error& error) {
            CHECK_THAT(error.what(), Catch::Matchers::Contains(part));
            return error.code();
        }
        return std::string();
    };
    ChoiceOptions options;
    options.rule = Rule::phragmen;
    options.completion = Completion::add1;
    CHECK(code(options, "'phragmen' has no completion 'add1'") == "plan.choice");
    options.completion.reset();
    options.resources = ChoiceResources::expertise;
    CHECK(code(options, "'equal_shares' can") == "plan.choice");
    options.resources = ChoiceResources::effort;
    options.carry_over = CarryOver{};
    CHECK(code(options, "begin from a ledger") == "plan.choice");
    options.rule = Rule::equal_shares;
    options.completion = Completion::ratio;
    CHECK(code(options, "'none' and 'utilitarian' can") == "plan.choice");
    options.completion.reset();
    options.ties = {selection::TieKey::refuse};
    CHECK(code(options, "leave the key 'refuse' out") == "plan.choice");
    options = {};
    options.order = {CommitmentId("c-9")};
    CHECK(code(options, "c-9") == "network.not_found");
}
