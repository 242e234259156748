#pragma once

#include "areena/io/arrow.hpp"

#include <pybind11/pybind11.h>

namespace areena::python {

void bind_columns(pybind11::module_& module);

/// A table as Python holds it (`_core._Columns`, within areena.ColumnTable).
[[nodiscard]] pybind11::object columns_object(io::ArrowTable table);

}  // namespace areena::python
