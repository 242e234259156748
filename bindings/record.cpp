#include "record.hpp"

#include "errors.hpp"
#include "pickling.hpp"

#include "areena/io/json.hpp"

#include <algorithm>
#include <new>

namespace areena::python {
namespace {

RecordObject* as_record(PyObject* object) { return reinterpret_cast<RecordObject*>(object); }

PyObject* allocate(const RecordClass& cls, std::shared_ptr<const void> value) {
    PyObject* self = cls.python->tp_alloc(cls.python, 0);
    if (!self) return nullptr;
    as_record(self)->cls = &cls;
    new (&as_record(self)->value) std::shared_ptr<const void>(std::move(value));
    as_record(self)->network = nullptr;
    return self;
}

void record_dealloc(PyObject* self) {
    PyTypeObject* type = Py_TYPE(self);
    as_record(self)->value.~shared_ptr();
    Py_XDECREF(as_record(self)->network);
    type->tp_free(self);
    Py_DECREF(type);
}

/// The one positional argument that a record with a short form takes.
void take_short_form(const RecordClass& cls, void* into, const py::tuple& args,
                     const py::dict& kwargs) {
    if (args.empty()) return;
    if (!cls.type->parse || args.size() > 1)
        throw py::type_error(cls.name + " takes " + (cls.type->parse ? "one text or " : "") +
                             "keyword arguments only");
    if (!kwargs.empty())
        throw py::type_error(cls.name + ": either a plain text or fields, not both");
    from_python(*cls.type, nullptr, into, args[0], Where{nullptr, cls.name});
}

PyObject* record_new(PyTypeObject* python, PyObject* args, PyObject* kwargs) {
    return guarded<PyObject*>(nullptr, [&]() -> PyObject* {
        const auto found = registry().record_by_python.find(python);
        if (found == registry().record_by_python.end())
            throw py::type_error("areena.Record is the base of all records and has no values");
        const RecordClass& cls = *found->second;
        const auto positional = py::reinterpret_borrow<py::tuple>(args);
        const py::dict named = kwargs ? py::reinterpret_borrow<py::dict>(kwargs) : py::dict();
        std::shared_ptr<void> value = fresh(*cls.type);
        take_short_form(cls, value.get(), positional, named);
        if (positional.empty())
            fill_record(cls, value.get(), named, Where{nullptr, cls.name}, true);
        return allocate(cls, std::move(value));
    });
}

PyObject* record_get(PyObject* self, void* closure) {
    return guarded<PyObject*>(nullptr, [&] {
        const Field& field = *static_cast<const Attribute*>(closure)->field;
        const auto& value = as_record(self)->value;
        return to_python(field.type(), member_of(field, value.get()), value).release().ptr();
    });
}

int record_set(PyObject* self, PyObject* name, PyObject*) {
    const RecordClass& cls = *as_record(self)->cls;
    const bool is_field = std::ranges::any_of(cls.attributes, [&](const Attribute& attribute) {
        return PyUnicode_CompareWithASCIIString(name, attribute.name.c_str()) == 0;
    });
    if (is_field)
        PyErr_Format(PyExc_AttributeError,
                     "%s is frozen: '%U' cannot be set; replace(%U=...) makes a changed copy",
                     cls.name.c_str(), name, name);
    else
        PyErr_Format(PyExc_AttributeError, "%s has no field '%U'", cls.name.c_str(), name);
    return -1;
}

PyObject* record_repr_slot(PyObject* self) {
    return guarded<PyObject*>(nullptr, [&] {
        const RecordObject* record = as_record(self);
        return py::str(record_repr(*record->cls, record->value.get())).release().ptr();
    });
}

PyObject* record_str(PyObject* self) {
    const RecordObject* record = as_record(self);
    if (!record->cls->text) return record_repr_slot(self);
    return guarded<PyObject*>(
        nullptr, [&] { return py::str(record->cls->text(record->value.get())).release().ptr(); });
}

PyObject* record_compare(PyObject* a, PyObject* b, int operation) {
    const bool comparable = (operation == Py_EQ || operation == Py_NE) && record_class(b) &&
                            record_class(a) == record_class(b);
    if (!comparable) Py_RETURN_NOTIMPLEMENTED;
    const RecordObject* left = as_record(a);
    const void* right = as_record(b)->value.get();
    const bool equal =
        left->value.get() == right || left->cls->type->equal(left->value.get(), right);
    return PyBool_FromLong(equal == (operation == Py_EQ));
}

Py_hash_t record_hash(PyObject* self) {
    return guarded<Py_hash_t>(-1, [&] {
        const RecordObject* record = as_record(self);
        const auto hash =
            static_cast<Py_hash_t>(hash_value(*record->cls->type, record->value.get()));
        return hash == -1 ? Py_hash_t{-2} : hash;
    });
}

/// A text in no named language and texts in languages do not go together.
void refuse_plain(const RecordClass& cls, const void* value, PyObject* changes) {
    std::string plain;
    const bool is_plain = cls.type->print && cls.type->print(value, plain);
    const bool has_fields = PyDict_Size(changes) > 0 && !py::handle(changes).contains("plain");
    if (is_plain && has_fields)
        throw py::type_error(cls.name + ".replace: this one is a plain text; make a new one");
}

PyObject* record_replace(PyObject* self, PyObject* args, PyObject* kwargs) {
    return guarded<PyObject*>(nullptr, [&]() -> PyObject* {
        const RecordObject* record = as_record(self);
        const RecordClass& cls = *record->cls;
        if (PyTuple_GET_SIZE(args) != 0)
            throw py::type_error(cls.name + ".replace takes keyword arguments only");
        std::shared_ptr<void> copy = copy_of(*cls.type, record->value.get());
        if (kwargs) {
            refuse_plain(cls, copy.get(), kwargs);
            fill_record(cls, copy.get(), kwargs, Where{nullptr, cls.name}, false);
        }
        return allocate(cls, std::move(copy));
    });
}

std::string to_json(const RecordObject& record, io::JsonStyle style) {
    std::string text = io::write_json(*record.cls->type, record.value.get(), style);
    if (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

PyObject* record_to_json(PyObject* self, PyObject*) {
    return guarded<PyObject*>(nullptr, [&] {
        return py::str(to_json(*as_record(self), io::JsonStyle::compact)).release().ptr();
    });
}

PyObject* record_to_dict(PyObject* self, PyObject*) {
    return guarded<PyObject*>(nullptr, [&]() -> PyObject* {
        const auto loads = py::module_::import("json").attr("loads");
        py::object data = loads(to_json(*as_record(self), io::JsonStyle::compact));
        if (PyUnicode_Check(data.ptr())) {  // a short form
            py::dict named;
            named["plain"] = data;
            data = named;
        }
        return data.release().ptr();
    });
}

/// A record from JSON text, or an error with all that is wrong with it.
py::object read_record(const RecordClass& cls, const std::string& text) {
    std::shared_ptr<void> value = fresh(*cls.type);
    std::vector<Finding> findings = io::read_json(text, *cls.type, value.get());
    if (has_errors(findings)) {
        std::string code = findings.front().code;
        throw Error(std::move(code), "the text is no valid " + cls.name, std::move(findings));
    }
    return make_record(cls, std::move(value));
}

const RecordClass& class_called(PyObject* cls) {
    const auto found = registry().record_by_python.find(reinterpret_cast<PyTypeObject*>(cls));
    if (found == registry().record_by_python.end())
        throw py::type_error("areena.Record itself has no values");
    return *found->second;
}

PyObject* record_from_json(PyObject* cls, PyObject* text) {
    return guarded<PyObject*>(nullptr, [&] {
        if (!PyUnicode_Check(text)) throw py::type_error("from_json: a str is expected");
        return read_record(class_called(cls), py::handle(text).cast<std::string>()).release().ptr();
    });
}

/// (class._restore, (version, JSON text)): plain data, independent of how objects are laid out.
PyObject* record_reduce(PyObject* self, PyObject*) {
    return guarded<PyObject*>(nullptr, [&] {
        const py::handle cls(reinterpret_cast<PyObject*>(Py_TYPE(self)));
        const auto state =
            py::make_tuple(pickle_version, to_json(*as_record(self), io::JsonStyle::compact));
        return py::make_tuple(cls.attr("_restore"), state).release().ptr();
    });
}

PyObject* record_restore(PyObject* cls, PyObject* args) {
    return guarded<PyObject*>(nullptr, [&]() -> PyObject* {
        long version = 0;
        PyObject* text = nullptr;
        if (!PyArg_ParseTuple(args, "lU", &version, &text)) return nullptr;
        check_pickle(version);
        return read_record(class_called(cls), py::handle(text).cast<std::string>()).release().ptr();
    });
}

PyObject* record_network(PyObject* self, void*) {
    PyObject* network = as_record(self)->network;
    return Py_NewRef(network ? network : Py_None);
}

PyObject* record_html(PyObject* self, PyObject*) {
    return guarded<PyObject*>(nullptr, [&] {
        const py::object face = py::module_::import("areena._faces").attr("record_html");
        return face(py::handle(self)).release().ptr();
    });
}

PyObject* record_self(PyObject* self, PyObject*) { return Py_NewRef(self); }

template <class Function>
PyCFunction as_function(Function* function) {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

PyMethodDef record_methods[] = {
    {"replace", as_function(record_replace), METH_VARARGS | METH_KEYWORDS,
     "replace($self, /, **changes)\n--\n\nA copy with the given fields changed."},
    {"__replace__", as_function(record_replace), METH_VARARGS | METH_KEYWORDS,
     "__replace__($self, /, **changes)\n--\n\nWhat copy.replace calls."},
    {"to_dict", record_to_dict, METH_NOARGS,
     "to_dict($self, /)\n--\n\nThe record as it stands in a document: dicts, lists, str and "
     "numbers; fields with\ntheir default value are left out."},
    {"to_json", record_to_json, METH_NOARGS,
     "to_json($self, /)\n--\n\nThe record as JSON text on one line."},
    {"from_json", record_from_json, METH_O | METH_CLASS,
     "from_json($type, text, /)\n--\n\nReads a record from JSON text; raises Error with all that "
     "is wrong with it."},
    {"_repr_html_", record_html, METH_NOARGS,
     "_repr_html_($self, /)\n--\n\nHow notebooks show the record."},
    {"_restore", record_restore, METH_VARARGS | METH_CLASS,
     "_restore($type, version, data, /)\n--\n\nWhat pickles call."},
    {"__reduce__", record_reduce, METH_NOARGS, "__reduce__($self, /)\n--\n\nFor pickle."},
    {"__copy__", record_self, METH_NOARGS, "__copy__($self, /)\n--\n\nItself: it cannot change."},
    {"__deepcopy__", record_self, METH_O,
     "__deepcopy__($self, memo, /)\n--\n\nItself: it cannot change."},
    {nullptr, nullptr, 0, nullptr}};

PyGetSetDef base_getset[] = {{"_network", record_network, nullptr,
                              "What a result speaks of, for its face; or None.", nullptr},
                             {nullptr, nullptr, nullptr, nullptr, nullptr}};

}  // namespace

PyTypeObject* make_base_type() {
    static constexpr const char* doc =
        "Base of all records: frozen, compared by value, picklable, described by a table.";
    PyType_Slot slots[] = {{Py_tp_doc, const_cast<char*>(doc)},
                           {Py_tp_new, reinterpret_cast<void*>(record_new)},
                           {Py_tp_dealloc, reinterpret_cast<void*>(record_dealloc)},
                           {Py_tp_repr, reinterpret_cast<void*>(record_repr_slot)},
                           {Py_tp_str, reinterpret_cast<void*>(record_str)},
                           {Py_tp_richcompare, reinterpret_cast<void*>(record_compare)},
                           {Py_tp_hash, reinterpret_cast<void*>(record_hash)},
                           {Py_tp_setattro, reinterpret_cast<void*>(record_set)},
                           {Py_tp_methods, record_methods},
                           {Py_tp_getset, base_getset},
                           {0, nullptr}};
    PyType_Spec spec{"areena.Record", static_cast<int>(sizeof(RecordObject)), 0,
                     Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots};
    PyObject* type = PyType_FromSpec(&spec);
    if (!type) throw py::error_already_set();
    return reinterpret_cast<PyTypeObject*>(type);
}

PyTypeObject* make_record_type(RecordClass& cls) {
    cls.getset.clear();
    for (Attribute& attribute : cls.attributes)
        cls.getset.push_back(
            {attribute.name.c_str(), record_get, nullptr, attribute.doc.c_str(), &attribute});
    cls.getset.push_back({nullptr, nullptr, nullptr, nullptr, nullptr});
    PyType_Slot slots[] = {{Py_tp_doc, cls.doc.data()},
                           {Py_tp_new, reinterpret_cast<void*>(record_new)},
                           {Py_tp_dealloc, reinterpret_cast<void*>(record_dealloc)},
                           {Py_tp_getset, cls.getset.data()},
                           {0, nullptr}};
    PyType_Spec spec{cls.qualified.c_str(), static_cast<int>(sizeof(RecordObject)), 0,
                     Py_TPFLAGS_DEFAULT, slots};
    PyObject* type = PyType_FromSpecWithBases(&spec, reinterpret_cast<PyObject*>(registry().base));
    if (!type) throw py::error_already_set();
    return reinterpret_cast<PyTypeObject*>(type);
}

py::object make_record(const RecordClass& cls, std::shared_ptr<const void> value) {
    PyObject* made = allocate(cls, std::move(value));
    if (!made) throw py::error_already_set();
    return py::reinterpret_steal<py::object>(made);
}

py::object with_network(py::object record, const py::object& network) {
    as_record(record.ptr())->network = py::object(network).release().ptr();
    return record;
}

const RecordClass* record_class(py::handle object) {
    // A class made from a table is final, so the type itself tells.
    const auto found = registry().record_by_python.find(Py_TYPE(object.ptr()));
    return found == registry().record_by_python.end() ? nullptr : found->second;
}

const void* record_value(py::handle object, const Type& type) {
    const RecordClass* cls = record_class(object);
    return cls && cls->type == &type ? as_record(object.ptr())->value.get() : nullptr;
}

}  // namespace areena::python
