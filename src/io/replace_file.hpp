#pragma once

#include <filesystem>
#include <string_view>

namespace areena::io::detail {

/// Puts `content` in the place of a file, or makes it. At every moment, also after a crash or a
/// power cut, the file holds the old content or the new, whole. Follows a symbolic link. Throws
/// `io.write`.
void replace_file(const std::filesystem::path& path, std::string_view content);

}  // namespace areena::io::detail
