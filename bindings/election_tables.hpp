#pragma once

#include "areena/io/pabulib.hpp"

#include <pybind11/pybind11.h>

namespace areena::python {

/// Elections from columns and to tables, their pickles, and the books of selections.
void bind_election_tables(pybind11::class_<io::Pabulib>& election, pybind11::module_& module);

}  // namespace areena::python
