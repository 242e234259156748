#include "areena/core/error.hpp"

#include "catch.hpp"
#include "sample.hpp"

#include <cmath>
#include <limits>

using namespace areena;
using namespace areena::io_tests;
using io::JsonStyle;

namespace {

Thing thing() {
    Thing t;
    t.id = Id<Thing>("t");
    return t;
}

std::string refusal(const Thing& value, std::string& path) {
    try {
        const std::string text = io::write_json(value);
        FAIL("written: " << text);
    } catch (const Error& error) {
        path = error.findings().at(0).path;
        return error.code();
    }
    return {};
}

}  // namespace

TEST_CASE("what equals a new object's value is left out, what is required never is",
          "[io][unit]") {
    CHECK(io::write_json(thing()) == "{\"id\":\"t\"}\n");
    CHECK(io::write_json(Thing{}) == "{\"id\":\"\"}\n");
    Thing t = thing();
    t.count = 0;
    t.profile.clear();
    t.ratio = -0.0;
    t.title = LocalizedText();
    CHECK(io::write_json(t) == "{\"id\":\"t\",\"count\":0,\"title\":{},\"profile\":[]}\n");
    Part part;
    CHECK(io::write_json(part) == "{\"name\":\"\",\"days\":0}\n");
}

TEST_CASE("fields stand in the order of the table", "[io][unit]") {
    Thing t = thing();
    t.extra = {{"z", true}, {"a", std::int64_t{1}}};
    t.colour = Colour::light_blue;
    t.maybe = 2;
    t.parts = {{"p", PersonDays::from_units(120), Quarter(2027, 1)}};
    CHECK(io::write_json(t) ==
          R"({"id":"t","colour":"light-blue","maybe":2,"parts":[{"name":"p","days":1.2,)"
          R"("quarter":"2027Q1"}],"extra":{"a":1,"z":true}})"
          "\n");
}

TEST_CASE("a user's own double keeps its type when it is read again", "[io][unit]") {
    for (const double value : {2.0, -0.0, 1e22, 123456789012345680000.0, 0.5, 1e-7, 5e-324}) {
        Thing t = thing();
        t.own = value;
        Thing again;
        CHECK(read(io::write_json(t), again).empty());
        REQUIRE(std::holds_alternative<double>(again.own));
        CHECK(std::get<double>(again.own) == value);
        CHECK(std::signbit(std::get<double>(again.own)) == std::signbit(value));
    }
}

TEST_CASE("control characters and quotes are escaped, other characters stand as they are",
          "[io][unit]") {
    Thing t = thing();
    t.word = std::string("\"\\/\b\f\n\r\t\x01\x1f\x7f\0", 12) + "\u00e4\u20ac\U0001D11E</script>";
    CHECK(io::write_json(t) ==
          "{\"id\":\"t\",\"word\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\\u0000"
          "\u00e4\u20ac\U0001D11E</script>\"}\n");
}

TEST_CASE("what no JSON text can hold is refused with its path", "[io][unit]") {
    std::string path;
    Thing t = thing();
    t.parts = {{}, {"a\xE4", {}, {}}};
    CHECK(refusal(t, path) == "json.encoding");
    CHECK(path == "/parts/1/name");
    t = thing();
    t.extra["k/\xFF"] = true;
    CHECK(refusal(t, path) == "json.encoding");
    t = thing();
    t.extra["k/"] = std::string("\xED\xA0\x80");
    CHECK(refusal(t, path) == "json.encoding");
    CHECK(path == "/extra/k~1");
    t = thing();
    t.grid = {{1}, {2, std::numeric_limits<double>::infinity()}};
    CHECK(refusal(t, path) == "json.number");
    CHECK(path == "/grid/1/1");
    t = thing();
    t.own = std::numeric_limits<double>::quiet_NaN();
    CHECK(refusal(t, path) == "json.number");
}

TEST_CASE("the pretty style keeps on one line what fits in 100 columns", "[io][unit]") {
    Thing t = thing();
    CHECK(io::write_json(t, JsonStyle::pretty) == "{\"id\": \"t\"}\n");
    t.word = std::string(60, 'x');
    t.names = {Id<Part>("a"), Id<Part>("b")};
    t.parts = {{"one", {}, {}}, {std::string(90, 'y'), PersonDays::from_units(150), {}}};
    t.extra = {{"k", std::int64_t{1}}};
    CHECK(io::write_json(t, JsonStyle::pretty) ==
          "{\n"
          "  \"id\": \"t\",\n"
          "  \"word\": \"" + std::string(60, 'x') + "\",\n"
          "  \"names\": [\"a\", \"b\"],\n"
          "  \"parts\": [\n"
          "    {\"name\": \"one\", \"days\": 0},\n"
          "    {\n"
          "      \"name\": \"" + std::string(90, 'y') + "\",\n"
          "      \"days\": 1.5\n"
          "    }\n"
          "  ],\n"
          "  \"extra\": {\"k\": 1}\n"
          "}\n");
}

TEST_CASE("lines of the pretty style end at column 100, counted in characters", "[io][unit]") {
    const auto lines = [](std::size_t letters, const char* letter) {
        Thing t = thing();
        t.word = std::string(100, 'w');
        t.title = LocalizedText();
        t.title->fi = "";
        for (std::size_t i = 0; i < letters; ++i) *t.title->fi += letter;
        return std::ranges::count(io::write_json(t, JsonStyle::pretty), '\n');
    };
    // `  "title": {"fi": "` takes 19 columns, `"}` 2, and one is kept for a comma.
    CHECK(lines(78, "x") == 5);
    CHECK(lines(79, "x") == 7);
    CHECK(lines(78, "\u00e4") == 5);
    CHECK(lines(79, "\u20ac") == 7);
}

TEST_CASE("short forms are written as text", "[io][unit]") {
    Thing t = thing();
    t.title = LocalizedText("Otsikko");
    CHECK(io::write_json(t) == "{\"id\":\"t\",\"title\":\"Otsikko\"}\n");
    t.title = LocalizedText(std::string(200, 'o'));
    CHECK(io::write_json(t, JsonStyle::pretty) ==
          "{\n  \"id\": \"t\",\n  \"title\": \"" + std::string(200, 'o') + "\"\n}\n");
}
