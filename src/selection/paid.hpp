#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace areena::selection {

/// Which prices each group paid: a bit for each, 64 prices to a word, so that one word read tells
/// what else the ballot would, which must be fetched and compared with what was bought.
class Paid {
public:
    /// Marks are of the next price from now on.
    void begin_next(std::size_t num_groups) {
        if (num_prices_ % 64 == 0) words_.emplace_back(num_groups);
        bit_ = std::uint64_t{1} << num_prices_ % 64;
        ++num_prices_;
    }
    void mark(int group) { words_.back()[static_cast<std::size_t>(group)] |= bit_; }

    /// Tells the numbers of the prices, from 0, ascending.
    template <class Visit>
    void visit(int group, const Visit& visit) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            for (auto bits = words_[i][static_cast<std::size_t>(group)]; bits != 0;
                 bits &= bits - 1)
                visit(64 * i + static_cast<std::size_t>(std::countr_zero(bits)));
    }

private:
    std::vector<std::vector<std::uint64_t>> words_;  // by 64 prices, by group
    std::uint64_t bit_ = 0;
    std::size_t num_prices_ = 0;
};

}  // namespace areena::selection
