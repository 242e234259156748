#include "progress.hpp"

#include <pybind11/stl.h>

namespace areena::python {
namespace {

// Often enough for Ctrl-C to feel immediate, seldom enough to cost nothing.
constexpr auto interval = std::chrono::milliseconds(20);

}  // namespace

Follower::Follower(py::object callback, Language language) : callback_(std::move(callback)) {
    if (PyBool_Check(callback_.ptr())) {
        owns_bar_ = callback_.cast<bool>();
        callback_ = owns_bar_ ? py::module_::import("areena._progress")
                                    .attr("ProgressBar")(
                                        py::arg("language") = std::string(to_string(language)))
                              : py::object(py::none());
    }
    if (!callback_.is_none() && !PyCallable_Check(callback_.ptr()))
        throw py::type_error("progress: a callable or True is expected, not " +
                             std::string(Py_TYPE(callback_.ptr())->tp_name));
}

Follower::~Follower() {
    if (!owns_bar_) return;
    const py::error_scope kept;  // what ended the work, if something did
    try {
        callback_.attr("close")(py::arg("stopped") =
                                    std::uncaught_exceptions() > exceptions_);
    } catch (py::error_already_set& error) {
        error.discard_as_unraisable("areena.ProgressBar.close");
    }
}

Progress Follower::progress() {
    Progress progress;
    progress.report = [this](const ProgressStep& at) { step(at); };
    return progress;
}

void Follower::step(const ProgressStep& step) {
    const Clock::time_point now = Clock::now();
    // Without a callback there are only signals to hear; the first step of a phase is always told.
    const bool is_new_phase = !callback_.is_none() && step.phase != phase_;
    if (now - last_ < interval && !is_new_phase) return;
    last_ = now;
    const py::gil_scoped_acquire locked;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    if (callback_.is_none()) return;
    phase_ = step.phase;
    callback_(phase_, step.done, step.total, standing(step));
}

py::object Follower::standing(const ProgressStep& step) {
    if (!step.standing) return py::none();
    return py::module_::import("areena._progress")
        .attr("Standing")(std::string(step.standing->objective), step.standing->value,
                          step.standing->bound);
}

}  // namespace areena::python
