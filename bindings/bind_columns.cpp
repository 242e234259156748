#include "columns.hpp"

#include "arrow_capsule.hpp"
#include "convert.hpp"

#include "areena/core/error.hpp"
#include "areena/core/nearest.hpp"

#include <pybind11/numpy.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace areena::python {
namespace {

const io::ArrowColumn& column_called(const io::ArrowTable& table, const std::string& name) {
    std::vector<std::string> names;
    for (const io::ArrowColumn& column : table.columns) {
        if (column.name == name) return column;
        names.push_back(column.name);
    }
    detail::throw_not_found("the columns of the table", name, names);
}

/// Numbers in one piece.
template <class T>
py::array numbers(const io::ArrowTable& table, const io::ArrowColumn& column) {
    py::array_t<T> made(static_cast<py::ssize_t>(table.num_rows));
    T* values = made.mutable_data();
    for (std::size_t row = 0; row < table.num_rows; ++row)
        values[row] = *static_cast<const T*>(column.at(row));
    return made;
}

/// Numbers that may be missing, as doubles: NaN where there is none.
template <class T>
py::array optional_numbers(const io::ArrowTable& table, const io::ArrowColumn& column) {
    py::array_t<double> made(static_cast<py::ssize_t>(table.num_rows));
    double* values = made.mutable_data();
    for (std::size_t row = 0; row < table.num_rows; ++row) {
        const auto& value = *static_cast<const std::optional<T>*>(column.at(row));
        values[row] = value ? static_cast<double>(*value)
                            : std::numeric_limits<double>::quiet_NaN();
    }
    return made;
}

py::array objects(const io::ArrowTable& table, const io::ArrowColumn& column) {
    const py::object made = py::module_::import("numpy").attr("empty")(
        table.num_rows, py::arg("dtype") = py::dtype("O"));
    for (std::size_t row = 0; row < table.num_rows; ++row)
        made[py::int_(row)] = to_python(*column.type, column.at(row), {});
    return made;
}

/// A column as a NumPy array of its own: integers int64, doubles float64, truth values bool; numbers
/// that may be missing float64 with NaN; everything else objects.
py::array array_of(const io::ArrowTable& table, const std::string& name) {
    const io::ArrowColumn& column = column_called(table, name);
    const Type& type = *column.type;
    switch (type.kind) {
        case Kind::integer: return numbers<std::int64_t>(table, column);
        case Kind::real: return numbers<double>(table, column);
        case Kind::boolean: return numbers<bool>(table, column);
        case Kind::optional:
            if (type.element().kind == Kind::integer)
                return optional_numbers<std::int64_t>(table, column);
            if (type.element().kind == Kind::real) return optional_numbers<double>(table, column);
            break;
        default: break;
    }
    return objects(table, column);
}

}  // namespace

py::object columns_object(io::ArrowTable table) { return py::cast(std::move(table)); }

void bind_columns(py::module_& module) {
    py::class_<io::ArrowTable>(module, "_Columns", "Columns of equal length.")
        .def_property_readonly(
            "names",
            [](const io::ArrowTable& table) {
                py::tuple names(table.columns.size());
                for (std::size_t i = 0; i < names.size(); ++i)
                    names[i] = py::str(table.columns[i].name);
                return names;
            },
            "The names of the columns.")
        .def_readonly("num_rows", &io::ArrowTable::num_rows, "How many rows there are.")
        .def("array", &array_of, py::arg("name"), "A column as a NumPy array of its own.")
        .def(
            "arrow_stream",
            [](const io::ArrowTable& table, py::handle requested) {
                return stream_capsule(table, {}, requested);
            },
            py::arg("requested_schema"), "The columns as an Arrow stream, in a capsule.");
}

}  // namespace areena::python
