#include "areena/planning/coverage.hpp"

#include "areena/groups.hpp"

#include <algorithm>
#include <unordered_map>

namespace areena::planning {

namespace {
constexpr std::int64_t whole = 1'000'000;

/// What serves a theme: a commitment in the plan, at a scope.
struct Serving {
    const Commitment* commitment;
    std::int64_t coverage;
};

std::unordered_map<std::string_view, std::vector<Serving>> by_theme(
    const Network& network, std::span<const Scheduled> timetable) {
    std::unordered_map<std::string_view, std::vector<Serving>> found;
    for (const Scheduled& entry : timetable) {
        const Commitment& commitment = network.commitments().at(entry.commitment);
        const auto scope = std::find_if(commitment.scopes.begin(), commitment.scopes.end(),
                                        [&](const Scope& s) { return s.id == entry.scope; });
        if (scope == commitment.scopes.end()) continue;
        for (const ThemeId& theme : commitment.themes)
            found[theme.key()].push_back({&commitment, scope->coverage.units()});
    }
    return found;
}
}  // namespace

std::vector<MemberCoverage> coverage(const Network& network,
                                     std::span<const Scheduled> timetable) {
    const auto serving = by_theme(network, timetable);
    const GroupRules rules(network.data());
    std::vector<MemberCoverage> out;
    for (const Member& member : network.members()) out.push_back({member.id, {}, {}});
    for (const Need& need : network.needs()) {
        const Member& member = network.members().at(need.member);
        NeedCoverage row{need.id, need.theme, need.weight, {}, {}};
        std::int64_t sum = 0;
        if (auto it = serving.find(need.theme.key()); it != serving.end())
            for (const Serving& s : it->second)
                if (rules.benefits(s.commitment->beneficiaries, member)) {
                    sum = std::min(whole, sum + s.coverage);
                    row.commitments.push_back(s.commitment->id);
                }
        row.coverage = Share::from_units(sum);
        out[network.members().index_of(need.member)].needs.push_back(std::move(row));
    }
    for (MemberCoverage& member : out) {
        Share covered;  // its product and sum refuse to overflow
        std::int64_t weight = 0;
        for (const NeedCoverage& need : member.needs) {
            covered += need.coverage * need.weight;
            weight += need.weight;
        }
        if (weight > 0) member.coverage = Share::from_units(covered.units() / weight);
    }
    return out;
}

}  // namespace areena::planning
