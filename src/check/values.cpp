#include "check/context.hpp"

#include <cmath>

namespace areena::checks {

namespace {
bool is_blank(const std::optional<std::string>& text) {
    return text && text->find_first_not_of(" \t\r\n") == std::string::npos;
}

void check_text(Context& context, const LocalizedText& text, std::string_view noun,
                std::string_view id, const std::string& path) {
    if (text.empty() || is_blank(text.fi) || is_blank(text.sv) || is_blank(text.en) ||
        is_blank(text.plain)) {
        context.add("text.empty", Severity::error, noun, id, path, "has an empty text",
                    "write it, or leave the language out");
        return;
    }
    if (text.plain) return;
    std::string missing;
    for (const auto& [part, name] : {std::pair{&text.fi, "fi"}, std::pair{&text.sv, "sv"},
                                     std::pair{&text.en, "en"}})
        if (!*part) missing += (missing.empty() ? "" : ", ") + std::string(name);
    if (missing.empty()) return;
    auto& finding = context.add("text.missing_language", Severity::note, noun, id, path,
                                "has no text in " + missing + "; readers see another language",
                                "translate it");
    finding.got = missing;
}

/// Every localized text below a value, depth first.
void walk(Context& context, const Type& type, const void* value, std::string_view noun,
          std::string_view id, std::string& path) {
    if (&type == &type_of<LocalizedText>()) {
        check_text(context, *static_cast<const LocalizedText*>(value), noun, id, path);
        return;
    }
    const std::size_t length = path.size();
    if (type.kind == Kind::record) {
        for (const Field& field : type.fields) {
            const Kind kind = field.type().kind;
            if (kind != Kind::record && kind != Kind::list && kind != Kind::optional) continue;
            path += '/';
            path += field.name;
            walk(context, field.type(), field.at(const_cast<void*>(value)), noun, id, path);
            path.resize(length);
        }
    } else if (type.kind == Kind::list || type.kind == Kind::optional) {
        if (type.element().kind != Kind::record) return;
        for (std::size_t i = 0, n = type.size(value); i < n; ++i) {
            if (type.kind == Kind::list) path += "/" + std::to_string(i);
            walk(context, type.element(), type.item(value, i), noun, id, path);
            path.resize(length);
        }
    }
}

void check_range(Context& context, const Field& field, const Type& type, const void* value,
                 std::string_view noun, std::string_view id, const std::string& path) {
    double number = 0;
    std::string text;
    if (type.kind == Kind::integer) {
        number = static_cast<double>(*static_cast<const std::int64_t*>(value));
        text = std::to_string(*static_cast<const std::int64_t*>(value));
    } else {
        const std::int64_t units = *static_cast<const std::int64_t*>(value);
        number = static_cast<double>(units) / std::pow(10.0, type.scale);
        detail::print_decimal(units, type.scale, text);
    }
    if (number >= field.min && number <= field.max) return;
    auto& finding = context.add("value.range", Severity::error, noun, id, path,
                                std::string(field.name) + " is out of range", "mend the number");
    finding.got = text;
    std::string lowest;
    std::string highest;
    detail::print_decimal(static_cast<std::int64_t>(field.min), 0, lowest);
    finding.expected = "at least " + lowest;
    if (field.max < 1e18) {
        detail::print_decimal(static_cast<std::int64_t>(field.max), 0, highest);
        finding.expected = lowest + " to " + highest;
    }
}

/// Every number below a record whose row has limits: readers check them too, but a draft may come
/// from code.
void walk_ranges(Context& context, const Type& record, const void* object, std::string_view noun,
                 std::string_view id, std::string& path) {
    const std::size_t length = path.size();
    for (const Field& field : record.fields) {
        path += '/';
        path += field.name;
        const std::size_t here = path.size();
        auto visit = [&](const Type& type, const void* value, auto&& self) -> void {
            if (type.kind == Kind::optional) {
                if (type.size(value) != 0) self(type.element(), type.item(value, 0), self);
            } else if (type.kind == Kind::list) {
                for (std::size_t i = 0, n = type.size(value); i < n; ++i) {
                    path += "/" + std::to_string(i);
                    self(type.element(), type.item(value, i), self);
                    path.resize(here);
                }
            } else if (type.kind == Kind::record) {
                walk_ranges(context, type, value, noun, id, path);
            } else if ((type.kind == Kind::integer || type.kind == Kind::decimal) &&
                       std::isfinite(field.min)) {
                check_range(context, field, type, value, noun, id, path);
            }
        };
        visit(field.type(), field.at(const_cast<void*>(object)), visit);
        path.resize(length);
    }
}

template <class Noun>
void walk_list(Context& context) {
    const auto& all = context.data.*list_of<Noun>.list;
    std::string path;
    for (std::size_t i = 0; i < all.size(); ++i) {
        path = "/" + std::string(list_of<Noun>.name) + "/" + std::to_string(i);
        walk(context, type_of<Noun>(), &all[i], type_of<Noun>().name, all[i].id.key(), path);
        walk_ranges(context, type_of<Noun>(), &all[i], type_of<Noun>().name, all[i].id.key(), path);
    }
}

template <class... Noun>
void walk_lists(Context& context) {
    (walk_list<Noun>(context), ...);
}
}  // namespace

void check_values(Context& context) {
    std::string path = "/title";
    walk(context, type_of<LocalizedText>(), &context.data.title, "Network",
         context.data.id.key(), path);
    if (context.data.promise) {
        path = "/promise";
        walk(context, type_of<Promise>(), &*context.data.promise, "Promise",
             context.data.promise->id.key(), path);
        walk_ranges(context, type_of<Promise>(), &*context.data.promise, "Promise",
                    context.data.promise->id.key(), path);
    }
    walk_lists<Area, Ballot, Capacity, Commitment, Expertise, Formula, Group, Member, Need,
               Organization, Ownership, Service, Source, Theme>(context);
}

}  // namespace areena::checks
