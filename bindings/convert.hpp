#pragma once

#include "registry.hpp"

#include <memory>
#include <string>
#include <string_view>

/// \file
/// Values between Python and described C++ objects.

namespace areena::python {

/// A step on the way to the value at hand, for messages: "Commitment.scopes[1].effort[0].days".
struct Where {
    const Where* up = nullptr;
    std::string_view name{};
    Py_ssize_t index = -1;
    bool personal = false;  ///< what lies here must not be shown

    [[nodiscard]] std::string text() const;
    /// A value for a message, unless it is personal.
    [[nodiscard]] std::string shown(std::string value) const;
};

/// Keeps alive what a record object looks at; null where values must be copied.
using Owner = std::shared_ptr<const void>;

/// A described value as Python shows it: sequences as tuples, ids and quarters as str, decimals as
/// Decimal. Records within it share `owner`, or are copied if it is null.
[[nodiscard]] py::object to_python(const Type& type, const void* value, const Owner& owner);

/// Reads a Python value into a described one. `field` gives the range of numbers, if there is one.
/// Throws TypeError for a wrong kind of value and `areena.Error` for one that breaks a rule.
void from_python(const Type& type, const Field* field, void* into, py::handle from,
                 const Where& where);

/// Fills a record from a mapping of field names. Unknown names, and missing required ones if
/// `all_required`, are a TypeError that names the nearest or the missing.
void fill_record(const RecordClass& cls, void* into, py::handle mapping, const Where& where,
                 bool all_required);

/// The address of a member within an object.
[[nodiscard]] inline const void* member_of(const Field& field, const void* object) {
    return field.at(const_cast<void*>(object));
}

/// A copy on the heap, owned.
[[nodiscard]] std::shared_ptr<void> copy_of(const Type& type, const void* value);
/// A default value on the heap, owned.
[[nodiscard]] std::shared_ptr<void> fresh(const Type& type);

/// Python source that makes the value again, for repr; personal fields are redacted, long parts
/// shortened if `brief`.
void append_repr(const Type& type, const void* value, bool brief, std::string& out);
[[nodiscard]] std::string record_repr(const RecordClass& cls, const void* value);

/// Stands for personal data.
inline constexpr const char* redacted = "<redacted>";

/// Equal values have equal hashes.
[[nodiscard]] std::size_t hash_value(const Type& type, const void* value);

/// The UTF-8 of a str. Throws `json.encoding` for one that has none: a lone surrogate.
[[nodiscard]] std::string utf8(py::handle text, const Where& where);

/// A str that stands in messages and sources: quoted as Python quotes it.
[[nodiscard]] std::string quote(std::string_view text);

}  // namespace areena::python
