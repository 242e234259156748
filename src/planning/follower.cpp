#include "planning/follower.hpp"

#include "areena/timetable/measure.hpp"

#include <algorithm>

namespace areena::planning {

namespace {
constexpr std::string_view support = "support";
}  // namespace

Standing in_words(Standing standing) {
    using timetable::Measure;
    if (standing.objective == to_string(Measure::value)) standing.objective = support;
    if (standing.objective == to_string(Measure::ends)) standing.objective = "end_quarters";
    if (standing.objective == to_string(Measure::peak)) standing.objective = "peak_load";
    return standing;
}

std::optional<Standing> Follower::retell(const std::optional<Standing>& standing) {
    if (!standing || (takes_turns_ && standing->objective != support)) return standing_;
    Standing told = *standing;
    if (told.objective == support) {
        told.value = kept_ = std::max(kept_, told.value);
        told.bound = most_support_;
    }
    standing_ = told;
    return standing_;
}

}  // namespace areena::planning
