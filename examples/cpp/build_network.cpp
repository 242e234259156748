// Builds a network in a program, sees what is wrong with a draft, and plans it.
#include <areena/areena.hpp>

#include <iostream>
#include <string>

namespace {

using namespace areena;

Organization organization(const char* id, const char* name, Role role) {
    Organization out;
    out.id = OrganizationId(id);
    out.name = LocalizedText(name);
    out.roles = {role};
    return out;
}

/// Five days of law in two or three quarters, for all members.
Commitment project(const char* id, const char* title) {
    Commitment out;
    out.id = CommitmentId(id);
    out.title = LocalizedText(title);
    out.goal = GoalId("services");
    out.themes = {ThemeId("contracts")};
    out.lead = OrganizationId("office");
    out.beneficiaries.all = true;
    Scope scope;
    scope.id = ScopeId("standard");
    scope.is_default = true;
    scope.duration = DurationRange{2, 3};
    scope.coverage = Share::parse("0.5");
    scope.effort = {{ExpertiseId("law"), PersonDays::parse("5")}};
    out.scopes = {scope};
    return out;
}

Promise promise_for_2027() {
    Promise out;
    out.id = PromiseId("promise");
    out.title = LocalizedText("Promise for 2027");
    out.issuer = OrganizationId("office");
    out.period = {Quarter(2027, 1), Quarter(2028, 1)};
    out.goals = {{GoalId("services"), LocalizedText("Services"), {}}};
    return out;
}

void add_members(Draft& draft) {
    for (const std::string name : {"north", "south"}) {
        draft.add(organization(name.c_str(), ("College " + name).c_str(), Role::provider));
        Member member;
        member.id = MemberId("m-" + name);
        member.organization = OrganizationId(name);
        draft.add(member);
        Need need;
        need.id = NeedId("n-" + name);
        need.member = member.id;
        need.theme = ThemeId("contracts");
        need.weight = 2;
        draft.add(need);
    }
}

/// A coordinator, two members, one expertise and two projects that want the same days.
Draft draft() {
    Draft draft;
    draft.data().id = NetworkId("example");
    draft.data().title = LocalizedText("Example");
    draft.data().language = Language::en;
    draft.data().illustrative = true;
    draft.set_promise(promise_for_2027());
    Expertise law;
    law.id = ExpertiseId("law");
    law.name = LocalizedText("Law");
    Theme contracts;
    contracts.id = ThemeId("contracts");
    contracts.name = LocalizedText("Contracts");
    draft.add(organization("office", "The office", Role::coordinator)).add(law).add(contracts);
    add_members(draft);
    for (int quarter = 1; quarter <= 4; ++quarter) {
        Capacity capacity;
        capacity.id = CapacityId("office.law.q" + std::to_string(quarter));
        capacity.organization = OrganizationId("office");
        capacity.expertises = {ExpertiseId("law")};
        capacity.quarter = Quarter(2027, quarter);
        capacity.days = PersonDays::parse("2.5");
        draft.add(capacity);
    }
    draft.add(project("c-1", "A model contract")).add(project("c-2", "A guide to contracts"));
    return draft;
}

}  // namespace

int main() {
    Draft made = draft();

    Need wrong;
    wrong.id = NeedId("n-3");
    wrong.member = MemberId("m-nort");
    wrong.theme = ThemeId("contracts");
    made.add(wrong);
    for (const Finding& finding : check(made)) std::cout << to_string(finding) << '\n';

    const Network network = made.remove<Need>(NeedId("n-3")).build();
    const planning::Plan plan = planning::plan(network);
    for (const Commitment& commitment : network.commitments()) {
        const planning::Explanation why = plan.explain(commitment.id);
        std::cout << commitment.id.key() << ": ";
        if (why.left_out)
            std::cout << "left out: " << why.left_out->message << '\n';
        else
            std::cout << to_string(Period{why.scheduled->start, why.scheduled->end}) << '\n';
    }
}
