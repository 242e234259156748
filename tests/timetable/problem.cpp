#include "areena/timetable/problem.hpp"
#include "areena/core/error.hpp"
#include "areena/timetable/search.hpp"

#include "catch.hpp"

#include <functional>
#include <limits>

using namespace areena;
using namespace areena::timetable;

namespace {

/// Two activities, the second after the first, two skills, three periods.
Problem small() {
    Problem p;
    p.num_periods = 3;
    p.skills = {"law", "data"};
    p.resources = {{"office", {0, 1}, {5, 5, 5}}};
    p.fixed = {{1, 0, 0}, {0, 0, 2}};
    const Mode mode{"light", 1, 2, {{0, 4}, {1, 2}}, 300'000};
    p.activities = {{"guide", 0, 3, {mode}, {}, {}, 1, false},
                    {"course", 0, 3, {mode}, {{0}}, {}, 2, false}};
    p.beneficiaries = {{"town", {{2, {0, 1}, 0}}}};
    p.stocks = {{"money", 9}};
    p.activities[0].modes[0].consumptions = {{0, 3}};
    return p;
}

/// The code that a changed problem is refused with, and what is said.
std::pair<std::string, std::string> refusal(const std::function<void(Problem&)>& change) {
    Problem p = small();
    change(p);
    try {
        validate(p);
    } catch (const Error& error) {
        return {error.code(), error.what()};
    }
    return {};
}

bool says(const std::string& message, const std::string& part) {
    return message.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a sound problem is accepted, an empty one too", "[timetable][unit]") {
    CHECK_NOTHROW(validate(small()));
    CHECK_NOTHROW(validate(Problem{}));
}

TEST_CASE("a cycle of prerequisites is named key by key", "[timetable][unit]") {
    const auto [code, message] = refusal([](Problem& p) { p.activities[0].prerequisites = {{1}}; });
    CHECK(code == "timetable.cycle");
    CHECK(says(message, "'guide' waits for 'course' waits for 'guide'"));
    const auto [own_code, own] = refusal([](Problem& p) { p.activities[0].prerequisites = {{0}}; });
    CHECK(own_code == "timetable.cycle");
    CHECK(says(own, "'guide' waits for 'guide'"));
    // One that only waits for a cycle is not named as a part of it.
    const auto [far_code, far] = refusal([](Problem& p) {
        p.activities.push_back(p.activities[1]);
        p.activities[2].key = "exam";
        p.activities[2].prerequisites = {{1}};
        p.activities[0].prerequisites = {{1}};
        std::swap(p.activities[0], p.activities[2]);
        p.activities[0].prerequisites = {{1}};
        p.activities[1].prerequisites = {{2}};
        p.activities[2].prerequisites = {{1}};
    });
    CHECK(far_code == "timetable.cycle");
    CHECK_FALSE(says(far, "exam"));
}

TEST_CASE("closed periods ascend within the periods", "[timetable][unit]") {
    CHECK(refusal([](Problem& p) { p.closed = {0, 2}; }).first.empty());
    CHECK(refusal([](Problem& p) { p.closed = {2, 0}; }).first == "timetable.closed");
    CHECK(refusal([](Problem& p) { p.closed = {1, 1}; }).first == "timetable.closed");
    CHECK(refusal([](Problem& p) { p.closed = {3}; }).first == "timetable.index");
    CHECK(refusal([](Problem& p) { p.closed = {-1}; }).first == "timetable.index");
}

TEST_CASE("a pin that contradicts the problem is refused by name", "[timetable][unit]") {
    const auto pinned = [](Pin pin, const std::function<void(Problem&)>& change = {}) {
        return refusal([&](Problem& p) {
            p.activities[0].pinned = pin;
            if (change) change(p);
        });
    };
    CHECK(pinned({0, 0, 2}).first.empty());
    CHECK(pinned({1, 0, 1}).first == "timetable.index");
    constexpr int highest = std::numeric_limits<int>::max();
    for (const Pin pin : {Pin{0, -1, 1}, Pin{0, 2, 2}, Pin{0, 0, 3}, Pin{0, 0, 0},
                          Pin{0, highest, highest}, Pin{0, 1, highest},
                          Pin{0, std::numeric_limits<int>::min(), 1}}) {
        const auto [code, message] = pinned(pin);
        CHECK(code == "timetable.pinned");
        CHECK(says(message, "activity 'guide' is pinned from"));
    }
    CHECK(says(pinned({0, 0, 2}, [](Problem& p) { p.closed = {1}; }).second, "closed period"));
    CHECK(pinned({0, 0, 3}, [](Problem& p) { p.closed = {1}; }).first.empty());
    CHECK(says(pinned({0, 0, 2},
                      [](Problem& p) {
                          p.activities[1].excludes = {0};
                          p.activities[1].pinned = Pin{0, 2, 1};
                      })
                   .second,
               "'guide', which is pinned too"));
    CHECK(says(pinned({0, 0, 2}, [](Problem& p) { p.activities[1].pinned = Pin{0, 1, 1}; }).second,
               "'course' is pinned from 1 up to 2; it waits for 'guide'"));
    CHECK(says(pinned({0, 0, 1}).second, "'law', 'data' in period 0 is short of 2"));
    CHECK(says(pinned({0, 0, 2},
                      [](Problem& p) {
                          p.activities[1].prerequisites.clear();
                          p.activities[1].pinned = Pin{0, 0, 2};
                      })
                   .second,
               "'course' is pinned from 0 up to 2; beside those pinned before it"));
    CHECK(says(pinned({0, 0, 2}, [](Problem& p) { p.stocks[0].amount = 2; }).second,
               "stock 'money' is short of 1"));
}

TEST_CASE("what is named twice is told by its key", "[timetable][unit]") {
    const auto [code, message] = refusal([](Problem& p) { p.activities[1].required = {0, 0}; });
    CHECK(code == "timetable.duplicate");
    CHECK(says(message, "names required activity 'guide' twice"));
    const auto skill = [](Problem& p) { p.resources[0].skills = {1, 1}; };
    CHECK(says(refusal(skill).second, "names skill 'data' twice"));
}

TEST_CASE("activities may require each other", "[timetable][unit]") {
    CHECK(refusal([](Problem& p) {
              p.activities[0].required = {1};
              p.activities[1].required = {0, 1};
          }).first.empty());
}

TEST_CASE("an index that refers to nothing is refused by name", "[timetable][unit]") {
    for (const auto& change : std::vector<std::function<void(Problem&)>>{
             [](Problem& p) { p.resources[0].skills = {2}; },
             [](Problem& p) { p.resources[0].skills = {-1}; },
             [](Problem& p) { p.activities[0].modes[0].requirements[0].skill = 7; },
             [](Problem& p) { p.activities[0].prerequisites = {{2}}; },
             [](Problem& p) { p.activities[0].excludes = {-3}; },
             [](Problem& p) { p.activities[0].excludes = {0}; },
             [](Problem& p) { p.activities[0].required = {2}; },
             [](Problem& p) { p.activities[0].modes[0].consumptions[0].stock = 1; },
             [](Problem& p) { p.activities[0].modes[0].consumptions[0].stock = -1; },
             [](Problem& p) { p.beneficiaries[0].needs[0].activities = {9}; }}) {
        CHECK(refusal(change).first == "timetable.index");
    }
    CHECK(says(refusal([](Problem& p) { p.activities[0].prerequisites = {{2}}; }).second,
               "activity 'guide' refers to prerequisite number 2; there are 2"));
}

TEST_CASE("rows of the wrong length and too many periods are refused", "[timetable][unit]") {
    CHECK(refusal([](Problem& p) { p.resources[0].available = {1}; }).first == "timetable.size");
    CHECK(refusal([](Problem& p) { p.fixed.pop_back(); }).first == "timetable.size");
    CHECK(refusal([](Problem& p) { p.fixed[1].push_back(0); }).first == "timetable.size");
    CHECK(refusal([](Problem& p) { p.num_periods = 100'001; }).first == "timetable.size");
    CHECK(refusal([](Problem& p) { p.num_periods = -1; }).first == "timetable.negative");
}

TEST_CASE("a key or a reference given twice is refused", "[timetable][unit]") {
    for (const auto& change : std::vector<std::function<void(Problem&)>>{
             [](Problem& p) { p.skills[1] = "law"; },
             [](Problem& p) { p.resources.push_back(p.resources[0]); },
             [](Problem& p) { p.activities[1].key = "guide"; },
             [](Problem& p) { p.stocks.push_back(p.stocks[0]); },
             [](Problem& p) { p.activities[0].modes[0].consumptions = {{0, 1}, {0, 1}}; },
             [](Problem& p) { p.activities[1].required = {0, 0}; },
             [](Problem& p) { p.activities[1].modes.push_back(p.activities[1].modes[0]); },
             [](Problem& p) { p.beneficiaries.push_back(p.beneficiaries[0]); },
             [](Problem& p) { p.resources[0].skills = {1, 1}; },
             [](Problem& p) { p.activities[1].prerequisites = {{0}, {0}}; },
             [](Problem& p) { p.activities[1].modes[0].requirements[1].skill = 0; },
             [](Problem& p) { p.beneficiaries[0].needs[0].activities = {1, 1}; }}) {
        CHECK(refusal(change).first == "timetable.duplicate");
    }
}

TEST_CASE("nothing may be negative", "[timetable][unit]") {
    for (const auto& change : std::vector<std::function<void(Problem&)>>{
             [](Problem& p) { p.resources[0].available[1] = -1; },
             [](Problem& p) { p.fixed[0][0] = -1; },
             [](Problem& p) { p.stocks[0].amount = -1; },
             [](Problem& p) { p.activities[0].modes[0].consumptions[0].amount = -1; },
             [](Problem& p) { p.activities[1].prerequisites[0].lag = -1; },
             [](Problem& p) { p.activities[0].modes[0].requirements[0].amount = -1; },
             [](Problem& p) { p.activities[0].value = Rational(-1, 3); },
             [](Problem& p) { p.beneficiaries[0].needs[0].weight = -1; }}) {
        CHECK(refusal(change).first == "timetable.negative");
    }
}

TEST_CASE("coverage outside one whole is refused", "[timetable][unit]") {
    for (const std::int64_t share : {std::int64_t{-1}, whole + 1}) {
        CHECK(refusal([&](Problem& p) { p.activities[0].modes[0].coverage = share; }).first ==
              "timetable.coverage");
        CHECK(refusal([&](Problem& p) { p.beneficiaries[0].needs[0].base = share; }).first ==
              "timetable.coverage");
    }
}

TEST_CASE("an empty window and one outside the periods are refused", "[timetable][unit]") {
    for (const auto& [earliest, deadline] :
         std::vector<std::pair<int, int>>{{1, 1}, {2, 1}, {-1, 2}, {0, 4}}) {
        const auto [code, message] = refusal([&](Problem& p) {
            p.activities[1].earliest = earliest;
            p.activities[1].deadline = deadline;
        });
        CHECK(code == "timetable.window");
        CHECK(says(message, "'course'"));
    }
}

TEST_CASE("a duration the wrong way round is refused, a long one is not", "[timetable][unit]") {
    CHECK(refusal([](Problem& p) { p.activities[0].modes[0].min_duration = 3; }).first ==
          "timetable.duration");
    CHECK(refusal([](Problem& p) { p.activities[0].modes[0].min_duration = 0; }).first ==
          "timetable.duration");
    CHECK(refusal([](Problem& p) { p.activities[0].modes.clear(); }).first == "timetable.no_mode");
    CHECK(refusal([](Problem& p) {
              p.activities[0].modes[0].min_duration = std::numeric_limits<int>::max();
              p.activities[0].modes[0].max_duration = std::numeric_limits<int>::max();
          }).first.empty());
}

TEST_CASE("amounts and weights near overflow are refused", "[timetable][unit]") {
    constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
    CHECK(refusal([&](Problem& p) { p.resources[0].available[0] = highest; }).first ==
          "timetable.overflow");
    CHECK(refusal([&](Problem& p) {
              p.activities[0].modes[0].requirements[0].amount = highest / 4;
          }).first == "timetable.overflow");
    CHECK(refusal([&](Problem& p) { p.beneficiaries[0].needs[0].weight = highest; }).first ==
          "timetable.overflow");
    CHECK(refusal([&](Problem& p) { p.stocks[0].amount = highest; }).first ==
          "timetable.overflow");
    CHECK(refusal([&](Problem& p) { p.activities[1].prerequisites[0].lag = 100'001; }).first ==
          "timetable.size");
}

TEST_CASE("a search refuses what is broken", "[timetable][unit]") {
    Problem p = small();
    p.activities[0].prerequisites = {{1}};
    CHECK_THROWS_AS(search(p), Error);
}
