// How the time of planning grows with the network. Plans networks made here and prints one JSON line
// per network.
//
//     bench_planning [--threads N] MEMBERSxCOMMITMENTS...
#include "areena/core/random.hpp"
#include "areena/network.hpp"
#include "areena/planning/effort.hpp"
#include "areena/planning/plan.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <exception>
#include <string>
#include <vector>

namespace {

using namespace areena;

constexpr int num_themes = 12;
constexpr int num_expertises = 6;
constexpr int num_quarters = 16;

std::string name(std::string_view what, std::int64_t i) {
    return std::string(what) + std::to_string(i);
}

LocalizedText text(const std::string& words) {
    LocalizedText t;
    t.fi = t.sv = t.en = words;
    return t;
}

PersonDays hundredths(std::uint64_t units) {
    return PersonDays::from_units(static_cast<std::int64_t>(units));
}

void add_frame(NetworkData& data) {
    data.id = NetworkId("generated");
    data.title = text("Generated");
    data.illustrative = true;
    Promise promise;
    promise.id = PromiseId("promise");
    promise.title = text("Promise");
    promise.issuer = OrganizationId("o0");
    promise.period = {Quarter(2027, 1), Quarter(2027, 1) + num_quarters};
    promise.goals = {{GoalId("services"), text("Services"), {}}};
    data.promise = promise;
    for (int i = 0; i < num_themes; ++i) {
        Theme theme;
        theme.id = ThemeId(name("t", i));
        theme.name = text(name("Theme ", i));
        data.themes.push_back(theme);
    }
    for (int i = 0; i < num_expertises; ++i) {
        Expertise expertise;
        expertise.id = ExpertiseId(name("e", i));
        expertise.name = text(name("Expertise ", i));
        data.expertises.push_back(expertise);
    }
}

/// Members with three needs of different weight each and up to five priorities.
void add_members(NetworkData& data, int num_members, int num_commitments, Random& random) {
    for (int i = 0; i < num_members; ++i) {
        Organization organization;
        organization.id = OrganizationId(name("o", i));
        organization.name = text(name("Member ", i));
        data.organizations.push_back(organization);
        Member member;
        member.id = MemberId(name("m", i));
        member.organization = organization.id;
        data.members.push_back(member);
        Ballot ballot;
        ballot.id = BallotId(name("b", i));
        ballot.member = member.id;
        const auto first = random.below(num_themes);
        for (std::uint64_t k = 0; k < 3; ++k) {
            Need need;
            need.id = NeedId(name(name("n", i) + "-", static_cast<int>(k)));
            need.member = member.id;
            need.theme = ThemeId(name("t", static_cast<int>((first + 5 * k) % num_themes)));
            need.weight = static_cast<std::int64_t>(1 + random.below(5));
            data.needs.push_back(need);
        }
        for (int k = 0; k < 5; ++k) {
            const CommitmentId wish(name(
                "c", static_cast<int>(random.below(static_cast<std::uint64_t>(num_commitments)))));
            if (std::find(ballot.commitments.begin(), ballot.commitments.end(), wish) ==
                ballot.commitments.end())
                ballot.commitments.push_back(wish);
        }
        data.ballots.push_back(ballot);
    }
}

/// Projects of two scopes that take up to three expertises within a window of two years.
void add_commitments(NetworkData& data, int num_commitments, Random& random) {
    for (int i = 0; i < num_commitments; ++i) {
        Commitment commitment;
        commitment.id = CommitmentId(name("c", i));
        commitment.title = text(name("Commitment ", i));
        commitment.goal = GoalId("services");
        commitment.themes = {ThemeId(name("t", i % num_themes))};
        commitment.lead = OrganizationId("o0");
        const Quarter start = Quarter(2027, 1) + static_cast<int>(random.below(9));
        commitment.window = Period{start, start + 8};
        commitment.beneficiaries.all = true;
        if (i > 0 && random.below(8) == 0)
            commitment.prerequisites = {CommitmentId(
                name("c", static_cast<int>(random.below(static_cast<std::uint64_t>(i)))))};
        std::vector<Effort> effort;
        const auto first = random.below(num_expertises);
        for (std::uint64_t k = 0; k <= random.below(3); ++k)
            effort.push_back(
                {ExpertiseId(name("e", static_cast<int>((first + k) % num_expertises))),
                 hundredths(400 + random.below(1600))});
        Scope full;
        full.id = ScopeId("standard");
        full.is_default = true;
        full.duration = DurationRange{2, 4};
        full.coverage = Share::parse("0.05");
        full.effort = effort;
        Scope light = full;
        light.id = ScopeId("light");
        light.is_default = false;
        light.coverage = Share::parse("0.03");
        for (Effort& row : light.effort) row.days = hundredths(row.days.units() * 6 / 10);
        commitment.scopes = {light, full};
        data.commitments.push_back(commitment);
    }
}

/// Days for about two thirds of what the projects would take.
void add_capacities(NetworkData& data, int num_commitments) {
    for (int e = 0; e < num_expertises; ++e)
        for (int q = 0; q < num_quarters; ++q) {
            Capacity capacity;
            capacity.id = CapacityId(name(name("k", e) + ".", q));
            capacity.organization = OrganizationId("o0");
            capacity.expertises = {ExpertiseId(name("e", e))};
            capacity.quarter = Quarter(2027, 1) + q;
            capacity.days = hundredths(static_cast<std::uint64_t>(num_commitments) * 17);
            capacity.reserve = PersonDays();
            data.capacities.push_back(capacity);
        }
}

Network network_of(int num_members, int num_commitments) {
    Random random(2027);
    NetworkData data;
    add_frame(data);
    add_members(data, num_members, num_commitments, random);
    add_commitments(data, num_commitments, random);
    add_capacities(data, num_commitments);
    return Draft(std::move(data)).build();
}

void measure(int num_members, int num_commitments, int threads) {
    const Network network = network_of(num_members, num_commitments);
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t begin_work = std::clock();
    const planning::Plan plan = planning::plan(network, {}, {}, threads);
    const double work = static_cast<double>(std::clock() - begin_work) / CLOCKS_PER_SEC;
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    std::printf("{\"members\": %d, \"commitments\": %d, \"seconds\": %.3f, "
                "\"processor_seconds\": %.3f, \"planned\": %zu, \"passes\": %zu, "
                "\"verified\": %s}\n",
                num_members, num_commitments, seconds.count(), work,
                plan.document().timetable.size(),
                plan.document().passes.size(), plan.document().verified.ok ? "true" : "false");
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char* argv[]) {
    try {
        int threads = 1;
        for (int i = 1; i < argc; ++i) {
            std::size_t end = 0;
            const std::string size = argv[i];
            if (size == "--threads" && i + 1 < argc) {
                threads = std::stoi(argv[++i]);
                continue;
            }
            const int num_members = std::stoi(size, &end);
            measure(num_members, std::stoi(size.substr(end + 1)), threads);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
