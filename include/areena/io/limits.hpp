#pragma once

#include <cstddef>

namespace areena::io {

/// How much a reader takes in before it refuses a text. All are parameters; the values here are for
/// documents that people and their programs write.
struct Limits {
    std::size_t bytes = 64'000'000;  ///< of the whole text
    std::size_t depth = 64;          ///< arrays and objects within each other; at most 1,000
    std::size_t string = 1'000'000;  ///< bytes of one text, key or field, escapes resolved
    std::size_t rows = 1'000'000;    ///< elements of one array, members of one free object, rows of a table
    std::size_t findings = 1'000;    ///< faults told one by one; the rest are counted
    std::size_t columns = 1'000;     ///< fields of one row of a table

    bool operator==(const Limits&) const = default;
};

}  // namespace areena::io
