#pragma once

#include "timetable/wide.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace areena::timetable::detail {

/// A mixed-integer program in whole numbers: maximize cost * x with lower <= x <= upper for each
/// column, and lower <= row * x <= upper for each row. Every column is bounded on both sides.
class Program {
public:
    static constexpr std::int64_t unbounded = std::numeric_limits<std::int64_t>::max();

    struct Column {
        std::int64_t cost = 0;
        std::int64_t lower = 0;
        std::int64_t upper = 1;
        bool integer = true;
    };
    struct Entry {
        int column = 0;
        std::int64_t factor = 0;
    };
    struct Row {
        std::int64_t lower = -unbounded;  ///< -unbounded, unbounded: no limit on that side
        std::int64_t upper = unbounded;
        std::size_t first = 0;  ///< of its entries
        std::size_t last = 0;
    };

    int add_column(const Column& column) {
        columns_.push_back(column);
        return num_columns() - 1;
    }
    /// Entries of one column are summed by the caller.
    int add_row(std::int64_t lower, std::int64_t upper, std::span<const Entry> entries);
    int add_at_most(std::int64_t upper, std::span<const Entry> entries) {
        return add_row(-unbounded, upper, entries);
    }

    [[nodiscard]] int num_columns() const noexcept { return static_cast<int>(columns_.size()); }
    [[nodiscard]] int num_rows() const noexcept { return static_cast<int>(rows_.size()); }
    [[nodiscard]] const std::vector<Column>& columns() const noexcept { return columns_; }
    [[nodiscard]] const std::vector<Row>& rows() const noexcept { return rows_; }
    [[nodiscard]] const std::vector<Entry>& entries() const noexcept { return entries_; }
    [[nodiscard]] std::span<const Entry> entries(const Row& row) const {
        return std::span(entries_).subspan(row.first, row.last - row.first);
    }
    void set_cost(int column, std::int64_t cost) { columns_[column].cost = cost; }
    void set_bounds(int column, std::int64_t lower, std::int64_t upper) {
        columns_[column].lower = lower;
        columns_[column].upper = upper;
    }

    /// Whether a solver that computes in doubles tells its numbers apart: factors below 2^31, and
    /// every row and the objective below 2^45 whatever its columns are.
    [[nodiscard]] bool fits_doubles() const;

    /// What no solution exceeds, by any prices of the rows: prices * limits + what each column gains
    /// at its better bound. Exact, so that prices found in floating point prove it all the same. The
    /// sharpest prices are the dual values of the linear relaxation. A price with the sign of a
    /// missing limit is taken as 0.
    [[nodiscard]] Rational bound_by(std::span<const double> prices) const;

private:
    std::vector<Column> columns_;
    std::vector<Row> rows_;
    std::vector<Entry> entries_;
};

}  // namespace areena::timetable::detail
