#include "areena/io/pabulib.hpp"

#include "areena/core/error.hpp"

#include "catch.hpp"

#include <string>

using namespace areena;
using namespace areena::io;

namespace {

std::string election(const std::string& type, const std::string& projects,
                     const std::string& votes) {
    return "META\nkey;value\nbudget;100\nvote_type;" + type + "\nPROJECTS\nproject_id;cost;name\n" +
           projects + "VOTES\n" + votes;
}

Finding first_fault(const std::string& text) {
    try {
        (void)read_pabulib(text);
    } catch (const Error& error) {
        for (const Finding& f : error.findings())
            if (f.severity == Severity::error) return f;
    }
    FAIL("read without a fault: " << text);
    return {};
}

}  // namespace

TEST_CASE("a .pb file is read in the forms met in the wild", "[io][pabulib]") {
    const std::string text =
        "\xef\xbb\xbfMETA\r\nkey;value\r\nbudget;400000.0\r\nvote_type;approval\r\n"
        "PROJECTS\r\nproject_id;cost;name\r\nA-1;4000.0;\"a; \"\"b\"\"\"\r\n2;12,5;c\r\n"
        "VOTES\r\nvoter_id;age;vote\r\n1;40;A-1 , 2\r\n2;50;2,A-1\r\n3;;\r\n4;1;2,2\r\n";
    const Pabulib read = read_pabulib(text);
    CHECK(read.money_unit == 10);
    CHECK(read.instance.budget == 4'000'000);
    CHECK(read.instance.projects[0] == selection::Project{"A-1", 40'000});
    CHECK(read.instance.projects[1] == selection::Project{"2", 125});
    CHECK(read.projects[0].name == "a; \"b\"");
    CHECK(read.profile.voters == std::vector<std::int64_t>{2, 1, 1});
    REQUIRE(read.findings.size() == 1);
    CHECK(read.findings[0].code == "pabulib.repeated");
    CHECK(read.findings[0].place.line == 14);
    const Pabulib again = read_pabulib(write_pabulib(read));
    CHECK(again.instance == read.instance);
    CHECK(again.profile == read.profile);
    CHECK(again.projects == read.projects);
    CHECK(write_pabulib(again) == write_pabulib(read));
    CHECK(write_pabulib(read).find("40;") == std::string::npos);  // no age
}

TEST_CASE("points and ranks are kept exactly", "[io][pabulib]") {
    const Pabulib scored = read_pabulib(
        election("scoring", "a;1;\nb;2;\n", "voter_id;vote;points\n1;b,a;0.5,2\n2;a,b;2,0.5\n"));
    CHECK(scored.profile.points_unit == 2);
    CHECK(scored.profile.points == std::vector<std::int64_t>{4, 1});
    CHECK(scored.profile.voters == std::vector<std::int64_t>{2});
    const Pabulib ranked =
        read_pabulib(election("ordinal", "a;1;\nb;2;\nc;3;\n", "voter_id;vote\n1;c,a,b\n"));
    CHECK(ranked.profile.points == std::vector<std::int64_t>{1, 0, 2});
    CHECK(read_pabulib(write_pabulib(ranked)).profile == ranked.profile);
}

TEST_CASE("every fault of a .pb file has its line and column", "[io][pabulib][error]") {
    struct Case {
        std::string text;
        const char* code;
        std::int64_t line;
        std::int64_t column;
    };
    const std::string vote = "voter_id;vote\n1;a\n";
    for (const Case& c : {
             Case{election("approval", "a;-1;\n", vote), "pabulib.cost", 7, 3},
             Case{election("approval", "a;x;\n", vote), "pabulib.cost", 7, 3},
             Case{election("approval", "a;1;\n", "voter_id;vote\n1;a,b\n"),
                  "pabulib.unknown_project", 10, 5},
             Case{election("approval", "a;1;\na;2;\n", vote), "pabulib.duplicate_project", 8, 1},
             Case{election("cumulative", "a;1;\n", vote), "pabulib.vote_type", 9, 1},
             Case{election("scoring", "a;1;\n", "voter_id;vote;points\n1;a;1,2\n"),
                  "pabulib.points", 10, 5},
             Case{election("best", "a;1;\n", vote), "pabulib.vote_type", 4, 11},
             Case{election("approval", "a;1;\n", "voter_id;vote\n1\n"), "pabulib.row", 10, 1},
             Case{"META\nkey;value\nbudget;1\nvote_type;approval\n", "pabulib.truncated", 5, 1},
             Case{election("approval", "a;1;\"b\n", vote), "pabulib.quote", 7, 5},
         }) {
        INFO(c.text);
        const Finding fault = first_fault(c.text);
        CHECK(fault.code == c.code);
        CHECK(fault.place.line == c.line);
        CHECK(fault.place.column == c.column);
    }
    CHECK(first_fault("META\nkey;value\nvote_type;approval\nPROJECTS\nproject_id;cost\na;1\n"
                      "VOTES\nvoter_id;vote\n1;a\n")
              .code == "pabulib.budget");
}

TEST_CASE("what is doubtful in a .pb file is a finding", "[io][pabulib]") {
    const Pabulib read =
        read_pabulib(election("choose-1", "a;0;\nb;101;\n", "voter_id;vote\n1;a,b\n"));
    std::string codes;
    for (const Finding& f : read.findings) codes += f.code + ' ';
    CHECK(codes == "pabulib.free pabulib.dear pabulib.choose_1 ");
    CHECK(read_pabulib(election("approval", "a;1;\n", "voter_id;vote\n")).findings.front().code ==
          "pabulib.no_votes");
}

TEST_CASE("a .pb file over a limit is refused", "[io][pabulib][error]") {
    const std::string text = election("approval", "a;1;\n", "voter_id;vote\n1;a\n");
    Limits limits = pabulib_limits;
    limits.rows = 5;
    CHECK_THROWS_AS(read_pabulib(text, {}, limits), Error);
    limits = pabulib_limits;
    limits.bytes = 10;
    CHECK_THROWS_AS(read_pabulib(text, {}, limits), Error);
    CHECK_THROWS_AS(read_pabulib("\xff"), Error);
}

TEST_CASE("a folder in the place of a .pb file is named as one", "[io][pabulib][error]") {
    try {
        (void)read_pabulib_file(std::filesystem::temp_directory_path());
        FAIL("read a folder");
    } catch (const Error& error) {
        CHECK(error.code() == "io.read");
        CHECK_THAT(error.what(), Catch::Matchers::Contains("it is a folder"));
    }
}
