#include "planning/verification/reader.hpp"

#include <algorithm>

namespace areena::planning::verification {

std::string Reader::references() const {
    for (const Scheduled& e : plan_.timetable) {
        const Commitment* c = network_.commitments().find(e.commitment);
        if (!c) return quoted(e.commitment.key()) + " is no commitment";
        static_cast<void>(scope(*c, e.scope));
        if (e.kind != c->kind) return quoted(e.commitment.key()) + " is of another kind";
        for (const Contribution& give : e.contributions) {
            const Capacity* row = network_.capacities().find(give.capacity);
            if (!row) return quoted(give.capacity.key()) + " is no capacity";
            const bool has = std::find(row->expertises.begin(), row->expertises.end(),
                                       give.expertise) != row->expertises.end();
            if (!has || row->organization != give.organization || row->quarter != give.quarter)
                return "capacity " + quoted(row->id.key()) + " is of something else than " +
                       quoted(e.commitment.key()) + " takes from it";
        }
    }
    return {};
}

std::string Reader::complete() const {
    std::map<CommitmentId, int> seen;
    for (const Scheduled& e : plan_.timetable) ++seen[e.commitment];
    for (const LeftOut& left : plan_.left_out) ++seen[left.commitment];
    for (const Commitment& c : network_.commitments())
        if (seen[c.id] != 1)
            return quoted(c.id.key()) + " stands in the plan " + std::to_string(seen[c.id]) +
                   " times";
    if (seen.size() != network_.commitments().size()) return "the plan has unknown commitments";
    return {};
}

std::string Reader::windows() const {
    for (const Scheduled& e : plan_.timetable) {
        const Commitment& c = network_.commitments().at(e.commitment);
        const Period open = window(c);
        if (e.start < open.start || open.end < e.end || e.end <= e.start)
            return quoted(c.id.key()) + " lies outside its window";
        if (c.kind != CommitmentKind::project) {
            if (e.start != open.start || e.end != open.end)
                return quoted(c.id.key()) + " does not last its whole window";
            continue;
        }
        const auto& duration = scope(c, e.scope).duration;
        const int quarters = e.end - e.start;
        if (!duration || quarters < duration->min || duration->max < quarters)
            return quoted(c.id.key()) + " takes " + std::to_string(quarters) + " quarters";
    }
    return {};
}

std::string Reader::prerequisites() const {
    for (const Scheduled& e : plan_.timetable)
        for (const CommitmentId& id : network_.commitments().at(e.commitment).prerequisites) {
            const Scheduled* before = entry(id);
            if (!before) return quoted(e.commitment.key()) + " lacks " + quoted(id.key());
            if (e.start < before->end)
                return quoted(e.commitment.key()) + " starts before " + quoted(id.key()) + " ends";
        }
    return {};
}

std::string Reader::excludes() const {
    for (const Scheduled& e : plan_.timetable)
        for (const CommitmentId& id : network_.commitments().at(e.commitment).excludes)
            if (entry(id)) return quoted(e.commitment.key()) + " excludes " + quoted(id.key());
    return {};
}

/// `units` in proportion to `weights`: whole parts first, then one by one where most is lacking.
std::vector<std::int64_t> shared_out(std::int64_t units, const std::vector<std::int64_t>& weights) {
    std::int64_t total = 0;
    for (std::int64_t w : weights) total += w;
    std::vector<std::int64_t> parts;
    std::int64_t given = 0;
    for (std::int64_t w : weights) given += parts.emplace_back(total ? units * w / total : 0);
    for (; total && given < units; ++given) {
        std::size_t most = 0;
        for (std::size_t i = 1; i < weights.size(); ++i)
            if (units * weights[i] - parts[i] * total > units * weights[most] - parts[most] * total)
                most = i;
        ++parts[most];
    }
    return parts;
}

/// What an entry has to take, by expertise and quarter.
Days Reader::wanted(const Scheduled& e) const {
    const Commitment& c = network_.commitments().at(e.commitment);
    Days days;
    for (const Effort& effort : scope(c, e.scope).effort) {
        if (c.kind == CommitmentKind::project) {
            const auto parts = shared_out(
                effort.days.units(),
                std::vector<std::int64_t>(static_cast<std::size_t>(e.end - e.start), 1));
            for (std::size_t k = 0; k < parts.size(); ++k)
                days[{effort.expertise, e.start + static_cast<int>(k)}] += parts[k];
            continue;
        }
        std::vector<std::int64_t> profile = promise().year_profile;
        std::int64_t kept = 0;
        for (std::int64_t q = 1; q <= 4; ++q) {
            const bool falls = c.quarters.empty() ||
                               std::find(c.quarters.begin(), c.quarters.end(), q) != c.quarters.end();
            auto& weight = profile[static_cast<std::size_t>(q - 1)];
            if (!falls) weight = 0;
            kept += weight;
        }
        if (kept == 0)
            for (std::int64_t q : c.quarters) profile[static_cast<std::size_t>(q - 1)] = 1;
        const auto year = shared_out(effort.days.units(), profile);
        for (Quarter q = e.start; q < e.end; q = q + 1)
            days[{effort.expertise, q}] += year[static_cast<std::size_t>(q.number() - 1)];
    }
    std::erase_if(days, [](const auto& row) { return row.second == 0; });
    return days;
}

std::string Reader::effort() const {
    for (const Scheduled& e : plan_.timetable) {
        Days given;
        for (const Contribution& c : e.contributions) {
            if (c.days.units() <= 0) return quoted(e.commitment.key()) + " takes nothing somewhere";
            given[{c.expertise, c.quarter}] += c.days.units();
        }
        const Days wanted_days = wanted(e);
        if (given == wanted_days) continue;
        // Standing work may fall short, where the plan says so; a project never.
        const bool short_of_standing = e.kind != CommitmentKind::project &&
                                       !plan_.standing_shortages.empty() &&
                                       std::all_of(given.begin(), given.end(), [&](const auto& row) {
                                           auto it = wanted_days.find(row.first);
                                           return it != wanted_days.end() && row.second <= it->second;
                                       });
        if (!short_of_standing)
            return "the days that " + quoted(e.commitment.key()) + " takes are not its scope's";
    }
    return {};
}

}  // namespace areena::planning::verification
