#include "errors.hpp"

#include "record.hpp"

#include <new>
#include <stdexcept>

namespace areena::python {
namespace {

const char* class_name(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::invalid: return "InvalidError";
        case ErrorKind::not_found: return "NotFoundError";
        case ErrorKind::io: return "FileError";
        case ErrorKind::cancelled: return "CancelledError";
    }
    return "Error";
}

/// Where it stands: said by the error itself, else by the first finding that knows.
Place place_of(const Error& error) {
    if (error.place() != Place{}) return error.place();
    for (const Finding& finding : error.findings())
        if (finding.severity == Severity::error && finding.place != Place{}) return finding.place;
    return {};
}

}  // namespace

void set_error(const Error& error) {
    const py::object cls = py::module_::import("areena._errors").attr(class_name(error.kind()));
    py::object place = py::none();
    if (const Place known = place_of(error); known != Place{}) place = record_object(known);
    const py::object made =
        cls(py::str(error.what()), py::arg("code") = error.code(), py::arg("place") = place,
            py::arg("findings") = record_tuple(error.findings()));
    PyErr_SetObject(cls.ptr(), made.ptr());
}

void set_current_error() noexcept {
    try {
        try {
            throw;
        } catch (py::error_already_set& error) {
            error.restore();
        } catch (const py::builtin_exception& error) {
            error.set_error();
        } catch (const Error& error) {
            set_error(error);
        } catch (const std::bad_alloc&) {
            PyErr_NoMemory();
        } catch (const std::exception& error) {
            PyErr_SetString(PyExc_RuntimeError, error.what());
        }
    } catch (py::error_already_set& error) {  // the error could not be made
        error.restore();
    } catch (...) {
        PyErr_SetString(PyExc_RuntimeError, "an error without a name");
    }
}

void bind_errors(py::module_&) {
    py::register_local_exception_translator([](std::exception_ptr current) {
        if (!current) return;
        try {
            std::rethrow_exception(current);
        } catch (const Error& error) {
            set_error(error);
        }
    });
}

}  // namespace areena::python
