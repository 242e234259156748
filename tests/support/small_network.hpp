#pragma once

#include "areena/network.hpp"

/// \file
/// The smallest network that has one of everything and nothing to be found fault with. Tests change
/// one thing in it.

namespace areena::testing {

inline LocalizedText in_three(const std::string& text) {
    LocalizedText out;
    out.fi = text;
    out.sv = text + " (sv)";
    out.en = text + " (en)";
    return out;
}

inline Promise small_promise() {
    Promise promise;
    promise.id = PromiseId("promise");
    promise.title = in_three("Lupaus");
    promise.issuer = OrganizationId("liitto");
    promise.period = {Quarter(2027, 1), Quarter(2028, 1)};
    promise.goals = {{GoalId("services"), in_three("Palvelut"), {}}};
    return promise;
}

inline Organization organization(const std::string& id) {
    Organization out;
    out.id = OrganizationId(id);
    out.name = in_three(id);
    return out;
}

/// A project of `days` of law over one to two quarters, for all.
inline Commitment project(const std::string& id, double days) {
    Commitment out;
    out.id = CommitmentId(id);
    out.title = in_three(id);
    out.goal = GoalId("services");
    out.themes = {ThemeId("t1")};
    out.lead = OrganizationId("liitto");
    out.beneficiaries.all = true;
    Scope scope;
    scope.id = ScopeId("standard");
    scope.is_default = true;
    scope.duration = DurationRange{1, 2};
    scope.coverage = Share::parse("0.5");
    scope.effort = {{ExpertiseId("law"),
                     PersonDays::from_units(static_cast<std::int64_t>(days * 100))}};
    out.scopes = {scope};
    return out;
}

inline Capacity capacity(const std::string& id, const std::string& owner, Quarter quarter,
                         const std::string& days) {
    Capacity out;
    out.id = CapacityId(id);
    out.organization = OrganizationId(owner);
    out.expertises = {ExpertiseId("law")};
    out.quarter = quarter;
    out.days = PersonDays::parse(days);
    out.reserve = PersonDays{};
    return out;
}

inline Member member(const std::string& id, const std::string& owner) {
    Member out;
    out.id = MemberId(id);
    out.organization = OrganizationId(owner);
    return out;
}

inline Need need(const std::string& id, const std::string& of, std::int64_t weight = 1) {
    Need out;
    out.id = NeedId(id);
    out.member = MemberId(of);
    out.theme = ThemeId("t1");
    out.weight = weight;
    return out;
}

inline Ballot approval(const std::string& id, const std::string& of,
                       const std::vector<std::string>& commitments) {
    Ballot out;
    out.id = BallotId(id);
    out.member = MemberId(of);
    for (const auto& key : commitments) out.commitments.emplace_back(key);
    return out;
}

/// One association, two members with a need each, one project of 4 days of law approved by both,
/// 10 days of law a quarter for the four quarters of 2027.
inline Draft small_network() {
    Draft draft;
    draft.data().id = NetworkId("small");
    draft.data().title = in_three("Verkosto");
    draft.set_promise(small_promise());
    draft.add(organization("liitto")).add(organization("akaa")).add(organization("espoo"));
    Theme theme;
    theme.id = ThemeId("t1");
    theme.name = in_three("Teema");
    draft.add(theme);
    Expertise law;
    law.id = ExpertiseId("law");
    law.name = in_three("Laki");
    draft.add(law);
    draft.add(member("m-akaa", "akaa")).add(member("m-espoo", "espoo"));
    draft.add(need("n-akaa", "m-akaa")).add(need("n-espoo", "m-espoo"));
    draft.add(project("c-1", 4));
    for (int q = 1; q <= 4; ++q)
        draft.add(capacity("liitto.law.2027q" + std::to_string(q), "liitto", Quarter(2027, q), "10"));
    draft.add(approval("b-akaa", "m-akaa", {"c-1"})).add(approval("b-espoo", "m-espoo", {"c-1"}));
    return draft;
}

}  // namespace areena::testing
