#include "areena/planning/choose.hpp"

#include "areena/planning/plan.hpp"
#include "areena/planning/verify.hpp"
#include "catch.hpp"
#include "planning/few_projects.hpp"

#include <map>
#include <vector>

using namespace areena;
using namespace areena::planning;
using namespace areena::testing;
using selection::Completion;

namespace {
ThemeId theme(const std::string& id) { return ThemeId(id); }

Commitment of_theme(const std::string& id, double days, const std::string& theme) {
    Commitment out = project(id, days);
    out.themes = {ThemeId(theme)};
    return out;
}

/// 40 days of law; Akaa and Espoo; c-1 (4), c-2 (8) of t1, c-3 (16) of t2; both support all.
Draft two_themes() {
    Draft draft = small_network();
    Theme second;
    second.id = ThemeId("t2");
    second.name = in_three("Toinen");
    draft.add(second);
    draft.add(of_theme("c-2", 8, "t1"));
    draft.add(of_theme("c-3", 16, "t2"));
    draft.data().commitments.back().scopes[0].duration = DurationRange{2, 4};
    for (Ballot& ballot : draft.data().ballots)
        ballot.commitments = {CommitmentId("c-1"), CommitmentId("c-2"), CommitmentId("c-3")};
    return draft;
}

ChoiceCategory cap_of(const std::string& theme, const std::string& days) {
    ChoiceCategory category;
    category.theme = ThemeId(theme);
    category.cap = PersonDays::parse(days);
    return category;
}

PlanOptions once(const ChoiceOptions& choice) {
    PlanOptions options;
    options.starts = 1;
    options.work = 20'000;
    options.choice = choice;
    return options;
}

void check_verified(const Plan& plan) {
    for (const VerifiedClaim& claim : plan.document().verified.claims) {
        INFO(claim.name << ": " << claim.message);
        CHECK(claim.ok);
    }
    REQUIRE(plan.document().verified.ok);
}

std::vector<std::string> ids_of(const Choice& choice) {
    std::vector<std::string> ids;
    for (const Chosen& c : choice.commitments) ids.push_back(c.commitment.key());
    return ids;
}

ChoiceOptions by_expertise(ChoiceResources resources) {
    ChoiceOptions options;
    options.resources = resources;
    return options;
}
}  // namespace

TEST_CASE("A cap keeps a theme below it, and what it keeps out says so", "[planning][unit]") {
    ChoiceOptions options;
    options.categories = {cap_of("t1", "11.99")};
    const Plan plan = planning::plan(two_themes().build(), once(options));
    check_verified(plan);
    const Choice& choice = plan.document().choice;
    CHECK(ids_of(choice).size() == 2);
    REQUIRE(choice.categories.size() == 1);
    CHECK(*choice.categories[0].cap == PersonDays::parse("11.99"));
    CHECK(choice.categories[0].taken <= *choice.categories[0].cap);
    REQUIRE(plan.document().left_out.size() == 1);
    CHECK(plan.document().left_out[0].code == "not_chosen");
    CHECK_THAT(plan.document().left_out[0].message, Catch::Matchers::Contains("cap"));
    options.categories = {cap_of("t1", "12")};
    CHECK(ids_of(planning::choose(two_themes().build(), options)).size() == 3);
}

TEST_CASE("A floor keeps effort for a theme that few support", "[planning][unit]") {
    Draft draft = two_themes();
    // Espoo alone supports t2, whose 26 days are more than its 20.
    draft.data().commitments.back().scopes[0].effort[0].days = PersonDays::parse("26");
    draft.data().commitments.back().scopes[0].duration = DurationRange{4, 4};
    draft.add(of_theme("c-4", 12, "t1"));
    draft.data().ballots[0].commitments = {CommitmentId("c-1"), CommitmentId("c-2"),
                                           CommitmentId("c-4")};
    draft.data().ballots[1].commitments.emplace_back("c-4");
    const Network network = draft.build();
    ChoiceOptions options;
    CHECK(ids_of(choose(network)) == std::vector<std::string>{"c-1", "c-2", "c-4"});
    ChoiceCategory floor;
    floor.theme = theme("t2");
    floor.floor_share = Share::parse("0.65");
    options.categories = {floor};
    const Choice choice = choose(network, options);
    CHECK(ids_of(choice) == std::vector<std::string>{"c-1", "c-2", "c-3"});
    CHECK(choice.categories[0].floor == PersonDays::parse("26"));
    CHECK(choice.categories[0].taken == PersonDays::parse("26"));
    check_verified(planning::plan(network, once(options)));
}

