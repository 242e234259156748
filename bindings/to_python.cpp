#include "convert.hpp"
#include "record.hpp"
#include "tokens.hpp"

#include "areena/core/quantity.hpp"

#include <functional>

namespace areena::python {
namespace {

/// Documents are UTF-8, file names need not be: what is not is shown as `\xff`.
py::object text_to_python(const std::string& text) {
    PyObject* made =
        PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "backslashreplace");
    if (!made) throw py::error_already_set();
    return py::reinterpret_steal<py::object>(made);
}

py::object scalar_to_python(const Scalar& scalar) {
    struct Shown {
        py::object operator()(bool value) const { return py::bool_(value); }
        py::object operator()(std::int64_t value) const { return py::int_(value); }
        py::object operator()(double value) const { return py::float_(value); }
        py::object operator()(const std::string& value) const { return text_to_python(value); }
    };
    return std::visit(Shown{}, scalar);
}

py::object decimal_to_python(const Type& type, const void* value) {
    std::string text;
    detail::print_decimal(*static_cast<const std::int64_t*>(value), type.scale, text);
    return py::handle(registry().decimal)(text);
}

/// A tuple to be filled, of the class that shows itself as a table.
py::tuple empty_records(const RecordClass& cls, std::size_t size) {
    PyObject* made = cls.several->tp_alloc(cls.several, static_cast<Py_ssize_t>(size));
    if (!made) throw py::error_already_set();
    return py::reinterpret_steal<py::tuple>(made);
}

py::object list_to_python(const Type& type, const void* value, const Owner& owner) {
    const std::size_t size = type.size(value);
    py::tuple all = type.element().kind == Kind::record
                        ? empty_records(class_of(type.element()), size)
                        : py::tuple(size);
    for (std::size_t i = 0; i < size; ++i)
        all[i] = to_python(type.element(), type.item(value, i), owner);
    return all;
}

py::object map_to_python(const Type& type, const void* value, const Owner& owner) {
    struct Context {
        const Type& element;
        const Owner& owner;
        py::dict all;
    } context{type.element(), owner, {}};
    type.visit(value, &context, [](void* to, std::string_view key, const void* item) {
        auto& c = *static_cast<Context*>(to);
        c.all[py::str(key.data(), key.size())] = to_python(c.element, item, c.owner);
    });
    return py::handle(registry().mapping_proxy)(context.all);
}

py::object record_to_python(const Type& type, const void* value, const Owner& owner) {
    const RecordClass& cls = class_of(type);
    if (owner) return make_record(cls, Owner(owner, value));
    return make_record(cls, copy_of(type, value));
}

}  // namespace

std::shared_ptr<void> fresh(const Type& type) {
    return std::shared_ptr<void>(type.create(), type.destroy);
}

std::shared_ptr<void> copy_of(const Type& type, const void* value) {
    std::shared_ptr<void> copy = fresh(type);
    type.assign(copy.get(), value);
    return copy;
}

py::object to_python(const Type& type, const void* value, const Owner& owner) {
    switch (type.kind) {
        case Kind::boolean: return py::bool_(*static_cast<const bool*>(value));
        case Kind::integer: return py::int_(*static_cast<const std::int64_t*>(value));
        case Kind::real: return py::float_(*static_cast<const double*>(value));
        case Kind::decimal: return decimal_to_python(type, value);
        case Kind::text: return text_to_python(*static_cast<const std::string*>(value));
        case Kind::scalar: return scalar_to_python(*static_cast<const Scalar*>(value));
        case Kind::token: return token_to_python(type, value);
        case Kind::optional:
            if (type.size(value) == 0) return py::none();
            return to_python(type.element(), type.item(value, 0), owner);
        case Kind::list: return list_to_python(type, value, owner);
        case Kind::map: return map_to_python(type, value, owner);
        case Kind::record: return record_to_python(type, value, owner);
    }
    throw std::logic_error("a kind without a Python form");
}

}  // namespace areena::python
