#pragma once

#include "convert.hpp"

#include "areena/core/rational.hpp"

#include <string>
#include <vector>

/// \file
/// The engines' small types are dataclasses in Python: read by attribute, made by keyword.

namespace areena::python {

/// "Project.cost"
[[nodiscard]] std::string attribute_name(py::handle object, const char* name);

/// An attribute of a dataclass as a C++ value. Throws TypeError that names the attribute.
template <class T>
[[nodiscard]] T get(py::handle object, const char* name) {
    const py::object value = object.attr(name);
    try {
        return value.cast<T>();
    } catch (const py::cast_error&) {
        throw py::type_error(attribute_name(object, name) + ": unexpected " +
                             Py_TYPE(value.ptr())->tp_name + " " +
                             py::repr(value).cast<std::string>());
    }
}

template <>
[[nodiscard]] inline Rational get<Rational>(py::handle object, const char* name) {
    Rational value;
    const py::object from = object.attr(name);
    const std::string text = attribute_name(object, name);
    from_python(type_of<Rational>(), nullptr, &value, from, Where{nullptr, text});
    return value;
}

/// Each element of a sequence attribute, made by `read`.
template <class Read>
[[nodiscard]] auto each_of(py::handle object, const char* name, Read read) {
    std::vector<decltype(read(py::handle()))> all;
    const py::object values = object.attr(name);
    if (PyUnicode_Check(values.ptr()) || !py::isinstance<py::iterable>(values))
        throw py::type_error(attribute_name(object, name) + ": a sequence is expected, not " +
                             Py_TYPE(values.ptr())->tp_name);
    for (const py::handle value : py::reinterpret_borrow<py::iterable>(values))
        all.push_back(read(value));
    return all;
}

[[nodiscard]] inline py::object fraction(const Rational& value) {
    return to_python(type_of<Rational>(), &value, {});
}

/// A tuple of what `make` makes of each value.
template <class Values, class Make>
[[nodiscard]] py::tuple tuple_of(const Values& values, Make make) {
    py::tuple all(values.size());
    std::size_t i = 0;
    for (const auto& value : values) all[i++] = make(value);
    return all;
}

}  // namespace areena::python
