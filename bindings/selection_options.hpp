#pragma once

#include "convert.hpp"

#include "areena/io/pabulib.hpp"
#include "areena/selection/select.hpp"

#include <string>
#include <vector>

/// \file
/// What callers of `areena.selection` choose, by name. A wrong name says which there are.

namespace areena::python {

/// Everything about a rule but its utility, by names. `ties` of `select`.
[[nodiscard]] selection::RuleOptions options_from(const io::Pabulib& file, const std::string& rule,
                                                  const std::string& completion,
                                                  const std::vector<std::string>& ties,
                                                  const std::vector<std::string>& order);
[[nodiscard]] selection::BallotKind kind_named(const std::string& name);
[[nodiscard]] const char* kind_name(selection::BallotKind kind);

}  // namespace areena::python
