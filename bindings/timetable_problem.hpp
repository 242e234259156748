#pragma once

#include "convert.hpp"

#include "areena/timetable/problem.hpp"

/// \file
/// The timetable's problem as the dataclasses of areena.timetable, and back.

namespace areena::python {

/// Throws TypeError that names the attribute of the wrong kind.
[[nodiscard]] timetable::Problem problem_from(py::handle problem);
[[nodiscard]] py::object problem_to_python(const timetable::Problem& problem);

}  // namespace areena::python
