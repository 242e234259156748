#include "catch.hpp"
#include "sample.hpp"

#include <utility>

using namespace areena;
using namespace areena::io_tests;

namespace {

/// Checks code and place of the one finding of a text, in which '^' marks where it must point.
template <class T = Thing>
Finding at_mark(std::string_view code, std::string_view marked, const io::Limits& limits = {}) {
    const std::size_t offset = marked.find('^');
    REQUIRE(offset != std::string_view::npos);
    std::string text(marked);
    text.erase(offset, 1);
    std::int64_t line = 1;
    std::int64_t column = 1;
    for (std::size_t i = 0; i < offset; ++i) {
        if (text[i] == '\n') {
            ++line;
            column = 1;
        } else if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) {
            ++column;
        }
    }
    const auto found = findings<T>(text, limits);
    INFO(marked);
    for (const Finding& finding : found) INFO(to_string(finding));
    REQUIRE(found.size() == 1);
    CHECK(found.front().code == code);
    CHECK(found.front().place == Place{"", line, column, static_cast<std::int64_t>(offset)});
    return found.front();
}

}  // namespace

TEST_CASE("a wrong type is told with what was expected and seen", "[io][unit]") {
    const Finding f = at_mark("document.type", "{\"id\":\"t\",\n \"count\": ^\"five\"}");
    CHECK(f.severity == Severity::error);
    CHECK(f.message == "'count' is of the wrong type");
    CHECK(f.expected == "a whole number from -10 to 1e+18");
    CHECK(f.got == "\"five\"");
    CHECK(f.path == "/count");
    CHECK(f.noun == "thing");
    CHECK(f.id == "t");
    at_mark("document.type", R"({"id":"t","count":^true})");
    at_mark("document.type", R"({"id":"t","count":^{"a":[1,{"b":2}]}})");
    CHECK(at_mark("document.type", R"({"id":"t","count":^[1,2]})").got == "a list");
    CHECK(at_mark("document.type", R"({"id":"t","names":^{}})").got == "an object");
    at_mark("document.type", R"({"id":"t","word":^12})");
    at_mark("document.type", R"({"id":"t","word":^null})");
    at_mark("document.type", R"({"id":"t","flag":^0})");
    at_mark("document.type", R"({"id":"t","flag":^"true"})");
    at_mark("document.type", R"({"id":"t","colour":^1})");
    at_mark("document.type", R"({"id":"t","share":^"0.5"})");
    at_mark("document.type", R"({"id":"t","share":^false})");
    at_mark("document.type", R"({"id":"t","own":^[]})");
    at_mark("document.type", R"({"id":"t","extra":{"a":^{"b":1}}})");
    at_mark("document.type", R"({"id":"t","extra":^[]})");
    at_mark("document.type", R"({"id":"t","parts":[^5]})");
    at_mark("document.type", R"({"id":"t","grid":[[1],^2]})");
    at_mark("document.type", R"({"id":"t","grid":[[1],[2,3,^"4"]]})");
    CHECK(at_mark("document.type", " ^[{\"a\":1}]").message == "the document is of the wrong type");
    at_mark("document.type", "^5");
    at_mark("document.type", "\n^\"x\"");
    at_mark<std::vector<Thing>>("document.type", "[^5]");
}

TEST_CASE("an unknown field is told with the nearest names and is skipped whole", "[io][unit]") {
    const Finding f =
        at_mark("document.unknown_field", R"({"id":"t","parts":[{"name":"p","days":1,^"quater":{"a":[{}]}}]})");
    CHECK(f.message == "unknown field 'quater'");
    CHECK(f.nearest == std::vector<std::string>{"quarter"});
    CHECK(f.expected == "one of: name, days, quarter");
    CHECK(f.path == "/parts/0/quater");
    CHECK(f.next_step == "Correct the name, or remove the field");
    const Finding own = at_mark("document.unknown_field", R"({"id":"t",^"zzz":1})");
    CHECK(own.nearest.empty());
    CHECK(own.next_step == "Correct the name, or keep own values in 'extra'");
    CHECK(own.expected.ends_with(", and 7 more"));
    at_mark("document.unknown_field", R"({"id":"t",^"a/b~c":[[[1]]]})");
    CHECK(only(R"({"id":"t","a/b~c":1})").path == "/a~1b~0c");
    at_mark("document.unknown_field", R"({"id":"t",^"":null})");
    at_mark("document.unknown_field", R"({"id":"t",^"ID":"x"})");
}

