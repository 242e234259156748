#pragma once

#include "record.hpp"

#include "areena/io/tables.hpp"

namespace areena::python {

/// The `areena.tables.Tables` of what was read beside a network.
[[nodiscard]] py::object tables_object(io::Tables tables);

}  // namespace areena::python
