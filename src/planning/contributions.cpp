#include "planning/contributions.hpp"

#include <algorithm>
#include <map>

namespace areena::planning {

namespace {
/// What is left of each pool's gift, by (skill, period).
using Gifts = std::map<std::pair<int, int>, std::vector<std::pair<int, std::int64_t>>>;

void take(const Frame& frame, Work& work, int skill, int period, std::int64_t wanted,
          std::vector<std::pair<int, std::int64_t>>& gifts) {
    for (const bool own : {true, false})
        for (auto& [resource, left] : gifts) {
            const Pool& pool = frame.pools[static_cast<std::size_t>(resource)];
            if ((pool.organization->id == *work.lead) != own) continue;
            const std::int64_t given = std::min(wanted, left);
            if (given == 0) continue;
            wanted -= given;
            left -= given;
            work.entry.contributions.push_back(
                {pool.organization->id, frame.expertise(skill), frame.quarter(period),
                 PersonDays::from_units(given),
                 pool.capacities[static_cast<std::size_t>(period)]->id});
        }
}
}  // namespace

std::vector<Scheduled> fill_contributions(const Frame& frame, std::vector<Work> works,
                                          std::span<const timetable::Flow> flows) {
    std::sort(works.begin(), works.end(), [](const Work& a, const Work& b) {
        return a.entry.commitment < b.entry.commitment;
    });
    Gifts gifts;
    for (const timetable::Flow& flow : flows)
        gifts[{flow.skill, flow.period}].emplace_back(flow.resource, flow.amount);
    for (Work& work : works)
        for (std::size_t skill = 0; skill < work.load.size(); ++skill)
            for (std::size_t period = 0; period < work.load[skill].size(); ++period) {
                const std::int64_t wanted = work.load[skill][period];
                if (wanted == 0) continue;
                const auto s = static_cast<int>(skill);
                const auto t = static_cast<int>(period);
                if (auto it = gifts.find({s, t}); it != gifts.end())
                    take(frame, work, s, t, wanted, it->second);
            }
    std::vector<Scheduled> entries;
    for (Work& work : works) entries.push_back(std::move(work.entry));
    return entries;
}

}  // namespace areena::planning
