#pragma once

#include "io/utf8.hpp"

#include <string>
#include <string_view>

namespace areena::io::detail {

/// A name from outside within a message: in quotes, at most 60 code points.
[[nodiscard]] inline std::string in_quotes(std::string_view text) {
    return "'" + shorten(text, 60) + "'";
}

}  // namespace areena::io::detail
