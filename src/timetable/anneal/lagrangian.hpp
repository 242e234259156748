#pragma once

#include "areena/core/progress.hpp"
#include "timetable/anneal/compiled.hpp"

#include <cstdint>
#include <vector>

namespace areena::timetable::detail::anneal {

/// A place of an activity, and what it loses there, at given prices, against the best that it has
/// (nowhere included); in parts of the scale.
struct PricedPlace {
    Place place;
    std::int64_t loss = 0;
};

/// By activity, the least loss first.
using PricedPlaces = std::vector<std::vector<PricedPlace>>;

/// A price for each rule that a problem is relaxed by (Lagrange): whoever breaks a rule pays, whoever
/// leaves room is paid, and each activity chooses its best place by itself. What they then gain, with
/// what the room is worth, is a bound on value for any prices that are not negative.
///
/// Rules: room of each set of skills in each slot, stocks, order (in each slot: no more starts up to it
/// than ends of the other), what is required, exclusions, and needs (units counted <= units given).
class Lagrangian {
public:
    explicit Lagrangian(const Compiled& compiled);

    /// Lowers the bound by subgradient steps, each price at a pace set by its past slopes (Kingma, Ba
    /// 2015), until `work` is used up or it is asked to stop. Reports phase "relax".
    void improve(std::int64_t work, const Progress& progress);

    /// No timetable is worth more, in parts of the scale: exact, for the best prices seen.
    [[nodiscard]] std::int64_t bound() const;
    /// Of one unit of effort, in parts of the scale.
    [[nodiscard]] double price(int slot, int set) const {
        return best_[static_cast<std::size_t>(slot * compiled_->num_sets + set)];
    }
    /// All places at the best prices seen.
    [[nodiscard]] PricedPlaces places() const;
    /// The same, as the exact solvers know places.
    [[nodiscard]] PlaceLosses losses() const;
    [[nodiscard]] std::int64_t work() const noexcept { return work_; }
    /// Of one step of `improve`.
    [[nodiscard]] std::int64_t work_of_step() const;

private:
    /// `after` starts `lag` or more after `before` ends; a rule for each slot.
    struct Order {
        int before = 0;
        int after = 0;
        int lag = 0;
        std::size_t first_rule = 0;
    };
    /// Of two activities: no more of `one` than of `other`, or no more than one of both.
    struct Pair {
        int one = 0;
        int other = 0;
        std::size_t rule = 0;
    };
    template <class Number>
    class Evaluation;

    void collect_rules();
    void set_first_prices();
    void measure_slopes();
    void step(double pace);

    const Compiled* compiled_;
    std::size_t first_stock_ = 0;
    std::size_t first_need_ = 0;
    std::size_t num_rules_ = 0;
    std::vector<Order> orders_;
    std::vector<Pair> required_;
    std::vector<Pair> exclusions_;
    std::vector<std::vector<int>> orders_of_;  ///< by activity, as numbers of `orders_`
    std::vector<std::vector<int>> required_of_;
    std::vector<std::vector<int>> exclusions_of_;
    std::vector<double> scale_;   // by rule: what a price may be like
    std::vector<double> prices_;
    std::vector<double> slopes_;  // room left by what is chosen at the prices
    std::vector<double> mean_;    // of past slopes
    std::vector<double> square_;  // of past squares
    double mean_kept_ = 1;        // of what the means began with
    double square_kept_ = 1;
    std::vector<double> best_;    // prices
    std::vector<Place> chosen_;   // by activity; nowhere if no place is worth it
    std::int64_t work_ = 0;
};

}  // namespace areena::timetable::detail::anneal