TEST_CASE("A category of an expertise counts its days alone", "[planning][unit]") {
    Draft draft = two_themes();
    Expertise finance;
    finance.id = ExpertiseId("fin");
    finance.name = in_three("Talous");
    draft.add(finance);
    draft.data().commitments[1].scopes[0].effort.push_back(
        {ExpertiseId("fin"), PersonDays::parse("2")});
    Capacity row = capacity("liitto.fin.2027q1", "liitto", Quarter(2027, 1), "5");
    row.expertises = {ExpertiseId("fin")};
    draft.add(row);
    const Network network = draft.build();
    ChoiceCategory cap;
    cap.expertise = ExpertiseId("fin");
    cap.cap = PersonDays::parse("1.5");
    ChoiceOptions options;
    options.categories = {cap};
    for (const ChoiceResources resources :
         {ChoiceResources::effort, ChoiceResources::expertise, ChoiceResources::expertise_year,
          ChoiceResources::expertise_quarter}) {
        options.resources = resources;
        const Choice choice = choose(network, options);
        CHECK(ids_of(choice) == std::vector<std::string>{"c-1", "c-3"});
        CHECK(choice.categories[0].taken == PersonDays{});
        check_verified(planning::plan(network, once(options)));
    }
}

TEST_CASE("Expertises are shared out one by one: what lacks one is not carried by another",
          "[planning][unit]") {
    Draft draft = two_themes();
    Expertise finance;
    finance.id = ExpertiseId("fin");
    finance.name = in_three("Talous");
    draft.add(finance);
    Capacity row = capacity("liitto.fin.2027q1", "liitto", Quarter(2027, 1), "5");
    row.expertises = {ExpertiseId("fin")};
    draft.add(row);
    draft.data().commitments[2].scopes[0].effort = {
        {ExpertiseId("fin"), PersonDays::parse("5.5")}};
    const Network network = draft.build();
    CHECK(ids_of(choose(network)).size() == 3);
    const Choice choice = choose(network, by_expertise(ChoiceResources::expertise));
    CHECK(ids_of(choice) == std::vector<std::string>{"c-1", "c-2"});
    REQUIRE(choice.shared.size() == 2);
    CHECK(choice.shared[0].expertises == std::vector{ExpertiseId("fin")});
    CHECK(choice.shared[0].available == PersonDays::parse("5"));
    CHECK(choice.shared[1].available == PersonDays::parse("40"));
    CHECK(choice.shared[1].taken == PersonDays::parse("12"));
    check_verified(planning::plan(network, once(by_expertise(ChoiceResources::expertise))));
}

TEST_CASE("A quarter is shared out by itself, and a window tells how much falls into it",
          "[planning][unit]") {
    Draft draft = two_themes();
    draft.data().commitments[1].window = Period{Quarter(2027, 2), Quarter(2027, 3)};
    draft.data().commitments[2].window = Period{Quarter(2027, 2), Quarter(2027, 4)};
    draft.data().commitments[2].scopes[0].duration = DurationRange{2, 2};
    const Network network = draft.build();
    const Choice choice = choose(network, by_expertise(ChoiceResources::expertise_quarter));
    // Q2 has 10: c-1 takes 1 of each quarter, c-2 all its 8 there, c-3 8 of its 16.
    REQUIRE(choice.shared.size() == 4);
    CHECK(*choice.shared[1].period == Period{Quarter(2027, 2), Quarter(2027, 3)});
    CHECK(choice.shared[1].available == PersonDays::parse("10"));
    CHECK(choice.shared[1].taken == PersonDays::parse("9"));
    CHECK(ids_of(choice).size() == 2);
    const Choice by_year = choose(network, by_expertise(ChoiceResources::expertise_year));
    REQUIRE(by_year.shared.size() == 1);
    CHECK(ids_of(by_year).size() == 3);
}

