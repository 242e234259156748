#pragma once

#include <pybind11/pybind11.h>

/// \file
/// One function a folder of the library; module.cpp calls them in this order.

namespace areena::python {

void bind_core(pybind11::module_& module);
void bind_nouns(pybind11::module_& module);
void bind_nouns_view(pybind11::module_& module);
void bind_network(pybind11::module_& module);
void bind_tables(pybind11::module_& module);
void bind_arrow(pybind11::module_& module);
void bind_io(pybind11::module_& module);
void bind_election(pybind11::module_& module);
void bind_selection(pybind11::module_& module);
void bind_constrained(pybind11::module_& module);
void bind_timetable(pybind11::module_& module);
void bind_timetable_questions(pybind11::module_& module);
void bind_planning(pybind11::module_& module);

}  // namespace areena::python
