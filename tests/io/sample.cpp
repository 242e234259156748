#include "sample.hpp"

namespace areena {

template <>
const Type& type_of<io_tests::Colour>() {
    static constexpr std::array<std::string_view, 3> words{"red", "green", "light-blue"};
    static const Type type = enumeration<io_tests::Colour>("Colour", "A colour.", words);
    return type;
}

template <>
const Type& type_of<io_tests::Part>() {
    static const Type type = record<io_tests::Part>("Part", "A part.", io_tests::part_fields);
    return type;
}

template <>
const Type& type_of<io_tests::Thing>() {
    static const Type type = record<io_tests::Thing>("Thing", "A thing.", io_tests::thing_fields);
    return type;
}

template <>
const Type& type_of<io_tests::Box>() {
    static const Type type = record<io_tests::Box>("Box", "A box of things.", io_tests::box_fields);
    return type;
}

}  // namespace areena
