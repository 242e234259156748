#include "tables.hpp"

#include "arrow_capsule.hpp"
#include "bind.hpp"
#include "pickling.hpp"

#include "areena/io/json.hpp"
#include "areena/nouns.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace areena::python {
namespace {

using io::Column;
using io::ColumnType;
using io::ColumnValues;

/// A table's columns, shared with Python; a column turns into a tuple when it is asked for.
struct TableData {
    std::shared_ptr<const std::vector<Column>> columns;
    std::size_t num_rows = 0;
};

template <class T>
py::object value_object(const T& value) {
    return to_python(detail::Described<T>::get(), &value, {});
}

py::tuple values_of(const Column& column) {
    py::tuple all(column.present.size());
    std::visit(
        [&](const auto& values) {
            using T = typename std::decay_t<decltype(values)>::value_type;
            for (std::size_t i = 0; i < values.size(); ++i)
                all[i] = column.present[i] ? value_object<T>(values[i]) : py::object(py::none());
        },
        column.values);
    return all;
}

const Column& column_called(const TableData& data, const std::string& name) {
    std::vector<std::string> names;
    for (const Column& column : *data.columns) {
        if (column.name == name) return column;
        names.push_back(column.name);
    }
    detail::throw_not_found("the columns of the table", name, names);
}

py::tuple names_of(const TableData& data) {
    py::tuple names(data.columns->size());
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = py::str((*data.columns)[i].name);
    return names;
}

bool equal(const TableData& a, const TableData& b) {
    return a.columns == b.columns || *a.columns == *b.columns;
}

ColumnValues no_values(ColumnType type) {
    switch (type) {
        case ColumnType::string: return std::vector<std::string>{};
        case ColumnType::integer:
        case ColumnType::year: return std::vector<std::int64_t>{};
        case ColumnType::number: return std::vector<double>{};
        case ColumnType::boolean: return std::vector<bool>{};
        case ColumnType::date: return std::vector<Date>{};
    }
    return {};
}

/// A pickled column: name, type and values, None where there is none.
Column column_from(const py::tuple& state) {
    Column column;
    column.name = state[0].cast<std::string>();
    if (!parse_token(type_of<ColumnType>(), &column.type, state[1].cast<std::string>()))
        throw Error("pickle.content", "the pickle has a column of an unknown type");
    column.values = no_values(column.type);
    std::visit(
        [&](auto& values) {
            using T = typename std::decay_t<decltype(values)>::value_type;
            for (const py::handle item : state[2].cast<py::tuple>()) {
                T value{};
                if (!item.is_none())
                    from_python(detail::Described<T>::get(), nullptr, &value, item,
                                Where{nullptr, column.name});
                values.push_back(std::move(value));
                column.present.push_back(!item.is_none());
            }
        },
        column.values);
    return column;
}

py::tuple state_of(const TableData& data) {
    py::list columns;
    for (const Column& column : *data.columns) {
        std::string type;
        print_token(type_of<ColumnType>(), &column.type, type);
        columns.append(py::make_tuple(column.name, type, values_of(column)));
    }
    return py::make_tuple(data.num_rows, columns);
}

TableData data_from(const py::tuple& state) {
    std::vector<Column> columns;
    for (const py::handle column : state[1].cast<py::list>())
        columns.push_back(column_from(py::reinterpret_borrow<py::tuple>(column)));
    return {std::make_shared<const std::vector<Column>>(std::move(columns)),
            state[0].cast<std::size_t>()};
}

void bind_data(py::module_& module) {
    py::class_<TableData> cls(module, "_TableData", "The columns of a table.");
    cls.def_property_readonly("names", &names_of, "The names of the columns.");
    cls.def_readonly("num_rows", &TableData::num_rows, "How many rows there are.");
    cls.def(
        "values",
        [](const TableData& data, const std::string& name) {
            return values_of(column_called(data, name));
        },
        py::arg("name"), "The values of a column, None where there is none.");
    cls.def(
        "arrow_stream",
        [](const TableData& data, py::handle requested) {
            return stream_capsule(io::arrow_table(*data.columns, data.num_rows), {}, requested);
        },
        py::arg("requested_schema"), "The columns as an Arrow stream, in a capsule.");
    cls.def("__eq__", [](const TableData& a, const py::object& b) {
        return py::isinstance<TableData>(b) && equal(a, b.cast<const TableData&>());
    });
    cls.attr("__hash__") = py::none();
    add_pickling(cls, &state_of, &data_from);
}

}  // namespace

py::object tables_object(io::Tables tables) {
    const py::module_ module = py::module_::import("areena.tables");
    py::list all;
    for (io::Table& table : tables.tables) {
        TableData data{std::make_shared<const std::vector<Column>>(std::move(table.columns)),
                       table.num_rows};
        all.append(module.attr("Table")(record_object(std::move(table.resource)),
                                        py::cast(std::move(data))));
    }
    return module.attr("Tables")(record_object(std::move(tables.package)), py::tuple(all),
                                 record_tuple(std::move(tables.findings)));
}

void bind_tables(py::module_& module) {
    constexpr std::string_view home = "areena.tables";
    add_enum(module, type_of<ColumnType>(), home);
    add_record(module, type_of<io::Constraints>(), home);
    add_record(module, type_of<io::TableField>(), home);
    add_record(module, type_of<io::KeyReference>(), home);
    add_record(module, type_of<io::ForeignKey>(), home);
    add_record(module, type_of<io::TableSchema>(), home);
    add_record(module, type_of<io::Dialect>(), home);
    add_record(module, type_of<io::Licence>(), home);
    add_record(module, type_of<io::TableSource>(), home);
    add_record(module, type_of<io::Resource>(), home);
    add_record(module, type_of<io::DataPackage>(), home);
    bind_data(module);
}

}  // namespace areena::python
