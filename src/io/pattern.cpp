#include "io/pattern.hpp"

#include "io/utf8.hpp"

#include <algorithm>

namespace areena::io::detail {
namespace {

constexpr std::size_t largest = 1'000;
constexpr int deepest = 50;
constexpr std::size_t unbounded = static_cast<std::size_t>(-1);
constexpr char32_t last_code_point = 0x10FFFF;

/// The code point at the front of well-formed UTF-8, which is taken off.
char32_t take_code_point(std::string_view& text) noexcept {
    const std::string_view bytes = first_code_point(text);
    text.remove_prefix(bytes.size());
    const auto lead = static_cast<unsigned char>(bytes[0]);
    if (bytes.size() == 1) return lead;
    char32_t value = lead & (0x7FU >> bytes.size());
    for (const char c : bytes.substr(1)) value = value << 6 | (static_cast<unsigned char>(c) & 0x3FU);
    return value;
}

}  // namespace

bool Pattern::Set::contains(char32_t c) const noexcept {
    const bool is_in = std::ranges::any_of(
        ranges, [c](const Range& range) { return c >= range.first && c <= range.second; });
    return is_in != negated;
}

/// Reads an expression by recursive descent and writes its steps. Each function returns false for
/// what it cannot read.
class PatternCompiler {
public:
    explicit PatternCompiler(std::string_view expression) : rest_(expression) {}

    std::optional<Pattern> compile() {
        if (rest_.starts_with('^')) rest_.remove_prefix(1);
        if (!branches() || !rest_.empty()) return std::nullopt;
        emit({Pattern::Step::match, 0, 0});
        if (made_.program_.size() > largest) return std::nullopt;
        return std::move(made_);
    }

private:
    using Step = Pattern::Step;
    using Instruction = Pattern::Instruction;
    using Set = Pattern::Set;

    std::vector<Instruction>& program() { return made_.program_; }
    std::size_t here() { return program().size(); }
    void emit(Instruction instruction) { program().push_back(instruction); }
    bool accept(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    /// Puts a step in front of what was written since `begin`, which moves by one.
    void insert(std::size_t begin, Instruction instruction) {
        for (std::size_t i = begin; i < here(); ++i) shift(program()[i], 1);
        program().insert(program().begin() + static_cast<std::ptrdiff_t>(begin), instruction);
    }

    static void shift(Instruction& instruction, std::size_t by) {
        if (instruction.step == Step::set) return;
        instruction.to += by;
        instruction.other += by;
    }

    bool branches() {
        if (++depth_ > deepest) return false;
        std::vector<std::size_t> jumps;
        for (;;) {
            const std::size_t begin = here();
            if (!branch()) return false;
            if (!accept('|')) break;
            insert(begin, {Step::split, begin + 1, here() + 2});
            jumps.push_back(here());
            emit({Step::jump, 0, 0});
        }
        for (const std::size_t jump : jumps) program()[jump].to = here();
        --depth_;
        return true;
    }

    bool branch() {
        while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
            if (rest_ == "$") {
                rest_ = {};
                break;
            }
            const std::size_t begin = here();
            if (!atom() || !quantifier(begin) || here() > largest) return false;
        }
        return true;
    }

    bool atom() {
        if (accept('(')) {
            if (rest_.starts_with("?:")) rest_.remove_prefix(2);
            return branches() && accept(')');
        }
        Set set;
        if (accept('[')) {
            if (!char_class(set)) return false;
        } else if (accept('.')) {
            set = {{{'\n', '\n'}, {'\r', '\r'}}, true};
        } else if (accept('\\')) {
            if (!escape(set)) return false;
        } else if (std::string_view("?*+{}[]").find(rest_.front()) != std::string_view::npos) {
            return false;
        } else {
            const char32_t c = take_code_point(rest_);
            set.ranges.emplace_back(c, c);
        }
        emit({Step::set, made_.sets_.size(), 0});
        made_.sets_.push_back(std::move(set));
        return true;
    }

    /// What stands behind a backslash.
    bool escape(Set& set) {
        if (rest_.empty()) return false;
        const char32_t c = take_code_point(rest_);
        switch (c) {
            case 'd': set.ranges = {{'0', '9'}}; return true;
            case 'w': set.ranges = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}; return true;
            case 's': set.ranges = {{'\t', '\n'}, {'\r', '\r'}, {' ', ' '}}; return true;
            case 'D': return escape_not("d", set);
            case 'W': return escape_not("w", set);
            case 'S': return escape_not("s", set);
            case 'n': set.ranges = {{'\n', '\n'}}; return true;
            case 'r': set.ranges = {{'\r', '\r'}}; return true;
            case 't': set.ranges = {{'\t', '\t'}}; return true;
            default: break;
        }
        set.ranges = {{c, c}};
        return std::u32string_view(U"\\|.-^?*+{}()[]$/").find(c) != std::u32string_view::npos;
    }

    /// All but what another escape means.
    bool escape_not(std::string_view letter, Set& set) {
        PatternCompiler other(letter);
        if (!other.escape(set)) return false;
        set.ranges = complement(set.ranges);
        return true;
    }

