// How fast typed, checked JSON reading is. Reads documents of members with needs (the shape that
// compare_json.py writes, and times msgspec and pydantic on) and network documents, and prints one
// JSON line per measurement.
//
//     bench_json_reading FILE [RUNS]        a list of members, from a file
//     bench_json_reading --network M C [RUNS]   a network of M members and C commitments, made here
#include "areena/check.hpp"
#include "areena/io/json.hpp"
#include "areena/io/json_document.hpp"
#include "areena/network.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

struct Need {
    std::string theme;
    double weight = 0;
    std::int64_t priority = 1;

    bool operator==(const Need&) const = default;
};

struct Member {
    std::string id;
    std::string name;
    double student_years = 0;
    std::string business_id;
    std::vector<Need> needs;
    bool active = false;
    std::optional<std::string> note;

    bool operator==(const Member&) const = default;
};

constexpr std::array need_fields{
    areena::field<&Need::theme>("theme", "The theme.", {.required = true}),
    areena::field<&Need::weight>("weight", "How heavy.", {.required = true, .min = 0, .max = 1}),
    areena::field<&Need::priority>("priority", "Its rank.", {.required = true, .min = 1, .max = 5}),
};
constexpr std::array member_fields{
    areena::field<&Member::id>("id", "Key.", {.required = true}),
    areena::field<&Member::name>("name", "Name.", {.required = true}),
    areena::field<&Member::student_years>("student_years", "Size.", {.required = true, .min = 0}),
    areena::field<&Member::business_id>("business_id", "Business id.", {.required = true}),
    areena::field<&Member::needs>("needs", "What it needs.", {.required = true}),
    areena::field<&Member::active>("active", "Takes part.", {.required = true}),
    areena::field<&Member::note>("note", "Free text.", {.required = true}),
};

}  // namespace bench

template <>
const areena::Type& areena::type_of<bench::Need>() {
    static const Type type = record<bench::Need>("Need", "A need.", bench::need_fields);
    return type;
}
template <>
const areena::Type& areena::type_of<bench::Member>() {
    static const Type type = record<bench::Member>("Member", "A member.", bench::member_fields);
    return type;
}

