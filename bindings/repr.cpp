#include "convert.hpp"
#include "record.hpp"
#include "tokens.hpp"

#include "areena/core/quantity.hpp"

#include <functional>

namespace areena::python {
namespace {

constexpr std::size_t short_repr = 240;  // a repr up to this length is shown in full
constexpr std::size_t short_text = 60;   // longer texts and lists are cut in a long repr

void append_python(const py::object& value, std::string& out) {
    out += py::repr(value).cast<std::string>();
}

void append_text(const std::string& text, bool brief, std::string& out) {
    if (!brief || text.size() <= short_text) {
        append_python(py::str(text), out);
        return;
    }
    const py::str all(text);
    const auto head = all[py::slice(0, static_cast<py::ssize_t>(short_text), 1)];
    append_python(py::object(head) + py::str("\u2026"), out);
}

void append_token(const Type& type, const void* value, std::string& out) {
    const py::object shown = token_to_python(type, value);
    // A member of an enumeration goes by its word, which its constructor takes too.
    append_python(type.choices.empty() ? shown : py::object(shown.attr("value")), out);
}

void append_list(const Type& type, const void* value, bool brief, std::string& out) {
    const std::size_t size = type.size(value);
    std::string all = "(";
    for (std::size_t i = 0; i < size; ++i) {
        if (i > 0) all += ", ";
        append_repr(type.element(), type.item(value, i), brief, all);
        if (brief && all.size() > short_text) {
            out += '<' + std::to_string(size) + (size == 1 ? " item>" : " items>");
            return;
        }
    }
    out += all + (size == 1 ? ",)" : ")");
}

void append_map(const Type& type, const void* value, bool brief, std::string& out) {
    struct Context {
        const Type& element;
        bool brief;
        std::string all;
    } context{type.element(), brief, {}};
    type.visit(value, &context, [](void* to, std::string_view key, const void* item) {
        auto& c = *static_cast<Context*>(to);
        if (!c.all.empty()) c.all += ", ";
        c.all += quote(key) + ": ";
        append_repr(c.element, item, c.brief, c.all);
    });
    out += '{' + context.all + '}';
}

void append_record(const RecordClass& cls, const void* value, bool brief, std::string& out) {
    out += cls.name + '(';
    std::string plain;
    bool first = true;
    if (cls.type->print && cls.type->print(value, plain)) {
        append_text(plain, brief, out);
        first = false;
    }
    for (const Attribute& attribute : cls.attributes) {
        const Field& field = *attribute.field;
        const void* member = member_of(field, value);
        const bool is_default = field.type().equal(member, member_of(field, cls.defaults));
        if (is_default && !field.required) continue;
        out += (first ? "" : ", ") + attribute.name + '=';
        first = false;
        if (attribute.personal)
            out += redacted;
        else
            append_repr(field.type(), member, brief, out);
    }
    out += ')';
}

void mix(std::size_t& seed, std::size_t value) {
    seed ^= value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2);
}

std::size_t hash_scalar(const Scalar& scalar) {
    const auto hash = [](const auto& value) {
        return std::hash<std::remove_cvref_t<decltype(value)>>{}(value);
    };
    return std::visit(hash, scalar);
}

std::size_t hash_map(const Type& type, const void* value) {
    struct Context {
        const Type& element;
        std::size_t hash;
    } context{type.element(), type.size(value)};
    type.visit(value, &context, [](void* to, std::string_view key, const void* item) {
        auto& c = *static_cast<Context*>(to);
        mix(c.hash, std::hash<std::string_view>{}(key));
        mix(c.hash, hash_value(c.element, item));
    });
    return context.hash;
}

std::size_t hash_items(const Type& type, const void* value) {
    std::size_t hash = type.size(value);
    for (std::size_t i = 0, n = hash; i < n; ++i)
        mix(hash, hash_value(type.element(), type.item(value, i)));
    return hash;
}

std::size_t hash_record(const Type& type, const void* value) {
    std::size_t hash = type.fields.size();
    std::string plain;
    if (type.print && type.print(value, plain)) mix(hash, std::hash<std::string>{}(plain));
    for (const Field& field : type.fields)
        mix(hash, hash_value(field.type(), member_of(field, value)));
    return hash;
}

std::size_t hash_token(const Type& type, const void* value) {
    std::string text;
    print_token(type, value, text);
    return std::hash<std::string>{}(text);
}

}  // namespace

std::string quote(std::string_view text) {
    return py::repr(py::str(text.data(), text.size())).cast<std::string>();
}

void append_repr(const Type& type, const void* value, bool brief, std::string& out) {
    switch (type.kind) {
        case Kind::text: append_text(*static_cast<const std::string*>(value), brief, out); return;
        case Kind::token: append_token(type, value, out); return;
        case Kind::optional:
            if (type.size(value) == 0)
                out += "None";
            else
                append_repr(type.element(), type.item(value, 0), brief, out);
            return;
        case Kind::list: append_list(type, value, brief, out); return;
        case Kind::map: append_map(type, value, brief, out); return;
        case Kind::record: append_record(class_of(type), value, brief, out); return;
        default: append_python(to_python(type, value, {}), out); return;
    }
}

std::string record_repr(const RecordClass& cls, const void* value) {
    std::string out;
    append_record(cls, value, false, out);
    if (out.size() <= short_repr) return out;
    out.clear();
    append_record(cls, value, true, out);
    return out;
}

std::size_t hash_value(const Type& type, const void* value) {
    switch (type.kind) {
        case Kind::boolean: return std::hash<bool>{}(*static_cast<const bool*>(value));
        case Kind::integer:
        case Kind::decimal:
            return std::hash<std::int64_t>{}(*static_cast<const std::int64_t*>(value));
        case Kind::real: return std::hash<double>{}(*static_cast<const double*>(value));
        case Kind::text: return std::hash<std::string>{}(*static_cast<const std::string*>(value));
        case Kind::scalar: return hash_scalar(*static_cast<const Scalar*>(value));
        case Kind::token: return hash_token(type, value);
        case Kind::optional:
        case Kind::list: return hash_items(type, value);
        case Kind::map: return hash_map(type, value);
        case Kind::record: return hash_record(type, value);
    }
    throw std::logic_error("a kind without a hash");
}

}  // namespace areena::python
