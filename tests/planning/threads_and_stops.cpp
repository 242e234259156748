#include "areena/io/json.hpp"
#include "areena/io/json_document.hpp"
#include "areena/planning/plan.hpp"
#include "areena/planning/verify.hpp"
#include "areena/planning/what_if.hpp"
#include "catch.hpp"
#include "planning/few_projects.hpp"

#include <ctime>
#include <set>
#include <thread>

using namespace areena;
using namespace areena::planning;
using namespace areena::testing;

namespace {

Network sample(const std::string& name) {
    return io::read(std::string(AREENA_SOURCE_DIR) + "/examples/" + name).draft.build();
}

std::string bytes(const Plan& plan) { return io::write_json(plan.document()); }

/// Seconds of processor time: a machine that is busy otherwise does not matter.
double processor_time() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
constexpr double patience = 0.1;
#else
constexpr double patience = 2;  // slower by an order of magnitude
#endif

/// Plans, and asks to stop at the `number`th report of progress. Returns how many there were.
int stop_at(const Network& network, int number, const PlanOptions& options) {
    std::stop_source source;
    int reports = 0;
    double stopped_at = 0;
    Progress progress;
    progress.stop = source.get_token();
    progress.report = [&](const ProgressStep&) {
        if (++reports != number) return;
        source.request_stop();
        stopped_at = processor_time();
    };
    const Plan plan = planning::plan(network, options, progress);
    CAPTURE(number, reports);
    CHECK(plan.document().verified.ok);
    CHECK(verify(network, plan.document()).ok);
    if (reports >= number) {
        CHECK(processor_time() - stopped_at < patience);
        CHECK_FALSE(plan.document().complete);
        CHECK(plan.document().bounds.empty());
    }
    return reports;
}

}  // namespace

TEST_CASE("A plan has the same bytes for any number of threads", "[planning][threads]") {
    for (const std::string name : {"tiny", "finland"}) {
        const Network network = sample(name);
        PlanOptions options;
        options.work = 400'000;
        options.starts = 5;
        const std::string alone = bytes(planning::plan(network, options));
        for (const int threads : {2, 3})
            CHECK(bytes(planning::plan(network, options, {}, threads)) == alone);
    }
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const Network network = FewProjects(seed).make();
        PlanOptions options;
        options.work = 20'000;
        options.starts = 4;
        options.seed = static_cast<std::int64_t>(seed);
        const std::string alone = bytes(planning::plan(network, options));
        for (const int threads : {2, 3})
            REQUIRE(bytes(planning::plan(network, options, {}, threads)) == alone);
    }
}

TEST_CASE("More starts give no worse a plan, and other threads do not report",
          "[planning][threads]") {
    const Network network = sample("finland");
    const std::thread::id caller = std::this_thread::get_id();
    Progress progress;
    progress.report = [&](const ProgressStep&) {
        REQUIRE(std::this_thread::get_id() == caller);
    };
    PlanOptions options;
    options.work = 400'000;
    options.starts = 1;
    Rational support = planning::plan(network, options).document().objective.support;
    for (const std::int64_t starts : {2, 5}) {
        options.starts = starts;
        const Plan plan = planning::plan(network, options, progress, 2);
        CHECK(plan.document().provenance.options == options);
        CHECK(plan.document().objective.support >= support);
        support = plan.document().objective.support;
    }
}

TEST_CASE("A question of what if has the same answer for any number of threads",
          "[planning][threads]") {
    PlanOptions options;
    options.work = 100'000;
    const Plan plan = planning::plan(sample("finland"), options);
    CapacityChange change;
    change.organization = OrganizationId("kuntaliitto");
    change.expertise = ExpertiseId("law");
    change.percent = -100;
    CHECK(what_if(plan, {change}, {}, 2) == what_if(plan, {change}));
}

TEST_CASE("Stopped at any report, planning soon hands back a verified plan of the tiny sample",
          "[planning][stop]") {
    const Network network = sample("tiny");
    PlanOptions options;
    options.starts = 2;
    for (int number = 1; stop_at(network, number, options) >= number; ++number) {
    }
}

TEST_CASE("Stopped now or then, planning soon hands back a verified plan of the large sample",
          "[planning][stop]") {
    const Network network = sample("finland");
    PlanOptions options;
    options.starts = 2;
    int number = 1;
    while (stop_at(network, number, options) >= number) number += 1 + number / 3;
    CHECK(number > 30);
}

TEST_CASE("Stopped while several threads plan, all of them stop", "[planning][threads][stop]") {
    const Network network = sample("finland");
    for (const int number : {1, 5, 20}) {
        std::stop_source source;
        int reports = 0;
        Progress progress;
        progress.stop = source.get_token();
        progress.report = [&](const ProgressStep&) {
            if (++reports == number) source.request_stop();
        };
        PlanOptions options;
        options.work = 40'000'000;  // minutes of it
        options.starts = 100;
        const Plan plan = planning::plan(network, options, progress, 3);
        CHECK(plan.document().verified.ok);
        CHECK_FALSE(plan.document().complete);
    }
}

TEST_CASE("Planning tells the support kept so far, under what no plan exceeds", "[planning][unit]") {
    for (const std::int64_t starts : {1, 3}) {
        const Network network = sample("finland");
        PlanOptions options;
        options.work = 400'000;
        options.starts = starts;
        std::vector<Standing> told;
        Progress progress;
        progress.report = [&](const ProgressStep& step) {
            if (step.standing) told.push_back(*step.standing);
        };
        const Plan plan = planning::plan(network, options, progress, static_cast<int>(starts));
        const PlanDocument& document = plan.document();
        CHECK(bytes(plan) == bytes(planning::plan(network, options)));
        const auto bound = [&](Among among, std::string_view part) {
            for (const ObjectiveBound& row : document.bounds)
                if (row.among == among && row.part == part) return row.bound.to_double();
            throw std::runtime_error("no bound");
        };
        REQUIRE_FALSE(told.empty());
        std::set<std::string_view> objectives;
        double support = 0;
        for (const Standing& at : told) {
            objectives.insert(at.objective);
            if (at.objective != "support") continue;
            CHECK(at.value >= support);
            CHECK(at.bound == bound(Among::plans, "support"));
            support = at.value;
        }
        CHECK(support == Approx(document.objective.support.to_double()));
        CHECK(objectives.contains("leximin"));
        for (const std::string_view each : objectives)
            CHECK(std::set<std::string_view>{"support", "leximin", "coverage", "end_quarters",
                                             "peak_load"}
                      .contains(each));
        for (auto at = told.rbegin(); at != told.rend(); ++at)
            if (at->objective == "leximin") {
                CHECK(at->value == Approx(document.objective.leximin.front().to_double()));
                CHECK(at->bound.value() == Approx(bound(Among::timetables, "leximin")));
                break;
            }
    }
}
