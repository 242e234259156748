#include "areena/planning/compare.hpp"

#include "planning/objective_changes.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace areena::planning {

namespace {
template <class Row>
std::map<CommitmentId, const Row*> by_commitment(const std::vector<Row>& rows) {
    std::map<CommitmentId, const Row*> out;
    for (const Row& row : rows) out.emplace(row.commitment, &row);
    return out;
}

/// What `plan` has and `other` has not.
std::vector<CommitmentChange> only_in(const PlanDocument& plan, const PlanDocument& other) {
    const auto there = by_commitment(other.timetable);
    const auto reasons = by_commitment(other.left_out);
    std::vector<CommitmentChange> out;
    for (const auto& [id, entry] : by_commitment(plan.timetable)) {
        if (there.contains(id)) continue;
        CommitmentChange row{id, entry->scope, entry->start, entry->end, {}, {}};
        if (auto it = reasons.find(id); it != reasons.end()) {
            row.code = it->second->code;
            row.message = it->second->message;
        }
        out.push_back(std::move(row));
    }
    return out;
}

void compare_timetables(const PlanDocument& before, const PlanDocument& after, Comparison& out) {
    const auto later = by_commitment(after.timetable);
    for (const auto& [id, was] : by_commitment(before.timetable)) {
        const auto it = later.find(id);
        if (it == later.end()) continue;
        const Scheduled& is = *it->second;
        if (was->start != is.start || was->end != is.end)
            out.moved.push_back({id, {was->start, was->end}, {is.start, is.end}});
        if (was->scope != is.scope) out.rescoped.push_back({id, was->scope, is.scope});
    }
    const auto reasons = by_commitment(after.left_out);
    for (const auto& [id, was] : by_commitment(before.left_out))
        if (auto it = reasons.find(id); it != reasons.end() && it->second->code != was->code)
            out.left_out.push_back({id, was->code, it->second->code});
}

void compare_coverage(const PlanDocument& before, const PlanDocument& after, Comparison& out) {
    std::map<MemberId, CoverageChange> rows;
    for (const MemberCoverage& row : before.coverage) rows[row.member].before = row.coverage;
    for (const MemberCoverage& row : after.coverage) rows[row.member].after = row.coverage;
    for (auto& [member, row] : rows) {
        if (row.before == row.after) continue;
        row.member = member;
        if (row.before && row.after) row.change = *row.after - *row.before;
        if (row.change > Share{}) out.gain.push_back(member);
        if (row.change < Share{}) out.lose.push_back(member);
        out.coverage.push_back(std::move(row));
    }
}

Rational fraction(Share share) { return Rational(share.units(), 1'000'000); }

/// The first sorted coverages that differ; where one list ends, nothing is compared any more.
ObjectiveChange leximin_change(const std::vector<Share>& before, const std::vector<Share>& after) {
    ObjectiveChange out{"leximin", "same", 0, 0};
    const std::size_t both = std::min(before.size(), after.size());
    if (both == 0) return out;
    std::size_t k = 0;
    while (k < both && before[k] == after[k]) ++k;
    if (k < both) out.verdict = after[k] > before[k] ? "better" : "worse";
    if (k == both) k = 0;
    out.before = fraction(before[k]);
    out.after = fraction(after[k]);
    return out;
}

/// In millionths at the finest, for people.
std::string decimals(const Rational& value) {
    return to_string(Share::from_units((value * Rational(1'000'000)).floor()));
}

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
    return std::to_string(number) + ' ' + std::string(number == 1 ? one : many);
}

template <class Row>
std::string named(const std::vector<Row>& rows) {
    std::string text;
    for (std::size_t i = 0; i < rows.size() && i < 5; ++i)
        text += (i == 0 ? " (" : ", ") + rows[i].commitment.key();
    if (rows.size() > 5) text += " and " + std::to_string(rows.size() - 5) + " more";
    return rows.empty() ? "" : text + ')';
}

std::string summarize(const Comparison& c) {
    const bool nothing = c.added.empty() && c.dropped.empty() && c.moved.empty() &&
                         c.rescoped.empty() && c.coverage.empty();
    if (nothing && c.verdict == "same")
        return "The plans promise the same, at the same time and scope.";
    std::string text = counted(c.added.size(), "commitment", "commitments") + " added" +
                       named(c.added) + ", " + std::to_string(c.dropped.size()) + " dropped" +
                       named(c.dropped) + ", " + std::to_string(c.moved.size()) + " moved" +
                       named(c.moved) + ", " + std::to_string(c.rescoped.size()) +
                       " at another scope" + named(c.rescoped) + ". " +
                       counted(c.gain.size(), "member gains", "members gain") + " coverage and " +
                       counted(c.lose.size(), "loses", "lose") + " some. ";
    if (c.verdict == "same") return text + "The objective is the same.";
    for (const ObjectiveChange& part : c.objective)
        if (part.verdict != "same")
            return text + "The plan is " + c.verdict + ": " + part.part + " goes from " +
                   decimals(part.before) + " to " + decimals(part.after) + '.';
    return text;
}
}  // namespace

std::vector<ObjectiveChange> objective_changes(const Objective& before, const Objective& after) {
    std::vector<ObjectiveChange> out;
    auto add = [&](std::string_view part, const Rational& was, const Rational& is, bool more) {
        const auto order = more ? is <=> was : was <=> is;
        out.push_back({std::string(part), order > 0 ? "better" : order < 0 ? "worse" : "same", was,
                       is});
    };
    add("support", before.support, after.support, true);
    out.push_back(leximin_change(before.leximin, after.leximin));
    add("coverage", fraction(before.coverage), fraction(after.coverage), true);
    add("end_quarters", before.end_quarters, after.end_quarters, false);
    add("peak_load", before.peak_load, after.peak_load, false);
    return out;
}

std::string verdict_of(const std::vector<ObjectiveChange>& parts) {
    for (const ObjectiveChange& part : parts)
        if (part.verdict != "same") return part.verdict;
    return "same";
}

Comparison compare(const Plan& before, const Plan& after) {
    Comparison out;
    out.added = only_in(after.document(), before.document());
    out.dropped = only_in(before.document(), after.document());
    compare_timetables(before.document(), after.document(), out);
    compare_coverage(before.document(), after.document(), out);
    out.objective = objective_changes(before.document().objective, after.document().objective);
    out.verdict = verdict_of(out.objective);
    out.summary = summarize(out);
    return out;
}

}  // namespace areena::planning
