#pragma once

#include "areena/core/finding.hpp"
#include "areena/io/data_package.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// What a data package says, held against itself, before any table is looked at.

namespace areena::io::detail {

/// Properties that areena does not know are no errors of a package: the standard lets anybody add
/// some. Those that only describe are not told; the others become notes
/// (`package.unknown_property`), or warnings where they would change how a table is read
/// (`package.unknown_rule`).
void soften_unknown(std::vector<Finding>& findings);

/// Names, hashes, sources, licences, encodings and dialects of all resources.
void check_description(const DataPackage& package, std::vector<Finding>& findings);

/// True for a resource that is to be read as a table.
[[nodiscard]] bool is_table(const Resource& resource);

/// The 64 digits of "sha256:...", in lower case; nothing for another form.
[[nodiscard]] std::optional<std::string> sha256_of(std::string_view hash);

}  // namespace areena::io::detail
