#include "areena/core/localized_text.hpp"

#include <array>

namespace areena {
namespace {

constexpr std::array<Language, 3> languages{Language::fi, Language::sv, Language::en};
constexpr std::array<std::string_view, 3> language_names{"fi", "sv", "en"};

/// The text in exactly that language, or null. An empty text is none.
const std::string* find(const LocalizedText& text, Language language, Language own) noexcept {
    const std::optional<std::string>& named = language == Language::fi   ? text.fi
                                              : language == Language::sv ? text.sv
                                                                         : text.en;
    if (named && !named->empty()) return &*named;
    if (language == own && text.plain && !text.plain->empty()) return &*text.plain;
    return nullptr;
}

constexpr std::array<Field, 3> localized_text_fields{
    field<&LocalizedText::fi>("fi", "The text in Finnish."),
    field<&LocalizedText::sv>("sv", "The text in Swedish."),
    field<&LocalizedText::en>("en", "The text in English."),
};

}  // namespace

std::string_view to_string(Language language) noexcept {
    return language_names[static_cast<std::size_t>(language)];
}

LocalizedView LocalizedText::in(Language wanted, Language own,
                                std::span<const Language> fallback) const noexcept {
    if (const std::string* text = find(*this, wanted, own)) return {*text, wanted, false};
    for (const Language language : fallback)
        if (const std::string* text = find(*this, language, own)) return {*text, language, true};
    for (const Language language : languages)
        if (const std::string* text = find(*this, language, own)) return {*text, language, true};
    return {{}, wanted, true};
}

bool LocalizedText::empty() const noexcept {
    const auto is_empty = [](const std::optional<std::string>& t) { return !t || t->empty(); };
    return is_empty(fi) && is_empty(sv) && is_empty(en) && is_empty(plain);
}

template <>
const Type& type_of<Language>() {
    static const Type type =
        enumeration<Language>("Language", "A language of texts for people.", language_names);
    return type;
}

// Made by hand: `plain` is the short form, a string in place of the object, and has no row.
template <>
const Type& type_of<LocalizedText>() {
    static const Type type = [] {
        Type t = detail::basic<LocalizedText>(Kind::record, "LocalizedText");
        t.sentence =
            "A text for people in one or more languages, or a plain string in the "
            "network's language.";
        t.fields = localized_text_fields;
        t.parse = [](void* into, std::string_view text) {
            *static_cast<LocalizedText*>(into) = LocalizedText(std::string(text));
            return true;
        };
        t.print = [](const void* from, std::string& out) {
            const auto& plain = static_cast<const LocalizedText*>(from)->plain;
            if (plain) out += *plain;
            return plain.has_value();
        };
        return t;
    }();
    return type;
}

}  // namespace areena
