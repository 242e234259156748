#pragma once

#include "areena/core/rational.hpp"

#include <cstdint>
#include <map>

namespace areena::selection {

/// Sums fractions of few different values: those are counted, and added up at the end.
class CountedSum {
public:
    void add(const Rational& value, std::int64_t times) { counts_[value] += times; }
    [[nodiscard]] Rational total() const {
        Rational sum;
        for (const auto& [value, times] : counts_) sum += value * Rational(times);
        return sum;
    }

private:
    std::map<Rational, std::int64_t> counts_;
};

}  // namespace areena::selection
