#include "areena/timetable/measure.hpp"

#include "areena/core/error.hpp"

#include <algorithm>
#include <string>

namespace areena::timetable {

namespace {

constexpr std::array<std::string_view, all_measures.size()> names{
    "value", "leximin", "coverage", "ends", "peak", "changes", "makespan"};

}  // namespace

std::string_view to_string(Measure measure) { return names[static_cast<std::size_t>(measure)]; }

Measure measure_from(std::string_view name) {
    const auto* const found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return all_measures[static_cast<std::size_t>(found - names.begin())];
    std::string known;
    for (const std::string_view each : names)
        known += (known.empty() ? "'" : ", '") + std::string(each) + "'";
    throw Error("timetable.objectives", "'" + std::string(name) + "' is no objective; some of " +
                                            known + ", the most important first");
}

std::vector<Measure> objectives_or_default(std::span<const Measure> asked) {
    if (asked.empty()) return {default_objectives.begin(), default_objectives.end()};
    for (std::size_t i = 0; i < asked.size(); ++i)
        if (std::find(asked.begin(), asked.begin() + static_cast<std::ptrdiff_t>(i), asked[i]) !=
            asked.begin() + static_cast<std::ptrdiff_t>(i))
            throw Error("timetable.objectives", "the objectives name '" +
                                                    std::string(to_string(asked[i])) +
                                                    "' twice; name each once");
    return {asked.begin(), asked.end()};
}

}  // namespace areena::timetable
