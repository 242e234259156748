#include "areena/core/error.hpp"

#include <algorithm>
#include <utility>

namespace areena {
namespace {

std::string with_findings(const std::string& message, const std::vector<Finding>& findings) {
    constexpr std::size_t quoted = 3;
    std::string text = message;
    std::size_t errors = 0;
    for (const Finding& finding : findings) {
        if (finding.severity != Severity::error) continue;
        if (++errors <= quoted) text += "\n  " + to_string(finding);
    }
    if (errors > quoted) text += "\n  and " + std::to_string(errors - quoted) + " more";
    return text;
}

std::string with_place(const std::string& message, const Place& place) {
    const std::string where = to_string(place);
    return where.empty() ? message : where + ": " + message;
}

/// Where the first error stands.
Place first_place(const std::vector<Finding>& findings) {
    const auto first = std::ranges::find(findings, Severity::error, &Finding::severity);
    return first == findings.end() ? Place{} : first->place;
}

}  // namespace

Error::Error(std::string code, const std::string& message, ErrorKind kind)
    : std::runtime_error(message), code_(std::move(code)), kind_(kind) {}

Error::Error(std::string code, const std::string& message, Place place, ErrorKind kind)
    : std::runtime_error(with_place(message, place)),
      code_(std::move(code)),
      kind_(kind),
      place_(std::move(place)) {}

Error::Error(std::string code, const std::string& message, std::vector<Finding> findings,
             ErrorKind kind)
    : std::runtime_error(with_findings(message, findings)),
      code_(std::move(code)),
      kind_(kind),
      place_(first_place(findings)),
      findings_(std::move(findings)) {}

}  // namespace areena
