#pragma once

#include "areena/core/error.hpp"

#include <pybind11/pybind11.h>

#include <utility>

namespace areena::python {

namespace py = pybind11;

/// Sets the Python error that stands for `error`: areena.InvalidError, NotFoundError, FileError or
/// CancelledError with code, place and findings.
void set_error(const Error& error);

/// Sets the Python error for the C++ exception being handled. For slots that CPython calls itself;
/// functions bound with pybind11 have its translators.
void set_current_error() noexcept;

/// Runs `call` and returns its result, or `failed` with a Python error set.
template <class Result, class Call>
Result guarded(Result failed, Call&& call) noexcept {
    try {
        return std::forward<Call>(call)();
    } catch (...) {
        set_current_error();
        return failed;
    }
}

void bind_errors(py::module_& module);

}  // namespace areena::python
