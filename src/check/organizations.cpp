#include "check/context.hpp"

#include <map>

namespace areena::checks {

namespace {
/// Reports every cycle of `next` among the nouns of one list.
template <class Noun>
void report_cycles(Context& context, std::string_view code, std::string_view field,
                   const std::vector<std::vector<std::size_t>>& next, std::string next_step) {
    const auto& all = context.data.*list_of<Noun>.list;
    for (const auto& cycle : cycles(next)) {
        std::string walk;
        for (std::size_t i : cycle) walk += all[i].id.key() + " -> ";
        walk += all[cycle.front()].id.key();
        auto& finding = context.report<Noun>(code, Severity::error, cycle.front(),
                                             "/" + std::string(field),
                                             "leads back to itself: " + walk, next_step);
        for (std::size_t i = 1; i < cycle.size(); ++i) {
            Related other;
            other.noun = finding.noun;
            other.id = all[cycle[i]].id.key();
            other.path = "/" + std::string(list_of<Noun>.name) + "/" +
                         std::to_string(cycle[i]) + "/" + std::string(field);
            other.message = "part of the cycle";
            finding.related.push_back(std::move(other));
        }
    }
}

template <class Noun, class Targets>
std::vector<std::vector<std::size_t>> graph(const Context& context, Targets targets) {
    const auto& all = context.data.*list_of<Noun>.list;
    std::vector<std::vector<std::size_t>> next(all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const auto& id : targets(all[i]))
            if (const std::size_t* index = context.find(list_of<Noun>.name, id.key()))
                next[i].push_back(*index);
    return next;
}

template <class Id>
std::vector<Id> as_list(const std::optional<Id>& id) {
    return id ? std::vector<Id>{*id} : std::vector<Id>{};
}
}  // namespace

void check_hierarchies(Context& context) {
    report_cycles<Area>(context, "area.within_cycle", "within",
                        graph<Area>(context, [](const Area& a) { return a.within; }),
                        "an area cannot lie within itself; remove one step");
    report_cycles<Theme>(
        context, "theme.broader_cycle", "broader",
        graph<Theme>(context, [](const Theme& t) { return as_list(t.broader); }),
        "a theme cannot be a part of itself; remove one step");
    report_cycles<Organization>(
        context, "organization.successor_cycle", "successor",
        graph<Organization>(context, [](const Organization& o) { return as_list(o.successor); }),
        "an organization cannot succeed itself; remove one step");
    report_cycles<Commitment>(
        context, "commitment.prerequisite_cycle", "prerequisites",
        graph<Commitment>(context, [](const Commitment& c) { return c.prerequisites; }),
        "none of them could ever start; remove one of the prerequisites");
}

void check_organizations(Context& context) {
    std::map<std::string_view, std::size_t> seen;
    const auto& all = context.data.organizations;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Organization& organization = all[i];
        if (const auto& id = organization.business_id) {
            if (!is_valid_business_id(*id)) {
                auto& finding = context.report<Organization>(
                    "organization.business_id", Severity::error, i, "/business_id",
                    "the business id is not valid", "look it up in the business register");
                finding.got = *id;
                finding.expected = "seven digits, '-' and the right check digit";
            } else if (auto [first, fresh] = seen.emplace(*id, i); !fresh) {
                auto& finding = context.report<Organization>(
                    "organization.duplicate_business_id", Severity::warning, i, "/business_id",
                    "has the business id of '" + all[first->second].id.key() + "' too",
                    "if they are one organization, keep one of the two");
                finding.got = *id;
            }
        }
        if (organization.dissolved && !organization.successor)
            context.report<Organization>(
                "organization.no_successor", Severity::warning, i, "/dissolved",
                "was dissolved and names no successor",
                "name the successor, so that its matters have a home");
        if (organization.founded && organization.dissolved &&
            *organization.dissolved < *organization.founded)
            context.report<Organization>("organization.dissolved_before_founded",
                                         Severity::error, i, "/dissolved",
                                         "ended before it began", "mend one of the two dates");
    }
}

void check_members(Context& context) {
    std::map<std::string_view, std::size_t> seen;
    std::unordered_map<std::string_view, bool> has_needs;
    for (const Need& need : context.data.needs) has_needs[need.member.key()] = true;
    const auto& all = context.data.members;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Member& member = all[i];
        if (auto [first, fresh] = seen.emplace(member.organization.key(), i); !fresh)
            context.report<Member>("member.duplicate_organization", Severity::error, i,
                                   "/organization",
                                   "is the same organization as member '" +
                                       all[first->second].id.key() + "'",
                                   "an organization is a member once; remove one");
        if (!has_needs.contains(member.id.key()))
            context.report<Member>("member.no_needs", Severity::note, i, "/id",
                                   "has no needs, so its coverage cannot be told",
                                   "add its needs when they are known");
        const auto* organization = context.get<Organization>(member.organization);
        if (organization && organization->dissolved && context.data.promise &&
            *organization->dissolved < context.data.promise->period.start.first_day())
            context.report<Member>("member.dissolved", Severity::warning, i, "/organization",
                                   "its organization ends before the promise begins",
                                   "move the membership to the successor");
    }
}

void check_groups(Context& context) {
    const auto& all = context.data.groups;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Group& group = all[i];
        bool known = !group.conditions.empty();
        if (!known)
            context.report<Group>("group.no_condition", Severity::error, i, "/conditions",
                                  "has no condition, so nobody belongs to it", "add one");
        for (std::size_t k = 0; k < group.conditions.size(); ++k) {
            const std::string& fact = group.conditions[k].fact;
            if (GroupRules::is_fact(fact)) continue;
            known = false;
            auto& finding = context.report<Group>(
                "group.unknown_fact", Severity::error, i,
                "/conditions/" + std::to_string(k) + "/fact", "asks for an unknown fact",
                "use one of the known facts");
            finding.got = fact;
            finding.expected = "legal-form, role, language, area, student-years or figure:NAME";
        }
        const auto& members = context.data.members;
        if (known && std::none_of(members.begin(), members.end(), [&](const Member& member) {
                return context.rules.holds(group, member);
            }))
            context.report<Group>("group.no_member", Severity::warning, i, "/conditions",
                                  "no member meets its conditions",
                                  "loosen the conditions, or add the facts they ask for");
    }
}

}  // namespace areena::checks