    /// Ascending, separate ranges turned inside out.
    static std::vector<Pattern::Range> complement(const std::vector<Pattern::Range>& ranges) {
        std::vector<Pattern::Range> others;
        char32_t next = 0;
        for (const auto& [first, last] : ranges) {
            if (first > next) others.emplace_back(next, first - 1);
            next = last + 1;
        }
        others.emplace_back(next, last_code_point);
        return others;
    }

    /// What stands behind an opening bracket, the closing one included.
    bool char_class(Set& set) {
        set.negated = accept('^');
        if (rest_.starts_with(']')) return false;
        while (!accept(']')) {
            Set first;
            if (!class_item(first)) return false;
            const bool is_one =
                first.ranges.size() == 1 && first.ranges[0].first == first.ranges[0].second;
            if (is_one && rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']') {
                rest_.remove_prefix(1);
                Set last;
                if (!class_item(last) || last.ranges.size() != 1) return false;
                first.ranges[0].second = last.ranges[0].second;
                if (first.ranges[0].first > first.ranges[0].second) return false;
            }
            set.ranges.insert(set.ranges.end(), first.ranges.begin(), first.ranges.end());
        }
        return true;
    }

    bool class_item(Set& set) {
        if (rest_.empty() || rest_.front() == '[') return false;
        if (accept('\\')) return escape(set);
        const char32_t c = take_code_point(rest_);
        set.ranges.emplace_back(c, c);
        return true;
    }

    /// What stands behind the atom whose steps begin at `begin`.
    bool quantifier(std::size_t begin) {
        std::size_t least = 1;
        std::size_t most = 1;
        if (accept('{')) {
            if (!counts(least, most)) return false;
        } else if (accept('?')) {
            least = 0;
        } else if (accept('*')) {
            least = 0;
            most = unbounded;
        } else if (accept('+')) {
            most = unbounded;
        } else {
            return true;
        }
        if (!rest_.empty() && std::string_view("?*+{").find(rest_.front()) != std::string_view::npos)
            return false;
        return repeat(begin, least, most);
    }

    bool counts(std::size_t& least, std::size_t& most) {
        if (!number(least)) return false;
        most = least;
        if (accept(',')) {
            most = unbounded;
            if (std::size_t n = 0; !rest_.starts_with('}')) {
                if (!number(n) || n < least) return false;
                most = n;
            }
        }
        return accept('}');
    }

    bool number(std::size_t& value) {
        const std::size_t before = rest_.size();
        for (value = 0; !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9' && value <= largest;)
            value = value * 10 + static_cast<std::size_t>(take_code_point(rest_) - '0');
        return rest_.size() < before && value <= largest;
    }

    /// Writes the steps from `begin` on as often as they may be taken.
    bool repeat(std::size_t begin, std::size_t least, std::size_t most) {
        const std::vector<Instruction> once(program().begin() + static_cast<std::ptrdiff_t>(begin),
                                            program().end());
        program().resize(begin);
        const auto write_once = [&] {
            const std::size_t by = here() - begin;
            for (Instruction instruction : once) {
                shift(instruction, by);
                emit(instruction);
            }
            return here() <= largest;
        };
        for (std::size_t i = 0; i < least; ++i)
            if (!write_once()) return false;
        if (most == unbounded) {
            const std::size_t loop = here();
            emit({Step::split, loop + 1, loop + once.size() + 2});
            if (!write_once()) return false;
            emit({Step::jump, loop, 0});
            return true;
        }
        for (std::size_t i = least; i < most; ++i) {
            emit({Step::split, here() + 1, here() + once.size() + 1});
            if (!write_once()) return false;
        }
        return true;
    }

    std::string_view rest_;
    Pattern made_;
    int depth_ = 0;
};

std::optional<Pattern> Pattern::compile(std::string_view expression) {
    return PatternCompiler(expression).compile();
}

bool Pattern::matches(std::string_view text) const {
    std::vector<std::size_t> states;
    std::vector<std::size_t> next;
    std::vector<std::size_t> seen(program_.size(), 0);  // the round in which a step was last added
    std::vector<std::size_t> open;
    std::size_t round = 0;
    const auto add = [&](std::size_t from, std::vector<std::size_t>& to) {
        open.assign(1, from);
        while (!open.empty()) {
            const std::size_t at = open.back();
            open.pop_back();
            if (seen[at] == round) continue;
            seen[at] = round;
            const Instruction& instruction = program_[at];
            if (instruction.step == Step::jump || instruction.step == Step::split)
                open.push_back(instruction.to);
            if (instruction.step == Step::split) open.push_back(instruction.other);
            if (instruction.step == Step::set || instruction.step == Step::match) to.push_back(at);
        }
    };
    ++round;
    add(0, states);
    while (!text.empty() && !states.empty()) {
        const char32_t c = take_code_point(text);
        ++round;
        next.clear();
        for (const std::size_t at : states)
            if (program_[at].step == Step::set && sets_[program_[at].to].contains(c))
                add(at + 1, next);
        states.swap(next);
    }
    return text.empty() && std::ranges::any_of(states, [&](std::size_t at) {
               return program_[at].step == Step::match;
           });
}

}  // namespace areena::io::detail
