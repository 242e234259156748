#include "convert.hpp"
#include "record.hpp"
#include "tokens.hpp"

#include "areena/core/error.hpp"
#include "areena/core/nearest.hpp"
#include "areena/core/quantity.hpp"

#include <charconv>
#include <cmath>

namespace areena::python {
namespace {

[[noreturn]] void wrong_type(const Where& where, std::string_view expected, py::handle from) {
    throw py::type_error(where.text() + ": " + std::string(expected) + " is expected, not " +
                         Py_TYPE(from.ptr())->tp_name);
}

std::string plain_number(double value) {
    char text[64];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

void check_range(const Field* field, double value, py::handle from, const Where& where) {
    if (!field || (value >= field->min && value <= field->max)) return;
    std::string rule;
    if (std::isfinite(field->min)) rule += " at least " + plain_number(field->min);
    if (std::isfinite(field->max))
        rule += (rule.empty() ? " at most " : " and at most ") + plain_number(field->max);
    throw Error("document.range", where.text() + ": " +
                                      where.shown(py::str(from).cast<std::string>()) +
                                      " is out of range; it must be" + rule);
}

std::int64_t integer_from(py::handle from, const Where& where) {
    if (PyBool_Check(from.ptr()) || !PyIndex_Check(from.ptr())) wrong_type(where, "an int", from);
    const auto number = py::reinterpret_steal<py::object>(PyNumber_Index(from.ptr()));
    if (!number) throw py::error_already_set();
    int overflow = 0;
    const long long value = PyLong_AsLongLongAndOverflow(number.ptr(), &overflow);
    if (overflow != 0)
        throw Error("document.range", where.text() + ": the number does not fit 64 bits");
    if (value == -1 && PyErr_Occurred()) throw py::error_already_set();
    return value;
}

double real_from(py::handle from, const Where& where) {
    if (PyBool_Check(from.ptr()) || PyUnicode_Check(from.ptr()) || !PyNumber_Check(from.ptr()))
        wrong_type(where, "a float", from);
    const double value = PyFloat_AsDouble(from.ptr());
    if (value == -1.0 && PyErr_Occurred()) throw py::error_already_set();
    if (!std::isfinite(value))
        throw Error("document.range", where.text() + ": the number must be finite");
    return value;
}

/// A decimal goes by its text: 11.6 is 11.6, and not the double next to it.
void decimal_from(const Type& type, const Field* field, void* into, py::handle from,
                  const Where& where) {
    const bool is_decimal = py::isinstance(from, registry().decimal);
    if (PyBool_Check(from.ptr()) ||
        !(is_decimal || PyFloat_Check(from.ptr()) || PyIndex_Check(from.ptr())))
        wrong_type(where, "a Decimal, int or float", from);
    const std::string text =
        PyFloat_Check(from.ptr())
            ? plain_number(PyFloat_AS_DOUBLE(from.ptr()))
            : py::str(is_decimal ? py::object(py::reinterpret_borrow<py::object>(from))
                                 : py::reinterpret_steal<py::object>(PyNumber_Index(from.ptr())))
                  .cast<std::string>();
    auto& units = *static_cast<std::int64_t*>(into);
    if (!detail::parse_decimal(text, type.scale, units))
        throw Error("document.range",
                    where.text() + ": " + where.shown(text) + " is not a number with at most " +
                        std::to_string(type.scale) + " decimals that fits 64 bits");
    double value = static_cast<double>(units);
    for (int i = 0; i < type.scale; ++i) value /= 10;
    check_range(field, value, from, where);
}

std::string text_from(py::handle from, const Where& where) {
    if (!PyUnicode_Check(from.ptr())) wrong_type(where, "a str", from);
    return utf8(from, where);
}

Scalar scalar_from(py::handle from, const Where& where) {
    if (PyBool_Check(from.ptr())) return from.ptr() == Py_True;
    if (PyUnicode_Check(from.ptr())) return text_from(from, where);
    if (PyFloat_Check(from.ptr())) return real_from(from, where);
    if (PyIndex_Check(from.ptr())) return integer_from(from, where);
    wrong_type(where, "a bool, int, float or str", from);
}

void list_from(const Type& type, const Field* field, void* into, py::handle from,
               const Where& where) {
    const bool is_mapping = py::isinstance(from, registry().mapping);
    if (PyUnicode_Check(from.ptr()) || PyBytes_Check(from.ptr()) || is_mapping ||
        !py::isinstance<py::iterable>(from))
        wrong_type(where, "a sequence", from);
    type.clear(into);
    Where item{&where, {}, 0};
    for (const py::handle element : py::reinterpret_borrow<py::iterable>(from)) {
        from_python(type.element(), field, type.grow(into), element, item);
        ++item.index;
    }
}

void map_from(const Type& type, const Field* field, void* into, py::handle from,
              const Where& where) {
    if (!py::isinstance(from, registry().mapping)) wrong_type(where, "a mapping", from);
    type.clear(into);
    const py::object items = from.attr("items")();
    for (const py::handle item : items) {
        const auto pair = py::reinterpret_borrow<py::tuple>(item);
        const std::string key = text_from(pair[0], where);
        void* value = type.insert(into, key);
        if (!value)
            throw Error("json.duplicate_key", where.text() + ": " + quote(key) + " is there twice");
        from_python(type.element(), field, value, pair[1], Where{&where, key});
    }
}

void record_from(const Type& type, void* into, py::handle from, const Where& where) {
    const RecordClass& cls = class_of(type);
    if (const void* value = record_value(from, type)) {
        type.assign(into, value);
    } else if (type.parse && PyUnicode_Check(from.ptr())) {
        if (!type.parse(into, text_from(from, where)))
            throw Error("document.value", where.text() + ": not a valid " + cls.name);
    } else if (py::isinstance(from, registry().mapping)) {
        const std::shared_ptr<void> made = fresh(type);
        fill_record(cls, made.get(), from, where, true);
        type.assign(into, made.get());
    } else {
        wrong_type(where, "a " + cls.name + (type.parse ? ", str" : "") + " or mapping", from);
    }
}

[[noreturn]] void unknown_name(const RecordClass& cls, const std::string& name,
                               const Where& where) {
    std::vector<std::string_view> names;
    for (const Attribute& attribute : cls.attributes) names.push_back(attribute.name);
    const std::vector<std::string> near = nearest(name, names);
    std::string message = where.text() + ": unexpected keyword " + quote(name);
    for (std::size_t i = 0; i < near.size(); ++i)
        message += (i == 0 ? "; did you mean " : ", ") + quote(near[i]);
    throw py::type_error(message + (near.empty() ? "" : "?"));
}

/// By the name in Python or in a document; they differ for keywords.
std::size_t position(const RecordClass& cls, std::string_view name) {
    std::size_t i = 0;
    while (i < cls.attributes.size() && cls.attributes[i].name != name &&
           cls.attributes[i].field->name != name)
        ++i;
    return i;
}

/// `{"plain": "text"}`: the short form of a record by name. It does not go with fields.
bool takes_plain(const RecordClass& cls, void* into, py::handle mapping, const Where& where) {
    if (!cls.type->parse || !mapping.contains("plain")) return false;
    if (py::len(mapping) != 1)
        throw py::type_error(where.text() + ": either a plain text or fields, not both");
    from_python(*cls.type, nullptr, into, mapping["plain"], Where{&where, "plain"});
    return true;
}

void refuse_missing(const RecordClass& cls, const std::vector<bool>& seen, const Where& where) {
    std::string missing;
    for (std::size_t i = 0; i < cls.attributes.size(); ++i)
        if (cls.attributes[i].field->required && !seen[i])
            missing += (missing.empty() ? "" : ", ") + quote(cls.attributes[i].name);
    if (!missing.empty()) throw py::type_error(where.text() + ": missing " + missing);
}

}  // namespace

std::string utf8(py::handle text, const Where& where) {
    Py_ssize_t size = 0;
    const char* bytes = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
    if (!bytes) {
        PyErr_Clear();
        throw Error("json.encoding", where.text() + ": the text holds a lone surrogate");
    }
    return {bytes, static_cast<std::size_t>(size)};
}

std::string Where::text() const {
    std::string path = up ? up->text() : std::string();
    if (index >= 0) return path + '[' + std::to_string(index) + ']';
    return (path.empty() ? "" : path + '.') + std::string(name);
}

std::string Where::shown(std::string value) const {
    for (const Where* at = this; at; at = at->up)
        if (at->personal) return redacted;
    return value;
}

void fill_record(const RecordClass& cls, void* into, py::handle mapping, const Where& where,
                 bool all_required) {
    if (takes_plain(cls, into, mapping, where)) return;
    std::vector<bool> seen(cls.attributes.size(), false);
    const py::object items = mapping.attr("items")();
    for (const py::handle item : items) {
        const auto pair = py::reinterpret_borrow<py::tuple>(item);
        const std::string name = text_from(pair[0], where);
        const std::size_t i = position(cls, name);
        if (i == cls.attributes.size()) unknown_name(cls, name, where);
        const Field& field = *cls.attributes[i].field;
        from_python(field.type(), &field, field.at(into), pair[1],
                    Where{&where, cls.attributes[i].name, -1, cls.attributes[i].personal});
        seen[i] = true;
    }
    if (all_required) refuse_missing(cls, seen, where);
}

void from_python(const Type& type, const Field* field, void* into, py::handle from,
                 const Where& where) {
    switch (type.kind) {
        case Kind::boolean:
            if (!PyBool_Check(from.ptr())) wrong_type(where, "a bool", from);
            *static_cast<bool*>(into) = from.ptr() == Py_True;
            return;
        case Kind::integer: {
            const std::int64_t value = integer_from(from, where);
            check_range(field, static_cast<double>(value), from, where);
            *static_cast<std::int64_t*>(into) = value;
            return;
        }
        case Kind::real: {
            const double value = real_from(from, where);
            check_range(field, value, from, where);
            *static_cast<double*>(into) = value;
            return;
        }
        case Kind::decimal: decimal_from(type, field, into, from, where); return;
        case Kind::text: *static_cast<std::string*>(into) = text_from(from, where); return;
        case Kind::scalar: *static_cast<Scalar*>(into) = scalar_from(from, where); return;
        case Kind::token: token_from_python(type, into, from, where); return;
        case Kind::optional:
            type.clear(into);
            if (!from.is_none()) from_python(type.element(), field, type.grow(into), from, where);
            return;
        case Kind::list: list_from(type, field, into, from, where); return;
        case Kind::map: map_from(type, field, into, from, where); return;
        case Kind::record: record_from(type, into, from, where); return;
    }
    throw std::logic_error("a kind without a Python form");
}

}  // namespace areena::python
