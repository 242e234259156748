#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace areena::selection {

/// Which prices each group paid: a bit for each, 32 prices to a word, so that one word read tells
/// what else the ballot would, which must be fetched and compared with what was bought.
class Paid {
public:
    /// Marks are of the next price from now on.
    void begin_next(std::size_t num_groups) {
        if (num_prices_ % prices_of_word == 0) words_.emplace_back(num_groups);
        bit_ = std::uint32_t{1} << num_prices_ % prices_of_word;
        ++num_prices_;
    }
    void mark(int group) { words_.back()[static_cast<std::size_t>(group)] |= bit_; }

    /// Tells the numbers of the prices, from 0, ascending.
    template <class Visit>
    void visit(int group, const Visit& visit) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            for (auto bits = words_[i][static_cast<std::size_t>(group)]; bits != 0;
                 bits &= bits - 1)
                visit(prices_of_word * i + static_cast<std::size_t>(std::countr_zero(bits)));
    }

    [[nodiscard]] std::size_t num_prices() const noexcept { return num_prices_; }
    /// Another word for each group after so many prices.
    static constexpr std::size_t prices_of_word = 32;

private:
    std::vector<std::vector<std::uint32_t>> words_;  // by prices, by group
    std::uint32_t bit_ = 0;
    std::size_t num_prices_ = 0;
};

}  // namespace areena::selection
