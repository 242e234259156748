#include "planning/verification/reader.hpp"

#include <algorithm>

namespace areena::planning::verification {

std::int64_t Reader::usable(const Capacity& c) const {
    if (c.agreement != Agreement::agreed) return 0;
    const std::int64_t left = c.days.units() - c.standing.units();
    const std::int64_t reserve = c.reserve ? c.reserve->units() : (left * 15 + 50) / 100;
    return std::max<std::int64_t>(0, left - reserve);
}

std::string Reader::capacity() const {
    std::map<CapacityId, std::int64_t> taken;
    for (const Scheduled& e : plan_.timetable)
        for (const Contribution& c : e.contributions) taken[c.capacity] += c.days.units();
    for (const auto& [id, units] : taken) {
        const std::int64_t there = usable(network_.capacities().at(id));
        if (units > there)
            return "capacity " + quoted(id.key()) + " gives " +
                   to_string(PersonDays::from_units(units)) + " of " +
                   to_string(PersonDays::from_units(there));
    }
    return {};
}

/// Usable days of the capacities that have any of the expertises.
std::int64_t Reader::touching(const std::vector<ExpertiseId>& set, Quarter quarter) const {
    std::int64_t sum = 0;
    for (const Capacity& c : network_.capacities())
        if (c.quarter == quarter &&
            std::any_of(c.expertises.begin(), c.expertises.end(), [&](const ExpertiseId& id) {
                return std::find(set.begin(), set.end(), id) != set.end();
            }))
            sum += usable(c);
    return sum;
}

/// A shortfall claimed for a placement is load of the set, with the placement, less what there is.
std::string Reader::shortage(const LeftOut& left, const Shortage& claim) const {
    const Commitment& c = network_.commitments().at(left.commitment);
    const Scheduled placement{left.commitment, c.kind, *left.scope, *left.start, *left.end, {}};
    std::int64_t load = 0;
    auto add = [&](const Days& days) {
        for (const auto& [key, units] : days)
            if (key.second == claim.quarter &&
                std::find(claim.expertises.begin(), claim.expertises.end(), key.first) !=
                    claim.expertises.end())
                load += units;
    };
    for (const Scheduled& e : plan_.timetable) add(wanted(e));
    add(wanted(placement));
    std::int64_t missing = load - touching(claim.expertises, claim.quarter);
    // What standing work lacks already is not the placement's.
    for (const Shortage& standing : plan_.standing_shortages)
        if (standing.quarter == claim.quarter &&
            std::all_of(standing.expertises.begin(), standing.expertises.end(),
                        [&](const ExpertiseId& id) {
                            return std::find(claim.expertises.begin(), claim.expertises.end(),
                                             id) != claim.expertises.end();
                        }))
            missing -= standing.shortfall.units();
    if (missing == claim.shortfall.units() && missing > 0) return {};
    return quoted(left.commitment.key()) + " is short by " +
           to_string(PersonDays::from_units(missing)) + " in " + to_string(claim.quarter) +
           ", not by " + to_string(claim.shortfall);
}

std::string Reader::left_out() const {
    for (const LeftOut& left : plan_.left_out) {
        const std::string name = quoted(left.commitment.key());
        if (left.code == "excluded") {
            if (!left.other || !entry(*left.other)) return name + " is not excluded by anything";
        } else if (left.code == "prerequisite") {
            if (!left.other) return name + " names no prerequisite";
        } else if (left.code == "capacity") {
            if (left.shortages.empty() || !left.scope || !left.start || !left.end)
                return name + " names no shortage";
            for (const Shortage& s : left.shortages)
                if (auto fault = shortage(left, s); !fault.empty()) return fault;
        } else if (left.code == "effort") {
            if (!left.cost || !left.left || *left.cost <= *left.left)
                return name + " would fit the effort that is left";
        } else if (left.code == "no_support") {
            if (left.supporters != 0) return name + " has supporters";
        } else if (left.code == "not_chosen") {
            if (plan_.choice.completion == selection::Completion::utilitarian &&
                plan_.choice.shared.empty())
                return name + " had to be tried by the completion";
        }
    }
    return {};
}

}  // namespace areena::planning::verification
