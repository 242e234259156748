#include "planning/resources.hpp"

#include "areena/timetable/spread.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <utility>

namespace areena::planning {

namespace {
std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// Expertises joined by pools that several of them draw on.
std::vector<std::vector<int>> joined_skills(const Frame& frame) {
    std::vector<int> root(frame.network.expertises().size());
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](int skill) {
        while (root[at(skill)] != skill) skill = root[at(skill)];
        return skill;
    };
    for (const Pool& pool : frame.pools)
        for (const int skill : pool.skills) {
            const int a = find(pool.skills.front());
            const int b = find(skill);
            root[at(std::max(a, b))] = std::min(a, b);
        }
    std::map<int, std::vector<int>> groups;  // by the first
    for (int skill = 0; std::cmp_less(skill, root.size()); ++skill)
        groups[find(skill)].push_back(skill);
    std::vector<std::vector<int>> out;
    for (auto& [first, skills] : groups) out.push_back(std::move(skills));
    return out;
}

std::vector<std::pair<int, int>> periods_of(const Frame& frame, ChoiceResources asked) {
    if (asked == ChoiceResources::effort || asked == ChoiceResources::expertise)
        return {{0, frame.num_periods}};
    std::vector<std::pair<int, int>> out;
    for (int period = 0; period < frame.num_periods; ++period) {
        const bool goes_on = asked == ChoiceResources::expertise_year && period > 0 &&
                             frame.quarter(period).year() == frame.quarter(period - 1).year();
        if (goes_on)
            ++out.back().second;
        else
            out.emplace_back(period, period + 1);
    }
    return out;
}

bool has(const std::vector<int>& skills, int skill) {
    return std::ranges::find(skills, skill) != skills.end();
}

std::int64_t budget_of(const Frame& frame, const EffortResource& resource) {
    std::int64_t sum = 0;
    for (int period = resource.begin; period < resource.end; ++period) {
        for (const Pool& pool : frame.pools)
            if (has(resource.skills, pool.skills.front())) sum += pool.available[at(period)];
        for (const StandingWork& work : frame.standing)
            for (const int skill : resource.skills) sum -= work.load[at(skill)][at(period)];
    }
    return std::max<std::int64_t>(0, sum);
}

std::map<ExpertiseId, std::int64_t> days_of(const Scope& scope) {
    std::map<ExpertiseId, std::int64_t> days;
    for (const Effort& effort : scope.effort) days[effort.expertise] += effort.days.units();
    return days;
}

std::string name_of(const Frame& frame, const EffortResource& resource) {
    std::string name;
    for (const int skill : resource.skills)
        name += (name.empty() ? "" : "+") + frame.expertise(skill).key();
    if (name.empty()) name = "effort";
    if (resource.end - resource.begin < frame.num_periods)
        name += " in " + to_string(Period{frame.quarter(resource.begin),
                                          frame.quarter(resource.end)});
    return name;
}

std::string words_of(const ChoiceCategory& category) {
    return category.theme ? "the category of theme '" + category.theme->key() + "'"
                          : "the category of expertise '" + category.expertise->key() + "'";
}

std::int64_t rounded(const Rational& units, bool up) {
    return up ? -(-units).floor() : units.floor();
}
}  // namespace

std::vector<EffortResource> resources_of(const Frame& frame, ChoiceResources asked) {
    if (asked == ChoiceResources::effort)
        return {{{}, 0, frame.num_periods, frame.available.units()}};
    std::vector<EffortResource> out;
    for (const auto& skills : joined_skills(frame))
        for (const auto& [begin, end] : periods_of(frame, asked)) {
            out.push_back({skills, begin, end, 0});
            out.back().budget = budget_of(frame, out.back());
        }
    return out;
}

std::int64_t taken_of(const Frame& frame, const EffortResource& resource,
                      const Commitment& commitment, const Scope& scope) {
    const Period window = effective_window(commitment, frame.promise);
    const int first = frame.period(window.start);
    std::int64_t sum = 0;
    for (const Effort& effort : scope.effort) {
        if (!resource.skills.empty() && !has(resource.skills, frame.skill(effort.expertise)))
            continue;
        if (window.empty() || (resource.begin == 0 && resource.end == frame.num_periods)) {
            sum += effort.days.units();
            continue;
        }
        const auto parts = timetable::spread(effort.days.units(), window.size());
        for (int k = 0; std::cmp_less(k, parts.size()); ++k)
            if (resource.begin <= first + k && first + k < resource.end) sum += parts[at(k)];
    }
    return sum;
}

bool is_within(const Scope& scope, const Scope& other) {
    const auto theirs = days_of(other);
    return std::ranges::all_of(days_of(scope), [&](const auto& mine) {
        const auto found = theirs.find(mine.first);
        return mine.second <= (found == theirs.end() ? 0 : found->second);
    });
}

std::vector<int> levels_of(const Commitment& commitment) {
    const Scope& top = *commitment.default_scope();
    std::vector<int> lighter;
    for (int s = 0; std::cmp_less(s, commitment.scopes.size()); ++s) {
        const Scope& scope = commitment.scopes[at(s)];
        if (is_within(scope, top) && scope.coverage < top.coverage && scope.coverage > Share{})
            lighter.push_back(s);
    }
    std::ranges::stable_sort(lighter, {}, [&](int s) {
        return std::pair(total_effort(commitment.scopes[at(s)]), commitment.scopes[at(s)].coverage);
    });
    std::vector<int> levels;
    for (const int s : lighter) {
        const Scope& scope = commitment.scopes[at(s)];
        const bool grows = levels.empty() ||
                           (is_within(commitment.scopes[at(levels.back())], scope) &&
                            scope.coverage > commitment.scopes[at(levels.back())].coverage);
        if (grows) levels.push_back(s);
    }
    levels.push_back(static_cast<int>(&top - commitment.scopes.data()));
    return levels;
}

