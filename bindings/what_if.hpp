#pragma once

#include "bind.hpp"

#include "areena/planning/plan.hpp"
#include "areena/planning/what_if.hpp"

#include <vector>

namespace areena::python {

/// Comparisons of plans and questions to a plan, as methods of it.
void define_what_if(py::module_& module, py::class_<planning::Plan>& cls);
/// Prices, stress and planning again.
void define_questions(py::module_& module, py::class_<planning::Plan>& cls);

/// Changes of capacity from a dict of amounts, or a list of CapacityChange.
[[nodiscard]] std::vector<planning::CapacityChange> changes_of(py::handle capacity);

}  // namespace areena::python
