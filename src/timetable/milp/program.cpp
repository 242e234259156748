#include "timetable/milp/program.hpp"

#include "core/rational_access.hpp"

#include <algorithm>
#include <cmath>

namespace areena::timetable::detail {

namespace {

Wide magnitude(std::int64_t number) {
    const Wide wide = number;
    return wide < 0 ? -wide : wide;
}

Wide most_of(const Program::Column& column) {
    return std::max(magnitude(column.lower), magnitude(column.upper));
}

constexpr double price_units = 1 << 20;  // prices are rounded to 2^-20

std::int64_t rounded_price(double price) {
    constexpr double largest = 1e12;
    if (!(std::abs(price) <= largest)) return 0;  // also for what is no number
    return std::llround(price * price_units);
}

Rational rational(Wide number) { return RationalAccess::from_reduced(number, 1); }

}  // namespace

int Program::add_row(std::int64_t lower, std::int64_t upper, std::span<const Entry> entries) {
    const std::size_t first = entries_.size();
    entries_.insert(entries_.end(), entries.begin(), entries.end());
    rows_.push_back({lower, upper, first, entries_.size()});
    return num_rows() - 1;
}

bool Program::fits_doubles() const {
    constexpr Wide largest_factor = Wide{1} << 31;
    constexpr Wide largest_sum = Wide{1} << 45;
    Wide objective = 0;
    for (const Column& column : columns_) {
        if (most_of(column) > largest_sum) return false;
        objective += magnitude(column.cost) * most_of(column);
        if (objective > largest_sum) return false;
    }
    return std::all_of(rows_.begin(), rows_.end(), [&](const Row& row) {
        Wide sum = 0;
        for (const Entry& entry : entries(row)) {
            if (magnitude(entry.factor) > largest_factor) return false;
            sum += magnitude(entry.factor) * most_of(columns_[entry.column]);
            if (sum > largest_sum) return false;
        }
        return true;
    });
}

Rational Program::bound_by(std::span<const double> prices) const {
    std::vector<Wide> gains(columns_.size());
    for (std::size_t c = 0; c < columns_.size(); ++c)
        gains[c] = static_cast<Wide>(columns_[c].cost) * static_cast<Wide>(price_units);
    Rational bound;  // in the units of prices
    for (std::size_t r = 0; r < rows_.size(); ++r) {
        const std::int64_t price = rounded_price(prices[r]);
        const std::int64_t limit = price > 0 ? rows_[r].upper : rows_[r].lower;
        if (price == 0 || limit == unbounded || limit == -unbounded) continue;
        bound += rational(static_cast<Wide>(price) * limit);
        for (const Entry& entry : entries(rows_[r]))
            gains[entry.column] -= static_cast<Wide>(price) * entry.factor;
    }
    for (std::size_t c = 0; c < columns_.size(); ++c)
        if (gains[c] != 0)
            bound += rational(gains[c]) *
                     Rational(gains[c] > 0 ? columns_[c].upper : columns_[c].lower);
    return bound / Rational(static_cast<std::int64_t>(price_units));
}

}  // namespace areena::timetable::detail
