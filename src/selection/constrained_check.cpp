#include "areena/selection/constrained.hpp"

#include "areena/core/error.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

std::string name(const LeveledProject& project) { return "project '" + project.id + "'"; }

template <class Items>
bool names_one(const Items& items, int index) {
    return index >= 0 && std::cmp_less(index, items.size());
}

void check_levels(const ConstrainedInstance& instance, const LeveledProject& project) {
    if (project.levels.empty()) throw Error("selection.level", name(project) + " has no level");
    const Level* before = nullptr;
    for (const Level& level : project.levels) {
        if (level.costs.size() != instance.resources.size())
            throw Error("selection.level", name(project) + " has a level with " +
                                               std::to_string(level.costs.size()) +
                                               " costs; there are " +
                                               std::to_string(instance.resources.size()) +
                                               " resources");
        if (level.worth > Rational(1) || level.worth <= (before ? before->worth : Rational(0)))
            throw Error("selection.level",
                        name(project) + " has a level of worth " + to_string(level.worth) +
                            "; worth grows from level to level and is at most 1");
        for (std::size_t r = 0; r < level.costs.size(); ++r)
            if (level.costs[r] < (before ? before->costs[r] : 0))
                throw Error(before ? "selection.level" : "selection.cost",
                            name(project) + " takes " + std::to_string(level.costs[r]) + " of '" +
                                instance.resources[r].id +
                                "' at one level; a cost must not be negative or below that of the "
                                "level before");
        before = &level;
    }
}

void check_links(const ConstrainedInstance& instance, const LeveledProject& project) {
    for (const auto& links : {project.prerequisites, project.excludes})
        for (const int other : links)
            if (!names_one(instance.projects, other) ||
                &instance.projects[at(other)] == &project)
                throw Error("selection.constraint",
                            name(project) + " needs or excludes project number " +
                                std::to_string(other) + "; name another one, from 0 to " +
                                std::to_string(instance.projects.size() - 1));
}

/// Takes away, again and again, projects that wait for none of those left.
void check_cycles(const ConstrainedInstance& instance) {
    std::vector<bool> done(instance.projects.size());
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t p = 0; p < done.size(); ++p) {
            const std::vector<int>& before = instance.projects[p].prerequisites;
            if (done[p] || !std::ranges::all_of(before, [&](int b) { return done[at(b)]; }))
                continue;
            done[p] = changed = true;
        }
    }
    const auto stuck = std::ranges::find(done, false);
    if (stuck != done.end())
        throw Error("selection.constraint",
                    name(instance.projects[static_cast<std::size_t>(stuck - done.begin())]) +
                        " waits for prerequisites that wait for each other");
}

void check_category(const ConstrainedInstance& instance, const Category& category) {
    const std::string who = "category '" + category.id + "'";
    if (!names_one(instance.resources, category.resource))
        throw Error("selection.constraint", who + " is about resource number " +
                                                std::to_string(category.resource) +
                                                ", which there is not");
    for (const int project : category.projects)
        if (!names_one(instance.projects, project))
            throw Error("selection.constraint", who + " holds project number " +
                                                    std::to_string(project) +
                                                    ", which there is not");
    std::vector<int> projects = category.projects;
    std::ranges::sort(projects);
    if (std::ranges::adjacent_find(projects) != projects.end())
        throw Error("selection.constraint", who + " holds a project twice");
    if (category.floor < 0 || (category.cap && *category.cap < category.floor))
        throw Error("selection.constraint",
                    who + " has the floor " + std::to_string(category.floor) +
                        "; it must not be negative, nor above the cap");
}

void check_amounts(const ConstrainedInstance& instance, const Category& category) {
    if (category.amounts.empty()) return;
    const auto refuse = [&](const std::string& why) {
        throw Error("selection.constraint", "category '" + category.id + "' " + why);
    };
    if (category.amounts.size() != category.projects.size())
        refuse("has amounts of " + std::to_string(category.amounts.size()) + " projects of " +
               std::to_string(category.projects.size()));
    for (std::size_t i = 0; i < category.amounts.size(); ++i) {
        const std::vector<std::int64_t>& amounts = category.amounts[i];
        const LeveledProject& project = instance.projects[at(category.projects[i])];
        if (amounts.size() != project.levels.size())
            refuse("has " + std::to_string(amounts.size()) + " amounts of " + name(project) +
                   "; there must be one for each of its " +
                   std::to_string(project.levels.size()) + " levels");
        if (amounts.front() < 0 || !std::ranges::is_sorted(amounts))
            refuse("has amounts of " + name(project) +
                   " that are negative or shrink from level to level");
    }
}

void check_floors(const ConstrainedInstance& instance) {
    for (std::size_t r = 0; r < instance.resources.size(); ++r) {
        std::int64_t left = instance.resources[r].budget;
        std::vector<const Category*> owner(instance.projects.size());
        for (const Category& category : instance.categories) {
            if (at(category.resource) != r || category.floor == 0) continue;
            if (category.floor > left)
                throw Error("selection.constraint", "the floors of categories up to '" +
                                                        category.id +
                                                        "' are more than there is of '" +
                                                        instance.resources[r].id + "'");
            left -= category.floor;
            for (const int project : category.projects)
                if (std::exchange(owner[at(project)], &category))
                    throw Error("selection.constraint",
                                name(instance.projects[at(project)]) +
                                    " lies in two categories with floors for '" +
                                    instance.resources[r].id + "'");
        }
    }
}

void check_ids(const ConstrainedInstance& instance) {
    std::vector<std::string_view> ids;
    for (const Resource& resource : instance.resources) {
        ids.push_back(resource.id);
        if (resource.budget < 0)
            throw Error("selection.budget", "the budget of '" + resource.id + "' is " +
                                                std::to_string(resource.budget) +
                                                "; it must not be negative");
    }
    std::ranges::sort(ids);
    if (const auto twice = std::ranges::adjacent_find(ids); twice != ids.end())
        throw Error("selection.constraint",
                    "two resources have the id '" + std::string(*twice) + "'");
}

}  // namespace

void validate(const ConstrainedInstance& instance, const Profile& profile) {
    check_ids(instance);
    for (const LeveledProject& project : instance.projects) {
        check_levels(instance, project);
        check_links(instance, project);
    }
    check_cycles(instance);
    for (const Category& category : instance.categories) {
        check_category(instance, category);
        check_amounts(instance, category);
    }
    check_floors(instance);
    // Ids, ballots and sums are checked as those of an election with each resource by itself.
    for (std::size_t r = 0; r < std::max<std::size_t>(1, instance.resources.size()); ++r) {
        Instance one;
        for (const LeveledProject& project : instance.projects)
            one.projects.push_back(
                {project.id, instance.resources.empty() ? 0 : project.levels.back().costs[r]});
        validate(one, r == 0 ? profile : Profile{});
    }
}

}  // namespace areena::selection
