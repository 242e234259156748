#include "given_columns.hpp"

#include "convert.hpp"

#include "areena/core/error.hpp"
#include "areena/core/rational.hpp"

#include <pybind11/numpy.h>

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace areena::python {
namespace {

using io::GivenColumn;
using io::GivenTexts;

[[noreturn]] void refuse(const std::string& table, const std::string& column,
                         const std::string& message) {
    throw Error("selection.column", table + ": column " + quote(column) + " " + message);
}

/// Ends the stream that a capsule still holds once it was moved out.
std::vector<GivenColumn> from_stream(py::handle table, std::span<const std::string_view> wanted) {
    const py::object made = table.attr("__arrow_c_stream__")();
    auto* stream =
        static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(made.ptr(), "arrow_array_stream"));
    if (!stream) throw py::error_already_set();
    ArrowArrayStream own = std::exchange(*stream, ArrowArrayStream{});
    return io::read_columns(own, wanted);
}

bool is_nothing(py::handle value) {
    if (value.is_none()) return true;
    if (PyFloat_Check(value.ptr())) return PyFloat_AS_DOUBLE(value.ptr()) != PyFloat_AS_DOUBLE(value.ptr());
    // pandas.NA, NaT: no number and no text, equal to nothing
    return std::string_view(Py_TYPE(value.ptr())->tp_name).starts_with("NA");
}

/// Python's own values: texts, or numbers of any kind.
class ObjectColumn {
public:
    ObjectColumn(const char* table, GivenColumn& column) : table_(table), column_(column) {}

    void read(const py::list& values) {
        bool has_texts = false;
        bool has_numbers = false;
        for (const py::handle value : values) {
            if (is_nothing(value)) continue;
            (PyUnicode_Check(value.ptr()) ? has_texts : has_numbers) = true;
        }
        if (has_texts && has_numbers)
            refuse(table_, column_.name, "holds texts beside numbers; one kind is needed");
        if (has_texts)
            column_.values = GivenTexts{};
        else
            column_.values = std::vector<Rational>{};
        std::size_t row = 0;
        for (const py::handle value : values) {
            const bool lacks = is_nothing(value);
            if (lacks && column_.missing.empty()) column_.missing.assign(values.size(), 0);
            if (lacks) column_.missing[row] = 1;
            if (has_texts)
                add_text(value, lacks, row);
            else
                std::get<std::vector<Rational>>(column_.values)
                    .push_back(lacks ? Rational() : number(value, row));
            ++row;
        }
        if (!has_texts) settle_whole();
    }

private:
    void add_text(py::handle value, bool lacks, std::size_t row) {
        auto& texts = std::get<GivenTexts>(column_.values);
        if (lacks) {
            texts.at.push_back(-1);
            return;
        }
        std::string text = utf8(value, Where{nullptr, column_.name, static_cast<Py_ssize_t>(row)});
        const auto [found, is_new] =
            numbers_.try_emplace(std::move(text), static_cast<std::int32_t>(texts.texts.size()));
        if (is_new) texts.texts.push_back(found->first);
        texts.at.push_back(found->second);
    }

    Rational number(py::handle value, std::size_t row) const {
        if (PyFloat_Check(value.ptr())) {
            const double real = PyFloat_AS_DOUBLE(value.ptr());
            if (std::abs(real) <= std::numeric_limits<double>::max())
                return io::shortest_decimal(real);
        } else if (PyNumber_Check(value.ptr()) != 0 || py::hasattr(value, "numerator")) {
            try {
                const py::object exact = py::module_::import("fractions").attr("Fraction")(value);
                Rational made;
                from_python(type_of<Rational>(), nullptr, &made, exact,
                            Where{nullptr, column_.name, static_cast<Py_ssize_t>(row)});
                return made;
            } catch (const py::error_already_set& error) {
                if (!error.matches(PyExc_TypeError) && !error.matches(PyExc_ValueError) &&
                    !error.matches(PyExc_OverflowError))
                    throw;
            }
        }
        refuse(table_, column_.name,
               "row " + std::to_string(row) + " (from 0): " + py::repr(value).cast<std::string>() +
                   " is no text and no finite number");
    }

    /// Whole numbers may be ids.
    void settle_whole() {
        const auto& exact = std::get<std::vector<Rational>>(column_.values);
        std::vector<std::int64_t> whole;
        for (const Rational& value : exact) {
            if (!value.is_small() || value != Rational(value.floor())) return;
            whole.push_back(value.floor());
        }
        column_.values = std::move(whole);
    }

    const char* table_;
    GivenColumn& column_;
    std::map<std::string, std::int32_t> numbers_;
};

GivenColumn from_array(const char* table, std::string_view name, py::handle given) {
    const py::module_ numpy = py::module_::import("numpy");
    GivenColumn column;
    column.name = name;
    py::object mask;
    if (py::isinstance(given, numpy.attr("ma").attr("MaskedArray"))) {
        const py::array_t<bool> marks(numpy.attr("ma").attr("getmaskarray")(given).attr("ravel")());
        for (py::ssize_t i = 0; i < marks.size(); ++i)
            column.missing.push_back(marks.at(i) ? std::uint8_t{1} : std::uint8_t{0});
    }
    // A list goes by its elements: NumPy would make texts of numbers that stand beside texts.
    const py::array array = py::hasattr(given, "dtype")
                                ? numpy.attr("asarray")(given)
                                : numpy.attr("asarray")(given, py::arg("dtype") = "object");
    if (array.ndim() != 1)
        refuse(table, column.name, "has " + std::to_string(array.ndim()) + " dimensions; one is needed");
    const char kind = array.dtype().kind();
    const auto size = static_cast<std::size_t>(array.shape(0));
    if (kind == 'b' || kind == 'i' || (kind == 'u' && array.dtype().itemsize() < 8)) {
        const py::array_t<std::int64_t, py::array::forcecast> whole(array);
        const auto all = whole.unchecked<1>();
        std::vector<std::int64_t> values(size);
        for (std::size_t i = 0; i < size; ++i) values[i] = all(static_cast<py::ssize_t>(i));
        column.values = std::move(values);
    } else if (kind == 'f' && array.dtype().itemsize() <= 8) {
        const bool is_single = array.dtype().itemsize() == 4;
        const py::array_t<double, py::array::forcecast> reals(array);
        const auto all = reals.unchecked<1>();
        std::vector<double> values(size);
        for (std::size_t i = 0; i < size; ++i) {
            const double value = all(static_cast<py::ssize_t>(i));
            values[i] = is_single ? io::widened(static_cast<float>(value)) : value;
        }
        column.values = std::move(values);
    } else if (kind == 'U' || kind == 'O' || kind == 'T' || kind == 'u') {
        ObjectColumn(table, column).read(array.attr("tolist")());
    } else {
        refuse(table, column.name,
               "is of the dtype " + py::str(array.dtype()).cast<std::string>() +
                   "; whole numbers, floats, texts and Python's own numbers are read");
    }
    return column;
}

}  // namespace

std::vector<GivenColumn> columns_from(py::handle table, const char* name,
                                      std::span<const std::string_view> wanted) {
    if (py::hasattr(table, "keys") && py::hasattr(table, "__getitem__")) {
        std::vector<GivenColumn> columns;
        for (const std::string_view each : wanted) {
            const py::str key(each.data(), each.size());
            if (!table.contains(key)) continue;
            columns.push_back(from_array(name, each, table[key]));
        }
        return columns;
    }
    if (py::hasattr(table, "__arrow_c_stream__")) return from_stream(table, wanted);
    throw py::type_error(std::string(name) +
                         ": a mapping from column names to arrays, or a table with an Arrow stream, "
                         "is expected, not " + Py_TYPE(table.ptr())->tp_name);
}

}  // namespace areena::python
