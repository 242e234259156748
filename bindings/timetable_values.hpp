#pragma once

#include "convert.hpp"

#include "areena/timetable/timetable.hpp"

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

/// \file
/// Timetables and their parts between C++ and the dataclasses of areena.timetable.

namespace areena::python {

/// A class of areena.timetable, by name.
[[nodiscard]] py::object timetable_class(const char* name);

[[nodiscard]] timetable::Assignment assignment_from(py::handle assignment);
[[nodiscard]] std::vector<timetable::Assignment> assignments_from(const py::iterable& assignments);
[[nodiscard]] timetable::Timetable timetable_from(py::handle timetable);

[[nodiscard]] const std::map<std::string, timetable::Ending>& endings();
/// Throws `timetable.solver` for another word than 'own', 'highs', 'automatic'.
[[nodiscard]] timetable::Solver solver_from(const std::string& word);

/// Throws ValueError for another word than these; `what` is what has it.
template <class E>
[[nodiscard]] E meaning_of(const std::map<std::string, E>& words, const std::string& word,
                           const std::string& what) {
    const auto found = words.find(word);
    if (found != words.end()) return found->second;
    std::string known;
    for (const auto& [each, meaning] : words) known += (known.empty() ? "" : ", ") + quote(each);
    throw py::value_error(what + ": unexpected " + quote(word) + "; one of " + known);
}

template <class E>
[[nodiscard]] py::str word_of(const std::map<std::string, E>& words, E value) {
    for (const auto& [word, meaning] : words)
        if (meaning == value) return word;
    throw std::logic_error("a value without a word");
}

[[nodiscard]] py::object assignment_to_python(const timetable::Assignment& assignment);
[[nodiscard]] py::object shortage_to_python(const timetable::Shortage& shortage);
[[nodiscard]] py::object left_out_to_python(const timetable::LeftOut& left_out);
[[nodiscard]] py::object objective_to_python(const timetable::Objective& objective);
[[nodiscard]] py::object timetable_to_python(const timetable::Timetable& timetable);

}  // namespace areena::python
