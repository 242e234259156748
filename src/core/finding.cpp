#include "areena/core/finding.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace areena {
namespace {

void append_sentence(std::string& text, std::string_view sentence) {
    text += sentence;
    if (!sentence.empty() && sentence.back() != '.' && sentence.back() != '?' &&
        sentence.back() != '!')
        text += '.';
}

constexpr std::array<Field, 4> place_fields{
    field<&Place::file>("file", "The file, as it was given."),
    field<&Place::line>("line", "Line, counted from 1; 0 if it is not known."),
    field<&Place::column>("column", "Column in Unicode code points, counted from 1."),
    field<&Place::offset>("offset", "Bytes before it."),
};

constexpr std::array<Field, 5> related_fields{
    field<&Related::noun>("noun", "What kind of object it is.", {.required = true}),
    field<&Related::id>("id", "Its key."),
    field<&Related::path>("path", "JSON pointer of the value."),
    field<&Related::message>("message", "What it has to do with the finding."),
    field<&Related::place>("place", "Where it stands."),
};

constexpr std::array<Field, 12> finding_fields{
    field<&Finding::code>("code", "Stable name of the fault, for programs.", {.required = true}),
    field<&Finding::severity>("severity", "How serious it is."),
    field<&Finding::message>("message", "What is wrong.", {.required = true}),
    field<&Finding::noun>("noun", "What kind of object is concerned."),
    field<&Finding::id>("id", "Its key."),
    field<&Finding::path>("path", "JSON pointer of the value."),
    field<&Finding::expected>("expected", "The rule that was broken."),
    field<&Finding::got>("got", "The value seen."),
    field<&Finding::next_step>("next_step", "What to do."),
    field<&Finding::nearest>("nearest", "Valid names close to the one that was given."),
    field<&Finding::related>("related", "Other objects that the finding speaks of."),
    field<&Finding::place>("place", "Where it stands."),
};

constexpr std::array<std::string_view, 3> severities{"error", "warning", "note"};

}  // namespace

std::string to_string(const Place& place) {
    std::string text = place.file;
    if (place.line <= 0) return text;
    if (!text.empty()) text += ':';
    text += std::to_string(place.line);
    if (place.column > 0) text += ':' + std::to_string(place.column);
    return text;
}

std::string to_string(const Finding& finding) {
    std::string text = to_string(finding.place);
    if (!text.empty()) text += ": ";
    text += severities.at(static_cast<std::size_t>(finding.severity));
    text += ": ";
    if (!finding.noun.empty() || !finding.id.empty()) {
        text += finding.noun;
        if (!finding.id.empty()) text += (finding.noun.empty() ? "'" : " '") + finding.id + "'";
        text += ": ";
    }
    append_sentence(text, finding.message);
    if (!finding.got.empty()) append_sentence(text, " Got " + finding.got);
    if (!finding.expected.empty()) append_sentence(text, " Expected " + finding.expected);
    if (!finding.nearest.empty()) {
        text += " Did you mean ";
        for (std::size_t i = 0; i < finding.nearest.size(); ++i) {
            if (i > 0) text += i + 1 == finding.nearest.size() ? " or " : ", ";
            text += "'" + finding.nearest[i] + "'";
        }
        text += '?';
    }
    if (!finding.next_step.empty()) append_sentence(text, " " + finding.next_step);
    for (const Related& other : finding.related) {
        const std::string place = to_string(other.place);
        append_sentence(text, " See " + (place.empty() ? other.path : place) + ": " + other.message);
    }
    return text;
}

bool has_errors(const std::vector<Finding>& findings) {
    return std::ranges::any_of(findings,
                               [](const Finding& f) { return f.severity == Severity::error; });
}

template <>
const Type& type_of<Severity>() {
    static const Type type =
        enumeration<Severity>("Severity", "How serious a finding is.", severities);
    return type;
}

template <>
const Type& type_of<Place>() {
    static const Type type =
        record<Place>("Place", "Where something stands in a text.", place_fields);
    return type;
}

template <>
const Type& type_of<Related>() {
    static const Type type =
        record<Related>("Related", "Another object that a finding speaks of.", related_fields);
    return type;
}

template <>
const Type& type_of<Finding>() {
    static const Type type = record<Finding>(
        "Finding", "One thing found wrong, or worth knowing, about a document.", finding_fields);
    return type;
}

}  // namespace areena
