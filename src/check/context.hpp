#pragma once

#include "areena/core/finding.hpp"
#include "areena/groups.hpp"
#include "areena/network.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// \file
/// Inside of areena::check: small named checks that share one context.

namespace areena::checks {

using Index = std::unordered_map<std::string_view, std::size_t>;

/// The draft under check, look-ups that every check needs, and where findings go.
class Context {
public:
    explicit Context(const NetworkData& network);

    const NetworkData& data;
    GroupRules rules;

    /// Position of an id in a list of the network ("members", "goals"), or null.
    [[nodiscard]] const std::size_t* find(std::string_view plural, std::string_view id) const;
    /// All ids of a list, for suggestions.
    [[nodiscard]] std::vector<std::string_view> ids(std::string_view plural) const;

    template <class Noun>
    [[nodiscard]] const Noun* get(const decltype(Noun::id)& id) const {
        const std::size_t* index = find(list_of<Noun>.name, id.key());
        return index ? &(data.*list_of<Noun>.list)[*index] : nullptr;
    }

    /// Adds a finding about the noun at `index` of its list; `below` is the pointer inside it.
    template <class Noun>
    Finding& report(std::string_view code, Severity severity, std::size_t index,
                    std::string_view below, std::string message, std::string next_step) {
        const Noun& noun = (data.*list_of<Noun>.list)[index];
        return add(code, severity, type_of<Noun>().name, noun.id.key(),
                   "/" + std::string(list_of<Noun>.name) + "/" + std::to_string(index) +
                       std::string(below),
                   std::move(message), std::move(next_step));
    }
    Finding& add(std::string_view code, Severity severity, std::string_view type_name,
                 std::string_view id, std::string path, std::string message,
                 std::string next_step);

    std::vector<Finding> findings;

private:
    std::unordered_map<std::string_view, Index> lists_;
};

/// Members of cycles among 0..n-1, where next(i) are the successors of i: every cycle is reported
/// once, by the vertices of one closed walk, beginning with its smallest.
[[nodiscard]] std::vector<std::vector<std::size_t>> cycles(
    const std::vector<std::vector<std::size_t>>& next);

void check_ids(Context& context);
void check_references(Context& context);
void check_hierarchies(Context& context);
void check_organizations(Context& context);
void check_members(Context& context);
void check_groups(Context& context);
void check_promise(Context& context);
void check_commitments(Context& context);
void check_scopes(Context& context);
void check_dependencies(Context& context);
void check_capacities(Context& context);
void check_ballots(Context& context);
void check_needs(Context& context);
void check_ownerships(Context& context);
void check_services(Context& context);
void check_values(Context& context);

}  // namespace areena::checks
