#include "io/json_faults.hpp"

#include "areena/core/nearest.hpp"
#include "io/line_counter.hpp"
#include "io/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace areena::io::detail {
namespace {

using Event = JsonScanner::Event;

constexpr std::size_t longest_quote = 60;
constexpr std::size_t longest_list = 12;

Finding finding(std::string_view code, std::string message, std::string expected = {},
                std::string next_step = {}) {
    Finding f;
    f.code = code;
    f.message = std::move(message);
    f.expected = std::move(expected);
    f.next_step = std::move(next_step);
    return f;
}

/// Whole numbers in full: nobody reads 1e+05 as the limit that it is.
std::string number_text(double value) {
    constexpr double most_in_full = 1e15;
    std::array<char, 32> buffer{};
    char* const last = buffer.data() + buffer.size();
    const auto [end, error] =
        std::abs(value) <= most_in_full && std::trunc(value) == value
            ? std::to_chars(buffer.data(), last, value, std::chars_format::fixed)
            : std::to_chars(buffer.data(), last, value);
    return {buffer.data(), end};
}

std::string bounds(const Field* field) {
    const bool has_min = field && std::isfinite(field->min);
    const bool has_max = field && std::isfinite(field->max);
    if (has_min && has_max)
        return " from " + number_text(field->min) + " to " + number_text(field->max);
    if (has_min) return ", at least " + number_text(field->min);
    if (has_max) return ", at most " + number_text(field->max);
    return {};
}

/// "one of: a, b, c", cut where nobody would read on.
std::string list_names(const std::vector<std::string_view>& names) {
    std::string text = "one of: ";
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i == longest_list && names.size() > longest_list + 1)
            return text + ", and " + std::to_string(names.size() - i) + " more";
        if (i > 0) text += ", ";
        text += names[i];
    }
    return text;
}

const Type& without_optional(const Type& type) {
    const Type* t = &type;
    while (t->kind == Kind::optional) t = &t->element();
    return *t;
}

/// What stands at an event, for `got`.
std::string quote(std::string_view token, bool personal) {
    if (token == "{") return "an object";
    if (token == "[") return "a list";
    if (personal) return "[redacted]";
    std::string text = shorten(token, longest_quote);
    const bool is_cut_text = text != token && token.front() == '"';
    return is_cut_text ? text + '"' : text;
}

}  // namespace

std::string describe(const Type& given, const Field* field) {
    const Type& type = without_optional(given);
    switch (type.kind) {
        case Kind::boolean: return "true or false";
        case Kind::integer: return "a whole number" + bounds(field);
        case Kind::real: return "a number" + bounds(field);
        case Kind::decimal: {
            const std::string limits = bounds(field);
            return "a number with at most " + std::to_string(type.scale) + " decimals" +
                   (limits.starts_with(' ') ? "," : "") + limits;
        }
        case Kind::text: return "a text in double quotes";
        case Kind::scalar: return "a text, a number, true or false";
        case Kind::token:
            return type.choices.empty()
                       ? std::string(type.rule)
                       : list_names({type.choices.begin(), type.choices.end()});
        case Kind::list: return "a list, in square brackets";
        case Kind::map: return "an object, in braces";
        case Kind::record:
            return type.parse ? "a text, or an object in braces" : "an object, in braces";
        case Kind::optional: break;
    }
    return {};
}

std::string subject(const Field* field, bool is_element) {
    if (!field) return is_element ? "an element of the document" : "the document";
    const std::string name = "'" + std::string(field->name) + "'";
    return is_element ? "an element of " + name : name;
}

Fault wrong_type(const Type& type, const Field* field, bool is_element) {
    return {.finding = finding("document.type", subject(field, is_element) +
                                                    " is of the wrong type", describe(type, field)),
            .quote = true};
}

Fault wrong_null(const Type& type, const Field* field, bool is_element) {
    const bool may_go = field && !field->required && !is_element;
    return {.finding = finding("document.type", subject(field, is_element) + " is null",
                               describe(type, field),
                               may_go ? "Give a value, or leave the field out" : "Give a value")};
}

Fault broken_rule(const Type& type, const Field* field, bool is_element, std::string_view text) {
    Fault fault{.finding = finding("document.value", subject(field, is_element) + " is not valid",
                                   describe(type, field)),
                .quote = true};
    if (!field || !field->personal) fault.finding.nearest = nearest(text, type.choices);
    return fault;
}

Fault out_of_range(const Type& type, const Field* field, bool is_element) {
    std::string expected = describe(type, field);
    if (!field || !std::isfinite(field->min) || !std::isfinite(field->max))
        expected += type.kind == Kind::real ? ", within the range of 64-bit floating point"
                                            : ", within 64 bits";
    return {.finding = finding("document.range", subject(field, is_element) + " is out of range",
                               std::move(expected)),
            .quote = true};
}

Fault too_precise(const Type& type, const Field* field, bool is_element) {
    return {.finding = finding("document.range", subject(field, is_element) + " has too many decimals",
                               describe(type, field), "Round it"),
            .quote = true};
}

