#pragma once

#include "areena/core/localized_text.hpp"
#include "areena/core/progress.hpp"

#include <pybind11/pybind11.h>

#include <chrono>
#include <exception>
#include <string>

namespace areena::python {

namespace py = pybind11;

/// Lets Python follow long work that runs without the interpreter lock: now and then it takes the
/// lock, lets Ctrl-C and other signals through, and calls the callback, if there is one. What
/// either raises ends the work. `True` for a callback is an `areena.ProgressBar` of its own, which
/// ends with the work. Must be made and destroyed with the lock held.
class Follower {
public:
    explicit Follower(py::object callback, Language language = Language::en);
    ~Follower();
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

    /// For the library; refers to this object.
    [[nodiscard]] Progress progress();

private:
    using Clock = std::chrono::steady_clock;

    void step(const ProgressStep& step);
    [[nodiscard]] static py::object standing(const ProgressStep& step);

    py::object callback_;
    bool owns_bar_ = false;
    int exceptions_ = std::uncaught_exceptions();
    Clock::time_point last_ = Clock::now();
    std::string phase_;
};

}  // namespace areena::python
