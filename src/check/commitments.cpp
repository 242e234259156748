#include "check/context.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace areena::checks {

void check_promise(Context& context) {
    const auto& data = context.data;
    if (!data.promise) {
        context.add("promise.missing", Severity::warning, "Network", data.id.key(), "",
                    "has no promise, so nothing can be planned",
                    "add a promise with its issuer, period and goals");
        return;
    }
    const Promise& promise = *data.promise;
    auto add = [&](std::string_view code, std::string_view below, std::string message,
                   std::string next_step) {
        context.add(code, Severity::error, "Promise", promise.id.key(),
                    "/promise" + std::string(below), std::move(message), std::move(next_step));
    };
    if (promise.period.empty())
        add("promise.empty_period", "/period", "its period is empty: " + to_string(promise.period),
            "let the end, which is not included, be later than the start");
    constexpr int longest = 400;
    if (promise.period.size() > longest)
        add("promise.long_period", "/period", "its period is longer than a hundred years",
            "check the years of its start and end");
    const auto& profile = promise.year_profile;
    if (profile.size() != 4 || std::accumulate(profile.begin(), profile.end(), std::int64_t{}) != 100)
        add("promise.year_profile", "/year_profile", "its year does not add up to 100 percent",
            "give four whole numbers, one a quarter, that add up to 100");
    if (promise.goals.empty())
        add("promise.no_goals", "/goals", "has no goal areas", "add at least one");
}

namespace {
void check_window(Context& context, std::size_t i, const Commitment& commitment) {
    if (!commitment.window) return;
    const Period& window = *commitment.window;
    if (window.empty()) {
        auto& finding = context.report<Commitment>(
            "commitment.empty_window", Severity::error, i, "/window", "its window is empty",
            "let the end, which is not included, be later than the start");
        finding.got = to_string(window);
        return;
    }
    const auto& promise = context.data.promise;
    if (promise && !promise->period.empty() && !promise->period.contains(window)) {
        auto& finding = context.report<Commitment>(
            "commitment.window_outside_promise", Severity::warning, i, "/window",
            "its window reaches outside the promise's period; only the part inside is planned",
            "move the window, or the promise's period");
        finding.got = to_string(window);
        finding.expected = "within " + to_string(promise->period);
    }
}

void check_beneficiaries(Context& context, std::size_t i, const Commitment& commitment) {
    const auto& members = context.data.members;
    const auto& who = commitment.beneficiaries;
    if (who.all && !who.groups.empty())
        context.report<Commitment>("commitment.beneficiaries", Severity::error, i,
                                   "/beneficiaries", "is for all and for groups at once",
                                   "keep either \"all\" or \"groups\"");
    else if (std::none_of(members.begin(), members.end(), [&](const Member& member) {
                 return context.rules.benefits(who, member);
             }))
        context.report<Commitment>("commitment.no_beneficiary", Severity::error, i,
                                   "/beneficiaries", "no member benefits from it",
                                   "say \"all\": true, or name groups that have members");
}

void check_lead(Context& context, std::size_t i, const Commitment& commitment) {
    if (commitment.lead.empty()) {
        context.report<Commitment>("commitment.no_lead", Severity::error, i, "/lead",
                                   "nobody leads it", "name the organization that does");
        return;
    }
    const auto* lead = context.get<Organization>(commitment.lead);
    const auto& promise = context.data.promise;
    if (lead && lead->dissolved && promise && *lead->dissolved < promise->period.start.first_day()) {
        auto& finding = context.report<Commitment>(
            "commitment.lead_dissolved", Severity::warning, i, "/lead",
            "its lead ends before the promise begins", "let the successor lead it");
        finding.got = lead->id.key();
        if (lead->successor) finding.nearest = {lead->successor->key()};
    }
}
}  // namespace

void check_commitments(Context& context) {
    const auto& all = context.data.commitments;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Commitment& commitment = all[i];
        check_window(context, i, commitment);
        check_lead(context, i, commitment);
        check_beneficiaries(context, i, commitment);
        if (commitment.themes.empty())
            context.report<Commitment>("commitment.no_theme", Severity::note, i, "/themes",
                                       "has no theme, so it serves no need",
                                       "name the themes it serves");
    }
}

void check_dependencies(Context& context) {
    const auto& all = context.data.commitments;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Commitment& commitment = all[i];
        for (std::size_t k = 0; k < commitment.prerequisites.size(); ++k) {
            const CommitmentId& id = commitment.prerequisites[k];
            const std::string below = "/prerequisites/" + std::to_string(k);
            const auto& excludes = commitment.excludes;
            const auto* other = context.get<Commitment>(id);
            if (std::find(excludes.begin(), excludes.end(), id) != excludes.end())
                context.report<Commitment>("commitment.prerequisite_excluded", Severity::error, i,
                                           below, "needs and excludes '" + id.key() + "'",
                                           "keep one of the two");
            if (other && other->kind != CommitmentKind::project)
                context.report<Commitment>(
                    "commitment.endless_prerequisite", Severity::error, i, below,
                    "waits for '" + id.key() + "', which is no project and never ends",
                    "remove the prerequisite");
        }
        for (std::size_t k = 0; k < commitment.excludes.size(); ++k)
            if (commitment.excludes[k] == commitment.id)
                context.report<Commitment>("commitment.excludes_itself", Severity::error, i,
                                           "/excludes/" + std::to_string(k), "excludes itself",
                                           "remove it from the list");
    }
}

}  // namespace areena::checks
