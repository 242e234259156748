#include "io/table_keys.hpp"

#include <algorithm>
#include <compare>
#include <numeric>
#include <type_traits>

namespace areena::io::detail {
namespace {

/// Three-way comparison of two values of columns with the same type.
std::weak_ordering compare(const Column& a, std::size_t i, const Column& b, std::size_t j) {
    return std::visit(
        [&](const auto& values) -> std::weak_ordering {
            const auto& others = std::get<std::decay_t<decltype(values)>>(b.values);
            if (values[i] < others[j]) return std::weak_ordering::less;
            if (others[j] < values[i]) return std::weak_ordering::greater;
            return std::weak_ordering::equivalent;
        },
        a.values);
}

std::weak_ordering compare(const Key& a, std::size_t i, const Key& b, std::size_t j) {
    for (std::size_t k = 0; k < a.size(); ++k)
        if (const auto order = compare(*a[k], i, *b[k], j); order != 0) return order;
    return std::weak_ordering::equivalent;
}

/// The rows with a complete key, sorted by it; equal ones in the order of the table.
std::vector<std::size_t> sorted_rows(const Key& key, std::size_t num_rows) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < num_rows; ++i)
        if (is_complete(key, i)) rows.push_back(i);
    std::ranges::stable_sort(
        rows, [&](std::size_t i, std::size_t j) { return compare(key, i, key, j) < 0; });
    return rows;
}

}  // namespace

bool is_complete(const Key& key, std::size_t row) {
    return std::ranges::all_of(key, [&](const Column* column) { return column->present[row]; });
}

std::vector<Repeated> find_repeated(const Key& key, std::size_t num_rows) {
    const std::vector<std::size_t> rows = sorted_rows(key, num_rows);
    std::vector<Repeated> repeated;
    std::size_t first = 0;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (compare(key, rows[first], key, rows[i]) == 0)
            repeated.push_back({rows[i], rows[first]});
        else
            first = i;
    }
    std::ranges::sort(repeated, {}, &Repeated::row);
    return repeated;
}

std::vector<std::size_t> find_dangling(const Key& from, std::size_t num_from, const Key& to,
                                       std::size_t num_to) {
    const std::vector<std::size_t> targets = sorted_rows(to, num_to);
    std::vector<std::size_t> dangling;
    for (std::size_t i = 0; i < num_from; ++i) {
        if (!is_complete(from, i)) continue;
        const auto found =
            std::ranges::partition_point(targets, [&](std::size_t j) { return compare(to, j, from, i) < 0; });
        if (found == targets.end() || compare(to, *found, from, i) != 0) dangling.push_back(i);
    }
    return dangling;
}

}  // namespace areena::io::detail
