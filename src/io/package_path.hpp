#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace areena::io::detail {

/// Why a path of a description leads out of its folder, or may lead out elsewhere: "is absolute".
/// Empty for a path of names with '/' between them.
[[nodiscard]] std::string why_not_inside(std::string_view path);

/// True if what the path stands for, symbolic links followed, lies in the folder.
[[nodiscard]] bool lies_inside(const std::filesystem::path& path,
                               const std::filesystem::path& folder);

}  // namespace areena::io::detail
