#include "areena/io/timetable_json.hpp"

#include "areena/core/error.hpp"
#include "areena/timetable/search.hpp"

#include "catch.hpp"

#include <string>

using namespace areena;
using timetable::Problem;

namespace {

constexpr std::string_view sample = R"({
  "format": "areena-timetable", "version": 1,
  "periods": 4,
  "skills": ["law", "data"],
  "resources": [{"id": "office", "skills": ["law", "data"], "available": [5, 5.25, 5, 5]}],
  "fixed": [{"skill": "data", "amounts": [0, 0, 0.5, 0]}],
  "activities": [
    {"id": "guide", "deadline": 3, "value": 2.5, "modes": [
      {"id": "light", "min_duration": 1, "max_duration": 2, "coverage": 0.3,
       "requirements": [{"skill": "law", "amount": 4}]}]},
    {"id": "course", "earliest": 1, "prerequisites": ["guide"], "excludes": [], "mandatory": true,
     "modes": [{"id": "full", "requirements": [{"skill": "data", "amount": 1.05}]}]}
  ],
  "beneficiaries": [{"id": "town", "needs": [{"weight": 2, "activities": ["guide", "course"]}]}]
})";

/// The sample with one piece of its text replaced.
std::string changed(std::string_view from, std::string_view to) {
    std::string text(sample);
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// What reading the text throws.
Error refusal(const std::string& text) {
    try {
        (void)io::read_timetable(text, "problem.json");
    } catch (const Error& error) {
        return error;
    }
    return Error("none", "nothing was wrong");
}

Finding first_fault(std::string_view from, std::string_view to) {
    const Error error = refusal(changed(from, to));
    REQUIRE_FALSE(error.findings().empty());
    CHECK(error.code() == error.findings().front().code);
    CHECK(error.place().line > 0);
    return error.findings().front();
}

}  // namespace

