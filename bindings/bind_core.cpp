#include "bind.hpp"
#include "record.hpp"
#include "tokens.hpp"

#include "areena/core/finding.hpp"
#include "areena/core/localized_text.hpp"
#include "areena/core/quarter.hpp"

#include <pybind11/stl.h>

#include <optional>
#include <vector>

namespace areena::python {
namespace {

py::str text_in(py::handle self, py::handle language, py::handle own, const py::args& fallback) {
    const auto& text = record_cast<LocalizedText>(self, "LocalizedText.in_");
    const Language wanted = language_from(language, "LocalizedText.in_: language");
    std::vector<Language> others;
    for (const py::handle other : fallback)
        others.push_back(language_from(other, "LocalizedText.in_: fallback"));
    const Language home = own.is_none() ? wanted : language_from(own, "LocalizedText.in_: own");
    const std::string_view found = text.in(wanted, home, others).text;
    return {found.data(), found.size()};
}

void bind_localized_text(py::module_& module) {
    const RecordClass& cls = add_record(module, type_of<LocalizedText>(), "areena");
    add_property(cls, "plain", py::cpp_function([](py::handle self) {
                     return record_cast<LocalizedText>(self, "LocalizedText.plain").plain;
                 }),
                 "The text in the network's own language, if it was given as a plain string.");
    const py::handle python(reinterpret_cast<PyObject*>(cls.python));
    py::setattr(python, "in_",
                py::cpp_function(&text_in, py::name("in_"), py::is_method(python),
                                 py::arg("language"), py::arg("own") = py::none(),
                                 "The text in a language; else in the first of the fallback "
                                 "languages that has one, else in any.\n\nA plain text counts as "
                                 "one in the language `own`."));
}

}  // namespace

void bind_core(py::module_& module) {
    add_enum(module, type_of<Language>());
    add_enum(module, type_of<Severity>());
    bind_localized_text(module);
    add_record(module, type_of<Period>(), "areena",
               [](const void* value) { return to_string(*static_cast<const Period*>(value)); });
    add_record(module, type_of<Place>(), "areena",
               [](const void* value) { return to_string(*static_cast<const Place*>(value)); });
    add_record(module, type_of<Related>());
    add_record(module, type_of<Finding>(), "areena",
               [](const void* value) { return to_string(*static_cast<const Finding*>(value)); });
}

}  // namespace areena::python
