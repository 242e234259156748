#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace areena::io::detail {

/// Throws an error of kind `io`: the path, and what is the matter with it.
[[noreturn]] void refuse_file(std::string code, const std::filesystem::path& path,
                              const std::string& what);

/// The bytes of a file, at most one more than `most`: enough to see that it is too much. Throws
/// `io.not_found` and `io.read`.
[[nodiscard]] std::string read_bytes(const std::filesystem::path& path, std::size_t most);

}  // namespace areena::io::detail
