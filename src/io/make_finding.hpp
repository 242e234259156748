#pragma once

#include "areena/core/finding.hpp"

#include <string>
#include <utility>

namespace areena::io::detail {

/// An error about the value at a JSON pointer.
[[nodiscard]] inline Finding make_finding(std::string code, std::string path, std::string message,
                                          std::string expected = "", std::string got = "",
                                          std::string next_step = "") {
    Finding finding;
    finding.code = std::move(code);
    finding.path = std::move(path);
    finding.message = std::move(message);
    finding.expected = std::move(expected);
    finding.got = std::move(got);
    finding.next_step = std::move(next_step);
    return finding;
}

}  // namespace areena::io::detail
