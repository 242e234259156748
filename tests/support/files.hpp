#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>

/// \file
/// Where the tests find files: in the source tree, and, where it is at hand, in the reference data
/// that is too large or not ours to ship.

namespace areena::tests {

inline std::filesystem::path source_dir() { return AREENA_SOURCE_DIR; }

/// A file or folder of the reference data: below `AREENA_REFERENCE_DATA`, by default `../shared/data`
/// beside the source tree. Nothing when it is not there; the test then ends with AREENA_SKIP.
inline std::optional<std::filesystem::path> reference_data(const std::filesystem::path& relative) {
    const char* named = std::getenv("AREENA_REFERENCE_DATA");
    const std::filesystem::path root =
        named && *named ? std::filesystem::path(named) : source_dir() / ".." / "shared" / "data";
    const std::filesystem::path found = root / relative;
    if (!std::filesystem::exists(found)) return std::nullopt;
    return found;
}

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace areena::tests
