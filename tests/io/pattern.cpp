#include "io/pattern.hpp"

#include "catch.hpp"

#include <chrono>
#include <random>
#include <regex>
#include <string>

using areena::io::detail::Pattern;

namespace {

bool matches(std::string_view expression, std::string_view text) {
    const auto pattern = Pattern::compile(expression);
    REQUIRE(pattern);
    return pattern->matches(text);
}

/// A random expression of what ECMAScript, as the standard library has it, reads in the same way.
std::string expression(std::mt19937& random, int depth) {
    const auto pick = [&](const std::vector<std::string>& all) { return all[random() % all.size()]; };
    std::string text;
    for (std::size_t n = 1 + random() % 3; n > 0; --n) {
        // The judge tries one way after another: around groups it is given no loops to lose itself in.
        if (depth > 0 && random() % 3 == 0) {
            text += "(" + expression(random, depth - 1) + "|" + expression(random, depth - 1) + ")";
            text += pick({"", "", "?", "{2}", "{1,2}", "{0,2}"});
        } else {
            text += pick({"a", "b", ".", "[ab]", "[^a]", "[b-d]", "\\d", "\\D", "\\.", "[\\w.]", "1"});
            text += pick({"", "", "", "?", "*", "+", "{2}", "{1,2}", "{1,}", "{0,2}"});
        }
    }
    return text;
}

}  // namespace

TEST_CASE("a pattern matches whole texts", "[io][unit]") {
    CHECK(matches("[0-9]{7}-[0-9]", "0201256-6"));
    CHECK_FALSE(matches("[0-9]{7}-[0-9]", "201256-6"));
    CHECK_FALSE(matches("[0-9]{7}-[0-9]", "0201256-66"));
    CHECK(matches("^municipality-\\d{3}$", "municipality-005"));
    CHECK(matches("a|bc|", ""));
    CHECK(matches("a|bc|", "bc"));
    CHECK_FALSE(matches("a|bc|", "abc"));
    CHECK(matches("(?:ab)+c?", "abab"));
    CHECK(matches("[-a]+[b-]", "a--"));
    CHECK(matches("\\(\\$\\)", "($)"));
    CHECK(matches("", ""));
    CHECK_FALSE(matches("", "a"));
    CHECK(matches("(a*)*", "aaaa"));
    std::string many = "0";
    for (int i = 1; i < 200; ++i) many += "|" + std::to_string(i);
    CHECK(matches("(" + many + ")x", "199x"));
    CHECK_FALSE(matches("(" + many + ")x", "200x"));
}

TEST_CASE("characters of a pattern are code points", "[io][unit]") {
    CHECK(matches(".", "\u00e4"));
    CHECK(matches("[\u00e0-\u00ff]\u20ac{2}", "\u00e4\u20ac\u20ac"));
    CHECK(matches("[^a]", "\U0001F600"));
    CHECK_FALSE(matches("..", "\u00e4"));
}

TEST_CASE("what is not of the syntax is no pattern", "[io][unit]") {
    for (const char* wrong : {"(", ")", "a)", "[", "[]", "[^]", "[b-a]", "*", "a**", "a*?", "a{2", "a{,2}",
                              "a{2,1}", "{", "\\", "\\p{L}", "\\1", "\\b", "(?=a)", "[a-z-[b]]", "]",
                              "a{1001}", "(a{40}){40}"})
        CHECK_FALSE(Pattern::compile(wrong));
    CHECK_FALSE(Pattern::compile(std::string(100, '(') + std::string(100, ')')));
    CHECK_FALSE(Pattern::compile(std::string(2'000, 'a')));
}

TEST_CASE("random patterns match what the standard library's match", "[io][property]") {
    std::mt19937 random(5);
    int matched = 0;
    for (int i = 0; i < 2'000; ++i) {
        const std::string made = expression(random, 2);
        const auto pattern = Pattern::compile(made);
        INFO(made);
        REQUIRE(pattern);
        const std::regex other(made);
        for (int j = 0; j < 10; ++j) {
            std::string text;
            for (std::size_t n = random() % 6; n > 0; --n) text += "abcd1."[random() % 6];
            INFO(text);
            const bool expected = std::regex_match(text, other);
            REQUIRE(pattern->matches(text) == expected);
            matched += expected;
        }
    }
    CHECK(matched > 1'000);
}

TEST_CASE("no text takes long to match", "[io][unit]") {
    const auto begin = std::chrono::steady_clock::now();
    CHECK_FALSE(matches("(a*)*(a|aa)+b", std::string(100'000, 'a')));
    CHECK_FALSE(matches("(a?){50}a{50}", std::string(49, 'a')));
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
}
