#include "check/context.hpp"

#include "areena/check.hpp"

#include <algorithm>
#include <functional>

namespace areena::checks {

namespace {
template <class Noun>
Index index_of(const std::vector<Noun>& all) {
    Index index;
    index.reserve(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) index.emplace(all[i].id.key(), i);
    return index;
}

template <class... Noun>
void index_lists(const NetworkData& data, std::unordered_map<std::string_view, Index>& lists) {
    (lists.emplace(list_of<Noun>.name, index_of(data.*list_of<Noun>.list)), ...);
}

std::string lower(std::string_view word) {
    std::string text(word);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}
}  // namespace

Context::Context(const NetworkData& network) : data(network), rules(network) {
    index_lists<Area, Ballot, Capacity, Commitment, Expertise, Formula, Group, Member, Need,
                Organization, Ownership, Service, Source, Theme>(data, lists_);
    lists_.emplace("goals", data.promise ? index_of(data.promise->goals) : Index{});
}

const std::size_t* Context::find(std::string_view plural, std::string_view id) const {
    auto list = lists_.find(plural);
    if (list == lists_.end()) return nullptr;
    auto it = list->second.find(id);
    return it == list->second.end() ? nullptr : &it->second;
}

std::vector<std::string_view> Context::ids(std::string_view plural) const {
    std::vector<std::string_view> all;
    if (auto list = lists_.find(plural); list != lists_.end())
        for (const auto& [id, index] : list->second) all.push_back(id);
    std::sort(all.begin(), all.end());
    return all;
}

Finding& Context::add(std::string_view code, Severity severity, std::string_view type_name,
                      std::string_view id, std::string path, std::string message,
                      std::string next_step) {
    Finding finding;
    finding.code = code;
    finding.severity = severity;
    finding.noun = lower(type_name);
    finding.id = id;
    finding.path = std::move(path);
    finding.message = std::move(message);
    if (!next_step.empty() && next_step.front() >= 'a' && next_step.front() <= 'z')
        next_step.front() = static_cast<char>(next_step.front() - 32);  // it follows a full stop
    finding.next_step = std::move(next_step);
    return findings.emplace_back(std::move(finding));
}

std::vector<std::vector<std::size_t>> cycles(const std::vector<std::vector<std::size_t>>& next) {
    enum class Mark : std::uint8_t { fresh, open, done };
    std::vector<Mark> marks(next.size(), Mark::fresh);
    std::vector<std::vector<std::size_t>> found;
    struct Frame {
        std::size_t vertex;
        std::size_t edge;
    };
    for (std::size_t root = 0; root < next.size(); ++root) {
        if (marks[root] != Mark::fresh) continue;
        std::vector<Frame> stack{{root, 0}};  // by hand: a chain of 10^5 must not end the process
        marks[root] = Mark::open;
        while (!stack.empty()) {
            auto& [vertex, edge] = stack.back();
            if (edge == next[vertex].size()) {
                marks[vertex] = Mark::done;
                stack.pop_back();
                continue;
            }
            const std::size_t to = next[vertex][edge++];
            if (marks[to] == Mark::fresh) {
                marks[to] = Mark::open;
                stack.push_back({to, 0});
            } else if (marks[to] == Mark::open) {
                auto begin = std::find_if(stack.begin(), stack.end(),
                                          [&](const Frame& f) { return f.vertex == to; });
                std::vector<std::size_t> cycle;
                for (auto it = begin; it != stack.end(); ++it) cycle.push_back(it->vertex);
                std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()),
                            cycle.end());
                found.push_back(std::move(cycle));
            }
        }
    }
    return found;
}

}  // namespace areena::checks

namespace areena {

std::vector<Finding> check(const Draft& draft) {
    using namespace checks;
    Context context(draft.data());
    for (auto part : {check_ids, check_references, check_hierarchies, check_organizations,
                      check_members, check_groups, check_promise, check_commitments, check_scopes,
                      check_dependencies, check_capacities, check_ballots, check_needs,
                      check_ownerships, check_services,
                      check_values})
        part(context);
    return std::move(context.findings);
}

std::vector<Finding> check(const Network& network) { return check(network.edit()); }

}  // namespace areena
