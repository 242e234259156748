#include "areena/selection/names.hpp"

#include "areena/core/error.hpp"

#include <array>
#include <string>

namespace areena {

using namespace selection;

namespace {
constexpr std::array<std::string_view, 10> rules{
    "equal_shares", "phragmen",     "maximin_support", "bounded_overspending",
    "exact_equal_shares", "welfare", "cstv",           "greedy_votes",
    "greedy_utility", "greedy_per_cost"};
constexpr std::array<std::string_view, 7> utilities{
    "points", "cost", "cardinality", "effort", "cost_sqrt", "cost_log", "chamberlin_courant"};
constexpr std::array<std::string_view, 8> completions{
    "none",        "add1",     "add1_exceeding", "add1_utilitarian",
    "utilitarian", "phragmen", "ratio",          "add_opt"};
constexpr std::array<std::string_view, 7> tie_keys{"min_cost", "max_cost", "max_votes", "id",
                                                   "order",    "lot",      "refuse"};
static_assert(rules.size() == static_cast<std::size_t>(Rule::greedy_per_cost) + 1);
static_assert(utilities.size() == static_cast<std::size_t>(Utility::chamberlin_courant) + 1);
static_assert(completions.size() == static_cast<std::size_t>(Completion::add_opt) + 1);
static_assert(tie_keys.size() == static_cast<std::size_t>(TieKey::refuse) + 1);

template <class Enum>
Enum found(std::string_view name, const char* code, const char* what) {
    Enum value{};
    if (parse_token(type_of<Enum>(), &value, name)) return value;
    std::string all;
    for (const std::string_view each : type_of<Enum>().choices)
        all += (all.empty() ? "'" : ", '") + std::string(each) + "'";
    throw Error(code, "'" + std::string(name) + "' is no " + what + "; one of " + all);
}
}  // namespace

template <>
const Type& type_of<Rule>() {
    static const Type type = enumeration<Rule>("Rule", "Who is selected.", rules);
    return type;
}
template <>
const Type& type_of<Utility>() {
    static const Type type = enumeration<Utility>(
        "Utility", "What a supported project is worth to its supporters.", utilities);
    return type;
}
template <>
const Type& type_of<Completion>() {
    static const Type type = enumeration<Completion>(
        "Completion", "What goes on where equal shares ends with budget left.", completions);
    return type;
}
template <>
const Type& type_of<TieKey>() {
    static const Type type = enumeration<TieKey>(
        "TieKey", "What decides between projects that are exactly as good.", tie_keys);
    return type;
}

}  // namespace areena

namespace areena::selection {

template <>
Rule named<Rule>(std::string_view name) {
    return found<Rule>(name, "selection.rule", "rule");
}
template <>
Utility named<Utility>(std::string_view name) {
    return found<Utility>(name, "selection.utility", "utility");
}
template <>
Completion named<Completion>(std::string_view name) {
    return found<Completion>(name, "selection.completion", "completion");
}
template <>
TieKey named<TieKey>(std::string_view name) {
    return found<TieKey>(name, "selection.ties", "key for ties");
}

}  // namespace areena::selection