Fault unknown_field(const Type& record, std::string_view key) {
    std::vector<std::string_view> names;
    for (const Field& field : record.fields) names.push_back(field.name);
    const bool has_extra = std::ranges::find(names, "extra") != names.end();
    const std::string name = "'" + shorten(key, longest_quote) + "'";
    Fault fault{.finding = finding("document.unknown_field", "unknown field " + name,
                                   names.empty() ? "no field at all" : list_names(names),
                                   has_extra ? "Correct the name, or keep own values in 'extra'"
                                             : "Correct the name, or remove the field")};
    fault.finding.nearest = nearest(key, names);
    return fault;
}

Fault missing_field(const Field& field) {
    const std::string name = "'" + std::string(field.name) + "'";
    return {.finding = finding("document.missing_field", "the required field " + name + " is missing",
                               describe(field.type(), &field), "Add " + name)};
}

Fault repeated_key(std::string_view key) {
    return {.finding = finding("json.duplicate_key",
                               "the key '" + shorten(key, longest_quote) +
                                   "' is given more than once in one object",
                               "each key once", "Remove all but one; the first was read")};
}

Fault over_limit(std::string_view code, std::string message, std::size_t limit,
                 std::string_view unit) {
    return {.finding = finding(code, std::move(message),
                               "at most " + std::to_string(limit) + " " + std::string(unit),
                               "Split the document, or raise the limit if you trust its source")};
}

/// A fault while its place is looked for.
struct Faults::Located {
    const Fault* fault = nullptr;
    std::size_t offset = 0;
    std::string got;
    std::optional<std::size_t> first_key;  // of a repeated key
};

void Faults::add_last(const SyntaxFault& fault, std::string path) {
    syntax_ = finding(fault.encoding ? "json.encoding" : "json.syntax", fault.message,
                      fault.expected, fault.next_step);
    syntax_->path = std::move(path);
    syntax_offset_ = fault.offset;
}

void Faults::set_id(std::size_t level, std::size_t first_event, const std::string& id) {
    for (auto fault = faults_.rbegin(); fault != faults_.rend(); ++fault) {
        if (fault->event < first_event) break;
        if (fault->noun_level == level) fault->finding.id = id;
    }
}

/// Walks the text up to the last fault. Events that the walk does not come to lie at its end.
void Faults::locate(std::string_view text, std::vector<Located>& located) const {
    using Keys = std::map<std::string, std::size_t>;
    std::ranges::stable_sort(located, {}, [](const Located& one) { return one.fault->event; });
    std::set<std::size_t> repeating;
    for (const Located& one : located)
        if (one.fault->repeated_in) repeating.insert(*one.fault->repeated_in);
    std::vector<std::unique_ptr<Keys>> levels;  // null where no key is repeated
    JsonScanner scanner(text);
    auto next = located.begin();
    for (std::size_t number = 0; next != located.end();) {
        const Event event = scanner.next();
        if (event == Event::end || event == Event::fault) break;
        if (event == Event::object_end || event == Event::array_end) levels.pop_back();
        if (!is_numbered(event)) continue;
        if (event == Event::object_begin || event == Event::array_begin)
            levels.push_back(repeating.contains(number) ? std::make_unique<Keys>() : nullptr);
        Keys* keys = event == Event::key ? levels.back().get() : nullptr;
        std::size_t first = 0;
        if (keys)
            first = keys->try_emplace(unescape(scanner.token()), scanner.offset()).first->second;
        for (; next != located.end() && next->fault->event == number; ++next) {
            next->offset = scanner.offset();
            if (next->fault->quote) next->got = quote(scanner.token(), next->fault->personal);
            if (keys && next->fault->repeated_in) next->first_key = first;
        }
        ++number;
    }
    for (; next != located.end(); ++next) next->offset = scanner.offset();
}

std::vector<Finding> Faults::finish(std::string_view text) && {
    if (empty()) return {};
    std::vector<Located> located;
    for (const Fault& fault : faults_) located.push_back({&fault, 0, {}, {}});
    locate(text, located);
    std::ranges::stable_sort(located, {}, &Located::offset);

    std::vector<Finding> findings;
    std::vector<std::size_t> offsets;
    for (Located& one : located) {
        Finding f = one.fault->finding;
        f.got = std::move(one.got);
        if (one.first_key)
            f.related.push_back({.noun = f.noun, .id = f.id, .path = f.path,
                                 .message = "it was given here first", .place = {}});
        findings.push_back(std::move(f));
        offsets.push_back(one.offset);
    }
    if (syntax_) {
        findings.push_back(std::move(*syntax_));
        offsets.push_back(syntax_offset_);
    }
    std::vector<std::pair<std::size_t, Place*>> places;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        places.emplace_back(offsets[i], &findings[i].place);
        if (!findings[i].related.empty())
            places.emplace_back(*located[i].first_key, &findings[i].related.front().place);
    }
    std::ranges::sort(places, {}, &std::pair<std::size_t, Place*>::first);
    LineCounter lines(text);
    for (const auto& [offset, place] : places) *place = lines.at(offset);

    if (unlisted_ > 0) {
        findings.push_back(finding("document.more", "there are " + std::to_string(unlisted_) +
                                                        " more faults that are not listed",
                                   {}, "Mend those listed and read the document again"));
        findings.back().severity = Severity::note;
    }
    return findings;
}

}  // namespace areena::io::detail
