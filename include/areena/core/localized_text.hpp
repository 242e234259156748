#pragma once

#include "areena/core/fields.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace areena {

/// The languages of texts for people. Finnish is the first.
enum class Language : std::uint8_t { fi, sv, en };

/// "fi", "sv" or "en".
[[nodiscard]] std::string_view to_string(Language language) noexcept;

/// A text found for a reader: in which language it is, and whether that is not the one asked for.
struct LocalizedView {
    std::string_view text;
    Language language = Language::fi;
    bool is_fallback = false;
};

/// A text for people in one or more languages. In a document either an object
/// `{"fi": ..., "sv": ..., "en": ...}` or a plain string, which is in the network's own language.
struct LocalizedText {
    std::optional<std::string> fi;
    std::optional<std::string> sv;
    std::optional<std::string> en;
    std::optional<std::string> plain;  ///< in the network's language; not with fi, sv or en

    LocalizedText() = default;
    /// A plain text in the network's language.
    LocalizedText(const char* text) : plain(text) {}
    LocalizedText(std::string text) : plain(std::move(text)) {}

    /// The text in `wanted`, else in the first language of `fallback` that has one, else in any
    /// (order fi, sv, en). `plain` counts as a text in `own`, the network's language. Never silently
    /// empty: `is_fallback` tells, and a text in no language at all gives an empty view.
    [[nodiscard]] LocalizedView in(Language wanted, Language own,
                                   std::span<const Language> fallback = {}) const noexcept;
    [[nodiscard]] bool empty() const noexcept;

    bool operator==(const LocalizedText&) const = default;
};

template <>
const Type& type_of<Language>();
template <>
const Type& type_of<LocalizedText>();

}  // namespace areena
