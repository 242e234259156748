#include "areena/core/fields.hpp"

#include "areena/core/error.hpp"

#include <algorithm>

namespace areena {

template <>
const Type& type_of<bool>() {
    static const Type type = detail::basic<bool>(Kind::boolean, "boolean");
    return type;
}

template <>
const Type& type_of<std::int64_t>() {
    static const Type type = detail::basic<std::int64_t>(Kind::integer, "integer");
    return type;
}

template <>
const Type& type_of<double>() {
    static const Type type = detail::basic<double>(Kind::real, "real");
    return type;
}

template <>
const Type& type_of<std::string>() {
    static const Type type = detail::basic<std::string>(Kind::text, "text");
    return type;
}

template <>
const Type& type_of<Scalar>() {
    static const Type type = detail::basic<Scalar>(Kind::scalar, "scalar");
    return type;
}

bool parse_token(const Type& type, void* into, std::string_view text) {
    if (type.parse) return type.parse(into, text);
    const auto found = std::ranges::find(type.choices, text);
    if (found == type.choices.end()) return false;
    // An enumeration's underlying type is std::uint8_t (held by `enumeration`), and an unsigned
    // character may stand for the bytes of any object.
    *static_cast<std::uint8_t*>(into) = static_cast<std::uint8_t>(found - type.choices.begin());
    return true;
}

void print_token(const Type& type, const void* from, std::string& out) {
    if (type.print) {
        type.print(from, out);
        return;
    }
    const std::size_t value = *static_cast<const std::uint8_t*>(from);
    if (value >= type.choices.size())
        throw Error("core.enumeration", "no word of " + std::string(type.name) +
                                            " has the number " + std::to_string(value));
    out += type.choices[value];
}

const Field* find_field(const Type& record, std::string_view name) {
    const auto found = std::ranges::find(record.fields, name, &Field::name);
    return found == record.fields.end() ? nullptr : &*found;
}

}  // namespace areena