TEST_CASE("Where not the whole can be carried a lighter scope is chosen, and none wider is done",
          "[planning][unit]") {
    Draft draft = two_themes();
    Commitment& big = draft.data().commitments[2];
    Scope light = big.scopes[0];
    light.id = ScopeId("light");
    light.is_default = false;
    light.coverage = Share::parse("0.25");
    light.effort[0].days = PersonDays::parse("6");
    big.scopes.insert(big.scopes.begin(), light);
    const Network network = draft.build();
    ChoiceOptions options;
    options.categories = {cap_of("t2", "10")};
    const Plan plan = planning::plan(network, once(options));
    check_verified(plan);
    for (const Chosen& c : plan.document().choice.commitments)
        if (c.commitment.key() == "c-3") {
            CHECK(c.scope->key() == "light");
            CHECK(c.cost == PersonDays::parse("6"));
        }
    for (const Scheduled& e : plan.document().timetable)
        if (e.commitment.key() == "c-3") CHECK(e.scope.key() == "light");
    options.categories = {cap_of("t2", "16")};
    const Choice whole = choose(network, options);
    for (const Chosen& c : whole.commitments)
        if (c.commitment.key() == "c-3") CHECK(c.scope->key() == "standard");
}

TEST_CASE("Categories that cannot be kept say why", "[planning][unit]") {
    const Network network = two_themes().build();
    const auto code = [&](const ChoiceCategory& category, const std::string& part,
                          ChoiceResources resources = ChoiceResources::effort) {
        ChoiceOptions options;
        options.categories = {category};
        options.resources = resources;
        try {
            static_cast<void>(choose(network, options));
        } catch (const Error& error) {
            CHECK_THAT(error.what(), Catch::Matchers::Contains(part));
            return error.code();
        }
        return std::string();
    };
    CHECK(code({}, "name one of the two") == "plan.choice");
    ChoiceCategory category = cap_of("t1", "4");
    category.cap_share = Share::parse("0.5");
    CHECK(code(category, "give one") == "plan.choice");
    category = cap_of("t1", "4");
    category.floor = PersonDays::parse("5");
    CHECK(code(category, "above its cap") == "plan.choice");
    category.cap.reset();
    CHECK(code(category, "cannot have a floor", ChoiceResources::expertise) == "plan.choice");
    category.floor = PersonDays::parse("-1");
    CHECK(code(category, "negative") == "plan.choice");
    CHECK(code(cap_of("t9", "4"), "t9") == "network.not_found");
}

TEST_CASE("Without anything that binds, constraints change nothing", "[planning][property]") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Draft draft = FewProjects(seed).make().edit();
        for (Commitment& commitment : draft.data().commitments) {
            commitment.prerequisites.clear();
            commitment.excludes.clear();
            std::erase_if(commitment.scopes, [](const Scope& s) { return s.id.key() == "light"; });
            commitment.window.reset();
        }
        const Network network = draft.build();
        ChoiceOptions options;
        options.completion = Completion::none;
        const Choice plain = choose(network, options);
        options.categories = {cap_of("t0", "1000")};
        const Choice capped = choose(network, options);
        CAPTURE(seed);
        CHECK(ids_of(plain) == ids_of(capped));
        for (std::size_t i = 0; i < plain.commitments.size(); ++i) {
            CHECK(plain.commitments[i].support == capped.commitments[i].support);
            CHECK(plain.commitments[i].effective_support ==
                  capped.commitments[i].effective_support);
        }
    }
}

TEST_CASE("Plans under constraints hold, caps are kept and floors as far as can be",
          "[planning][property]") {
    int bound = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const Network network = FewProjects(seed).make();
        Random random(seed);
        for (std::size_t kind = 0; kind < type_of<ChoiceResources>().choices.size(); ++kind)
            for (const Completion completion : {Completion::none, Completion::utilitarian}) {
                ChoiceOptions options;
                options.resources = static_cast<ChoiceResources>(kind);
                options.completion = completion;
                ChoiceCategory category = cap_of(key("t", random.below(3)), "0");
                category.cap = PersonDays::from_units(static_cast<std::int64_t>(random.below(30)));
                if (random.below(2) == 0) {
                    category.theme.reset();
                    category.expertise = ExpertiseId(key("e", random.below(2)));
                }
                options.categories = {category};
                CAPTURE(seed, kind, completion == Completion::none);
                const Plan plan = planning::plan(network, once(options));
                check_verified(plan);
                const Choice& choice = plan.document().choice;
                CHECK(choice.categories[0].taken <= *choice.categories[0].cap);
                for (const SharedResource& row : choice.shared) CHECK(row.taken <= row.available);
                for (const LeftOut& left : plan.document().left_out)
                    bound += left.message.find("pass its cap") != std::string::npos ? 1 : 0;
                CHECK(planning::plan(network, once(options), {}, 2) == plan);
            }
    }
    CHECK(bound > 50);
}
