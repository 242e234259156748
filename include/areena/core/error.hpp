#pragma once

#include "areena/core/finding.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace areena {

/// The family an error belongs to; decides which built-in exception its Python class derives from.
enum class ErrorKind : std::uint8_t {
    invalid,    ///< broken input or a broken contract (ValueError)
    not_found,  ///< a key that is not there (KeyError)
    io,         ///< a file that cannot be read or written (OSError)
    cancelled,  ///< the caller asked to stop before there was a result to hand back
};

/// The one exception of the library. `code` is stable (`area.reason`) and meant for programs;
/// `what()` is a sentence for people. Expected outcomes (infeasible, tied) are never errors.
class Error : public std::runtime_error {
public:
    Error(std::string code, const std::string& message, ErrorKind kind = ErrorKind::invalid);
    Error(std::string code, const std::string& message, Place place,
          ErrorKind kind = ErrorKind::invalid);
    /// Carries all findings; the message quotes the first three that are errors and counts the rest,
    /// and `place` is that of the first.
    Error(std::string code, const std::string& message, std::vector<Finding> findings,
          ErrorKind kind = ErrorKind::invalid);

    [[nodiscard]] const std::string& code() const noexcept { return code_; }
    [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }
    [[nodiscard]] const Place& place() const noexcept { return place_; }
    [[nodiscard]] const std::vector<Finding>& findings() const noexcept { return findings_; }

private:
    std::string code_;
    ErrorKind kind_;
    Place place_;
    std::vector<Finding> findings_;
};

}  // namespace areena
