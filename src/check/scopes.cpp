#include "check/context.hpp"

#include <algorithm>
#include <set>

namespace areena::checks {

namespace {
std::set<std::string_view> staffed_expertises(const NetworkData& data) {
    std::set<std::string_view> staffed;
    for (const Capacity& capacity : data.capacities)
        if (capacity.agreement == Agreement::agreed)
            for (const ExpertiseId& id : capacity.expertises) staffed.insert(id.key());
    return staffed;
}

std::string at(std::size_t scope, std::string_view below = {}) {
    return "/scopes/" + std::to_string(scope) + std::string(below);
}

void check_duration(Context& context, std::size_t i, std::size_t k, const Scope& scope) {
    const Commitment& commitment = context.data.commitments[i];
    if (commitment.kind != CommitmentKind::project) return;
    if (!scope.duration) {
        context.report<Commitment>("commitment.no_duration", Severity::error, i, at(k),
                                   "a project's scope needs a duration",
                                   "add \"duration\": {\"min\": ..., \"max\": ...} in quarters");
        return;
    }
    if (scope.duration->min > scope.duration->max) {
        context.report<Commitment>("commitment.duration", Severity::error, i, at(k, "/duration"),
                                   "its shortest duration is longer than its longest",
                                   "swap min and max");
        return;
    }
    const Period* window = commitment.window            ? &*commitment.window
                           : context.data.promise ? &context.data.promise->period
                                                        : nullptr;
    if (window && !window->empty() && scope.duration->min > window->size()) {
        auto& finding = context.report<Commitment>(
            "commitment.duration_exceeds_window", Severity::warning, i, at(k, "/duration/min"),
            "scope '" + scope.id.key() + "' takes longer than its window",
            "widen the window or shorten the duration");
        finding.got = std::to_string(scope.duration->min) + " quarters";
        finding.expected = "at most " + std::to_string(window->size());
    }
}

void check_effort(Context& context, std::size_t i, std::size_t k, const Scope& scope,
                  const std::set<std::string_view>& staffed) {
    const Commitment& commitment = context.data.commitments[i];
    const bool project = commitment.kind == CommitmentKind::project;
    if (project != (scope.per == EffortBasis::whole))
        context.report<Commitment>(
            "commitment.effort_basis", Severity::error, i, at(k, "/per"),
            project ? "a project's effort is for the whole, not a year"
                    : "standing and recurring work is counted per year",
            project ? "remove \"per\"" : "add \"per\": \"year\"");
    std::set<std::string_view> seen;
    for (std::size_t e = 0; e < scope.effort.size(); ++e) {
        const std::string& expertise = scope.effort[e].expertise.key();
        const std::string below = at(k, "/effort/" + std::to_string(e) + "/expertise");
        if (!seen.insert(expertise).second)
            context.report<Commitment>("commitment.duplicate_expertise", Severity::error, i, below,
                                       "counts '" + expertise + "' twice in scope '" +
                                           scope.id.key() + "'",
                                       "add the days together");
        if (context.find("expertises", expertise) && !staffed.contains(expertise))
            context.report<Commitment>("commitment.unstaffed_expertise", Severity::warning, i,
                                       below,
                                       "needs '" + expertise + "', of which nobody has agreed days",
                                       "add a capacity, or ask a partner");
    }
}
}  // namespace

void check_scopes(Context& context) {
    const auto staffed = staffed_expertises(context.data);
    const auto& all = context.data.commitments;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Commitment& commitment = all[i];
        if (commitment.scopes.empty()) {
            context.report<Commitment>("commitment.no_scope", Severity::error, i, "/scopes",
                                       "has no scope", "add one with its effort and coverage");
            continue;
        }
        const auto defaults = std::count_if(commitment.scopes.begin(), commitment.scopes.end(),
                                            [](const Scope& s) { return s.is_default; });
        if (defaults > 1 || (defaults == 0 && commitment.scopes.size() > 1))
            context.report<Commitment>("commitment.default_scope", Severity::error, i, "/scopes",
                                       "has " + std::to_string(defaults) + " default scopes",
                                       "mark exactly one with \"default\": true");
        if (commitment.kind != CommitmentKind::project && commitment.scopes.size() > 1)
            context.report<Commitment>("commitment.many_scopes", Severity::error, i, "/scopes",
                                       "standing and recurring work has one scope",
                                       "keep the one that is done");
        std::set<std::string_view> seen;
        for (std::size_t k = 0; k < commitment.scopes.size(); ++k) {
            const Scope& scope = commitment.scopes[k];
            if (!seen.insert(scope.id.key()).second)
                context.report<Commitment>("id.duplicate", Severity::error, i, at(k, "/id"),
                                           "has two scopes '" + scope.id.key() + "'",
                                           "rename one of the two");
            check_duration(context, i, k, scope);
            check_effort(context, i, k, scope, staffed);
        }
    }
}

}  // namespace areena::checks
