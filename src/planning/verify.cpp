#include "areena/planning/verify.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

/// \file
/// Written against the document alone: shares no code with choice, timetable, effort or coverage,
/// so that a fault there does not hide here.

namespace areena::planning {

namespace {
using Days = std::map<std::pair<ExpertiseId, Quarter>, std::int64_t>;

/// One reading of a plan; each claim returns what is wrong, or nothing.
class Reader {
public:
    Reader(const Network& network, const PlanDocument& plan) : network_(network), plan_(plan) {}

    std::string references() const;
    std::string complete() const;
    std::string windows() const;
    std::string prerequisites() const;
    std::string excludes() const;
    std::string effort() const;
    std::string capacity() const;
    std::string coverage() const;
    std::string choice() const;
    std::string left_out() const;

private:
    const Scheduled* entry(const CommitmentId& id) const {
        for (const Scheduled& e : plan_.timetable)
            if (e.commitment == id) return &e;
        return nullptr;
    }
    static const Scope* scope(const Commitment& commitment, const ScopeId& id) {
        for (const Scope& s : commitment.scopes)
            if (s.id == id) return &s;
        return nullptr;
    }
    const Promise& promise() const { return *network_.promise(); }
    Period window(const Commitment& c) const {
        if (!c.window) return promise().period;
        return {std::max(c.window->start, promise().period.start),
                std::min(c.window->end, promise().period.end)};
    }
    Days wanted(const Scheduled& e) const;
    std::int64_t usable(const Capacity& c) const;
    std::int64_t touching(const std::vector<ExpertiseId>& set, Quarter quarter) const;
    std::string shortage(const LeftOut& left, const Shortage& shortage) const;
    bool benefits(const Commitment& c, const Member& m) const;
    bool holds(const Condition& condition, const Member& m) const;