TEST_CASE("a missing field is told at its object", "[io][unit]") {
    const Finding f = at_mark("document.missing_field", R"({"id":"t","parts":[{"name":"a","days":1},^{"name":"b"}]})");
    CHECK(f.message == "the required field 'days' is missing");
    CHECK(f.path == "/parts/1");
    CHECK(f.next_step == "Add 'days'");
    CHECK(f.expected == "a number with at most 2 decimals, at least 0");
    CHECK(f.noun == "thing");
    CHECK(f.id == "t");
    at_mark("document.missing_field", "  ^{}");
    CHECK(findings(R"({"parts":[{}]})").size() == 3);
}

TEST_CASE("a text that breaks its rule is told with the rule or the choices", "[io][unit]") {
    const Finding f = at_mark("document.value", R"({"id":"t","colour":^"light_blue"})");
    CHECK(f.message == "'colour' is not valid");
    CHECK(f.expected == "one of: red, green, light-blue");
    CHECK(f.nearest == std::vector<std::string>{"light-blue"});
    CHECK(f.got == "\"light_blue\"");
    const Finding id = at_mark("document.value", R"({"id":^"Not A Key"})");
    CHECK(id.expected.find("lower-case") != std::string::npos);
    CHECK(id.id.empty());
    at_mark("document.value", R"({"id":"t","parts":[{"name":"p","days":1,"quarter":^"2027Q5"}]})");
    at_mark("document.value", R"({"id":"t","fraction":^"1/0"})");
    at_mark("document.value", R"({"id":"t","names":["a",^"","c"]})");
}

TEST_CASE("a key that is given twice is told with both places, wherever it is", "[io][unit]") {
    const Finding f = at_mark("json.duplicate_key", "{\"id\":\"t\",\n\"count\":1,\n^\"count\":2}");
    CHECK(f.path == "/count");
    REQUIRE(f.related.size() == 1);
    CHECK(f.related[0].place == Place{"", 2, 1, 11});
    CHECK(f.related[0].id == "t");
    Thing t;
    CHECK(read(R"({"id":"t","count":1,"count":2})", t).size() == 1);
    CHECK(t.count == 1);
    at_mark("json.duplicate_key", R"({"id":"t","count":1,^"count":{"any":[1]}})");
    at_mark("json.duplicate_key", R"({"id":"t","extra":{"a":1,"b":2,^"a":3}})");
    at_mark("json.duplicate_key", R"({"id":"t","extra":{"\u0061":1,^"a":3}})");
    const auto nested = findings(R"({"id":"t","zzz":{"b":{"c":1,"d":2,"c":3}},"zzz2":[{"e":1,"e":1}]})");
    CHECK(codes(nested) == std::vector<std::string>{"document.unknown_field", "json.duplicate_key",
                                                    "document.unknown_field", "json.duplicate_key"});
    CHECK(nested[1].path == "/zzz/b/c");
    CHECK(nested[1].place.column == 35);
    CHECK(nested[1].related[0].place.column == 23);
    CHECK(nested[3].path == "/zzz2/0/e");
    const auto unknown = findings(R"({"zzz":1,"id":"t","yyy":2,"zzz":[],"parts":[{"zzz":1}]})");
    CHECK(codes(unknown) ==
          std::vector<std::string>{"document.unknown_field", "document.unknown_field",
                                   "json.duplicate_key", "document.missing_field",
                                   "document.missing_field", "document.unknown_field"});
    CHECK(findings(R"({"id":"t","zzz":[{"a":1},{"a":1}],"extra":{"a":1}})").size() == 1);
}

