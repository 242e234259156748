#pragma once

#include "areena/io/tables.hpp"

#include <cstddef>
#include <vector>

/// \file
/// Rows compared by the values of some of their columns.

namespace areena::io::detail {

/// Columns of a table by which rows are told apart.
using Key = std::vector<const Column*>;

/// True when the row has a value in every column of the key.
[[nodiscard]] bool is_complete(const Key& key, std::size_t row);

/// A row whose key an earlier one has.
struct Repeated {
    std::size_t row = 0;
    std::size_t first = 0;
};

/// All rows that repeat a key, in their order; rows whose key is not complete repeat none.
/// O(n log n).
[[nodiscard]] std::vector<Repeated> find_repeated(const Key& key, std::size_t num_rows);

/// Rows of `from` whose complete key no row of `to` has. The columns must be of the same types, one
/// by one. O((n + m) log m).
[[nodiscard]] std::vector<std::size_t> find_dangling(const Key& from, std::size_t num_from,
                                                     const Key& to, std::size_t num_to);

}  // namespace areena::io::detail
