#pragma once

#include "areena/core/nearest.hpp"
#include "areena/io/given_columns.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// \file
/// Columns of ids: texts, or whole numbers that stand for their decimal text.

namespace areena::io::detail {

/// Ids to numbers, in the order in which they were added.
class KeyIndex {
public:
    /// False if it is there already.
    bool add(const std::string& id) {
        return numbers_.emplace(id, static_cast<int>(numbers_.size())).second;
    }
    /// -1 if there is none.
    [[nodiscard]] int find(const std::string& id) const {
        const auto found = numbers_.find(id);
        return found == numbers_.end() ? -1 : found->second;
    }
    [[nodiscard]] std::size_t size() const noexcept { return numbers_.size(); }
    [[nodiscard]] std::vector<std::string> nearest_to(const std::string& id) const {
        std::vector<std::string_view> all;
        for (const auto& [each, number] : numbers_) all.push_back(each);
        return nearest(id, all);
    }

private:
    std::unordered_map<std::string, int> numbers_;
};

/// Looks at a column as one of ids. The column must outlive it.
class KeyColumn {
public:
    static constexpr int unknown = -1;
    static constexpr int absent = -2;

    explicit KeyColumn(const GivenColumn& column) : column_(column) {}

    [[nodiscard]] static bool can_be(const GivenColumn& column) {
        return std::holds_alternative<GivenTexts>(column.values) ||
               (std::holds_alternative<std::vector<std::int64_t>>(column.values) &&
                column.scale == 0);
    }

    /// Empty where there is none.
    [[nodiscard]] std::string text(std::size_t row) const {
        if (column_.is_missing(row)) return {};
        if (const auto* texts = std::get_if<GivenTexts>(&column_.values))
            return texts->texts[static_cast<std::size_t>(texts->at[row])];
        if (const auto* whole = std::get_if<std::vector<std::int64_t>>(&column_.values))
            return std::to_string((*whole)[row]);
        return {};
    }

    /// What `number_of(id)` says of each row, asked once for each different id; `absent` where there
    /// is none.
    template <class NumberOf>
    [[nodiscard]] std::vector<int> resolve(NumberOf number_of) const {
        std::vector<int> made(column_.size(), absent);
        constexpr int unasked = -3;
        if (const auto* texts = std::get_if<GivenTexts>(&column_.values)) {
            std::vector<int> numbers(texts->texts.size(), unasked);
            for (std::size_t row = 0; row < made.size(); ++row) {
                if (column_.is_missing(row)) continue;
                const auto code = static_cast<std::size_t>(texts->at[row]);
                if (numbers[code] == unasked) numbers[code] = number_of(texts->texts[code]);
                made[row] = numbers[code];
            }
            return made;
        }
        const auto& whole = std::get<std::vector<std::int64_t>>(column_.values);
        std::unordered_map<std::int64_t, int> numbers;
        for (std::size_t row = 0; row < made.size(); ++row) {
            if (column_.is_missing(row)) continue;
            if (row > 0 && whole[row] == whole[row - 1] && made[row - 1] != absent) {
                made[row] = made[row - 1];
                continue;
            }
            const auto [found, is_new] = numbers.try_emplace(whole[row], unasked);
            if (is_new) found->second = number_of(std::to_string(whole[row]));
            made[row] = found->second;
        }
        return made;
    }

private:
    const GivenColumn& column_;
};

}  // namespace areena::io::detail