TEST_CASE("syntax faults are told where they are, in words", "[io][unit]") {
    const auto told = [](std::string_view marked) { return at_mark("json.syntax", marked); };
    CHECK(told(R"({"id":"t","names":["a",^]})").next_step == "Remove the comma before it");
    CHECK(told(R"({"id":"t",^})").next_step == "Remove the comma before it");
    CHECK(told(R"({"id":"t" ^"count":1})").expected == "',' or '}'");
    CHECK(told(R"({"id":"t","names":["a" ^"b"]})").expected == "',' or ']'");
    CHECK(told(R"({"id" ^"t"})").message == "'\"' is not expected here");
    CHECK(told(R"({^'id':'t'})").next_step == "Write texts in double quotes");
    CHECK(told(R"({^id:"t"})").next_step == "Write keys in double quotes");
    CHECK(told(R"({"id":"t"} ^x)").message == "there is more after the end of the document");
    CHECK(told("^").message == "the document is empty");
    CHECK(told("  \n^").message == "the document ends too early");
    CHECK(told(R"({"id":"t"^)").message == "the document ends too early");
    CHECK(told(R"({"id":"t^)").message == "the document ends within a text");
    CHECK(told("{\"id\":\"t^\n\"}").message == "a line ends within a text");
    CHECK(told("{\"id\":\"t^\t\"}").message == "a control character in a text");
    CHECK(told("{\"id\":\"t\"^\x01}").message == "the control character U+0001 is not expected here");
    CHECK(told(R"({"id":^tru})").message == "'tru' is no JSON value");
    CHECK(told(R"({"id":^undefined})").message == "'undefined' is no JSON value");
    CHECK(told(R"({"id":"t","ratio":^NaN})").next_step.find("NaN") != std::string::npos);
    CHECK(told(R"({"id":"t","flag":^True})").next_step.find("lower-case") != std::string::npos);
    CHECK(told(R"({"id":"t","ratio":-^Infinity})").expected == "a digit");
    CHECK(told(R"({"id":"t","ratio":0^1})").expected == "the end of the number");
    CHECK(told(R"({"id":"t","ratio":1.^})").expected == "a digit");
    CHECK(told(R"({"id":"t","ratio":1.5e^})").expected == "a digit");
    CHECK(told(R"({"id":"t","ratio":^.5})").next_step == "Write a digit before the decimal point");
    CHECK(told(R"({"id":"t","ratio":^+1})").next_step == "Write positive numbers without a sign");
    CHECK(told("{\"id\":\"t\" ^// no\n}").next_step == "JSON has no comments; remove it");
    CHECK(told(R"({"id":"^\x"})").message == "there is no such escape");
    CHECK(told(R"({"id":"^\u12g4"})").expected == "four hexadecimal digits");
    CHECK(told("{\"id\":\"t\",\"word\":\"\u00e4\u00f6\" ^\u20ac}").message == "'\u20ac' is not expected here");
    CHECK(told(R"({"id":"t"^])").expected == "',' or '}'");
}

TEST_CASE("faults before a syntax fault are told as well, and the object they lie in", "[io][unit]") {
    const auto found = findings("{\"id\":\"t\",\"count\":true,\n\"names\":[1,}");
    REQUIRE(codes(found) == std::vector<std::string>{"document.type", "document.type", "json.syntax"});
    CHECK(found[0].id == "t");
    CHECK(found[2].path == "/names/0");
    CHECK(found[2].place == Place{"", 2, 12, 35});
    CHECK(io::is_fatal(found[2]));
    CHECK(!io::is_fatal(found[0]));
}

TEST_CASE("what is not UTF-8 is told as such", "[io][unit]") {
    const auto told = [](std::string_view marked) { return at_mark("json.encoding", marked); };
    CHECK(told("{\"id\":\"t\",\"word\":\"\u00e4^\xE4\"}").message == "the byte 0xE4 is not UTF-8 here");
    told("{\"id\":\"^\xC0\x80\"}");
    told("{\"id\":\"^\xED\xA0\x80\"}");
    told("{\"id\":\"^\xF4\x90\x80\x80\"}");
    told("{\"id\":\"^\xE2\x82\"}");
    told("{\"id\":\"abc^\x80\"}");
    told("{\"id\":\"t\",^\xFF}");
    told("^\xEF\xBB\xBF{}");
    CHECK(told(std::string_view("^\xFF\xFE{\0}\0", 7)).message == "the document is in UTF-16 or UTF-32");
    told(std::string_view("^{\0}\0", 5));
    told(std::string_view("^\0{\0}", 5));
    CHECK(told(R"({"id":"^\ud800"})").message == "half a surrogate pair stands for no character");
    told(R"({"id":"^\udc00"})");
    told(R"({"id":"^\ud800\ud800"})");
    told(R"({"id":"^\ud800x"})");
    told(R"({"id":"a\n^\udfff and more text behind it"})");
    told(R"({"^\ud834":1})");
    CHECK(findings("{\"id\":\"t\",\"word\":\"\u00e4\u20ac\U0001D11E\\ud834\\udd1e\"}").empty());
}

TEST_CASE("limits end the reading", "[io][unit]") {
    const auto limits = [](auto change) {
        io::Limits all;
        change(all);
        return all;
    };
    const auto depth3 = limits([](io::Limits& l) { l.depth = 3; });
    CHECK(at_mark("json.depth", R"({"id":"t","own":1,"grid":[[1,2],[^[]]]})", depth3).path ==
          "/grid/1");
    CHECK(codes(findings(R"({"id":"t","zzz":[[{}]]})", depth3)).back() == "json.depth");
    CHECK(findings(R"({"id":"t","grid":[[1]]})", depth3).empty());

    const auto bytes = limits([](io::Limits& l) { l.bytes = 10; });
    CHECK(findings(R"({"id":"t"})", bytes).empty());
    CHECK(at_mark("json.limit_bytes", R"(^{"id":"t"} )", bytes).expected == "at most 10 bytes");

    const auto string = limits([](io::Limits& l) { l.string = 5; });
    CHECK(findings(R"({"id":"t","word":"12345"})", string).empty());
    CHECK(findings(R"({"id":"t","word":"1234\n"})", string).empty());
    at_mark("json.limit_string", R"({"id":"t","word":^"123456"})", string);
    at_mark("json.limit_string", R"({"id":"t","word":^"12345\n"})", string);
    at_mark("json.limit_string", R"({"id":"t",^"123456":1})", string);
    at_mark("json.limit_string", R"({"id":"t",^"\n\n\n\n\n\n":1})", string);

    const auto rows = limits([](io::Limits& l) { l.rows = 2; });
    CHECK(findings(R"({"id":"t","grid":[[1,2],[3,4]],"extra":{"a":1,"b":2}})", rows).empty());
    CHECK(at_mark("json.limit_rows", R"({"id":"t","grid":[[1,2,^3]]})", rows).path == "/grid/0/1");
    at_mark("json.limit_rows", R"({"id":"t","extra":{"a":1,"b":2,^"c":3}})", rows);
    CHECK(codes(findings(R"({"zzz":[1,2,3]})", rows)).back() == "json.limit_rows");
    CHECK(codes(findings(R"({"zzz":{"a":1,"b":2,"c":3}})", rows)).back() == "json.limit_rows");
}

TEST_CASE("a depth bomb is refused at the limit", "[io][unit]") {
    for (const char c : {'[', '{'}) {
        std::string bomb;
        for (int i = 0; i < 100'000; ++i) bomb += c == '[' ? "[" : "{\"a\":";
        const auto found = findings(bomb);
        CHECK(found.back().code == "json.depth");
        io::Limits deep;
        deep.depth = 1'000'000;  // more than a reader's stack should be trusted with
        CHECK(findings(bomb, deep).back().code == "json.depth");
        CHECK(findings(bomb, deep).back().expected == "at most 1000 levels");
    }
}

TEST_CASE("all faults are told, in the order of the text, up to a number", "[io][unit]") {
    const std::string text =
        "[{\"name\":\"a\",\"count\":true},\n {\"id\":\"b\",\"names\":[1,2],\"id\":\"c\"},\n"
        " {\"id\":\"d\",\"share\":2,\"own\":null}]";
    const auto found = findings<std::vector<Thing>>(text);
    CHECK(codes(found) ==
          std::vector<std::string>{"document.missing_field", "document.unknown_field",
                                   "document.type", "document.type", "document.type",
                                   "json.duplicate_key", "document.range", "document.type"});
    CHECK(found[0].place.offset == 1);
    CHECK(found[3].id == "b");
    CHECK(found[3].path == "/1/names/0");
    CHECK(found[6].id == "d");
    CHECK(found[6].place.line == 3);

    io::Limits few;
    few.findings = 3;
    const auto cut = findings<std::vector<Thing>>(text, few);
    REQUIRE(cut.size() == 4);
    CHECK(cut.back().code == "document.more");
    CHECK(cut.back().severity == Severity::note);
    CHECK(cut.back().message == "there are 5 more faults that are not listed");
    few.findings = 8;
    CHECK(findings<std::vector<Thing>>(text, few).size() == 8);
    few.findings = 0;
    CHECK(codes(findings<std::vector<Thing>>("[1", few)) ==
          std::vector<std::string>{"json.syntax", "document.more"});
}

TEST_CASE("a finding names the outermost object with an id below the document", "[io][unit]") {
    const auto f = only<io_tests::Box>(
        R"({"id":"box","things":[{"parts":[{"name":1,"days":1}],"id":"late"}]})");
    CHECK(f.noun == "thing");
    CHECK(f.id == "late");
    const auto root = only<io_tests::Box>(R"({"things":5,"id":"box"})");
    CHECK(root.noun == "box");
    CHECK(root.id == "box");
    const auto none = only<Part>(R"({"name":"p","days":"x"})");
    CHECK(none.noun == "part");
    CHECK(none.id.empty());
}

TEST_CASE("values of personal fields are not quoted", "[io][unit]") {
    const Finding f = only(R"({"id":"t","phone":5551234})");
    CHECK(f.got == "[redacted]");
    CHECK(to_string(f).find("5551234") == std::string::npos);
    const Finding inner = only(R"({"id":"t","contact":{"name":5551234,"days":1}})");
    CHECK(inner.got == "[redacted]");
    CHECK(only(R"({"id":"t","contact":{"name":"p","days":1,"quarter":"Virtanen"}})").got == "[redacted]");
    CHECK(only(R"({"id":"t","phone":[]})").got == "a list");
    CHECK(only(R"({"id":"t","maybe":"Virtanen"})").got == "\"Virtanen\"");
}

TEST_CASE("long values are shortened", "[io][unit]") {
    const Finding f = only(R"({"id":"t","count":")" + std::string(5000, 'x') + "\"}");
    CHECK(f.got.size() < 80);
    CHECK(f.got.ends_with("\u2026\""));
    std::string umlauts;
    for (int i = 0; i < 50; ++i) umlauts += "\u00e4";
    CHECK(only(R"({"id":"t","count":")" + umlauts + "\"}").got == '"' + umlauts + '"');
    const Finding key = only(R"({"id":"t",")" + std::string(5000, 'k') + "\":1}");
    CHECK(key.message.size() < 100);
}

TEST_CASE("lines end with LF, CR LF or CR", "[io][unit]") {
    CHECK(only("{\n\"id\":\"t\",\n\"count\":true}").place == Place{"", 3, 9, 20});
    CHECK(only("{\r\n\"id\":\"t\",\r\n\"count\":true}").place == Place{"", 3, 9, 22});
    CHECK(only("{\r\"id\":\"t\",\r\"count\":true}").place == Place{"", 3, 9, 20});
}
