#include "arrow_capsule.hpp"

#include "bind.hpp"
#include "record.hpp"
#include "tokens.hpp"

#include "areena/io/arrow.hpp"

#include <memory>

namespace areena::python {
namespace {

constexpr const char* stream_name = "arrow_array_stream";
constexpr const char* schema_name = "arrow_schema";

/// A consumer that takes the stream over leaves `release` null behind; nobody may have come.
void end_stream(PyObject* capsule) {
    auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, stream_name));
    if (!stream) {
        PyErr_WriteUnraisable(capsule);
        return;
    }
    if (stream->release) stream->release(stream);
    delete stream;
}

/// A request is a wish: types are ours. Other columns are no such table at all.
void check_request(const io::ArrowTable& table, py::handle requested) {
    if (requested.is_none()) return;
    if (!PyCapsule_IsValid(requested.ptr(), schema_name))
        throw py::type_error(
            "__arrow_c_stream__: requested_schema is None or a capsule \"arrow_schema\"");
    const auto* schema =
        static_cast<const ArrowSchema*>(PyCapsule_GetPointer(requested.ptr(), schema_name));
    bool is_same = schema->release != nullptr &&
                   static_cast<std::size_t>(schema->n_children) == table.columns.size();
    for (std::size_t i = 0; is_same && i < table.columns.size(); ++i)
        is_same = schema->children[i]->name && table.columns[i].name == schema->children[i]->name;
    if (is_same) return;
    std::string names;
    for (const io::ArrowColumn& column : table.columns)
        names += (names.empty() ? "" : ", ") + column.name;
    throw Error("arrow.schema",
                "__arrow_c_stream__: requested_schema has other columns than the table; the table "
                "has: " + names + ". Ask for these, and select from what you get.");
}

/// Names as Python has them, and what is personal now.
void take_names(const RecordClass& cls, io::ArrowTable& table) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        table.columns[i].name = cls.attributes[i].name;
        table.columns[i].redacted = cls.attributes[i].personal;
    }
}

const Attribute& attribute_called(const RecordClass& cls, const std::string& name) {
    for (const Attribute& attribute : cls.attributes)
        if (attribute.name == name) return attribute;
    throw py::value_error(cls.name + " has no field '" + name + "'");
}

/// The records of a column, kept alive without their Python objects: chunks may be built without
/// the interpreter lock.
io::ArrowColumn column_from(py::handle given) {
    const RecordClass* cls =
        registry().record_by_python.at(reinterpret_cast<PyTypeObject*>(
            py::object(given.attr("record")).ptr()));
    const Attribute& attribute = attribute_called(*cls, given.attr("field").cast<std::string>());
    auto rows = std::make_shared<std::vector<Owner>>();
    for (const py::handle record : given.attr("rows")) {
        if (!record_value(record, *cls->type))
            throw py::type_error("a column of " + cls->name + ": unexpected " +
                                 Py_TYPE(record.ptr())->tp_name);
        rows->push_back(reinterpret_cast<RecordObject*>(record.ptr())->value);
    }
    const Field* field = attribute.field;
    const auto at = [rows, field](std::size_t row) { return member_of(*field, (*rows)[row].get()); };
    return {given.attr("name").cast<std::string>(), &field->type(), at, field, attribute.personal};
}

/// A stream of an areena.RecordTable.
py::capsule table_stream(py::handle given, py::handle requested) {
    io::ArrowTable table;
    table.num_rows = py::len(given);
    for (const py::handle column : given.attr("columns"))
        table.columns.push_back(column_from(column));
    io::ArrowOptions options;
    options.language = language_from(given.attr("language"), "RecordTable: language");
    options.own = language_from(given.attr("own"), "RecordTable: own");
    return stream_capsule(std::move(table), options, requested);
}

}  // namespace

py::capsule stream_capsule(io::ArrowTable table, const io::ArrowOptions& options,
                           py::handle requested) {
    check_request(table, requested);
    auto stream = std::make_unique<ArrowArrayStream>();
    io::export_stream(std::move(table), options, *stream);
    PyObject* made = PyCapsule_New(stream.get(), stream_name, &end_stream);
    if (!made) {
        stream->release(stream.get());
        throw py::error_already_set();
    }
    stream.release();
    return py::reinterpret_steal<py::capsule>(made);
}

py::capsule nouns_stream(const NounsView& nouns, Language language, py::handle requested) {
    io::ArrowTable table = io::arrow_table(*nouns.list, nouns.items);
    take_names(class_of(nouns.element()), table);
    io::ArrowOptions options;
    options.language = language;
    options.own = nouns.language;
    return stream_capsule(std::move(table), options, requested);
}

void bind_arrow(py::module_& module) {
    module.def("_table_stream", &table_stream, py::arg("table"), py::arg("requested_schema"));
    module.def(
        "_nouns_stream",
        [](const NounsView& nouns, py::handle language, py::handle requested) {
            return nouns_stream(nouns, language_from(language, "nouns: language"), requested);
        },
        py::arg("nouns"), py::arg("language"), py::arg("requested_schema"));
}

}  // namespace areena::python
