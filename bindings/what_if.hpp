#pragma once

#include "bind.hpp"

#include "areena/planning/plan.hpp"

namespace areena::python {

/// Comparisons of plans and questions to a plan, as methods of it.
void define_what_if(py::module_& module, py::class_<planning::Plan>& cls);

}  // namespace areena::python
