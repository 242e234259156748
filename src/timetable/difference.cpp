#include "areena/timetable/difference.hpp"

#include <map>

namespace areena::timetable {

namespace {

std::map<int, Assignment> by_activity(std::span<const Assignment> assignments) {
    std::map<int, Assignment> out;
    for (const Assignment& a : assignments) out.emplace(a.activity, a);
    return out;
}

}  // namespace

Difference difference(std::span<const Assignment> before, std::span<const Assignment> after) {
    const std::map<int, Assignment> was = by_activity(before);
    const std::map<int, Assignment> is = by_activity(after);
    Difference out;
    for (const auto& [activity, a] : was) {
        const auto found = is.find(activity);
        if (found == is.end()) {
            out.dropped.push_back(activity);
            continue;
        }
        const Assignment& b = found->second;
        if (a.mode != b.mode) out.switched.push_back(activity);
        if (a.start != b.start || a.duration != b.duration) out.moved.push_back(activity);
    }
    for (const auto& [activity, b] : is)
        if (!was.contains(activity)) out.added.push_back(activity);
    return out;
}

}  // namespace areena::timetable
