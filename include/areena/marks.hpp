#pragma once

#include "areena/core/fields.hpp"
#include "areena/ids.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>

namespace areena {

/// Users' own columns, kept as they are.
using Extra = std::map<std::string, Scalar>;

/// The rows that every fact shares: where it comes from, whether it is invented or computed, and
/// users' own columns. `Noun` has the members `source`, `illustrative`, `derived`, `extra`.
template <class Noun>
constexpr std::array<Field, 4> marks() {
    return {field<&Noun::source>("source", "Where the fact comes from.", {.refers_to = "sources"}),
            field<&Noun::illustrative>("illustrative",
                                       "Invented to show how things work; every output says so."),
            field<&Noun::derived>("derived", "The formula it was computed with.",
                                  {.refers_to = "formulas"}),
            field<&Noun::extra>("extra", "Users' own columns, kept as they are.")};
}

}  // namespace areena
