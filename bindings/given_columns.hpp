#pragma once

#include "areena/io/given_columns.hpp"

#include <pybind11/pybind11.h>

#include <span>
#include <string_view>
#include <vector>

namespace areena::python {

/// Columns of a table of Python: anything with an Arrow stream, or a mapping (a dict, a frame of
/// pandas) from names to arrays, which NumPy takes. Columns that are not wanted are not looked at.
/// `name` is what the table is called in messages. Throws `selection.column`, and TypeError for what
/// is no table.
[[nodiscard]] std::vector<io::GivenColumn> columns_from(pybind11::handle table, const char* name,
                                                        std::span<const std::string_view> wanted);

}  // namespace areena::python