    const Network& network_;
    const PlanDocument& plan_;
};

std::string quoted(const std::string& key) { return "'" + key + "'"; }

std::string Reader::references() const {
    for (const Scheduled& e : plan_.timetable) {
        const Commitment* c = network_.commitments().find(e.commitment);
        if (!c) return quoted(e.commitment.key()) + " is no commitment";
        if (!scope(*c, e.scope))
            return quoted(e.commitment.key()) + " has no scope " + quoted(e.scope.key());
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
        const auto& duration = scope(c, e.scope)->duration;
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
    for (const Effort& effort : scope(c, e.scope)->effort) {
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

bool Reader::holds(const Condition& condition, const Member& m) const {
    const Organization& o = network_.organizations().at(m.organization);
    auto among = [&](std::string_view word) {
        return std::find(condition.any_of.begin(), condition.any_of.end(), word) !=
               condition.any_of.end();
    };
    auto in_limits = [&](std::int64_t millionths) {
        return (!condition.min || condition.min->units() <= millionths) &&
               (!condition.max || millionths <= condition.max->units());
    };
    std::vector<AreaId> areas;
    if (o.home) areas.push_back(*o.home);
    for (std::size_t i = 0; i < areas.size(); ++i)
        for (const AreaId& outer : network_.areas().at(areas[i]).within)
            if (std::find(areas.begin(), areas.end(), outer) == areas.end()) areas.push_back(outer);
    if (condition.fact == "student-years")
        return m.student_years && in_limits(m.student_years->units() * 10'000);
    if (condition.fact == "legal-form") {
        std::string word;
        if (o.legal_form) print_token(type_of<LegalForm>(), &*o.legal_form, word);
        return o.legal_form && among(word);
    }
    if (condition.fact == "role")
        return std::any_of(o.roles.begin(), o.roles.end(), [&](Role role) {
            std::string word;
            print_token(type_of<Role>(), &role, word);
            return among(word);
        });
    if (condition.fact == "area")
        return std::any_of(areas.begin(), areas.end(),
                           [&](const AreaId& id) { return among(id.key()); });
    if (condition.fact == "language") {
        if (areas.empty()) return false;
        const auto& languages = network_.areas().at(areas.front()).languages;
        return std::any_of(languages.begin(), languages.end(),
                           [&](Language language) { return among(to_string(language)); });
    }
    auto figure = [&](const std::vector<Figure>& figures) -> const Figure* {
        const Figure* found = nullptr;
        for (const Figure& f : figures)
            if ("figure:" + f.name == condition.fact && (!found || f.year > found->year)) found = &f;
        return found;
    };
    const Figure* found = figure(m.figures);
    for (std::size_t i = 0; !found && i < areas.size(); ++i)
        found = figure(network_.areas().at(areas[i]).figures);
    return found && in_limits(found->value.units());
}

bool Reader::benefits(const Commitment& c, const Member& m) const {
    if (c.beneficiaries.all) return true;
    for (const GroupId& id : c.beneficiaries.groups) {
        const Group& group = network_.groups().at(id);
        bool all = !group.conditions.empty();
        for (const Condition& condition : group.conditions) all = all && holds(condition, m);
        if (all) return true;
    }
    return false;
}

std::string Reader::coverage() const {
    if (plan_.coverage.size() != network_.members().size()) return "not every member has a row";
    for (std::size_t m = 0; m < plan_.coverage.size(); ++m) {
        const Member& member = network_.members()[m];
        const MemberCoverage& row = plan_.coverage[m];
        if (row.member != member.id) return "the rows are not in the order of the members";
        std::int64_t sum = 0;
        std::int64_t weight = 0;
        std::size_t n = 0;
        for (const Need& need : network_.needs()) {
            if (need.member != member.id) continue;
            std::int64_t covered = 0;
            for (const Scheduled& e : plan_.timetable) {
                const Commitment& c = network_.commitments().at(e.commitment);
                if (std::find(c.themes.begin(), c.themes.end(), need.theme) != c.themes.end() &&
                    benefits(c, member))
                    covered += scope(c, e.scope)->coverage.units();
            }
            covered = std::min<std::int64_t>(covered, 1'000'000);
            if (n >= row.needs.size() || row.needs[n].need != need.id ||
                row.needs[n].coverage.units() != covered)
                return "need " + quoted(need.id.key()) + " is covered otherwise";
            sum += need.weight * covered;
            weight += need.weight;
            ++n;
        }
        const auto mean =
            weight ? std::optional(Share::from_units(sum / weight)) : std::optional<Share>();
        if (n != row.needs.size() || row.coverage != mean)
            return "member " + quoted(member.id.key()) + " is covered otherwise";
    }
    return {};
}

std::string Reader::choice() const {
    std::map<MemberId, Rational> carried;
    std::set<CommitmentId> chosen;
    for (const Chosen& c : plan_.choice.commitments) {
        const Commitment& commitment = network_.commitments().at(c.commitment);
        if (!chosen.insert(c.commitment).second) return quoted(c.commitment.key()) + " chosen twice";
        if (!entry(c.commitment)) return quoted(c.commitment.key()) + " chosen but not scheduled";
        std::int64_t cost = 0;
        for (const Effort& e : commitment.default_scope()->effort) cost += e.days.units();
        if (cost != c.cost.units()) return quoted(c.commitment.key()) + " has another cost";
        Rational sum;
        for (const Support& s : c.support) {
            if (s.amount.sign() < 0) return "a negative support for " + quoted(c.commitment.key());
            sum += s.amount;
            carried[s.member] += s.amount;
        }
        const Rational full(cost, 100);
        if (c.step == ChoiceStep::shares ? sum != full : sum > full)
            return "support of " + quoted(c.commitment.key()) + " adds up to " + to_string(sum);
    }
    for (const Scheduled& e : plan_.timetable)
        if (e.kind == CommitmentKind::project && !chosen.contains(e.commitment))
            return quoted(e.commitment.key()) + " scheduled but not chosen";
    for (const auto& [member, amount] : carried)
        if (amount > plan_.choice.share)
            return "member " + quoted(member.key()) + " carries more than its share";
    if (plan_.choice.share * plan_.choice.members > Rational(plan_.choice.available.units(), 100))
        return "the shares are more than the available effort";
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
    const std::int64_t missing = load - touching(claim.expertises, claim.quarter);
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
        }
    }
    return {};
}
}  // namespace

Verification verify(const Network& network, const PlanDocument& plan) {
    const Reader reader(network, plan);
    Verification out;
    out.ok = true;
    auto claim = [&](std::string_view name, std::string (Reader::*test)() const) {
        std::string message;
        try {
            message = (reader.*test)();
        } catch (const Error& error) {  // a plan that names what is not there
            message = error.what();
        }
        out.ok = out.ok && message.empty();
        out.claims.push_back({std::string(name), message.empty(), std::move(message)});
    };
    claim("references", &Reader::references);
    claim("complete", &Reader::complete);
    claim("windows", &Reader::windows);
    claim("prerequisites", &Reader::prerequisites);
    claim("excludes", &Reader::excludes);
    claim("effort", &Reader::effort);
    claim("capacity", &Reader::capacity);
    claim("coverage", &Reader::coverage);
    claim("choice", &Reader::choice);
    claim("left_out", &Reader::left_out);
    return out;
}

}  // namespace areena::planning
