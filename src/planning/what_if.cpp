#include "areena/planning/what_if.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace areena::planning {

namespace {
constexpr std::int64_t most_percent = 1'000'000;

[[noreturn]] void refuse(const std::string& message) {
    throw Error("plan.capacity_change", message);
}

bool selects(const CapacityChange& change, const Capacity& row) {
    return row.agreement == Agreement::agreed &&
           (!change.organization || row.organization == *change.organization) &&
           (!change.expertise ||
            std::find(row.expertises.begin(), row.expertises.end(), *change.expertise) !=
                row.expertises.end()) &&
           (!change.quarters || change.quarters->contains(row.quarter));
}

void check(const Network& network, const CapacityChange& change) {
    if (change.organization) static_cast<void>(network.organizations().at(*change.organization));
    if (change.expertise) static_cast<void>(network.expertises().at(*change.expertise));
    if (change.percent.has_value() == change.days.has_value())
        refuse("a change of capacity needs either a percentage or days, such as \"-50%\" or \"-2\"");
    if (change.percent && (*change.percent < -100 || *change.percent > most_percent))
        refuse("a change of capacity by " + std::to_string(*change.percent) +
               " % is outside -100 to " + std::to_string(most_percent) + " %");
}

/// What was asked for is not there; says what is.
[[noreturn]] void refuse_empty(const Network& network, const CapacityChange& change) {
    std::string what = "no agreed capacity";
    if (change.organization) what += " of '" + change.organization->key() + "'";
    if (change.expertise) what += " has expertise '" + change.expertise->key() + "'";
    if (change.quarters) what += " in " + to_string(*change.quarters);
    std::set<std::string> there;
    for (const Capacity& row : network.capacities())
        if (row.agreement == Agreement::agreed &&
            (!change.organization || row.organization == *change.organization))
            for (const ExpertiseId& id : row.expertises)
                there.insert("'" + (change.organization ? "" : row.organization.key() + "' '") +
                             id.key() + "'");
    what += there.empty() ? "; there is none at all" : "; there is";
    std::size_t told = 0;
    for (const std::string& name : there) {
        if (++told > 6) break;
        what += (told == 1 ? " " : ", ") + name;
    }
    if (told > 6) what += " and more";
    refuse(what);
}

std::int64_t scaled(std::int64_t units, std::int64_t percent) {
    return (Rational(units) * Rational(100 + percent, 100) + Rational(1, 2)).floor();
}

void apply(const CapacityChange& change, Capacity& row) {
    if (change.percent) {
        row.days = PersonDays::from_units(scaled(row.days.units(), *change.percent));
        if (row.reserve)
            row.reserve = PersonDays::from_units(scaled(row.reserve->units(), *change.percent));
    } else {
        row.days = std::max(PersonDays{}, row.days + *change.days);
    }
    row.standing = std::min(row.standing, row.days);
    if (row.reserve) row.reserve = std::min(*row.reserve, row.days - row.standing);
}
}  // namespace

CapacityChange parse_amount(std::string_view text) {
    CapacityChange out;
    std::string_view number = text;
    const bool percent = number.ends_with('%');
    if (percent) number.remove_suffix(1);
    while (number.ends_with(' ')) number.remove_suffix(1);
    if (number.starts_with('+')) number.remove_prefix(1);
    if (percent) {
        std::int64_t value = 0;
        const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), value);
        if (fault == std::errc() && end == number.data() + number.size() && !number.empty()) {
            out.percent = value;
            return out;
        }
    } else {
        try {
            out.days = PersonDays::parse(number);
            return out;
        } catch (const Error&) {
            // told below, in the words of what was asked for
        }
    }
    refuse("'" + std::string(text) +
           "' is no change of capacity; write a whole percentage such as \"-50%\", or days with at "
           "most two decimals such as \"-2.5\"");
}

Network with_capacity(const Network& network, const std::vector<CapacityChange>& changes) {
    Draft draft = network.edit();
    for (const CapacityChange& change : changes) {
        check(network, change);
        bool found = false;
        for (Capacity& row : draft.data().capacities)
            if (selects(change, row)) {
                apply(change, row);
                found = true;
            }
        if (!found) refuse_empty(network, change);
    }
    return std::move(draft).build();
}

WhatIf what_if(const Plan& plan, const std::vector<CapacityChange>& changes,
               const Progress& progress, int threads) {
    Plan other = planning::plan(with_capacity(plan.network(), changes),
                                plan.document().provenance.options, progress, threads);
    Comparison comparison = compare(plan, other);
    return {std::move(other), std::move(comparison)};
}

}  // namespace areena::planning