Limits limits_of(const Frame& frame, const ChoiceCategory& category, ChoiceResources resources) {
    const auto refuse = [](const std::string& why) { throw Error("plan.choice", why); };
    if (category.theme.has_value() == category.expertise.has_value())
        refuse("a category is of a theme or of an expertise; name one of the two");
    if (category.theme) static_cast<void>(frame.network.themes().at(*category.theme));
    if (category.expertise)
        static_cast<void>(frame.network.expertises().at(*category.expertise));
    const std::string who = words_of(category);
    const auto units = [&](const std::optional<PersonDays>& days, const std::optional<Share>& share,
                           const char* what, bool up) -> std::optional<std::int64_t> {
        if (days && share) refuse(who + " has a " + what + " in days and as a share; give one");
        if ((days && *days < PersonDays{}) || (share && *share < Share{}))
            refuse(who + " has a negative " + what);
        if (days) return days->units();
        if (!share) return std::nullopt;
        return rounded(Rational(frame.available.units()) * Rational(share->units(), 1'000'000), up);
    };
    const Limits limits{units(category.floor, category.floor_share, "floor", true).value_or(0),
                        units(category.cap, category.cap_share, "cap", false)};
    if (limits.cap && *limits.cap < limits.floor)
        refuse(who + " has a floor of " + to_string(PersonDays::from_units(limits.floor)) +
               " person-days above its cap of " + to_string(PersonDays::from_units(*limits.cap)));
    const bool can_keep = resources == ChoiceResources::effort ||
                          (resources == ChoiceResources::expertise && category.expertise);
    if (limits.floor > 0 && !can_keep)
        refuse(who + " cannot have a floor where expertises " +
               std::string(category.theme ? "are shared out one by one"
                                          : "are shared out by year or quarter") +
               ": a floor is kept of one resource; share out the effort as one, or give a cap");
    return limits;
}

std::int64_t counted_in(const ChoiceCategory& category, const Commitment& commitment,
                        const Scope& scope) {
    if (category.theme)
        return std::ranges::find(commitment.themes, *category.theme) == commitment.themes.end()
                   ? 0
                   : total_effort(scope).units();
    const auto days = days_of(scope);
    const auto found = days.find(*category.expertise);
    return found == days.end() ? 0 : found->second;
}

namespace {
selection::LeveledProject leveled(const Frame& frame, const Commitment& commitment,
                                  const std::vector<EffortResource>& resources) {
    selection::LeveledProject out;
    out.id = commitment.id.key();
    const std::int64_t whole = commitment.default_scope()->coverage.units();
    for (const int s : levels_of(commitment)) {
        const Scope& scope = commitment.scopes[at(s)];
        selection::Level level;
        for (const EffortResource& resource : resources)
            level.costs.push_back(taken_of(frame, resource, commitment, scope));
        if (whole > 0) level.worth = Rational(scope.coverage.units(), whole);
        out.levels.push_back(std::move(level));
    }
    const auto refer = [&](const std::vector<CommitmentId>& ids) {
        std::set<int> found;
        for (const CommitmentId& id : ids)
            if (const int other = frame.project(id); other >= 0) found.insert(other);
        return std::vector<int>(found.begin(), found.end());
    };
    out.prerequisites = refer(commitment.prerequisites);
    out.excludes = refer(commitment.excludes);
    return out;
}

selection::Category category_of(const Frame& frame, const ChoiceCategory& asked,
                                ChoiceResources kind,
                                const std::vector<EffortResource>& resources) {
    const Limits limits = limits_of(frame, asked, kind);
    selection::Category out;
    out.id = words_of(asked);
    out.floor = limits.floor;
    out.cap = limits.cap;
    if (asked.expertise)
        for (std::size_t r = 0; r < resources.size(); ++r)
            if (has(resources[r].skills, frame.skill(*asked.expertise)))
                out.resource = static_cast<int>(r);
    for (std::size_t p = 0; p < frame.projects.size(); ++p) {
        const Commitment& commitment = *frame.projects[p];
        std::vector<std::int64_t> amounts;
        for (const int s : levels_of(commitment))
            amounts.push_back(counted_in(asked, commitment, commitment.scopes[at(s)]));
        if (amounts.back() == 0) continue;
        out.projects.push_back(static_cast<int>(p));
        out.amounts.push_back(std::move(amounts));
    }
    return out;
}
}  // namespace

selection::ConstrainedInstance constrained_instance(const Frame& frame,
                                                    const ChoiceOptions& options,
                                                    const std::vector<EffortResource>& resources) {
    selection::ConstrainedInstance out;
    for (const EffortResource& resource : resources)
        out.resources.push_back({name_of(frame, resource), resource.budget});
    for (const Commitment* commitment : frame.projects)
        out.projects.push_back(leveled(frame, *commitment, resources));
    for (const ChoiceCategory& category : options.categories)
        out.categories.push_back(category_of(frame, category, options.resources, resources));
    return out;
}

std::vector<bool> impossible_projects(const Frame& frame) {
    std::vector<bool> out(frame.projects.size());
    for (std::size_t p = 0; p < out.size(); ++p) {
        const Commitment& commitment = *frame.projects[p];
        out[p] = effective_window(commitment, frame.promise).empty() ||
                 std::ranges::any_of(commitment.prerequisites, [&](const CommitmentId& id) {
                     return frame.project(id) < 0;
                 });
    }
    return out;
}

}  // namespace areena::planning
