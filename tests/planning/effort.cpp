#include "areena/planning/effort.hpp"

#include "catch.hpp"
#include "support/small_network.hpp"

#include <map>

using namespace areena;
using namespace areena::planning;
using namespace areena::testing;

namespace {
Commitment yearly(const std::string& id, double days) {
    Commitment out = project(id, days);
    out.kind = CommitmentKind::recurring;
    out.scopes[0].duration.reset();
    out.scopes[0].per = EffortBasis::year;
    return out;
}

std::map<std::string, std::string> by_quarter(const Network& network) {
    std::map<std::string, std::string> days;
    for (const StandingLoad& load : standing_load(network))
        days[to_string(load.quarter)] = to_string(load.days);
    return days;
}
}  // namespace

TEST_CASE("Usable days are agreed days less standing work and reserve", "[planning][unit]") {
    Capacity row = capacity("x", "liitto", Quarter(2027, 1), "11.6");
    CHECK(to_string(usable_days(row)) == "11.6");
    row.standing = PersonDays::parse("5.8");
    row.reserve = PersonDays::parse("0.87");
    CHECK(to_string(usable_days(row)) == "4.93");
    row.reserve.reset();  // 15 % of 5.8 = 0.87
    CHECK(to_string(usable_days(row)) == "4.93");
    row.days = PersonDays::parse("5.9");  // 15 % of 0.1 = 0.015, half up 0.02
    CHECK(to_string(usable_days(row)) == "0.08");
    row.agreement = Agreement::asked;
    CHECK(to_string(usable_days(row)) == "0");
}

TEST_CASE("A year's standing work falls on its quarters by the profile", "[planning][unit]") {
    Draft draft = small_network();
    draft.data().promise->year_profile = {29, 27, 15, 29};
    draft.data().promise->period.end = Quarter(2029, 1);
    draft.add(yearly("c-2", 6));
    CHECK(by_quarter(draft.build()) ==
          std::map<std::string, std::string>{{"2027Q1", "1.74"}, {"2027Q2", "1.62"},
                                             {"2027Q3", "0.9"}, {"2027Q4", "1.74"},
                                             {"2028Q1", "1.74"}, {"2028Q2", "1.62"},
                                             {"2028Q3", "0.9"}, {"2028Q4", "1.74"}});
}

TEST_CASE("Recurring work falls on the quarters it lists, in the window", "[planning][unit]") {
    Draft draft = small_network();
    draft.data().promise->year_profile = {29, 27, 15, 29};
    draft.data().promise->period.end = Quarter(2029, 1);
    Commitment survey = yearly("c-2", 6);
    survey.quarters = {3, 4};
    survey.window = Period{Quarter(2027, 4), Quarter(2029, 1)};
    draft.add(survey);
    // 6 * 15 / 44 = 2.0454..., 6 * 29 / 44 = 3.9545...: the larger remainder gets the last unit.
    CHECK(by_quarter(draft.build()) ==
          std::map<std::string, std::string>{
              {"2027Q4", "3.95"}, {"2028Q3", "2.05"}, {"2028Q4", "3.95"}});
}

TEST_CASE("Available effort is what standing work leaves", "[planning][unit]") {
    Draft draft = small_network();
    CHECK(to_string(available_effort(draft.build())) == "40");
    draft.add(yearly("c-2", 6));
    CHECK(to_string(available_effort(draft.build())) == "34");
    draft.add(yearly("c-3", 400));
    CHECK(to_string(available_effort(draft.build())) == "0");
}
