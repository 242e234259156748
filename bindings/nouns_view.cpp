#include "nouns_view.hpp"

#include "arrow_capsule.hpp"
#include "bind.hpp"
#include "pickling.hpp"
#include "record.hpp"

#include "areena/io/json.hpp"
#include "areena/network.hpp"

#include <algorithm>

namespace areena::python {
namespace {

std::size_t index_from(const NounsView& nouns, py::ssize_t index) {
    const auto size = static_cast<py::ssize_t>(nouns.size());
    const py::ssize_t at = index < 0 ? index + size : index;
    if (at < 0 || at >= size)
        throw py::index_error(nouns.name + "[" + std::to_string(index) + "]: there are " +
                              std::to_string(size));
    return static_cast<std::size_t>(at);
}

std::vector<std::string> ids(const NounsView& nouns) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < nouns.size(); ++i) all.push_back(nouns.id(i));
    return all;
}

py::tuple id_tuple(const NounsView& nouns) {
    py::tuple all(nouns.size());
    for (std::size_t i = 0; i < nouns.size(); ++i) all[i] = py::str(nouns.id(i));
    return all;
}

/// A sub-sequence with copies of its own.
NounsView part(const NounsView& nouns, const py::slice& slice) {
    py::ssize_t start = 0;
    py::ssize_t stop = 0;
    py::ssize_t step = 1;
    py::ssize_t count = 0;
    if (!slice.compute(static_cast<py::ssize_t>(nouns.size()), &start, &stop, &step, &count))
        throw py::error_already_set();
    NounsView result = nouns;
    const std::shared_ptr<void> items = fresh(*nouns.list);
    for (py::ssize_t i = 0; i < count; ++i, start += step)
        nouns.element().assign(nouns.list->grow(items.get()),
                               nouns.item(static_cast<std::size_t>(start)));
    result.items = items;
    result.is_sorted = nouns.is_sorted && step > 0;
    return result;
}

py::object get_item(const NounsView& nouns, py::handle key) {
    if (PyUnicode_Check(key.ptr())) {
        const std::string id = utf8(key, Where{nullptr, nouns.name});
        const std::size_t i = nouns.find(id);
        if (i == nouns.size()) detail::throw_not_found(nouns.name, id, ids(nouns));
        return nouns.object(i);
    }
    if (PySlice_Check(key.ptr()))
        return py::cast(part(nouns, py::reinterpret_borrow<py::slice>(key)));
    if (PyIndex_Check(key.ptr()))
        return nouns.object(index_from(nouns, py::cast<py::ssize_t>(key)));
    throw py::type_error(nouns.name + "[...]: an id, an index or a slice is expected, not " +
                         std::string(Py_TYPE(key.ptr())->tp_name));
}

/// The position of an id, or of a noun equal to the one given, or size().
std::size_t position(const NounsView& nouns, py::handle key) {
    if (PyUnicode_Check(key.ptr())) return nouns.find(utf8(key, Where{nullptr, nouns.name}));
    const void* value = record_value(key, nouns.element());
    std::size_t i = value ? 0 : nouns.size();
    while (i < nouns.size() && !nouns.element().equal(nouns.item(i), value)) ++i;
    return i;
}

/// As tuple.index: negative bounds count from the end.
std::size_t index_of(const NounsView& nouns, py::handle key, py::ssize_t start, py::object stop) {
    const auto size = static_cast<py::ssize_t>(nouns.size());
    const auto bound = [&](py::ssize_t at) {
        return std::max<py::ssize_t>(at < 0 ? at + size : at, 0);
    };
    const std::size_t found = position(nouns, key);
    const auto at = static_cast<py::ssize_t>(found);
    const py::ssize_t end = stop.is_none() ? size : bound(py::cast<py::ssize_t>(stop));
    if (at == size || at < bound(start) || at >= end)
        throw py::value_error(py::repr(key).cast<std::string>() + " is not in " + nouns.name);
    return found;
}

py::tuple all_of(const NounsView& nouns) {
    return to_python(*nouns.list, nouns.items.get(), nouns.items);
}

py::object display(const NounsView& nouns, const char* function) {
    return py::module_::import("areena._faces").attr(function)(nouns);
}

py::tuple plain_data(const NounsView& nouns) {
    return py::make_tuple(nouns.name, std::string(to_string(nouns.language)), nouns.is_sorted,
                          io::write_json(*nouns.list, nouns.items.get()));
}

NounsView restored(const py::tuple& state) {
    NounsView nouns;
    nouns.name = state[0].cast<std::string>();
    nouns.is_sorted = state[2].cast<bool>();
    const Field* field = find_field(type_of<NetworkData>(), nouns.name);
    if (!field || field->type().kind != Kind::list ||
        !parse_token(type_of<Language>(), &nouns.language, state[1].cast<std::string>()))
        throw Error("pickle.content", "the pickle holds no list of nouns");
    nouns.list = &field->type();
    const std::shared_ptr<void> items = fresh(*nouns.list);
    std::vector<Finding> findings =
        io::read_json(state[3].cast<std::string>(), *nouns.list, items.get());
    if (has_errors(findings))
        throw Error("pickle.content", "the pickled " + nouns.name + " are not valid",
                    std::move(findings));
    nouns.items = items;
    return nouns;
}

