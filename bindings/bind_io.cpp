#include "bind.hpp"
#include "pickling.hpp"
#include "record.hpp"
#include "tables.hpp"

#include "areena/check.hpp"
#include "areena/io/icalendar.hpp"
#include "areena/io/json_document.hpp"
#include "areena/io/json_schema.hpp"

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <algorithm>
#include <filesystem>
#include <tuple>

namespace areena::python {
namespace {

using io::Limits;

/// A reading as Python holds it: the draft is one object, so that changing it changes the
/// reading's.
struct PythonReading {
    py::object draft;
    py::object findings;
    io::Source source;
    py::object tables;
};

struct Read {
    io::Reading reading;
    std::vector<Finding> findings;
};

bool lies_within(std::string_view path, std::string_view outer) {
    return path.starts_with(outer) && (path.size() == outer.size() || path[outer.size()] == '/');
}

/// What is wrong with the text and with the content, in the order of the text, and then with the
/// tables beside it. A value that could not be read is told of once: what `check` finds wrong with
/// its default says nothing more.
std::vector<Finding> all_findings(const io::Reading& reading) {
    std::vector<Finding> content = reading.source.locate(check(reading.draft));
    std::erase_if(content, [&](const Finding& later) {
        return std::ranges::any_of(reading.findings, [&](const Finding& earlier) {
            return !earlier.path.empty() && lies_within(later.path, earlier.path);
        });
    });
    std::vector<Finding> all = reading.findings;
    all.insert(all.end(), content.begin(), content.end());
    const auto order = [](const Finding& f) {
        return std::pair(f.place.line == 0, f.place.offset);
    };
    std::ranges::stable_sort(all, {}, order);
    const std::vector<Finding>& beside = reading.tables.findings;
    all.insert(all.end(), beside.begin(), beside.end());
    return all;
}

Read with_findings(io::Reading reading) {
    std::vector<Finding> findings = all_findings(reading);
    return {std::move(reading), std::move(findings)};
}

Read read_file(const std::filesystem::path& path, const Limits& limits) {
    const py::gil_scoped_release unlocked;
    return with_findings(io::read(path, limits));
}

Read read_string(const std::string& text, const std::string& name, const Limits& limits) {
    const py::gil_scoped_release unlocked;
    return with_findings(io::read_text(text, name, limits));
}

PythonReading for_python(Read read) {
    const py::object draft = py::cast(std::move(read.reading.draft));
    py::object findings = record_tuple(std::move(read.findings));
    findings.attr("_network") = draft;
    return {draft, findings,
            std::move(read.reading.source), tables_object(std::move(read.reading.tables))};
}

/// The network, or an error with everything that is wrong.
Network network_of(Read read) {
    if (has_errors(read.findings)) {
        const std::string& file = read.reading.source.file();
        throw Error("network.inconsistent",
                    (file.empty() ? "the text" : "'" + file + "'") + " is not a valid network",
                    std::move(read.findings));
    }
    const py::gil_scoped_release unlocked;
    return std::move(read.reading.draft).build();
}

Limits limits_from(const py::dict& values) {
    const auto value = [&](const char* name) { return py::cast<std::size_t>(values[name]); };
    return {value("bytes"), value("depth"), value("string"), value("rows"), value("findings"),
            value("columns")};
}

py::dict default_limits() {
    const Limits limits;
    py::dict values;
    values["bytes"] = limits.bytes;
    values["depth"] = limits.depth;
    values["string"] = limits.string;
    values["rows"] = limits.rows;
    values["findings"] = limits.findings;
    values["columns"] = limits.columns;
    return values;
}

/// Text as UTF-8; what is not a str or bytes is refused by name.
std::string document_text(py::handle text) {
    if (PyBytes_Check(text.ptr())) return text.cast<std::string>();
    if (PyUnicode_Check(text.ptr())) return py::str(text).cast<std::string>();
    throw py::type_error(std::string("loads: a str or bytes is expected, not ") +
                         Py_TYPE(text.ptr())->tp_name);
}

py::object locate(const io::Source& source, py::handle what) {
    if (PyUnicode_Check(what.ptr())) return record_object(source.locate(what.cast<std::string>()));
    return record_object(source.locate(record_cast<Finding>(what, "SourceText.locate")));
}

void bind_source(py::module_& module) {
    py::class_<io::Source> cls(module, "SourceText",
                               "The text a document was read from: it knows lines and columns.");
    cls.attr("__module__") = "areena";
    cls.def(py::init<std::string, std::string>(), py::arg("file"), py::arg("text"));
    cls.def_property_readonly("file", &io::Source::file, "How messages call the text.");
    cls.def_property_readonly(
        "text", [](const io::Source& s) { return std::string(s.text()); }, "All of it.");
    cls.def("locate", &locate, py::arg("what"),
            "The place of a JSON pointer, or a finding with its place filled in.");
    cls.def("__repr__", [](const io::Source& s) {
        return "<SourceText " + quote(s.file()) + ", " + std::to_string(s.text().size()) +
               " bytes>";
    });
    add_pickling(
        cls, [](const io::Source& s) { return py::make_tuple(s.file(), std::string(s.text())); },
        [](const py::tuple& state) {
            return io::Source(state[0].cast<std::string>(), state[1].cast<std::string>());
        });
}

void bind_reading(py::module_& module) {
    py::class_<PythonReading> cls(module, "Reading",
                                  "What became of a document: a draft, all findings, the text.");
    cls.attr("__module__") = "areena";
    cls.def(py::init([](const py::args&, const py::kwargs&) -> PythonReading {
        throw py::type_error("a Reading comes from areena.read_draft");
    }));
    cls.def_readonly("draft", &PythonReading::draft, "What could be read.");
    cls.def_readonly("findings", &PythonReading::findings,
                     "What is wrong with the text, the content and the tables, with places.");
    cls.def_readonly("source", &PythonReading::source, "The text.");
    cls.def_readonly("tables", &PythonReading::tables, "The tables beside it, by name.");
    cls.def("__repr__", [](const PythonReading& r) {
        return "<Reading of " + quote(r.source.file()) + ": " +
               std::to_string(py::len(r.findings)) + " findings>";
    });
    add_pickling(
        cls,
        [](const PythonReading& r) {
            return py::make_tuple(r.draft, r.findings, r.source, r.tables);
        },
        [](const py::tuple& state) {
            return PythonReading{state[0], state[1], state[2].cast<io::Source>(), state[3]};
        });
}

/// Uid, first day, last day, summary, description, categories.
using Event = std::tuple<std::string, std::string, std::string, std::string, std::string,
                         std::vector<std::string>>;

std::string write_icalendar(const std::string& name, const std::string& language,
                            const std::string& made, const std::vector<Event>& events) {
    io::Calendar calendar{name, language, Date::parse(made), {}};
    for (const auto& [uid, first, last, summary, description, categories] : events)
        calendar.events.push_back({uid, Date::parse(first), Date::parse(last), summary, description,
                                   categories});
    return io::write_icalendar(calendar);
}

}  // namespace

void bind_io(py::module_& module) {
    module.def("_write_icalendar", &write_icalendar);
    bind_source(module);
    bind_reading(module);
    module.def("_default_limits", &default_limits);
    module.def("_read", [](const std::filesystem::path& path, const py::dict& limits) {
        return network_of(read_file(path, limits_from(limits)));
    });
    module.def("_read_draft", [](const std::filesystem::path& path, const py::dict& limits) {
        return for_python(read_file(path, limits_from(limits)));
    });
    module.def("_loads", [](py::handle text, const std::string& name, const py::dict& limits) {
        return network_of(read_string(document_text(text), name, limits_from(limits)));
    });
    module.def("_loads_draft",
               [](py::handle text, const std::string& name, const py::dict& limits) {
                   return for_python(read_string(document_text(text), name, limits_from(limits)));
               });
    module.def("_json_schema", &io::json_schema);
    module.def("_write", [](const Network& network, const std::filesystem::path& path) {
        const py::gil_scoped_release unlocked;
        io::save(network, path);
    });
}

}  // namespace areena::python
