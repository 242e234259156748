#include "tokens.hpp"

#include "areena/core/date.hpp"
#include "areena/core/error.hpp"
#include "areena/core/nearest.hpp"
#include "areena/core/rational.hpp"

#include <datetime.h>

namespace areena::python {
namespace {

[[nodiscard]] bool is_date(const Type& type) { return &type == &type_of<Date>(); }
[[nodiscard]] bool is_rational(const Type& type) { return &type == &type_of<Rational>(); }

py::object date_to_python(const Date& date) {
    PyObject* made =
        PyDate_FromDate(date.year(), static_cast<int>(date.month()), static_cast<int>(date.day()));
    if (!made) throw py::error_already_set();
    return py::reinterpret_steal<py::object>(made);
}

/// The words of an enumeration, for a message: the nearest if there are any, else all.
std::string word_hint(const Type& type, const std::string& given) {
    std::vector<std::string> shown = nearest(given, type.choices);
    const bool is_close = !shown.empty();
    if (!is_close)
        for (const std::string_view choice : type.choices) shown.emplace_back(choice);
    std::string words;
    for (const std::string& word : shown) words += (words.empty() ? "" : ", ") + quote(word);
    return is_close ? "; did you mean " + words + "?" : "; one of " + words;
}

[[noreturn]] void wrong_type(const Type& type, py::handle from, const Where& where) {
    const std::string expected = token_annotation(type, true);
    throw py::type_error(where.text() + ": " + (expected == "str" ? "a str" : expected) +
                         " is expected, not " + Py_TYPE(from.ptr())->tp_name);
}

/// The text that a Python value stands for, or nothing if it is no such value.
bool text_of(const Type& type, py::handle from, std::string& text, const Where& where) {
    if (PyUnicode_Check(from.ptr())) {
        text = utf8(from, where);
        return true;
    }
    if (is_date(type) && PyDate_Check(from.ptr()) && !PyDateTime_Check(from.ptr())) {
        text = py::str(from.attr("isoformat")()).cast<std::string>();
        return true;
    }
    const bool is_number = PyLong_Check(from.ptr()) && !PyBool_Check(from.ptr());
    if (is_rational(type) && (is_number || py::isinstance(from, registry().fraction))) {
        text = py::str(from).cast<std::string>();
        return true;
    }
    return false;
}

}  // namespace

void start_tokens() {
    PyDateTime_IMPORT;
    if (!PyDateTimeAPI) throw py::error_already_set();
}

py::object token_to_python(const Type& type, const void* value) {
    if (!type.choices.empty()) {
        const auto found = registry().enum_by_type.find(&type);
        const std::size_t index = *static_cast<const std::uint8_t*>(value);
        if (found != registry().enum_by_type.end() && index < found->second->members.size())
            return py::reinterpret_borrow<py::object>(found->second->members[index]);
    }
    if (is_date(type)) return date_to_python(*static_cast<const Date*>(value));
    std::string text;
    print_token(type, value, text);
    if (is_rational(type)) return py::handle(registry().fraction)(text);
    return py::str(text);
}

void token_from_python(const Type& type, void* into, py::handle from, const Where& where) {
    std::string text;
    if (!text_of(type, from, text, where)) wrong_type(type, from, where);
    if (parse_token(type, into, text)) return;
    std::string message = where.text() + ": " + where.shown(quote(text)) + " is not ";
    if (type.choices.empty())
        message += std::string(type.rule);
    else
        message += "a " + std::string(type.name) + where.shown(word_hint(type, text));
    throw Error("document.value", message);
}

std::string token_annotation(const Type& type, bool taken) {
    if (!type.choices.empty()) return std::string(type.name) + (taken ? " | str" : "");
    if (is_date(type)) return taken ? "datetime.date | str" : "datetime.date";
    if (is_rational(type)) return taken ? "Fraction | int | str" : "Fraction";
    return "str";
}

Language language_from(py::handle from, const char* what) {
    Language language{};
    from_python(type_of<Language>(), nullptr, &language, from, Where{nullptr, what});
    return language;
}

}  // namespace areena::python
