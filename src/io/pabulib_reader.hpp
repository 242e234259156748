#pragma once

#include "areena/io/pabulib.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace areena::io::detail {

/// `read_pabulib`, and the voters' ids in the order of their lines, for a table that names them; none
/// if there is no column of them.
[[nodiscard]] Pabulib read_pabulib_voters(std::string_view text, std::string_view file,
                                          const Limits& limits, std::vector<std::string>& voters);

/// The text of a file. Throws `io.read` and `io.limit`.
[[nodiscard]] std::string read_text(const std::filesystem::path& path, const Limits& limits);

}  // namespace areena::io::detail
