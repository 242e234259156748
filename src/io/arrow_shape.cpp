#include "io/arrow_shape.hpp"

#include "io/utf8.hpp"

#include "areena/core/date.hpp"
#include "areena/io/json.hpp"

#include <stdexcept>

namespace areena::io::detail {
namespace {

// A 64-bit count has at most 19 digits.
constexpr int decimal_digits = 19;

/// A list of records with their fields is a column of tables; a map of users' own values has no
/// fixed columns, so it stays the JSON that it is in a document.
Layout layout_of(const Type& type) {
    switch (type.kind) {
        case Kind::boolean: return Layout::boolean;
        case Kind::integer: return Layout::int64;
        case Kind::real: return Layout::float64;
        case Kind::decimal: return Layout::decimal128;
        case Kind::token: return &type == &type_of<Date>() ? Layout::date32 : Layout::utf8;
        case Kind::list: return Layout::list;
        case Kind::record:
            return &type == &type_of<LocalizedText>() ? Layout::utf8 : Layout::structure;
        case Kind::text:
        case Kind::scalar:
        case Kind::map: return Layout::utf8;
        case Kind::optional: break;  // seen through before
    }
    throw std::logic_error("a kind without a column");
}

ArrowShape shape_for(std::string name, const Type& declared, const Field* field, bool redacted) {
    ArrowShape shape;
    shape.name = std::move(name);
    shape.field = field;
    shape.redacted = redacted;
    if (declared.kind == Kind::optional && !redacted) shape.optional = &declared;
    shape.type = declared.kind == Kind::optional ? &declared.element() : &declared;
    shape.layout = redacted ? Layout::utf8 : layout_of(*shape.type);
    shape.is_nullable = !redacted && (shape.optional || shape.type->kind == Kind::map ||
                                      shape.type == &type_of<LocalizedText>());
    if (shape.layout == Layout::list)
        shape.children.push_back(shape_for("item", shape.type->element(), nullptr, false));
    if (shape.layout == Layout::structure)
        for (const Field& part : shape.type->fields)
            shape.children.push_back(
                shape_for(std::string(part.name), part.type(), &part, part.personal));
    return shape;
}

/// Documents are UTF-8, file names need not be.
void append_clean(std::string_view text, std::string& out) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (std::size_t bad = find_invalid_utf8(text); bad != std::string_view::npos;
         bad = find_invalid_utf8(text)) {
        const auto byte = static_cast<unsigned char>(text[bad]);
        out += text.substr(0, bad);
        out += "\\x";
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
        text.remove_prefix(bad + 1);
    }
    out += text;
}

bool append_map(const Type& type, const void* value, std::string& out) {
    if (type.size(value) == 0) return false;
    std::string json = write_json(type, value);
    json.pop_back();  // the line feed
    out += json;
    return true;
}

void append_scalar(const Type& type, const void* value, std::string& out) {
    if (const auto* text = std::get_if<std::string>(static_cast<const Scalar*>(value))) {
        append_clean(*text, out);
        return;
    }
    std::string json = write_json(type, value);
    json.pop_back();
    out += json;
}

}  // namespace

ArrowShape shape_of(const ArrowColumn& column) {
    return shape_for(column.name, *column.type, column.field, column.redacted);
}

std::string format_of(const ArrowShape& shape) {
    switch (shape.layout) {
        case Layout::boolean: return "b";
        case Layout::int64: return "l";
        case Layout::float64: return "g";
        case Layout::decimal128:
            return "d:" + std::to_string(decimal_digits) + ',' + std::to_string(shape.type->scale);
        case Layout::date32: return "tdD";
        case Layout::utf8: return "u";
        case Layout::list: return "+l";
        case Layout::structure: return "+s";
    }
    throw std::logic_error("a layout without a format");
}

bool append_cell(const ArrowShape& shape, const void* value, const ArrowOptions& options,
                 std::string& out) {
    if (shape.redacted) {
        out += redacted_text;
        return true;
    }
    const Type& type = *shape.type;
    if (type.kind == Kind::record) {
        const auto& text = *static_cast<const LocalizedText*>(value);
        if (text.empty()) return false;
        append_clean(text.in(options.language, options.own).text, out);
    } else if (type.kind == Kind::map) {
        return append_map(type, value, out);
    } else if (type.kind == Kind::scalar) {
        append_scalar(type, value, out);
    } else if (type.kind == Kind::token) {
        print_token(type, value, out);
    } else {
        append_clean(*static_cast<const std::string*>(value), out);
    }
    return true;
}

}  // namespace areena::io::detail
