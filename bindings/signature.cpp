#include "signature.hpp"

#include "convert.hpp"
#include "tokens.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace areena::python {
namespace {

std::string number_text(double value) {
    char text[64];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

std::string record_annotation(const Type& type, bool taken) {
    std::string name(type.name);
    if (!taken) return name;
    return name + (type.parse ? " | str" : "") + " | Mapping[str, Any]";
}

bool can_be_empty(const Type& record) {
    return std::ranges::none_of(record.fields, &Field::required);
}

/// The type under optionals and lists.
const Type& innermost(const Type& type) {
    return type.kind == Kind::optional || type.kind == Kind::list ? innermost(type.element())
                                                                  : type;
}

std::string list_annotation(const Type& type, bool taken) {
    const std::string element = annotation(type.element(), taken);
    if (taken) return "Iterable[" + element + ']';
    const bool has_records = type.element().kind == Kind::record;
    return has_records ? "Records[" + element + ']' : "tuple[" + element + ", ...]";
}

}  // namespace

std::string annotation(const Type& type, bool taken) {
    switch (type.kind) {
        case Kind::boolean: return "bool";
        case Kind::integer: return "int";
        case Kind::real: return "float";
        case Kind::decimal: return taken ? "Decimal | float" : "Decimal";
        case Kind::text: return "str";
        case Kind::scalar: return "bool | int | float | str";
        case Kind::token: return token_annotation(type, taken);
        case Kind::optional: return annotation(type.element(), taken) + " | None";
        case Kind::list: return list_annotation(type, taken);
        case Kind::map: return "Mapping[str, " + annotation(type.element(), taken) + "]";
        case Kind::record: return record_annotation(type, taken);
    }
    return "object";
}

std::string default_text(const RecordClass& cls, const Field& field) {
    const Type& type = field.type();
    const void* value = member_of(field, cls.defaults);
    if (type.kind == Kind::map) return "{}";
    if (type.kind == Kind::record) return can_be_empty(type) ? "{}" : "...";
    if (type.kind == Kind::decimal) return py::str(to_python(type, value, {})).cast<std::string>();
    // An empty id is no value that could be given.
    if (type.kind == Kind::token && type.choices.empty()) return "...";
    std::string text;
    append_repr(type, value, false, text);
    return text;
}

std::string field_doc(const Field& field) {
    std::string doc(field.sentence);
    if (!field.unit.empty()) doc += " Unit: " + std::string(field.unit) + ".";
    if (std::isfinite(field.min) && std::isfinite(field.max))
        doc += " From " + number_text(field.min) + " to " + number_text(field.max) + ".";
    else if (std::isfinite(field.min))
        doc += " At least " + number_text(field.min) + ".";
    if (!field.refers_to.empty()) doc += " By id, one of " + std::string(field.refers_to) + ".";
    const Type& type = innermost(field.type());
    if (type.kind == Kind::token && type.choices.empty() && !type.rule.empty() &&
        field.refers_to.empty())
        doc += " As text: " + std::string(type.rule) + ".";
    if (field.personal) doc += " Personal data.";
    return doc;
}

std::string class_doc(const RecordClass& cls) {
    std::string signature = cls.name + "(";
    if (cls.type->parse) signature += "plain=None, ";
    signature += "*";
    std::string parameters;
    for (const Attribute& attribute : cls.attributes) {
        const Field& field = *attribute.field;
        signature += ", " + attribute.name;
        if (!field.required) signature += "=" + default_text(cls, field);
        const Type& type = field.type();
        parameters += attribute.name + " : " +
                      annotation(type.kind == Kind::optional ? type.element() : type, true) +
                      (field.required ? "" : ", optional") + "\n    " + field_doc(field) + "\n";
    }
    return signature + ")\n--\n\n" + std::string(cls.type->sentence) +
           "\n\nParameters\n----------\n" + parameters;
}

std::string member_name(std::string_view word) {
    std::string name(word);
    std::ranges::replace(name, '-', '_');
    return name;
}

}  // namespace areena::python
