#pragma once

#include "areena/core/fields.hpp"

#include <pybind11/pybind11.h>

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// \file
/// Which Python class stands for which description. No C++ type of the domain is known here: a
/// class is made from its table, and everything below works for all of them.

namespace areena::python {

namespace py = pybind11;

struct RecordClass;

/// A row of a table with what CPython wants to hold on to: its name as a C string, its docstring.
/// A name that is a keyword of Python has an underscore behind it: `pass_`.
struct Attribute {
    const RecordClass* owner = nullptr;
    const Field* field = nullptr;
    std::string name;
    std::string doc;
    bool personal = false;  ///< as in the table; a test may mark others
};

/// The Python class of a record.
struct RecordClass {
    const Type* type = nullptr;
    std::string name;       ///< "Member"
    std::string module;     ///< "areena"
    std::string qualified;  ///< "areena.Member"
    std::string doc;        ///< with the signature that inspect reads
    std::vector<Attribute> attributes;
    std::vector<PyGetSetDef> getset;
    PyTypeObject* python = nullptr;
    PyTypeObject* several = nullptr;  ///< the subclass of areena.Records for tuples of these
    void* defaults = nullptr;                    ///< a value with nothing set
    std::string (*text)(const void*) = nullptr;  ///< str(); repr() if null
};

/// The Python enumeration of a token type with choices.
struct EnumClass {
    const Type* type = nullptr;
    std::string name;
    std::string module;
    std::vector<std::string> member_names;
    PyObject* python = nullptr;
    std::vector<PyObject*> members;  ///< in the order of the choices
};

/// All classes, and the standard library's types that values turn into. One for the process and
/// never destroyed: objects may outlive the module while the interpreter shuts down.
struct Registry {
    std::deque<RecordClass> records;
    std::deque<EnumClass> enums;
    std::unordered_map<const Type*, RecordClass*> record_by_type;
    std::unordered_map<const PyTypeObject*, RecordClass*> record_by_python;
    std::unordered_map<const Type*, EnumClass*> enum_by_type;
    PyTypeObject* base = nullptr;  ///< areena.Record
    PyObject* decimal = nullptr;
    PyObject* fraction = nullptr;
    PyObject* mapping_proxy = nullptr;
    PyObject* mapping = nullptr;  ///< collections.abc.Mapping
};

[[nodiscard]] Registry& registry();

/// Fetches the standard library's types and makes the base class; first thing of the module.
void start_registry(py::module_& module);

/// Makes the Python enumeration of `type` as `module.Name`, with the C++ words as member names.
void add_enum(py::module_& core, const Type& type, std::string_view module = "areena");

/// Makes the frozen Python class of the record `type` as `module.Name`. The records and
/// enumerations it speaks of must have been added before it.
RecordClass& add_record(py::module_& core, const Type& type, std::string_view module = "areena",
                        std::string (*text)(const void*) = nullptr);

/// The class of a record, or throws: a record without one is a fault of ours.
[[nodiscard]] const RecordClass& class_of(const Type& type);

/// Adds a read-only property written in C++ to a class made from a table.
void add_property(const RecordClass& cls, const char* name, const py::cpp_function& getter,
                  const char* doc);

/// The names of a class's fields that hold personal data.
[[nodiscard]] py::list personal_fields(py::handle cls);
/// Treats a field as personal, or as not, from now on. For tests of redaction.
void mark_personal(py::handle cls, const std::string& name, bool is_personal);

/// What the tables say, as plain dictionaries, for the stubs and for tests.
[[nodiscard]] py::list describe();
[[nodiscard]] py::list describe_fields(const RecordClass& cls);

}  // namespace areena::python
