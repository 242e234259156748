#include "areena/core/id.hpp"
#include "areena/core/localized_text.hpp"
#include "areena/core/nearest.hpp"

#include "catch.hpp"

#include <array>
#include <string>
#include <unordered_set>

using namespace areena;

TEST_CASE("a key is short, lower case and safe as a file name", "[core][unit]") {
    for (const char* key : {"c-13", "o-0201256-6", "kuntaliitto.law.2027q1", "7", "a_b"})
        CHECK(is_valid_key(key));
    for (const char* key : {"", "-a", ".a", "_a", "A", "c 13", "\xc3\xa4", "a/b", "a\n"})
        CHECK_FALSE(is_valid_key(key));
    CHECK(is_valid_key(std::string(128, 'a')));
    CHECK_FALSE(is_valid_key(std::string(129, 'a')));
}

TEST_CASE("ids of different nouns are different types, and each is a token", "[core][unit]") {
    using First = Id<struct FirstTag>;
    using Second = Id<struct SecondTag>;
    STATIC_REQUIRE_FALSE(std::is_convertible_v<First, Second>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<std::string, First>);
    CHECK(First("a") < First("b"));
    CHECK(First().empty());
    CHECK(std::unordered_set<First>{First("a"), First("a"), First("b")}.size() == 2);
    First id("kept");
    const Type& type = detail::Described<First>::get();
    CHECK_FALSE(parse_token(type, &id, "Not A Key"));
    CHECK(id.key() == "kept");
    CHECK(parse_token(type, &id, "c-13"));
    std::string text;
    print_token(type, &id, text);
    CHECK(text == "c-13");
}

TEST_CASE("a text is found in the language asked for, or says that it is another", "[core][unit]") {
    LocalizedText text;
    CHECK(text.empty());
    CHECK(text.in(Language::sv, Language::fi).text.empty());
    CHECK(text.in(Language::sv, Language::fi).is_fallback);
    text.fi = "Lupaus";
    text.en = "Promise";
    CHECK_FALSE(text.empty());
    const auto en = text.in(Language::en, Language::fi);
    CHECK(en.text == "Promise");
    CHECK_FALSE(en.is_fallback);
    const auto sv = text.in(Language::sv, Language::fi);
    CHECK(sv.text == "Lupaus");
    CHECK(sv.language == Language::fi);
    CHECK(sv.is_fallback);
    const std::array order{Language::sv, Language::en};
    CHECK(text.in(Language::sv, Language::fi, order).text == "Promise");
    text.sv = "";
    CHECK(text.in(Language::sv, Language::fi).text == "Lupaus");
}

TEST_CASE("a plain text is in the network's own language", "[core][unit]") {
    const LocalizedText text("Lupaus");
    CHECK_FALSE(text.empty());
    CHECK_FALSE(text.in(Language::fi, Language::fi).is_fallback);
    const auto view = text.in(Language::en, Language::sv);
    CHECK(view.text == "Lupaus");
    CHECK(view.language == Language::sv);
    CHECK(view.is_fallback);
}

TEST_CASE("a localized text is a record of three languages with a plain string as short form",
          "[core][unit]") {
    const Type& type = type_of<LocalizedText>();
    REQUIRE(type.kind == Kind::record);
    REQUIRE(type.fields.size() == 3);
    CHECK(type.fields[1].name == "sv");
    LocalizedText text;
    text.fi = "pois";
    std::string printed;
    CHECK_FALSE(type.print(&text, printed));
    CHECK(printed.empty());
    CHECK(type.parse(&text, "Hei"));
    CHECK(text == LocalizedText("Hei"));
    CHECK(type.print(&text, printed));
    CHECK(printed == "Hei");
    Language language = Language::fi;
    CHECK(parse_token(type_of<Language>(), &language, "en"));
    CHECK(to_string(language) == "en");
}

TEST_CASE("the nearest names are those that a slip of the finger explains", "[core][unit]") {
    constexpr std::array<std::string_view, 6> names{"themes",    "theme", "title",
                                                    "expertise", "needs", "ballots"};
    CHECK(nearest("theme", names).front() == "theme");
    CHECK(nearest("thmees", names) == std::vector<std::string>{"themes", "theme"});
    CHECK(nearest("expretise", names) == std::vector<std::string>{"expertise"});
    CHECK(nearest("organization", names).empty());
    constexpr std::array<std::string_view, 5> ids{"c-05", "c-01", "c-04", "c-02", "c-01"};
    CHECK(nearest("c-03", ids) == std::vector<std::string>{"c-01", "c-02", "c-04"});
    CHECK(nearest("", names).empty());
    CHECK(nearest("a", {}).empty());
}

TEST_CASE("two neighbours swapped are one edit", "[core][unit]") {
    constexpr std::array<std::string_view, 2> names{"ab", "xyz"};
    CHECK(nearest("ba", names) == std::vector<std::string>{"ab"});
}
