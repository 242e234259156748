#include "areena/core/error.hpp"

#include "catch.hpp"
#include "sample.hpp"

#include <bit>
#include <cmath>
#include <limits>

using namespace areena;
using namespace areena::io_tests;

namespace {

Thing thing(std::string_view rest) {
    Thing value;
    const std::string text = R"({"id":"t")" + std::string(rest) + "}";
    const auto found = read(text, value);
    INFO(text << ": " << (found.empty() ? "" : to_string(found.front())));
    CHECK(found.empty());
    return value;
}

}  // namespace

TEST_CASE("every kind of value is read", "[io][unit]") {
    const Thing t = thing(
        R"(,"flag":true,"count":-3,"ratio":0.1,"share":0.25,"word":"sana","own":"x",)"
        R"("colour":"light-blue","fraction":"-3/4","maybe":4,"title":{"fi":"Otsikko"},)"
        R"("profile":[40,60],"names":["a","b-1"],"parts":[{"name":"p","days":1.25,)"
        R"("quarter":"2027Q3"}],"extra":{"k":1,"s":"t","r":2.5,"b":false},"spare":{"name":"s",)"
        R"("days":3},"grid":[[1,2],[],[3.5]],"phone":"12")");
    CHECK(t.flag);
    CHECK(t.count == -3);
    CHECK(t.ratio == 0.1);
    CHECK(t.share.units() == 250'000);
    CHECK(t.word == "sana");
    CHECK(t.own == Scalar(std::string("x")));
    CHECK(t.colour == Colour::light_blue);
    CHECK(t.fraction == Rational(-3, 4));
    CHECK(t.maybe == 4);
    CHECK(t.title->fi == "Otsikko");
    CHECK(t.profile == std::vector<std::int64_t>{40, 60});
    CHECK(t.names == std::vector<Id<Part>>{Id<Part>("a"), Id<Part>("b-1")});
    CHECK(t.parts == std::vector<Part>{{"p", PersonDays::from_units(125), Quarter(2027, 3)}});
    CHECK(t.extra.size() == 4);
    CHECK(t.extra.at("k") == Scalar(std::int64_t{1}));
    CHECK(t.extra.at("r") == Scalar(2.5));
    CHECK(t.spare->days.units() == 300);
    CHECK(t.grid == std::vector<std::vector<double>>{{1, 2}, {}, {3.5}});
    CHECK(t.phone == "12");
}

TEST_CASE("members that the text leaves out keep their value, lists that it names are replaced",
          "[io][unit]") {
    Thing t;
    t.word = "before";
    t.names = {Id<Part>("a")};
    t.profile = {1, 2, 3};
    CHECK(read(R"({"id":"t","names":[],"profile":[5]})", t).empty());
    CHECK(t.word == "before");
    CHECK(t.names.empty());
    CHECK(t.profile == std::vector<std::int64_t>{5});
    CHECK(read(R"({"id":"t","extra":{"a":1}})", t).empty());
    CHECK(read(R"({"id":"t","extra":{"b":1}})", t).empty());
    CHECK(t.extra.size() == 1);
}

TEST_CASE("null stands for an absent optional value and for nothing else", "[io][unit]") {
    Thing t;
    t.maybe = 3;
    t.title = LocalizedText("x");
    CHECK(read(R"({"id":"t","maybe":null,"title":null,"spare":null})", t).empty());
    CHECK(!t.maybe);
    CHECK(!t.title);
    for (const auto* text :
         {R"({"id":"t","count":null})", R"({"id":"t","names":null})", R"({"id":null})",
          R"({"id":"t","extra":{"a":null}})", R"({"id":"t","names":[null]})", "null"}) {
        INFO(text);
        CHECK(findings(text).front().code == "document.type");
    }
    CHECK(only(R"({"id":"t","count":null})").next_step == "Give a value, or leave the field out");
}

TEST_CASE("a record with a short form may be given as text", "[io][unit]") {
    CHECK(thing(R"(,"title":"Otsikko")").title->plain == "Otsikko");
    CHECK(only(R"({"id":"t","spare":"x"})").code == "document.type");
}

TEST_CASE("whole numbers are read from any JSON number whose value is whole", "[io][unit]") {
    CHECK(thing(R"(,"count":2.0)").count == 2);
    CHECK(thing(R"(,"count":2e3)").count == 2000);
    CHECK(thing(R"(,"count":-0)").count == 0);
    CHECK(thing(R"(,"own":9223372036854775807)").own ==
          Scalar(std::numeric_limits<std::int64_t>::max()));
    CHECK(thing(R"(,"own":-9223372036854775808)").own ==
          Scalar(std::numeric_limits<std::int64_t>::min()));
    CHECK(thing(R"(,"own":9007199254740993)").own == Scalar(std::int64_t{9007199254740993}));
    CHECK(only(R"({"id":"t","count":2.5})").code == "document.type");
    CHECK(only(R"({"id":"t","count":1e-9})").code == "document.type");
}

TEST_CASE("numbers that cannot be held are out of range", "[io][unit]") {
    for (const auto* rest :
         {R"("own":9223372036854775808)", R"("own":-9223372036854775809)", R"("own":1e400)",
          R"("own":18446744073709551616)", R"("count":1e30)", R"("count":1e400)",
          R"("count":99999999999999999999)", R"("ratio":1e400)", R"("ratio":-1e400)",
          R"("ratio":1e-400)", R"("share":0.1234567)", R"("share":1e400)",
          R"("ratio":1e99999999999999999999999)", R"("ratio":1e-99999999999999999999999)",
          R"("own":0.5e00669999999999999999999999999999999999999999999999)"}) {
        const std::string text = R"({"id":"t",)" + std::string(rest) + "}";
        INFO(text);
        const Finding finding = only(text);
        CHECK(finding.code == "document.range");
        CHECK(finding.place.offset == static_cast<std::int64_t>(text.find(':', 9)) + 1);
        CHECK(finding.got == std::string_view(rest).substr(std::string_view(rest).find(':') + 1));
    }
}

TEST_CASE("reading goes on after an exponent that is far too long", "[io][unit]") {
    Thing t;
    const auto found = read(R"({"ratio":1e99999999999999,"id":"t","word":"w","count":true})", t);
    CHECK(codes(found) == std::vector<std::string>{"document.range", "document.type"});
    CHECK(t.word == "w");
}

TEST_CASE("bounds hold for numbers, for optional ones and in lists", "[io][unit]") {
    CHECK(thing(R"(,"share":1,"maybe":5,"profile":[0,100],"count":-10)").maybe == 5);
    for (const auto* rest : {R"("share":1.000001)", R"("share":-0.000001)", R"("maybe":0)",
                             R"("maybe":6)", R"("profile":[5,101])", R"("count":-11)"}) {
        INFO(rest);
        CHECK(only(R"({"id":"t",)" + std::string(rest) + "}").code == "document.range");
    }
    const Finding share = only(R"({"id":"t","share":1.5})");
    CHECK(share.message == "'share' is out of range");
    CHECK(share.expected == "a number with at most 6 decimals, from 0 to 1");
    CHECK(share.got == "1.5");
    const Finding fine = only(R"({"id":"t","share":0.1234567})");
    CHECK(fine.message == "'share' has too many decimals");
    CHECK(fine.next_step == "Round it");
    CHECK(only(R"({"id":"t","share":12.1234567})").message == "'share' has too many decimals");
    CHECK(only(R"({"id":"t","share":1e400})").message == "'share' is out of range");
    CHECK(only(R"({"id":"t","profile":[101]})").message == "an element of 'profile' is out of range");
    CHECK(only(R"({"id":"t","profile":[101]})").path == "/profile/0");
}

TEST_CASE("decimals are exact", "[io][unit]") {
    CHECK(thing(R"(,"share":0.000001)").share.units() == 1);
    CHECK(thing(R"(,"share":1e-6)").share.units() == 1);
    CHECK(thing(R"(,"share":1.000000000)").share.units() == 1'000'000);
    CHECK(thing(R"(,"parts":[{"name":"p","days":92233720368547758.07}])").parts[0].days.units() ==
          std::numeric_limits<std::int64_t>::max());
    CHECK(only(R"({"id":"t","parts":[{"name":"p","days":92233720368547758.08}]})").code ==
          "document.range");
    CHECK(only(R"({"id":"t","parts":[{"name":"p","days":1.005}]})").code == "document.range");
}

TEST_CASE("doubles are read to the last bit", "[io][unit]") {
    CHECK(thing(R"(,"ratio":0.30000000000000004)").ratio == 0.1 + 0.2);
    CHECK(thing(R"(,"ratio":1.7976931348623157e308)").ratio == std::numeric_limits<double>::max());
    CHECK(thing(R"(,"ratio":5e-324)").ratio == std::numeric_limits<double>::denorm_min());
    CHECK(thing(R"(,"ratio":2.2250738585072014e-308)").ratio == std::numeric_limits<double>::min());
    CHECK(std::signbit(thing(R"(,"ratio":-0.0)").ratio));
    CHECK(std::signbit(thing(R"(,"ratio":-0)").ratio));
    CHECK(thing(R"(,"ratio":123456789012345678901234567890)").ratio == 123456789012345678901234567890.0);
}

TEST_CASE("escapes stand for their characters", "[io][unit]") {
    CHECK(thing(R"(,"word":"\"\\\/\b\f\n\r\t\u00e4\ud834\udd1e\u0000")").word ==
          std::string("\"\\/\b\f\n\r\t\u00e4\U0001D11E\0", 15));
    CHECK(thing(R"(,"\u0077ord":"k")").word == "k");
    std::string many;
    std::string expected;
    for (int i = 0; i < 5000; ++i) {
        many += R"(ab\n\u20ac)";
        expected += "ab\n\u20ac";
    }
    CHECK(thing(R"(,"word":")" + many + '"').word == expected);
}

TEST_CASE("an optional value with a fault is left absent, a list keeps its places", "[io][unit]") {
    Thing t;
    CHECK(read(R"({"id":"t","maybe":"x","title":5,"spare":[]})", t).size() == 3);
    CHECK(!t.maybe);
    CHECK(!t.title);
    CHECK(!t.spare);
    CHECK(read(R"({"id":"t","names":["a","B!","c"]})", t).size() == 1);
    CHECK(t.names.size() == 3);
    CHECK(t.names[2].key() == "c");
}

TEST_CASE("a record of more than 64 fields is checked like any other", "[io][unit]") {
    static std::array<std::string, 80> names;
    static std::array<Field, 80> fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        names[i] = "f" + std::to_string(i);
        fields[i].name = names[i];
        fields[i].type = [] { return &type_of<std::int64_t>; }();
        fields[i].required = i % 2 == 1;
        fields[i].at = [](void* p) { return p; };
    }
    Type type = detail::basic<std::int64_t>(Kind::record, "Wide");
    type.fields = fields;
    std::int64_t into = 0;
    CHECK(io::read_json("{}", type, &into).size() == 40);
    const auto found = io::read_json(R"({"f79":1,"f65":2,"f79":3,"f3":1,"f80":1})", type, &into);
    CHECK(std::ranges::count(found, "document.missing_field", &Finding::code) == 37);
    CHECK(std::ranges::count(found, "json.duplicate_key", &Finding::code) == 1);
    CHECK(std::ranges::count(found, "document.unknown_field", &Finding::code) == 1);
}
