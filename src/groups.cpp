#include "areena/groups.hpp"

#include <algorithm>
#include <optional>

namespace areena {

namespace {
constexpr std::string_view figure_prefix = "figure:";

/// The number of that name of the latest year, or nothing.
std::optional<FigureValue> latest(const std::vector<Figure>& figures, std::string_view name) {
    const Figure* best = nullptr;
    for (const Figure& figure : figures)
        if (figure.name == name && (!best || figure.year > best->year)) best = &figure;
    return best ? std::optional(best->value) : std::nullopt;
}

bool is_word_of(const Type& type, const void* value, const std::vector<std::string>& words) {
    std::string word;
    print_token(type, value, word);
    return std::find(words.begin(), words.end(), word) != words.end();
}

template <class E>
bool any_word(const std::vector<E>& values, const std::vector<std::string>& words) {
    return std::any_of(values.begin(), values.end(),
                       [&](const E& value) { return is_word_of(type_of<E>(), &value, words); });
}

bool within_limits(const Condition& condition, std::optional<FigureValue> value) {
    return value && (!condition.min || *condition.min <= *value) &&
           (!condition.max || *value <= *condition.max);
}
}  // namespace

GroupRules::GroupRules(const NetworkData& data) {
    for (const Organization& o : data.organizations) organizations_.emplace(o.id.key(), &o);
    for (const Area& a : data.areas) areas_.emplace(a.id.key(), &a);
    for (const Group& g : data.groups) groups_.emplace(g.id.key(), &g);
}

bool GroupRules::is_fact(std::string_view text) noexcept {
    return text == "legal-form" || text == "role" || text == "language" || text == "area" ||
           text == "student-years" ||
           (text.starts_with(figure_prefix) && text.size() > figure_prefix.size());
}

const Organization* GroupRules::organization_of(const Member& member) const {
    auto it = organizations_.find(member.organization.key());
    return it == organizations_.end() ? nullptr : it->second;
}

/// The home municipality first, then what it lies within, nearest first; each area once.
std::vector<const Area*> GroupRules::areas_of(const Organization* organization) const {
    std::vector<const Area*> found;
    auto add = [&](const AreaId& id) {
        auto it = areas_.find(id.key());
        if (it != areas_.end() && std::find(found.begin(), found.end(), it->second) == found.end())
            found.push_back(it->second);
    };
    if (organization && organization->home) add(*organization->home);
    for (std::size_t i = 0; i < found.size(); ++i)
        for (const AreaId& id : found[i]->within) add(id);
    return found;
}

bool GroupRules::holds(const Condition& condition, const Member& member) const {
    const std::string& fact = condition.fact;
    if (fact == "student-years") {
        if (!member.student_years) return false;
        constexpr std::int64_t to_millionths = 10'000;
        return within_limits(
            condition, FigureValue::from_units(member.student_years->units()) * to_millionths);
    }
    const Organization* organization = organization_of(member);
    if (fact.starts_with(figure_prefix)) {
        const std::string_view name = std::string_view(fact).substr(figure_prefix.size());
        auto value = latest(member.figures, name);
        if (!value)
            for (const Area* area : areas_of(organization))
                if (value = latest(area->figures, name); value) break;
        return within_limits(condition, value);
    }
    if (!organization) return false;
    if (fact == "legal-form")
        return organization->legal_form &&
               is_word_of(type_of<LegalForm>(), &*organization->legal_form, condition.any_of);
    if (fact == "role") return any_word(organization->roles, condition.any_of);
    const auto areas = areas_of(organization);
    if (fact == "language")
        return !areas.empty() && any_word(areas.front()->languages, condition.any_of);
    if (fact == "area")
        return std::any_of(areas.begin(), areas.end(), [&](const Area* area) {
            return std::find(condition.any_of.begin(), condition.any_of.end(), area->id.key()) !=
                   condition.any_of.end();
        });
    return false;
}

bool GroupRules::holds(const Group& group, const Member& member) const {
    return !group.conditions.empty() &&
           std::all_of(group.conditions.begin(), group.conditions.end(),
                       [&](const Condition& condition) { return holds(condition, member); });
}

bool GroupRules::benefits(const Beneficiaries& beneficiaries, const Member& member) const {
    if (beneficiaries.all) return true;
    return std::any_of(beneficiaries.groups.begin(), beneficiaries.groups.end(),
                       [&](const GroupId& id) {
                           auto it = groups_.find(id.key());
                           return it != groups_.end() && holds(*it->second, member);
                       });
}

}  // namespace areena
