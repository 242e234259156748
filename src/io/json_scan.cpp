#include "io/json_scan.hpp"

#include "io/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace areena::io::detail {
namespace {

using Event = JsonScanner::Event;

constexpr std::size_t unit_length = 6;  // \uXXXX

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool is_word(char c) noexcept {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_surrogate(char32_t unit) noexcept { return unit >= 0xD800 && unit <= 0xDFFF; }
bool is_leading(char32_t unit) noexcept { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_trailing(char32_t unit) noexcept { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// Reads "\uXXXX" at the front of `text`.
bool read_unit(std::string_view text, char32_t& unit) noexcept {
    if (text.size() < unit_length || text[0] != '\\' || text[1] != 'u') return false;
    unit = 0;
    for (const char c : text.substr(2, 4)) {
        const char lower = static_cast<char>(c | 0x20);
        if (!is_digit(c) && (lower < 'a' || lower > 'f')) return false;
        unit = unit * 16 + static_cast<char32_t>(is_digit(c) ? c - '0' : lower - 'a' + 10);
    }
    return true;
}

/// Advice for the mistakes that people and other formats make.
std::string advice(char c) {
    switch (c) {
        case '\'': return "Write texts in double quotes";
        case '/':
        case '#': return "JSON has no comments; remove it";
        case 'N':
        case 'I': return "JSON has no NaN and no Infinity; leave the value out";
        case 'T':
        case 'F': return "Write true and false in lower-case letters";
        case '+': return "Write positive numbers without a sign";
        case '.': return "Write a digit before the decimal point";
        default: return {};
    }
}

}  // namespace

Event JsonScanner::next() {
    if (!fault_.message.empty()) return Event::fault;
    skip_space();
    begin_ = at_;
    switch (state_) {
        case State::value: return value(false);
        case State::first_value: return value(true);
        case State::key: return key(false);
        case State::first_key: return key(true);
        case State::colon:
            if (!sees(':')) return unexpected("':' after the key");
            ++at_;
            after_comma_ = false;
            skip_space();
            begin_ = at_;
            return value(false);
        case State::after_value: return after_value();
    }
    return Event::fault;
}

Event JsonScanner::value(bool may_close) {
    if (ended()) return unexpected(may_close ? "a value or ']'" : "a value");
    const char c = text_[at_];
    if (c == '{' || c == '[') return open(c);
    if (c == '"') return text(Event::text);
    if (c == '-' || is_digit(c)) return number();
    if (c == ']' && may_close) return close(c);
    if (is_word(c)) return literal();
    if (after_comma_ && (c == ']' || c == '}'))
        return unexpected("a value", "Remove the comma before it");
    return unexpected(may_close ? "a value or ']'" : "a value", advice(c));
}

Event JsonScanner::key(bool may_close) {
    if (sees('"')) return text(Event::key);
    if (sees('}') && may_close) return close('}');
    if (sees('}')) return unexpected("a key in double quotes", "Remove the comma before it");
    std::string next_step = ended() ? std::string() : advice(text_[at_]);
    if (next_step.empty() && !ended() && is_word(text_[at_]))
        next_step = "Write keys in double quotes";
    return unexpected(may_close ? "a key in double quotes or '}'" : "a key in double quotes",
                      std::move(next_step));
}

Event JsonScanner::after_value() {
    if (open_.empty()) {
        if (ended()) return Event::end;
        return fail(at_, "there is more after the end of the document", "nothing but white space");
    }
    const char bracket = open_.back();
    if (sees(bracket)) return close(bracket);
    if (!sees(','))
        return unexpected(std::string("',' or '") + bracket + "'",
                          ended() ? std::string() : advice(text_[at_]));
    ++at_;
    after_comma_ = true;
    state_ = bracket == '}' ? State::key : State::value;
    return next();
}

Event JsonScanner::open(char bracket) {
    ++at_;
    after_comma_ = false;
    open_ += bracket == '{' ? '}' : ']';
    state_ = bracket == '{' ? State::first_key : State::first_value;
    return bracket == '{' ? Event::object_begin : Event::array_begin;
}

Event JsonScanner::close(char bracket) {
    ++at_;
    open_.pop_back();
    state_ = State::after_value;
    return bracket == '}' ? Event::object_end : Event::array_end;
}

Event JsonScanner::text(Event kind) {
    ++at_;
    while (!ended()) {
        const char c = text_[at_];
        if (c == '"') {
            ++at_;
            state_ = kind == Event::key ? State::colon : State::after_value;
            return kind;
        }
        if (static_cast<unsigned char>(c) < 0x20) {
            const bool is_break = c == '\n' || c == '\r';
            return fail(at_, is_break ? "a line ends within a text" : "a control character in a text",
                        is_break ? "'\"' at the end of the text" : "an escape such as \\t or \\u0000",
                        is_break ? "Close the quotes, or write the line break as \\n" : "");
        }
        if (c != '\\')
            ++at_;
        else if (!escape())
            return Event::fault;
    }
    return fail(at_, "the document ends within a text", "'\"' at the end of the text");
}

/// Steps over an escape. Surrogates must come as a pair: each half alone is no character.
bool JsonScanner::escape() {
    const std::string_view rest = text_.substr(at_);
    if (rest.size() < 2) {
        ++at_;
        return true;  // the caller finds that the text has no end
    }
    if (rest[1] != 'u') {
        if (std::string_view("\"\\/bfnrt").find(rest[1]) == std::string_view::npos) {
            fail(at_, "there is no such escape", R"(one of \" \\ \/ \b \f \n \r \t \uXXXX)",
                 "Write a backslash itself as two");
            return false;
        }
        at_ += 2;
        return true;
    }
    char32_t unit = 0;
    char32_t second = 0;
    if (!read_unit(rest, unit)) {
        fail(at_, "\\u is not followed by four hexadecimal digits", "four hexadecimal digits");
        return false;
    }
    if (is_surrogate(unit)) {
        if (!is_leading(unit) || !read_unit(rest.substr(unit_length), second) ||
            !is_trailing(second)) {
            fail(at_, "half a surrogate pair stands for no character",
                 "a leading surrogate (\\ud800 to \\udbff) and then a trailing one (\\udc00 to \\udfff)",
                 "Write the character itself in UTF-8");
            fault_.encoding = true;
            return false;
        }
        at_ += unit_length;
    }
    at_ += unit_length;
    return true;
}

bool JsonScanner::digits() {
    if (ended() || !is_digit(text_[at_])) {
        unexpected("a digit");
        return false;
    }
    while (!ended() && is_digit(text_[at_])) ++at_;
    return true;
}

Event JsonScanner::number() {
    if (sees('-')) ++at_;
    if (sees('0'))
        ++at_;
    else if (!digits())
        return Event::fault;
    if (sees('.')) {
        ++at_;
        if (!digits()) return Event::fault;
    }
    if (sees('e') || sees('E')) {
        ++at_;
        if (sees('+') || sees('-')) ++at_;
        if (!digits()) return Event::fault;
    }
    if (!ended() && is_digit(text_[at_]))
        return unexpected("the end of the number", "Remove the zeros before the number");
    state_ = State::after_value;
    return Event::number;
}

Event JsonScanner::literal() {
    static constexpr std::array<std::string_view, 3> words{"true", "false", "null"};
    std::size_t length = 0;
    while (at_ + length < text_.size() && is_word(text_[at_ + length])) ++length;
    for (const std::string_view word : words)
        if (text_.substr(at_, length) == word) {
            at_ += length;
            state_ = State::after_value;
            return Event::literal;
        }
    return fail(at_, "'" + shorten(text_.substr(at_, length), 20) + "' is no JSON value",
                "true, false, null, a number, or a text in double quotes", advice(text_[at_]));
}

Event JsonScanner::fail(std::size_t offset, std::string message, std::string expected,
                        std::string next_step) {
    begin_ = at_ = offset;
    fault_ = {offset, false, std::move(message), std::move(expected), std::move(next_step)};
    return Event::fault;
}

Event JsonScanner::unexpected(std::string expected, std::string next_step) {
    if (ended()) {
        return fail(at_, at_ == 0 ? "the document is empty" : "the document ends too early",
                    std::move(expected), std::move(next_step));
    }
    const auto byte = static_cast<unsigned char>(text_[at_]);
    std::string what;
    if (byte < 0x20 || byte == 0x7F) {
        static constexpr std::string_view hex = "0123456789ABCDEF";
        what = std::string("the control character U+00") + hex[byte >> 4] + hex[byte & 15];
    } else {
        what = "'" + std::string(first_code_point(text_.substr(at_))) + "'";
    }
    return fail(at_, what + " is not expected here", std::move(expected), std::move(next_step));
}

void JsonScanner::skip_space() noexcept {
    while (!ended() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' ||
                        text_[at_] == '\t'))
        ++at_;
}

std::string unescape(std::string_view token) {
    std::string result;
    std::string_view rest = token.substr(1, token.size() - 2);
    while (!rest.empty()) {
        const std::size_t plain = std::min(rest.find('\\'), rest.size());
        result += rest.substr(0, plain);
        rest.remove_prefix(plain);
        if (rest.empty()) break;
        char32_t unit = 0;
        if (read_unit(rest, unit)) {
            rest.remove_prefix(unit_length);
            char32_t second = 0;
            if (is_leading(unit) && read_unit(rest, second)) {
                unit = 0x10000 + ((unit - 0xD800) << 10U) + (second - 0xDC00);
                rest.remove_prefix(unit_length);
            }
            append_utf8(unit, result);
            continue;
        }
        static constexpr std::string_view letters = "bfnrt";
        const std::size_t letter = letters.find(rest[1]);
        result += letter == std::string_view::npos ? rest[1] : "\b\f\n\r\t"[letter];
        rest.remove_prefix(2);
    }
    return result;
}

void append_pointer(std::string_view token, std::string& pointer) {
    pointer += '/';
    for (const char c : token) {
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
}

std::vector<std::string> split_pointer(std::string_view pointer) {
    std::vector<std::string> tokens;
    for (std::size_t i = 0; i < pointer.size(); ++i) {
        const char c = pointer[i];
        if (c == '/')
            tokens.emplace_back();
        else if (tokens.empty())
            tokens.emplace_back(1, c);
        else if (c == '~' && i + 1 < pointer.size() &&
                 (pointer[i + 1] == '0' || pointer[i + 1] == '1'))
            tokens.back() += pointer[++i] == '0' ? '~' : '/';
        else
            tokens.back() += c;
    }
    return tokens;
}

}  // namespace areena::io::detail
