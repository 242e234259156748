#pragma once

#include "convert.hpp"

/// \file
/// The Python object of a record: a pointer into a described C++ object and a share in what keeps
/// that alive. Nothing in it can change.

namespace areena::python {

struct RecordObject {
    PyObject_HEAD const RecordClass* cls;
    std::shared_ptr<const void> value;
    PyObject* network;  ///< that a result speaks of, for its face; or null. No part of the value
};

/// The base class, and the class of one record; `cls` must stay where it is.
[[nodiscard]] PyTypeObject* make_base_type();
[[nodiscard]] PyTypeObject* make_record_type(RecordClass& cls);

/// A new object of the class that shows `value`.
[[nodiscard]] py::object make_record(const RecordClass& cls, std::shared_ptr<const void> value);

/// Lets the face of a new record speak of `network`.
[[nodiscard]] py::object with_network(py::object record, const py::object& network);

/// The record behind an object if it is of that class, else null.
[[nodiscard]] const void* record_value(py::handle object, const Type& type);
/// The class of an object made from a table, or null for anything else.
[[nodiscard]] const RecordClass* record_class(py::handle object);

/// The record behind an object. Throws TypeError, naming `what`, if it is no `T`.
template <class T>
[[nodiscard]] const T& record_cast(py::handle object, const char* what) {
    if (const void* value = record_value(object, type_of<T>()))
        return *static_cast<const T*>(value);
    throw py::type_error(std::string(what) + ": a " + std::string(type_of<T>().name) +
                         " is expected, not " + Py_TYPE(object.ptr())->tp_name);
}

/// A Python object of a C++ record, copied.
template <class T>
[[nodiscard]] py::object record_object(T value) {
    return make_record(class_of(type_of<T>()), std::make_shared<const T>(std::move(value)));
}

/// A tuple of Python objects of C++ records, copied together.
template <class T>
[[nodiscard]] py::object record_tuple(std::vector<T> values) {
    auto all = std::make_shared<const std::vector<T>>(std::move(values));
    return to_python(detail::Described<std::vector<T>>::get(), all.get(), all);
}

}  // namespace areena::python
