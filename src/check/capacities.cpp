#include "check/context.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace areena::checks {

namespace {
void check_days(Context& context, std::size_t i, const Capacity& capacity) {
    const PersonDays kept = capacity.standing + capacity.reserve.value_or(PersonDays{});
    if (kept <= capacity.days) return;
    auto& finding = context.report<Capacity>(
        "capacity.overcommitted", Severity::error, i, "/days",
        "standing work and reserve are more than the days there are",
        "lower the standing work or the reserve");
    finding.got = to_string(kept) + " of " + to_string(capacity.days);
}

void check_when(Context& context, std::size_t i, const Capacity& capacity) {
    const auto& promise = context.data.promise;
    if (promise && !promise->period.empty() && !promise->period.contains(capacity.quarter)) {
        auto& finding = context.report<Capacity>(
            "capacity.outside_promise", Severity::note, i, "/quarter",
            "is outside the promise's period and not planned with", "remove it, or let it be");
        finding.got = to_string(capacity.quarter);
    }
    const auto* organization = context.get<Organization>(capacity.organization);
    if (organization && organization->dissolved &&
        *organization->dissolved < capacity.quarter.first_day())
        context.report<Capacity>("capacity.dissolved_organization", Severity::warning, i,
                                 "/organization",
                                 "'" + organization->id.key() + "' has ended by then",
                                 "move the days to its successor");
}
}  // namespace

void check_capacities(Context& context) {
    const auto& all = context.data.capacities;
    std::map<std::tuple<std::string_view, Quarter, std::vector<ExpertiseId>>, std::size_t> seen;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Capacity& capacity = all[i];
        if (capacity.expertises.empty())
            context.report<Capacity>("capacity.no_expertise", Severity::error, i, "/expertises",
                                     "is for no expertise", "name at least one");
        check_days(context, i, capacity);
        check_when(context, i, capacity);
        std::vector<ExpertiseId> pool = capacity.expertises;
        std::sort(pool.begin(), pool.end());
        auto [first, fresh] = seen.emplace(
            std::tuple{std::string_view(capacity.organization.key()), capacity.quarter,
                       std::move(pool)},
            i);
        if (!fresh)
            context.report<Capacity>("capacity.duplicate", Severity::error, i, "/id",
                                     "counts the days of '" + all[first->second].id.key() +
                                         "' again",
                                     "keep one row for an organization, quarter and expertises");
    }
}

void check_needs(Context& context) {
    const auto& data = context.data;
    // Per theme the commitments that serve it; members of a group are looked up once per pair.
    std::unordered_map<std::string_view, std::vector<const Commitment*>> by_theme;
    for (const Commitment& commitment : data.commitments)
        for (const ThemeId& theme : commitment.themes)
            by_theme[theme.key()].push_back(&commitment);
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (std::size_t i = 0; i < data.needs.size(); ++i) {
        const Need& need = data.needs[i];
        if (!seen.emplace(need.member.key(), need.theme.key()).second)
            context.report<Need>("need.duplicate", Severity::warning, i, "/theme",
                                 "the member has a need of the theme already; both count",
                                 "add their weights together");
        const auto* member = context.get<Member>(need.member);
        if (!member || !context.find("themes", need.theme.key())) continue;
        const auto& serving = by_theme[need.theme.key()];
        if (std::none_of(serving.begin(), serving.end(), [&](const Commitment* commitment) {
                return context.rules.benefits(commitment->beneficiaries, *member);
            }))
            context.report<Need>("need.not_served", Severity::warning, i, "/theme",
                                 "no commitment for member '" + need.member.key() +
                                     "' has theme '" + need.theme.key() + "'",
                                 "add a commitment, or widen whom one is for");
    }
}

void check_ballots(Context& context) {
    const auto& all = context.data.ballots;
    std::map<std::string_view, std::size_t> seen;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Ballot& ballot = all[i];
        if (auto [first, fresh] = seen.emplace(ballot.member.key(), i); !fresh)
            context.report<Ballot>("ballot.duplicate_member", Severity::error, i, "/member",
                                   "the member has answered in '" + all[first->second].id.key() +
                                       "' already",
                                   "keep the answer that counts");
        if (ballot.commitments.empty())
            context.report<Ballot>("ballot.empty", Severity::warning, i, "/commitments",
                                   "gives priority to nothing; it counts as a response",
                                   "remove it if the member did not answer");
        const std::size_t points = ballot.points.size();
        if (ballot.format == BallotFormat::points ? points != ballot.commitments.size()
                                                  : points != 0)
            context.report<Ballot>("ballot.points", Severity::error, i, "/points",
                                   "has " + std::to_string(points) + " points for " +
                                       std::to_string(ballot.commitments.size()) + " commitments",
                                   "give one number for each, in format \"points\" only");
        std::set<std::string_view> listed;
        for (std::size_t k = 0; k < ballot.commitments.size(); ++k) {
            const CommitmentId& id = ballot.commitments[k];
            const std::string below = "/commitments/" + std::to_string(k);
            if (!listed.insert(id.key()).second)
                context.report<Ballot>("ballot.duplicate_commitment", Severity::error, i, below,
                                       "names '" + id.key() + "' twice", "keep one of the two");
            const auto* commitment = context.get<Commitment>(id);
            if (commitment && commitment->kind != CommitmentKind::project)
                context.report<Ballot>(
                    "ballot.not_candidate", Severity::error, i, below,
                    "'" + id.key() + "' is no project: standing work is not put to a choice",
                    "name projects only");
        }
    }
}

}  // namespace areena::checks
