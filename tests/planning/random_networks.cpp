#include "areena/planning/plan.hpp"
#include "areena/planning/verify.hpp"
#include "catch.hpp"
#include "planning/random_network.hpp"

#include <set>

using namespace areena;
using namespace areena::planning;
using namespace areena::testing;

TEST_CASE("Plans of random networks are verified, complete in words and repeatable",
          "[planning][property]") {
    std::set<std::string> codes;
    int completed = 0;
    int passes = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const Network network = random_network(seed);
        PlanOptions options;
        options.work = 20'000;
        options.starts = 1;
        const Plan plan = planning::plan(network, options);
        INFO("seed " << seed);
        for (const VerifiedClaim& claim : plan.document().verified.claims) {
            INFO(claim.name << ": " << claim.message);
            REQUIRE(claim.ok);
        }
        for (const LeftOut& left : plan.document().left_out) {
            codes.insert(left.code == "effort" ? "capacity" : left.code);
            CHECK_FALSE(left.message.empty());
        }
        for (const Chosen& chosen : plan.document().choice.commitments)
            completed += chosen.step == ChoiceStep::completion;
        passes += plan.document().passes.size() > 1;
        if (seed % 10 == 0) CHECK(planning::plan(network, options) == plan);
    }
    // The networks are worth planning: every reason and both steps occur.
    CHECK(codes == std::set<std::string>{"capacity", "excluded", "no_support", "prerequisite",
                                         "window"});
    CHECK(completed > 10);
    CHECK(passes > 10);
}
