#pragma once

#include "areena/selection/all_outcomes.hpp"
#include "areena/selection/ejr_plus.hpp"
#include "areena/selection/why_not.hpp"

#include <pybind11/pybind11.h>

#include <string>

/// \file
/// What is said about an outcome, as the dataclasses of areena.selection.

namespace areena::python {

/// The number of the project with an id. Throws `selection.project`, naming the nearest ids.
[[nodiscard]] int project_index(const selection::Instance& instance, const std::string& id);

[[nodiscard]] pybind11::object to_python(const selection::Instance& instance,
                                         const selection::EjrPlus& checked);
[[nodiscard]] pybind11::object to_python(const selection::Instance& instance,
                                         const selection::AllOutcomes& all);
[[nodiscard]] pybind11::object to_python(const selection::Instance& instance,
                                         const selection::Selection& selection,
                                         const selection::WhyNot& why);

}  // namespace areena::python
