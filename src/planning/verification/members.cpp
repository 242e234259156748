#include "planning/verification/reader.hpp"

#include <algorithm>
#include <set>

namespace areena::planning::verification {

bool Reader::holds(const Condition& condition, const Member& m) const {
    const Organization& o = network_.organizations().at(m.organization);
    auto among = [&](std::string_view word) {
        return std::find(condition.any_of.begin(), condition.any_of.end(), word) !=
               condition.any_of.end();
    };
    auto in_limits = [&](std::int64_t millionths) {
        return (!condition.min || condition.min->units() <= millionths) &&
               (!condition.max || millionths <= condition.max->units());
    };
    std::vector<AreaId> areas;
    if (o.home) areas.push_back(*o.home);
    for (std::size_t i = 0; i < areas.size(); ++i)
        for (const AreaId& outer : network_.areas().at(areas[i]).within)
            if (std::find(areas.begin(), areas.end(), outer) == areas.end()) areas.push_back(outer);
    if (condition.fact == "student-years")
        return m.student_years && in_limits(m.student_years->units() * 10'000);
    if (condition.fact == "legal-form") {
        std::string word;
        if (o.legal_form) print_token(type_of<LegalForm>(), &*o.legal_form, word);
        return o.legal_form && among(word);
    }
    if (condition.fact == "role")
        return std::any_of(o.roles.begin(), o.roles.end(), [&](Role role) {
            std::string word;
            print_token(type_of<Role>(), &role, word);
            return among(word);
        });
    if (condition.fact == "area")
        return std::any_of(areas.begin(), areas.end(),
                           [&](const AreaId& id) { return among(id.key()); });
    if (condition.fact == "language") {
        if (areas.empty()) return false;
        const auto& languages = network_.areas().at(areas.front()).languages;
        return std::any_of(languages.begin(), languages.end(),
                           [&](Language language) { return among(to_string(language)); });
    }
    auto figure = [&](const std::vector<Figure>& figures) -> const Figure* {
        const Figure* found = nullptr;
        for (const Figure& f : figures)
            if ("figure:" + f.name == condition.fact && (!found || f.year > found->year)) found = &f;
        return found;
    };
    const Figure* found = figure(m.figures);
    for (std::size_t i = 0; !found && i < areas.size(); ++i)
        found = figure(network_.areas().at(areas[i]).figures);
    return found && in_limits(found->value.units());
}

bool Reader::benefits(const Commitment& c, const Member& m) const {
    if (c.beneficiaries.all) return true;
    for (const GroupId& id : c.beneficiaries.groups) {
        const Group& group = network_.groups().at(id);
        bool all = !group.conditions.empty();
        for (const Condition& condition : group.conditions) all = all && holds(condition, m);
        if (all) return true;
    }
    return false;
}

/// What is wrong with the row of one member, or nothing.
std::string Reader::covered_otherwise(const MemberCoverage& row, const Member& member,
                                      const std::vector<const Need*>& needs,
                                      const KeptByTheme& kept) const {
    if (row.member != member.id) return "the rows are not in the order of the members";
    if (row.needs.size() != needs.size())
        return "member " + quoted(member.id.key()) + " has other needs";
    std::int64_t sum = 0;
    std::int64_t weight = 0;
    for (std::size_t n = 0; n < needs.size(); ++n) {
        const Need& need = *needs[n];
        std::int64_t covered = 0;
        if (const auto found = kept.find(need.theme); found != kept.end())
            for (const auto& [c, units] : found->second)
                if (benefits(*c, member)) covered += units;
        covered = std::min<std::int64_t>(covered, 1'000'000);
        if (row.needs[n].need != need.id || row.needs[n].coverage.units() != covered)
            return "need " + quoted(need.id.key()) + " is covered otherwise";
        sum += need.weight * covered;
        weight += need.weight;
    }
    const bool right = weight == 0 ? !row.coverage
                                   : row.coverage && row.coverage->units() == sum / weight;
    return right ? "" : "member " + quoted(member.id.key()) + " is covered otherwise";
}

std::string Reader::coverage() const {
    if (plan_.coverage.size() != network_.members().size()) return "not every member has a row";
    std::map<MemberId, std::vector<const Need*>> needs;
    for (const Need& need : network_.needs()) needs[need.member].push_back(&need);
    KeptByTheme kept;
    for (const Scheduled& e : plan_.timetable) {
        const Commitment& c = network_.commitments().at(e.commitment);
        for (const ThemeId& theme : std::set<ThemeId>(c.themes.begin(), c.themes.end()))
            kept[theme].emplace_back(&c, scope(c, e.scope).coverage.units());
    }
    for (std::size_t m = 0; m < plan_.coverage.size(); ++m) {
        const Member& member = network_.members()[m];
        if (auto fault = covered_otherwise(plan_.coverage[m], member, needs[member.id], kept);
            !fault.empty())
            return fault;
    }
    return {};
}

}  // namespace areena::planning::verification
