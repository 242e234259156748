#pragma once

#include "areena/core/fields.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace areena {

/// How serious a finding is: an `error` stops a network from being built, a `warning` is for the
/// planner to judge, a `note` tells what was assumed.
enum class Severity : std::uint8_t { error, warning, note };

/// Where something stands in a text. Lines and columns count from 1, columns in Unicode code
/// points, offsets in bytes from 0. A line of 0 means that the place is not known.
struct Place {
    std::string file;
    std::int64_t line = 0;
    std::int64_t column = 0;
    std::int64_t offset = 0;

    bool operator==(const Place&) const = default;
};

/// "file:line:column", leaving out what is not known.
[[nodiscard]] std::string to_string(const Place& place);

/// Another object that a finding speaks of: the other end of a duplicate, a cycle, a reference.
struct Related {
    std::string noun;
    std::string id;
    std::string path;
    std::string message;
    Place place;

    bool operator==(const Related&) const = default;
};

/// One thing found wrong, or worth knowing, about a document.
///
/// `noun` and `id` name the object, `path` is the JSON pointer (RFC 6901) of the value in the
/// document that was read. `expected` and `got` hold the rule and the value seen, `next_step` what
/// to do, `nearest` at most three valid names close to the one that was given. `place` is empty
/// until a `Source` has located the finding: nouns know no lines.
struct Finding {
    std::string code;
    Severity severity = Severity::error;
    std::string message;
    std::string noun;
    std::string id;
    std::string path;
    std::string expected;
    std::string got;
    std::string next_step;
    std::vector<std::string> nearest;
    std::vector<Related> related;
    Place place;

    bool operator==(const Finding&) const = default;
};

/// A whole sentence for a person: place, what is wrong, value seen, rule, nearest names, next step.
[[nodiscard]] std::string to_string(const Finding& finding);

/// True when at least one finding is of severity `error`.
[[nodiscard]] bool has_errors(const std::vector<Finding>& findings);

template <>
const Type& type_of<Severity>();
template <>
const Type& type_of<Place>();
template <>
const Type& type_of<Related>();
template <>
const Type& type_of<Finding>();

}  // namespace areena
