#include "io/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace areena::io::detail {
namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080U;

std::uint64_t load(const char* p) noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, p, sizeof word);
    return word;
}

bool is_continuation(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Length of the well-formed sequence at the front of a text that begins outside ASCII, or 0. The
/// bounds on the second byte shut out overlong forms, surrogates and what lies beyond U+10FFFF.
std::size_t sequence_length(std::string_view text) noexcept {
    const auto lead = static_cast<unsigned char>(text[0]);
    std::size_t length = 0;
    unsigned low = 0x80;
    unsigned high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
    }
    if (length == 0 || text.size() < length) return 0;
    const auto second = static_cast<unsigned char>(text[1]);
    if (second < low || second > high) return 0;
    for (std::size_t i = 2; i < length; ++i)
        if (!is_continuation(text[i])) return 0;
    return length;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) noexcept {
    std::size_t i = 0;
    while (i < text.size()) {
        if (i + sizeof(std::uint64_t) <= text.size() && (load(text.data() + i) & high_bits) == 0) {
            i += sizeof(std::uint64_t);
        } else if (static_cast<unsigned char>(text[i]) < 0x80) {
            ++i;
        } else {
            const std::size_t length = sequence_length(text.substr(i, 4));
            if (length == 0) return i;
            i += length;
        }
    }
    return std::string_view::npos;
}

std::size_t count_code_points(std::string_view text) noexcept {
    return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, is_continuation));
}

std::string_view first_code_point(std::string_view text) noexcept {
    std::size_t length = text.empty() ? 0 : 1;
    while (length < std::min<std::size_t>(text.size(), 4) && is_continuation(text[length])) ++length;
    return text.substr(0, length);
}

std::string shorten(std::string_view text, std::size_t most) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < most && end < text.size(); ++i)
        end += first_code_point(text.substr(end)).size();
    std::string result(text.substr(0, end));
    if (end < text.size()) result += "\u2026";
    return result;
}

void append_utf8(char32_t value, std::string& out) {
    const auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (value < 0x80) {
        put(value);
    } else if (value < 0x800) {
        put(0xC0 | value >> 6);
        put(0x80 | (value & 0x3F));
    } else if (value < 0x10000) {
        put(0xE0 | value >> 12);
        put(0x80 | (value >> 6 & 0x3F));
        put(0x80 | (value & 0x3F));
    } else {
        put(0xF0 | value >> 18);
        put(0x80 | (value >> 12 & 0x3F));
        put(0x80 | (value >> 6 & 0x3F));
        put(0x80 | (value & 0x3F));
    }
}

}  // namespace areena::io::detail
