#pragma once

#include "areena/core/error.hpp"

#include <pybind11/pybind11.h>

#include <string>
#include <utility>

/// \file
/// Pickles are (version, plain data), so that they do not depend on how objects are laid out.

namespace areena::python {

inline constexpr long pickle_version = 1;

inline void check_pickle(long version) {
    if (version != pickle_version)
        throw Error("pickle.version", "the pickle has version " + std::to_string(version) +
                                          "; this areena reads version " +
                                          std::to_string(pickle_version));
}

/// What `pickle` and `copy` ask for. Python's own answer for protocols 0 and 1 makes an object of a
/// bare base class, and pybind11 ends the process where it is asked to allocate one of those.
inline pybind11::tuple reduce(const pybind11::object& self) {
    return pybind11::make_tuple(pybind11::module_::import("copyreg").attr("__newobj__"),
                                pybind11::make_tuple(pybind11::type::of(self)),
                                self.attr("__getstate__")());
}

/// `state` gives the plain data of an object as a tuple; `restore` makes the object from it.
template <class Class, class State, class Restore>
void add_pickling(Class& cls, State state, Restore restore) {
    using Value = typename Class::type;
    cls.def(pybind11::pickle(
        [state](const Value& value) { return pybind11::make_tuple(pickle_version, state(value)); },
        [restore](const pybind11::tuple& pickled) -> Value {
            if (pickled.size() != 2) throw Error("pickle.content", "the pickle is not areena's");
            check_pickle(pickled[0].cast<long>());
            return restore(pickled[1].cast<pybind11::tuple>());
        }));
    cls.def("__reduce__", &reduce);
}

}  // namespace areena::python
