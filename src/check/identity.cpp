#include "areena/core/nearest.hpp"
#include "check/context.hpp"
#include "references.hpp"

#include <map>

namespace areena::checks {

namespace {
template <class Noun>
void check_list_ids(Context& context) {
    const auto& all = context.data.*list_of<Noun>.list;
    std::unordered_map<std::string_view, std::size_t> seen;
    seen.reserve(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string& key = all[i].id.key();
        if (!is_valid_key(key)) {
            auto& finding = context.report<Noun>("id.invalid", Severity::error, i, "/id",
                                                 key.empty() ? "has no id" : "has an invalid id",
                                                 "give it a key such as 'x-12'");
            finding.expected = "lower-case letters, digits, '-', '_' and '.'";
            finding.got = key;
            continue;
        }
        auto [first, fresh] = seen.emplace(key, i);
        if (fresh) continue;
        auto& finding =
            context.report<Noun>("id.duplicate", Severity::error, i, "/id",
                                 "the id is taken", "rename one of the two");
        finding.got = key;
        Related other;
        other.noun = finding.noun;
        other.id = key;
        other.path = "/" + std::string(list_of<Noun>.name) + "/" +
                     std::to_string(first->second) + "/id";
        other.message = "first given here";
        finding.related.push_back(std::move(other));
    }
}

template <class... Noun>
void check_lists(Context& context) {
    (check_list_ids<Noun>(context), ...);
}

void check_goal_ids(Context& context) {
    if (!context.data.promise) return;
    const auto& goals = context.data.promise->goals;
    std::map<std::string_view, std::size_t> seen;
    for (std::size_t i = 0; i < goals.size(); ++i)
        if (auto [first, fresh] = seen.emplace(goals[i].id.key(), i); !fresh)
            context.add("id.duplicate", Severity::error, "Goal", goals[i].id.key(),
                        "/promise/goals/" + std::to_string(i) + "/id", "the id is taken",
                        "rename one of the two");
}

/// What a reference that leads nowhere is called, when it does lead somewhere else.
std::string misdirected(const Context& context, std::string_view id) {
    constexpr std::array<std::string_view, 14> plurals{
        "areas", "ballots", "capacities", "commitments", "expertises", "formulas",
        "groups", "members", "needs", "organizations", "ownerships", "services", "sources", "themes"};
    for (std::string_view plural : plurals)
        if (context.find(plural, id)) return " (there is one in " + std::string(plural) + ")";
    return {};
}

/// Noun and id of the object that a pointer such as "/needs/12/theme" lies in.
template <class... Noun>
std::pair<std::string_view, std::string> owner(const NetworkData& data, std::string_view path) {
    std::pair<std::string_view, std::string> found{"Promise", {}};
    auto try_list = [&]<class N>(const std::vector<N>& all) {
        const std::string prefix = "/" + std::string(list_of<N>.name) + "/";
        if (!path.starts_with(prefix)) return;
        const std::size_t index = std::stoul(std::string(path.substr(prefix.size())));
        found = {type_of<N>().name, all[index].id.key()};
    };
    if (data.promise) found.second = data.promise->id.key();
    (try_list(data.*list_of<Noun>.list), ...);
    return found;
}
}  // namespace

void check_ids(Context& context) {
    check_lists<Area, Ballot, Capacity, Commitment, Expertise, Formula, Group, Member, Need,
                Organization, Ownership, Service, Source, Theme>(context);
    check_goal_ids(context);
}

void check_references(Context& context) {
    std::string path;
    // The walker hands out writable places; a check only looks.
    auto* data = const_cast<NetworkData*>(&context.data);
    std::map<std::string_view, std::vector<std::string_view>> names;
    for_each_reference(type_of<NetworkData>(), data, path, [&](const Reference& reference) {
        const std::string id = reference.id();
        const std::string_view plural = reference.field.refers_to;
        if (id.empty() ? !reference.field.required : context.find(plural, id) != nullptr) return;
        const auto [noun, owner_id] =
            owner<Area, Ballot, Capacity, Commitment, Expertise, Formula, Group, Member, Need,
                  Organization, Ownership, Service, Source, Theme>(context.data, reference.path);
        if (id.empty()) {
            context.add("reference.missing", Severity::error, noun, owner_id, reference.path,
                        std::string(reference.field.name) + " names nothing",
                        "name one in " + std::string(plural));
            return;
        }
        const std::string_view code =
            reference.field.dangling.empty() ? "reference.dangling" : reference.field.dangling;
        auto& finding = context.add(
            code, Severity::error, noun, owner_id, reference.path,
            std::string(reference.field.name) + " names '" + id + "', which is not in " +
                std::string(plural) + misdirected(context, id),
            "name one that is there, or add '" + id + "' to " + std::string(plural));
        auto [list, fresh] = names.try_emplace(plural);
        if (fresh) list->second = context.ids(plural);
        finding.got = id;
        finding.expected = "an id in " + std::string(plural);
        finding.nearest = nearest(id, list->second);
        Related place;
        place.noun = std::string(plural);
        place.path = plural == "goals" ? "/promise/goals" : "/" + std::string(plural);
        place.message = "looked for here";
        finding.related.push_back(std::move(place));
    });
}

}  // namespace areena::checks
