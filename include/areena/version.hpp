#pragma once

#include <string_view>

/// \file
/// The one place that says which version this is. CMake and the Python package read these three
/// lines; a program may ask them in an `#if`.

#define AREENA_VERSION_MAJOR 0
#define AREENA_VERSION_MINOR 1
#define AREENA_VERSION_PATCH 0

#define AREENA_VERSION_WORD(x) #x
#define AREENA_VERSION_TEXT(major, minor, patch) \
    AREENA_VERSION_WORD(major) "." AREENA_VERSION_WORD(minor) "." AREENA_VERSION_WORD(patch)

namespace areena {

/// "major.minor.patch", as it stands in the provenance of every result.
inline constexpr std::string_view library_version =
    AREENA_VERSION_TEXT(AREENA_VERSION_MAJOR, AREENA_VERSION_MINOR, AREENA_VERSION_PATCH);

}  // namespace areena

#undef AREENA_VERSION_TEXT
#undef AREENA_VERSION_WORD
