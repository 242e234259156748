#pragma once

#include "areena/core/date.hpp"
#include "areena/core/fields.hpp"
#include "areena/core/finding.hpp"
#include "areena/core/id.hpp"
#include "areena/core/localized_text.hpp"
#include "areena/core/quantity.hpp"
#include "areena/core/quarter.hpp"
#include "areena/core/rational.hpp"
#include "areena/io/json.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Records of the tests: together they have every kind of value.

namespace areena::io_tests {

enum class Colour : std::uint8_t { red, green, light_blue };

struct Part {
    std::string name;
    PersonDays days;
    std::optional<Quarter> quarter;

    bool operator==(const Part&) const = default;
};

struct Thing {
    Id<Thing> id;
    bool flag = false;
    std::int64_t count = 7;
    double ratio = 0;
    Share share;
    std::string word;
    Scalar own = false;
    Colour colour = Colour::red;
    Rational fraction;
    std::optional<std::int64_t> maybe;
    std::optional<LocalizedText> title;
    std::vector<std::int64_t> profile{25, 25, 25, 25};
    std::vector<Id<Part>> names;
    std::vector<Part> parts;
    std::map<std::string, Scalar> extra;
    std::optional<Part> spare;
    std::vector<std::vector<double>> grid;
    std::optional<std::string> phone;  // personal
    std::optional<Part> contact;       // personal

    bool operator==(const Thing&) const = default;
};

/// A list of things with an id of its own, as a document is.
struct Box {
    std::optional<Id<Box>> id;
    std::vector<Thing> things;

    bool operator==(const Box&) const = default;
};

inline constexpr std::array part_fields{
    field<&Part::name>("name", "Its name.", {.required = true}),
    field<&Part::days>("days", "How long.", {.required = true, .min = 0}),
    field<&Part::quarter>("quarter", "When."),
};

inline constexpr std::array thing_fields{
    field<&Thing::id>("id", "Key.", {.required = true}),
    field<&Thing::flag>("flag", "Yes or no."),
    field<&Thing::count>("count", "How many.", {.min = -10, .max = 1e18}),
    field<&Thing::ratio>("ratio", "How much of one."),
    field<&Thing::share>("share", "A share.", {.min = 0, .max = 1}),
    field<&Thing::word>("word", "A word."),
    field<&Thing::own>("own", "Anything."),
    field<&Thing::colour>("colour", "A colour."),
    field<&Thing::fraction>("fraction", "A fraction."),
    field<&Thing::maybe>("maybe", "Perhaps a number.", {.min = 1, .max = 5}),
    field<&Thing::title>("title", "A title."),
    field<&Thing::profile>("profile", "Percent.", {.min = 0, .max = 100}),
    field<&Thing::names>("names", "Names."),
    field<&Thing::parts>("parts", "Parts."),
    field<&Thing::extra>("extra", "Own columns."),
    field<&Thing::spare>("spare", "A spare part."),
    field<&Thing::grid>("grid", "Rows of numbers."),
    field<&Thing::phone>("phone", "A number to call.", {.personal = true}),
    field<&Thing::contact>("contact", "Whom to ask.", {.personal = true}),
};

inline constexpr std::array box_fields{
    field<&Box::id>("id", "Key."),
    field<&Box::things>("things", "What is in it."),
};

}  // namespace areena::io_tests

namespace areena {
template <>
const Type& type_of<io_tests::Colour>();
template <>
const Type& type_of<io_tests::Part>();
template <>
const Type& type_of<io_tests::Thing>();
template <>
const Type& type_of<io_tests::Box>();
}  // namespace areena

namespace areena::io_tests {

template <class T>
std::vector<Finding> read(std::string_view text, T& into, const io::Limits& limits = {}) {
    return io::read_json(text, into, limits);
}

/// What is wrong with a text read as a `T`.
template <class T = Thing>
std::vector<Finding> findings(std::string_view text, const io::Limits& limits = {}) {
    T value;
    return io::read_json(text, value, limits);
}

inline std::vector<std::string> codes(const std::vector<Finding>& all) {
    std::vector<std::string> result;
    for (const Finding& finding : all) result.push_back(finding.code);
    return result;
}

/// The one finding that a text gives; a finding without a code if there is not exactly one.
template <class T = Thing>
Finding only(std::string_view text, const io::Limits& limits = {}) {
    auto all = findings<T>(text, limits);
    return all.size() == 1 ? all.front() : Finding{};
}

}  // namespace areena::io_tests