namespace {

using Clock = std::chrono::steady_clock;

/// Times `work`; what it returns is destroyed outside the timed part, as the peers do it.
template <class Work>
void time(std::string_view name, std::size_t bytes, int runs, Work work) {
    std::vector<double> seconds;
    for (int i = 0; i < runs; ++i) {
        const auto begin = Clock::now();
        const auto result = work();
        seconds.push_back(std::chrono::duration<double>(Clock::now() - begin).count());
    }
    std::printf("{\"case\": \"%.*s\", \"megabytes\": %.3f, \"seconds\": [",
                static_cast<int>(name.size()), name.data(), static_cast<double>(bytes) / 1e6);
    for (std::size_t i = 0; i < seconds.size(); ++i)
        std::printf("%s%.6f", i == 0 ? "" : ", ", seconds[i]);
    std::puts("]}");
}

void demand(bool truth, const char* what) {
    if (!truth) throw std::runtime_error(what);
}

std::string read_file(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    demand(bool(stream), "cannot read the file");
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void members(const std::string& path, int runs) {
    const std::string text = read_file(path);
    const auto read = [&] {
        std::vector<bench::Member> all;
        demand(areena::io::read_json(text, all).empty(), "the document has faults");
        return all;
    };
    const auto all = read();
    time("read members", text.size(), runs, read);
    const std::string written = areena::io::write_json(all);
    std::vector<bench::Member> again;
    demand(areena::io::read_json(written, again).empty() && again == all, "not the same again");
    time("write members", written.size(), runs, [&] { return areena::io::write_json(all); });
}

/// A network of that size that has nothing to be found fault with: every member has an organization,
/// three needs and a ballot, every commitment two scopes and every quarter's capacity its row.
areena::Draft network_of(int num_members, int num_commitments) {
    using namespace areena;
    const auto name = [](std::string_view what, int i) {
        std::string text(what);
        text += std::to_string(i);
        return text;
    };
    const auto text = [](const std::string& words) {
        LocalizedText t;
        t.fi = words;
        t.sv = words;
        t.en = words;
        return t;
    };
    constexpr int num_themes = 12;
    NetworkData data;
    data.id = NetworkId("large");
    data.title = text("Suuri verkosto");
    data.illustrative = true;
    data.promise = Promise{.id = PromiseId("promise"),
                           .title = text("Lupaus"),
                           .issuer = OrganizationId("o0"),
                           .period = {Quarter(2027, 1), Quarter(2031, 1)},
                           .year_profile = {29, 27, 15, 29},
                           .goals = {{GoalId("services"), text("Palvelut"), {}}},
                           .source = {},
                           .illustrative = true,
                           .derived = {},
                           .extra = {}};
    for (int i = 0; i < num_themes; ++i) {
        Theme theme;
        theme.id = ThemeId(name("t", i));
        theme.name = text(name("Teema ", i));
        data.themes.push_back(std::move(theme));
    }
    Expertise law;
    law.id = ExpertiseId("law");
    law.name = text("Lakiasiat");
    data.expertises.push_back(std::move(law));
    for (int q = 0; q < 16; ++q) {
        Capacity capacity;
        capacity.id = CapacityId(name("o0.law.", q));
        capacity.organization = OrganizationId("o0");
        capacity.expertises = {ExpertiseId("law")};
        capacity.quarter = Quarter(2027, 1) + q;
        capacity.days = PersonDays::from_units(1'000'050 + q);
        data.capacities.push_back(std::move(capacity));
    }
    for (int i = 0; i < num_members; ++i) {
        Organization organization;
        organization.id = OrganizationId(name("o", i));
        organization.name = text(name("Jäsenkunta numero ", i));
        organization.roles = {Role::provider};
        data.organizations.push_back(std::move(organization));
        Member member;
        member.id = MemberId(name("m", i));
        member.organization = OrganizationId(name("o", i));
        member.student_years = StudentYears::from_units(100 * (i + 10) + 25);
        data.members.push_back(std::move(member));
        Ballot ballot;
        ballot.id = BallotId(name("b", i));
        ballot.member = MemberId(name("m", i));
        for (int k = 0; k < 3; ++k) {
            Need need;
            need.id = NeedId(name(name("n", i) + "-", k));
            need.member = MemberId(name("m", i));
            need.theme = ThemeId(name("t", (i + 5 * k) % num_themes));
            need.weight = 1 + (i + k) % 5;
            data.needs.push_back(std::move(need));
            ballot.commitments.emplace_back(name("c", (i * 3 + k * 7) % num_commitments));
        }
        data.ballots.push_back(std::move(ballot));
    }
    for (int i = 0; i < num_commitments; ++i) {
        Commitment commitment;
        commitment.id = CommitmentId(name("c", i));
        commitment.title = text(name("Sitoumus ", i));
        commitment.goal = GoalId("services");
        commitment.themes = {ThemeId(name("t", i % num_themes))};
        commitment.lead = OrganizationId("o0");
        commitment.window = Period{Quarter(2027, 1) + i % 8, Quarter(2029, 1) + i % 8};
        commitment.beneficiaries.all = true;
        for (const bool is_light : {true, false}) {
            Scope scope;
            scope.id = ScopeId(is_light ? "light" : "standard");
            scope.is_default = !is_light;
            scope.duration = DurationRange{1, 4};
            scope.coverage = Share::from_units(is_light ? 300'000 : 512'345);
            scope.effort = {{ExpertiseId("law"), PersonDays::from_units(is_light ? 105 : 250)}};
            commitment.scopes.push_back(std::move(scope));
        }
        data.commitments.push_back(std::move(commitment));
    }
    return Draft(std::move(data));
}

void network(int num_members, int num_commitments, int runs) {
    const areena::Network network = network_of(num_members, num_commitments).build();
    const std::string text = areena::io::write(network);
    const auto read = [&] {
        areena::io::Reading reading = areena::io::read_text(text, "network.json");
        demand(reading.findings.empty(), "the document has faults");
        return reading.draft;
    };
    const areena::Draft draft = read();
    demand(areena::Draft(draft).build() == network, "not the same again");
    time("read network", text.size(), runs, read);
    time("check network", text.size(), runs, [&] { return areena::check(draft); });
    time("read and build network", text.size(), runs, [&] { return read().build(); });
    time("write network", text.size(), runs, [&] { return areena::io::write(network); });
}

int usage() {
    std::fputs("bench_json_reading FILE [RUNS]\n"
               "bench_json_reading --network MEMBERS COMMITMENTS [RUNS]\n",
               stderr);
    return 2;
}

}  // namespace

int main(int argc, char* argv[]) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto runs = [&](std::size_t at) {
        return arguments.size() > at ? std::stoi(arguments[at]) : 5;
    };
    try {
        if (arguments.empty()) return usage();
        if (arguments[0] != "--network")
            members(arguments[0], runs(1));
        else if (arguments.size() < 3)
            return usage();
        else
            network(std::stoi(arguments[1]), std::stoi(arguments[2]), runs(3));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