bool equal(const NounsView& a, const NounsView& b) {
    return a.list == b.list && a.list->equal(a.items.get(), b.items.get());
}

void bind_sequence(py::class_<NounsView>& cls) {
    cls.def("__len__", &NounsView::size);
    cls.def("__getitem__", &get_item, py::arg("key"),
            "A noun by id or by index, or a part by slice.");
    cls.def("__iter__", [](const NounsView& nouns) { return py::iter(all_of(nouns)); });
    cls.def("__reversed__", [](const NounsView& nouns) {
        return py::iter(all_of(nouns)[py::slice(-1, PY_SSIZE_T_MIN, -1)]);
    });
    cls.def("__contains__", [](const NounsView& nouns, py::handle key) {
        return position(nouns, key) < nouns.size();
    });
    cls.def("index", &index_of, py::arg("value"), py::arg("start") = 0,
            py::arg("stop") = py::none(), "The position of an id or of a noun.");
    cls.def(
        "count",
        [](const NounsView& nouns, py::handle key) {
            return position(nouns, key) < nouns.size() ? 1 : 0;
        },
        py::arg("value"), "1 if an id or a noun is there, else 0.");
}

/// Calls `module.function(nouns, language)`, written in Python.
void add_frame(py::class_<NounsView>& cls, const char* name, const char* module,
               const char* function, const char* doc) {
    cls.def(
        name,
        [module, function](const NounsView& nouns, py::object language) {
            return py::module_::import(module).attr(function)(nouns, language);
        },
        py::kw_only(), py::arg("language") = py::none(), doc);
}

void add_frames(py::class_<NounsView>& cls) {
    cls.def(
        "__arrow_c_stream__",
        [](const NounsView& nouns, py::handle requested_schema) {
            return nouns_stream(nouns, nouns.language, requested_schema);
        },
        py::arg("requested_schema") = py::none(),
        "The nouns as an Arrow stream, in a capsule: pyarrow, duckdb, pandas and others read it. "
        "Localized texts are in the network's language.");
    add_frame(cls, "table", "areena.records", "nouns_table",
              "The nouns as a RecordTable; localized texts are in `language` (by default the network's "
              "own).");
    add_frame(cls, "to_arrow", "areena.frames", "nouns_arrow",
              "A pyarrow Table with a row for each noun; localized texts are in `language` (by "
              "default the network's own).");
    add_frame(cls, "to_pandas", "areena.frames", "nouns_frame",
              "A pandas DataFrame with a row for each noun, indexed by id.\n\nReferences are ids, "
              "localized texts are in `language` (by default the network's own), lists stay "
              "lists.");
    add_frame(cls, "to_polars", "areena.frames", "nouns_polars",
              "A polars DataFrame with a row for each noun; localized texts are in `language` (by "
              "default the network's own).");
}

}  // namespace

py::object NounsView::object(std::size_t i) const { return to_python(element(), item(i), items); }

std::string NounsView::id(std::size_t i) const {
    const Field* field = find_field(element(), "id");
    std::string text;
    print_token(field->type(), member_of(*field, item(i)), text);
    return text;
}

std::size_t NounsView::find(std::string_view key) const {
    std::size_t low = 0;
    std::size_t high = size();
    if (!is_sorted) {
        while (low < high && id(low) != key) ++low;
        return low;
    }
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (id(middle) < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < size() && id(low) == key ? low : size();
}

void bind_nouns_view(py::module_& module) {
    py::class_<NounsView> cls(
        module, "Nouns",
        "All nouns of one kind, in the order of their ids: a sequence that is "
        "also looked up by id.");
    cls.attr("__module__") = "areena";
    cls.def(py::init([](const py::args&, const py::kwargs&) -> NounsView {
        throw py::type_error("Nouns come from a network or a draft: network.members");
    }));
    bind_sequence(cls);
    cls.def_property_readonly("ids", &id_tuple, "All ids, in order.");
    cls.def_readonly("name", &NounsView::name, "What they are called: \"members\".");
    cls.def_property_readonly(
        "noun",
        [](const NounsView& n) {
            return py::handle(reinterpret_cast<PyObject*>(class_of(n.element()).python));
        },
        "The class of each of them.");
    cls.def_property_readonly(
        "language",
        [](const NounsView& n) { return to_python(type_of<Language>(), &n.language, {}); },
        "The language of plain texts.");
    cls.def(
        "get",
        [](const NounsView& nouns, const std::string& id, py::object otherwise) {
            const std::size_t i = nouns.find(id);
            return i < nouns.size() ? nouns.object(i) : otherwise;
        },
        py::arg("id"), py::arg("default") = py::none(), "The noun with this id, or the default.");
    cls.def("__eq__", &equal, py::is_operator());
    cls.def(
        "__ne__", [](const NounsView& a, const NounsView& b) { return !equal(a, b); },
        py::is_operator());
    cls.def("__hash__", [](const NounsView& n) { return hash_value(*n.list, n.items.get()); });
    cls.def("__repr__", [](const NounsView& n) { return display(n, "nouns_text"); });
    cls.def("_repr_html_", [](const NounsView& n) { return display(n, "nouns_html"); });
    add_frames(cls);
    add_pickling(cls, &plain_data, &restored);
    py::module_::import("collections.abc").attr("Sequence").attr("register")(cls);
}

}  // namespace areena::python
