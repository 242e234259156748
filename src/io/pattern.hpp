#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace areena::io::detail {

/// A regular expression that a whole text must match: of the syntax of XML Schema (part 2, appendix
/// F), which Table Schema names, branches, groups, classes with ranges, `.`, the quantifiers
/// `? * + {n} {n,} {n,m}` and the escapes \d \w \s \D \W \S \n \r \t and those of single characters;
/// \d, \w and \s mean ASCII. `^` in front and `$` at the end say what is meant anyway.
///
/// A text is looked at once, all ways to match it at the same time (Thompson, 1968): the time is
/// bounded by its length times the size of the expression, whatever both are. Characters are Unicode
/// code points.
class Pattern {
public:
    /// Nothing for what is not of this syntax, or larger than 1,000 steps when counted out.
    [[nodiscard]] static std::optional<Pattern> compile(std::string_view expression);

    /// True if the whole text, which is UTF-8, matches.
    [[nodiscard]] bool matches(std::string_view text) const;

private:
    friend class PatternCompiler;

    enum class Step : std::uint8_t { set, split, jump, match };
    struct Instruction {
        Step step = Step::match;
        std::size_t to = 0;     ///< jump, split: where to go on; set: the set's number
        std::size_t other = 0;  ///< split: where else
    };
    using Range = std::pair<char32_t, char32_t>;
    struct Set {
        std::vector<Range> ranges;
        bool negated = false;

        [[nodiscard]] bool contains(char32_t c) const noexcept;
    };

    std::vector<Instruction> program_;
    std::vector<Set> sets_;
};

}  // namespace areena::io::detail
