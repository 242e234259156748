#include "areena/core/nearest.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace areena {
namespace {

/// Insertions, deletions, changes and swaps of neighbours that turn `a` into `b`, no part of the
/// text being edited twice; three rows of the usual table.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::swap(before, above);
        std::swap(above, row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min(
                {above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row[b.size()];
}

}  // namespace

std::vector<std::string> nearest(std::string_view text, std::span<const std::string_view> names) {
    constexpr std::size_t most = 3;
    const std::size_t farthest = text.size() / 3 + 1;
    std::vector<std::pair<std::size_t, std::string_view>> found;
    for (const std::string_view name : names) {
        const std::size_t difference =
            name.size() > text.size() ? name.size() - text.size() : text.size() - name.size();
        if (difference > farthest) continue;
        const std::size_t distance = edit_distance(text, name);
        if (distance <= farthest) found.emplace_back(distance, name);
    }
    std::ranges::sort(found);
    const auto [rest, end] = std::ranges::unique(found);
    found.erase(rest, end);
    if (found.size() > most) found.resize(most);
    std::vector<std::string> result;
    for (const auto& [distance, name] : found) result.emplace_back(name);
    return result;
}

}  // namespace areena
