#include "areena/core/error.hpp"

#include "catch.hpp"

using namespace areena;

namespace {

Finding fault(const std::string& message, Severity severity = Severity::error) {
    Finding finding;
    finding.code = "test.fault";
    finding.severity = severity;
    finding.message = message;
    return finding;
}

}  // namespace

TEST_CASE("a place leaves out what is not known", "[core][unit]") {
    CHECK(to_string(Place{}).empty());
    CHECK(to_string(Place{.file = "network.json"}) == "network.json");
    CHECK(to_string(Place{.file = "network.json", .line = 3}) == "network.json:3");
    CHECK(to_string(Place{.file = "network.json", .line = 3, .column = 9}) == "network.json:3:9");
    CHECK(to_string(Place{.file = "", .line = 3, .column = 9}) == "3:9");
}

TEST_CASE("a finding reads as a sentence with all that helps to mend it", "[core][unit]") {
    Finding finding = fault("there is no theme of that id");
    CHECK(to_string(finding) == "error: there is no theme of that id.");
    finding.noun = "need";
    finding.id = "n-1";
    finding.got = "'t9'";
    finding.expected = "the id of a theme";
    finding.nearest = {"t1", "t2"};
    finding.next_step = "Add the theme or correct the reference.";
    finding.place = {.file = "network.json", .line = 12, .column = 5, .offset = 0};
    CHECK(to_string(finding) ==
          "network.json:12:5: error: need 'n-1': there is no theme of that id. Got 't9'. Expected "
          "the id of a theme. Did you mean 't1' or 't2'? Add the theme or correct the reference.");
    Related other;
    other.path = "/themes";
    other.message = "looked for here";
    finding.related = {other};
    CHECK(to_string(finding).ends_with(" See /themes: looked for here."));
    finding.related[0].place = {.file = "network.json", .line = 40, .column = 3};
    CHECK(to_string(finding).ends_with(" See network.json:40:3: looked for here."));
    finding.severity = Severity::warning;
    CHECK(to_string(finding).find(": warning: ") != std::string::npos);
}

TEST_CASE("only findings of severity error make a list faulty", "[core][unit]") {
    CHECK_FALSE(has_errors({}));
    CHECK_FALSE(has_errors({fault("a", Severity::warning), fault("b", Severity::note)}));
    CHECK(has_errors({fault("a", Severity::note), fault("b")}));
}

TEST_CASE("an error quotes three findings of severity error and counts the rest", "[core][unit]") {
    const std::vector<Finding> findings{fault("first"),  fault("mild", Severity::warning),
                                        fault("second"), fault("third"),
                                        fault("fourth"), fault("fifth")};
    const Error error("network.invalid", "the network has faults", findings);
    CHECK(error.code() == "network.invalid");
    CHECK(error.kind() == ErrorKind::invalid);
    CHECK(error.findings() == findings);
    const std::string text = error.what();
    CHECK(text.find("third") != std::string::npos);
    CHECK(text.find("mild") == std::string::npos);
    CHECK(text.find("fourth") == std::string::npos);
    CHECK(text.find("and 2 more") != std::string::npos);
}

TEST_CASE("an error with a place says it first", "[core][unit]") {
    const Place place{.file = "a.json", .line = 2, .column = 1, .offset = 7};
    const Error error("json.syntax", "a comma is missing", place, ErrorKind::io);
    CHECK(std::string(error.what()) == "a.json:2:1: a comma is missing");
    CHECK(error.place() == place);
    CHECK(error.kind() == ErrorKind::io);
}
