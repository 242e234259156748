#include "areena/io/source.hpp"

#include "catch.hpp"

using namespace areena;
using io::Source;

namespace {
const std::string_view text =
    "{\"a\": [10, {\"b\": \"\u00e4\u00e4\", \"c\": null}],\n"
    " \"x/y\": {\"~\": 1, \"\": 2},\n"
    " \"a\": {\"b\": 3}}\n";
}

TEST_CASE("a pointer is located at the value it names", "[io][unit]") {
    const Source source("n.json", std::string(text));
    const auto at = [&](std::string_view pointer) { return source.locate(pointer); };
    CHECK(at("") == Place{"n.json", 1, 1, 0});
    CHECK(at("/a") == Place{"n.json", 1, 7, 6});
    CHECK(at("/a/0").column == 8);
    CHECK(at("/a/1/b").column == 18);
    CHECK(at("/a/1/c") == Place{"n.json", 1, 29, 30});
    CHECK(at("/x~1y").line == 2);
    CHECK(at("/x~1y/~0") == Place{"n.json", 2, 15, 52});
    CHECK(at("/x~1y/").column == 22);
}

TEST_CASE("what the text does not have is located at what lies around it", "[io][unit]") {
    const Source source("n.json", std::string(text));
    CHECK(source.locate("/a/1/zzz/deep") == source.locate("/a/1"));
    CHECK(source.locate("/a/7") == source.locate("/a"));
    CHECK(source.locate("/a/01") == source.locate("/a"));
    CHECK(source.locate("/zzz") == source.locate(""));
    // Of repeated keys the first counts, and nothing of the others.
    CHECK(source.locate("/a/b") == source.locate("/a"));
    CHECK(source.locate(std::string(100'000, '/')) == source.locate(""));
}

TEST_CASE("a text that is not JSON is located up to its fault", "[io][unit]") {
    const Source source("n.json", "{\"a\": 1,\n\"b\": [2, }");
    CHECK(source.locate("/b/0").column == 7);
    CHECK(source.locate("/c").line == 1);
    CHECK(Source().locate("/a") == Place{"", 1, 1, 0});
}

TEST_CASE("findings and their related objects get their places, known ones only the file",
          "[io][unit]") {
    const Source source("n.json", std::string(text));
    Finding finding;
    finding.path = "/x~1y";
    finding.related.push_back({.noun = "", .id = "", .path = "/a/1/c", .message = "", .place = {}});
    Finding known;
    known.path = "/a";
    known.place = {"", 9, 9, 9};
    const auto located = source.locate(std::vector<Finding>{finding, known});
    CHECK(located[0].place == source.locate("/x~1y"));
    CHECK(located[0].related[0].place == source.locate("/a/1/c"));
    CHECK(located[1].place == Place{"n.json", 9, 9, 9});
    CHECK(source.locate(finding).place == located[0].place);
}

TEST_CASE("a byte has a line and a column", "[io][unit]") {
    const Source source("n.json", "\u00e4b\r\nc\rd\n");
    CHECK(source.place(0) == Place{"n.json", 1, 1, 0});
    CHECK(source.place(2) == Place{"n.json", 1, 2, 2});
    CHECK(source.place(5) == Place{"n.json", 2, 1, 5});
    CHECK(source.place(7) == Place{"n.json", 3, 1, 7});
    CHECK(source.place(9) == Place{"n.json", 4, 1, 9});
    CHECK(source.place(999) == Place{"n.json", 4, 1, 9});
}