TEST_CASE("a timetable document becomes a problem in units and indices", "[io][unit]") {
    const Problem p = io::read_timetable(sample);
    CHECK(p.num_periods == 4);
    CHECK(p.skills == std::vector<std::string>{"law", "data"});
    REQUIRE(p.resources.size() == 1);
    CHECK(p.resources[0] == timetable::Resource{"office", {0, 1}, {500, 525, 500, 500}});
    CHECK(p.fixed == std::vector<std::vector<std::int64_t>>{{0, 0, 0, 0}, {0, 0, 50, 0}});
    REQUIRE(p.activities.size() == 2);
    const timetable::Activity& guide = p.activities[0];
    CHECK(guide.value == Rational(5, 2));
    CHECK(guide.deadline == 3);
    CHECK(guide.modes[0] == timetable::Mode{"light", 1, 2, {{0, 400}}, 300'000});
    const timetable::Activity& course = p.activities[1];
    CHECK(course.earliest == 1);
    CHECK(course.deadline == 4);
    CHECK(course.mandatory);
    CHECK(course.value == Rational(1));
    CHECK(course.prerequisites == std::vector<timetable::Prerequisite>{{0}});
    CHECK(course.modes[0] == timetable::Mode{"full", 1, 1, {{1, 105}}, 0});
    CHECK(p.beneficiaries[0].needs[0] == timetable::Need{2, {0, 1}, 0});
    CHECK(timetable::search(p).assignments.size() == 2);
}

TEST_CASE("a problem written and read again is the same", "[io][round-trip]") {
    Problem p = io::read_timetable(sample);
    const std::string text = io::write_timetable(p);
    CHECK(io::read_timetable(text) == p);
    CHECK(io::write_timetable(io::read_timetable(text)) == text);
    p = {};
    CHECK(io::read_timetable(io::write_timetable(p)) == p);
}

TEST_CASE("what came to the problem later is read and written", "[io][round-trip]") {
    std::string text = changed(R"("fixed": [)", R"("stocks": [{"id": "money", "amount": 12.5}],
  "fixed": [)");
    const auto put = [&](std::string_view from, std::string_view to) {
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
    };
    put(R"("coverage": 0.3,)",
        R"("coverage": 0.3, "consumptions": [{"stock": "money", "amount": 3}],)");
    put(R"(["guide"], "excludes")", R"([{"activity": "guide", "lag": 1}], "excludes")");
    put(R"("deadline": 3,)",
        R"("deadline": 3, "requires": ["course"], "pinned": {"mode": "light", "start": 0},)");
    put(R"("periods": 4,)", R"("periods": 4, "closed": [2],)");
    const Problem p = io::read_timetable(text);
    CHECK(p.stocks == std::vector<timetable::Stock>{{"money", 1250}});
    CHECK(p.activities[0].modes[0].consumptions ==
          std::vector<timetable::Consumption>{{0, 300}});
    CHECK(p.activities[0].required == std::vector<int>{1});
    CHECK(p.closed == std::vector<int>{2});
    CHECK(p.activities[0].pinned == timetable::Pin{0, 0, 1});
    CHECK(p.activities[1].prerequisites == std::vector<timetable::Prerequisite>{{0, 1}});
    const std::string written = io::write_timetable(p);
    CHECK(io::read_timetable(written) == p);
    CHECK(io::write_timetable(io::read_timetable(written)) == written);
}

TEST_CASE("worth of modes, ends and needs is read and written", "[io][round-trip]") {
    std::string text = changed(R"("coverage": 0.3)",
                               R"("coverage": 0.3, "value": 0.25, "value_per_period": 0.000001)");
    const std::string_view need = R"("weight": 2)";
    REQUIRE(text.find(need) != std::string::npos);
    text.replace(text.find(need), need.size(), R"("weight": 2, "value": 7.5)");
    const Problem p = io::read_timetable(text);
    CHECK(p.activities[0].modes[0].value == Rational(1, 4));
    CHECK(p.activities[0].modes[0].value_per_period == Rational(1, 1'000'000));
    CHECK(p.beneficiaries[0].needs[0].value == Rational(15, 2));
    CHECK(io::read_timetable(io::write_timetable(p)) == p);
    Problem odd = p;
    odd.beneficiaries[0].needs[0].value = Rational(1, 3);
    CHECK_THROWS_AS(io::write_timetable(odd), Error);
    const Finding negative = first_fault(R"("coverage": 0.3)", R"("coverage": 0.3, "value": -1)");
    CHECK(negative.code + " " + negative.path ==
          "document.range /activities/0/modes/0/value");
}

TEST_CASE("faults of stocks, lags and requirements have their places", "[io][unit]") {
    const auto path = [](std::string_view from, std::string_view to) {
        const Finding f = first_fault(from, to);
        return f.code + " " + f.path;
    };
    CHECK(path(R"(["guide"], "excl)", R"([{"activity": "gide", "lag": 1}], "excl)") ==
          "timetable.unknown /activities/1/prerequisites/0");
    CHECK(path(R"(["guide"], "excl)", R"([{"activity": "guide", "lag": -1}], "excl)") ==
          "document.range /activities/1/prerequisites/0/lag");
    CHECK(path(R"("excludes": [])", R"("requires": ["gide"])") ==
          "timetable.unknown /activities/1/requires/0");
    CHECK(path(R"("excludes": [])", R"("requires": ["guide", "guide"])") ==
          "timetable.duplicate /activities/1/requires");
    CHECK(path(R"("coverage": 0.3)", R"("consumptions": [{"stock": "money", "amount": 1}])") ==
          "timetable.unknown /activities/0/modes/0/consumptions/0/stock");
    CHECK(path(R"("fixed": [)", R"("stocks": [{"id": "a", "amount": -1}], "fixed": [)") ==
          "document.range /stocks/0/amount");
    CHECK(path(R"("deadline": 3,)", R"("pinned": {"mode": "lite", "start": 0},)") ==
          "timetable.unknown /activities/0/pinned/mode");
    CHECK(path(R"("deadline": 3,)", R"("pinned": {"mode": "light", "start": 3, "duration": 2},)") ==
          "timetable.pinned /activities/0/pinned");
    CHECK(path(R"("periods": 4,)", R"("periods": 4, "closed": [2, 1],)") ==
          "timetable.closed /closed/1");
    CHECK(path(R"("fixed": [)",
               R"("stocks": [{"id": "a", "amount": 1}, {"id": "a", "amount": 1}], "fixed": [)") ==
          "timetable.duplicate /stocks/1");
}

TEST_CASE("a value that six decimals cannot hold is not written in another one", "[io][unit]") {
    Problem p = io::read_timetable(sample);
    p.activities[0].value = Rational(1, 3);
    CHECK_THROWS_AS(io::write_timetable(p), Error);
}

TEST_CASE("a key that names nothing is told with its place and the nearest", "[io][unit]") {
    const Finding f = first_fault(R"("prerequisites": ["guide"])", R"("prerequisites": ["giude"])");
    CHECK(f.code == "timetable.unknown");
    CHECK(f.path == "/activities/1/prerequisites/0");
    CHECK(f.place.line == 11);
    CHECK(f.nearest == std::vector<std::string>{"guide"});
    CHECK(first_fault(R"("skill": "law")", R"("skill": "low")").path ==
          "/activities/0/modes/0/requirements/0/skill");
    CHECK(first_fault(R"({"skill": "data", "amounts)", R"({"skill": "date", "amounts)").path ==
          "/fixed/0/skill");
    CHECK(first_fault(R"(["guide", "course"])", R"(["guide", "curse"])").path ==
          "/beneficiaries/0/needs/0/activities/1");
}

TEST_CASE("every fault of a problem is told, each in its place", "[io][unit]") {
    std::string text = changed(R"("deadline": 3)", R"("earliest": 3, "deadline": 3)");
    const auto at = text.find("5, 5.25, 5, 5");
    text.replace(at, 13, "5, 5.25, 5");
    const Error error = refusal(text);
    REQUIRE(error.findings().size() == 2);
    CHECK(error.findings()[0].code == "timetable.size");
    CHECK(error.findings()[0].path == "/resources/0/available");
    CHECK(error.findings()[1].code == "timetable.window");
    CHECK(error.findings()[1].path == "/activities/0");
    CHECK(error.findings()[1].place.line == 8);
    CHECK(error.findings()[1].place.file == "problem.json");
}

TEST_CASE("what is wrong with a problem as such is found with its place", "[io][unit]") {
    CHECK(first_fault(R"("excludes": [])", R"("excludes": ["course"])").code == "timetable.index");
    CHECK(first_fault(R"("deadline": 3)", R"("prerequisites": ["course"])").code ==
          "timetable.cycle");
    CHECK(first_fault(R"(["law", "data"],)", R"(["law", "data", "law"],)").code ==
          "timetable.duplicate");
    CHECK(first_fault(R"("max_duration": 2)", R"("max_duration": 0)").code == "document.range");
    CHECK(first_fault(R"("min_duration": 1)", R"("min_duration": 3)").code ==
          "timetable.duration");
    CHECK(first_fault(R"("amount": 4)", R"("amount": -4)").code == "document.range");
    CHECK(first_fault(R"("amount": 4)", R"("amount": 4.001)").code == "document.range");
    CHECK(first_fault(R"("amount": 4)", R"("amount": 1e40)").code == "document.range");
    CHECK(first_fault(R"([0, 0, 0.5, 0])", R"([0, 0])").path == "/fixed/0/amounts");
    CHECK(first_fault(R"("fixed": [)",
                      R"("fixed": [{"skill": "data", "amounts": [0, 0, 0, 0]}, )")
              .code == "timetable.duplicate");
}

TEST_CASE("amounts that together go beyond what can be counted are refused by name", "[io][unit]") {
    const std::string pool = R"("skills": [], "available": [1e15, 1e15, 1e15, 1e15]})";
    const Finding f = first_fault("\"resources\": [", "\"resources\": [{\"id\": \"a\", " + pool +
                                                       ", {\"id\": \"b\", " + pool +
                                                       ", {\"id\": \"c\", " + pool + ", ");
    CHECK(f.code == "timetable.overflow");
    CHECK(f.path == "/resources/2/available/3");
    CHECK(f.message.find("'c'") != std::string::npos);
    CHECK(f.next_step.find("hundredths") != std::string::npos);
    const Finding weight = first_fault(R"("needs": [{)", R"("needs": [{"weight": 1e12, "activities": []}, )"
                                                          R"({"weight": 1e12, "activities": []}, )"
                                                          R"({"weight": 1e12, "activities": []}, )"
                                                          R"({"weight": 1e12, "activities": []}, )"
                                                          R"({"weight": 1e12, "activities": []}, {)");
    CHECK(weight.code == "timetable.overflow");
    CHECK(weight.next_step.empty());
}

TEST_CASE("another kind of document, or another version, is refused", "[io][unit]") {
    CHECK(first_fault("areena-timetable", "areena-network").code == "document.format");
    CHECK(first_fault(R"("version": 1)", R"("version": 2)").code == "document.version");
    CHECK(refusal("{").code() == "json.syntax");
    CHECK(refusal("[]").code() == "document.type");
    CHECK(first_fault(R"("periods": 4,)", "").code == "document.missing_field");
    CHECK(first_fault(R"("periods": 4)", R"("periods": 4, "period": 4)").code ==
          "document.unknown_field");
}

TEST_CASE("a file that is not there is an error of reading", "[io][unit]") {
    try {
        (void)io::read_timetable_file("no/such/problem.json");
        FAIL("it was read");
    } catch (const Error& error) {
        CHECK(error.code() == "io.not_found");
        CHECK(error.kind() == ErrorKind::io);
    }
}
