#include "bind.hpp"
#include "columns.hpp"
#include "errors.hpp"
#include "registry.hpp"

#include "areena/version.hpp"

namespace {

namespace py = pybind11;

/// For reports of faults.
py::dict build_facts() {
    py::dict facts;
#if defined(__VERSION__)
    facts["compiler"] = __VERSION__;
#endif
#ifdef NDEBUG
    facts["assertions"] = "off";
#else
    facts["assertions"] = "on";
#endif
    facts["pybind11"] = PYBIND11_TOSTRING(PYBIND11_VERSION_MAJOR) "." PYBIND11_TOSTRING(
        PYBIND11_VERSION_MINOR) "." PYBIND11_TOSTRING(PYBIND11_VERSION_MICRO);
    return facts;
}

}  // namespace

/// The table of contents of `areena._core`. Users import `areena`.
PYBIND11_MODULE(_core, module) {
    using namespace areena::python;
    module.doc() = "The compiled part of areena; import areena instead.";
    bind_errors(module);
    start_registry(module);
    bind_core(module);
    bind_nouns(module);
    bind_network(module);
    bind_tables(module);
    bind_arrow(module);
    bind_columns(module);
    bind_io(module);
    bind_selection(module);
    bind_constrained(module);
    bind_election(module);
    bind_timetable(module);
    bind_timetable_questions(module);
    bind_planning(module);
    module.def("_build", &build_facts, "How the module was built.");
    module.def("_personal_fields", &personal_fields, py::arg("cls"));
    module.def("_mark_personal", &mark_personal, py::arg("cls"), py::arg("name"),
               py::arg("is_personal"));
    module.def("_describe", &describe, "What the tables say of every class.");
    module.attr("__version__") =
        py::str(areena::library_version.data(), areena::library_version.size());
}
