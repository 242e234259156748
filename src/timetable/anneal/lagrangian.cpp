#include "timetable/anneal/lagrangian.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace areena::timetable::detail::anneal {

namespace {

constexpr std::int64_t most_steps = 4'000;
// Prices as whole numbers: so that sums of products of amounts (below 2^70) and prices have room.
constexpr int price_bits = 50;
constexpr double most_price = 0x1p+50;
constexpr int most_point = 20;  // binary places

/// From 0.1 down, halved again and again, on a line in between: only arithmetic that is the same on
/// every machine, as what is searched near the prices is to be.
double pace(double done) {
    constexpr double halvings = 8.4;
    const double halved = std::floor(done * halvings);
    return std::ldexp(0.1, -static_cast<int>(halved)) * (1 - (done * halvings - halved) / 2);
}

}  // namespace

/// The relaxed problem at given prices, all of which are `one` times as large: in doubles to find
/// prices, in whole numbers to bound by them.
template <class Number>
class Lagrangian::Evaluation {
public:
    Evaluation(const Lagrangian& owner, const std::vector<Number>& prices, Number one)
        : owner_(owner),
          compiled_(*owner.compiled_),
          prices_(prices),
          one_(one),
          num_slots_(compiled_.model->calendar.num_slots()) {}

    /// The bound; `chosen` is told for each activity.
    Number run(std::vector<Place>& chosen) {
        Number sum = 0;
        const std::size_t num_cells = owner_.first_stock_;
        for (std::size_t i = 0; i < num_cells; ++i) sum += prices_[i] * number(compiled_.slack[i]);
        const std::vector<Stock>& stocks = compiled_.model->problem->stocks;
        for (std::size_t s = 0; s < stocks.size(); ++s)
            sum += prices_[num_cells + s] * number(stocks[s].amount);
        for (const Pair& pair : owner_.exclusions_) sum += prices_[pair.rule];
        for (std::size_t n = 0; n < compiled_.values.needs.size(); ++n) {
            const WholeValues::OfNeed& need = compiled_.values.needs[n];
            const Number price = prices_[owner_.first_need_ + n];
            const Number gain = number(need.per_unit) * one_ - price;
            if (gain > 0) sum += gain * number(compiled_.units);
            sum += price * number(need.base / compiled_.values.unit);
        }
        for (int a = 0; a < compiled_.num_activities(); ++a) sum += choose(a, chosen[a]);
        return sum;
    }

    /// Tells `visit` each place of an activity, and what it gains there.
    template <class Visit>
    void each_place(int a, Visit visit) {
        price_order(a);
        Number served = 0;
        for (int i = compiled_.first_need[a]; i < compiled_.first_need[a + 1]; ++i)
            served += prices_[owner_.first_need_ + static_cast<std::size_t>(compiled_.needs[i])];
        const Number always = price_of_others(a);
        for (int s = compiled_.first_shape[a]; s < compiled_.first_shape[a + 1]; ++s) {
            const Shape& shape = compiled_.shapes[s];
            const Number here = always + number(compiled_.coverage[shape.mode]) * served +
                                number(shape.value) * one_ - price_of_stocks(a, shape);
            const int first = compiled_.model->activities[a].earliest;
            for (int start = first; start <= shape.last_start; ++start)
                visit(Place{s, start}, here + gain_at(shape, start));
        }
    }

private:
    static Number number(std::int64_t value) { return static_cast<Number>(value); }

    Number choose(int a, Place& chosen) {
        chosen = {};
        Number most = 0;
        each_place(a, [&](const Place& place, Number gain) {
            if (gain <= most) return;
            most = gain;
            chosen = place;
        });
        return most;
    }

    Number gain_at(const Shape& shape, int start) const {
        const int end = start + shape.duration;
        const int left = compiled_.values.num_periods - compiled_.model->calendar.end_period(end);
        Number gain = number(shape.per_period) * number(left) * one_ +
                      ends_[static_cast<std::size_t>(end)] - starts_[static_cast<std::size_t>(start)];
        for (int i = 0; i < shape.duration; ++i) {
            const Number* const prices =
                prices_.data() + static_cast<std::ptrdiff_t>(start + i) * compiled_.num_sets;
            const int row = shape.first_row + i;
            for (int t = compiled_.first_take[row]; t < compiled_.first_take[row + 1]; ++t)
                gain -= prices[compiled_.takes[t].set] * number(compiled_.takes[t].amount);
        }
        return gain;
    }

    /// What order costs by start, and pays by end.
    void price_order(int a) {
        starts_.assign(static_cast<std::size_t>(num_slots_) + 1, 0);
        ends_.assign(static_cast<std::size_t>(num_slots_) + 1, 0);
        for (const int number_of : owner_.orders_of_[a]) {
            const Order& order = owner_.orders_[number_of];
            from_.assign(static_cast<std::size_t>(num_slots_) + 1, 0);
            for (int t = num_slots_ - 1; t >= 0; --t)
                from_[t] = from_[t + 1] + prices_[order.first_rule + static_cast<std::size_t>(t)];
            for (int t = 0; t <= num_slots_; ++t) {
                if (order.after == a) starts_[t] += from_[t];
                if (order.before == a)
                    ends_[t] += from_[compiled_.model->calendar.after(t, order.lag)];
            }
        }
    }

    Number price_of_others(int a) const {
        Number sum = 0;
        for (const int i : owner_.required_of_[a]) {
            const Pair& pair = owner_.required_[i];
            sum += pair.one == a ? -prices_[pair.rule] : prices_[pair.rule];
        }
        for (const int i : owner_.exclusions_of_[a]) sum -= prices_[owner_.exclusions_[i].rule];
        return sum;
    }

    Number price_of_stocks(int a, const Shape& shape) const {
        Number sum = 0;
        for (const Consumption& each : compiled_.consumptions(a, shape))
            sum += prices_[owner_.first_stock_ + static_cast<std::size_t>(each.stock)] *
                   number(each.amount);
        return sum;
    }

    const Lagrangian& owner_;
    const Compiled& compiled_;
    const std::vector<Number>& prices_;
    Number one_;
    int num_slots_;
    std::vector<Number> starts_;
    std::vector<Number> ends_;
    std::vector<Number> from_;
};

Lagrangian::Lagrangian(const Compiled& compiled)
    : compiled_(&compiled), chosen_(static_cast<std::size_t>(compiled.num_activities())) {
    collect_rules();
    set_first_prices();
}

void Lagrangian::collect_rules() {
    const Model& model = *compiled_->model;
    const auto n = static_cast<std::size_t>(model.num_activities());
    orders_of_.resize(n);
    required_of_.resize(n);
    exclusions_of_.resize(n);
    first_stock_ = compiled_->slack.size();
    num_rules_ = first_stock_ + model.problem->stocks.size();
    const auto add_pair = [this](std::vector<Pair>& pairs, std::vector<std::vector<int>>& of, int one,
                                 int other) {
        of[one].push_back(static_cast<int>(pairs.size()));
        of[other].push_back(static_cast<int>(pairs.size()));
        pairs.push_back({one, other, num_rules_++});
    };
    for (int a = 0; a < model.num_activities(); ++a) {
        for (const auto& [before, lag] : model.given(a).prerequisites) {
            orders_of_[a].push_back(static_cast<int>(orders_.size()));
            orders_of_[before].push_back(static_cast<int>(orders_.size()));
            orders_.push_back({before, a, lag, num_rules_});
            num_rules_ += static_cast<std::size_t>(model.calendar.num_slots());
        }
        for (const int other : model.activities[a].required)
            add_pair(required_, required_of_, a, other);
        for (const int other : model.activities[a].conflicts)
            if (other > a) add_pair(exclusions_, exclusions_of_, a, other);
    }
    first_need_ = num_rules_;
    num_rules_ += compiled_->values.needs.size();
}

/// Effort costs what would be earned by it on average, a need half of what it is worth, order nothing.
void Lagrangian::set_first_prices() {
    const std::vector<double> none(num_rules_, 0.0);
    double all = Evaluation<double>(*this, none, 1.0).run(chosen_);
    double room = 1;
    for (const std::int64_t slack : compiled_->slack) room += static_cast<double>(slack);
    room /= std::max(1, compiled_->num_sets);
    const double each = all / std::max(1, compiled_->num_activities());
    scale_.assign(num_rules_, each);
    prices_.assign(num_rules_, 0.0);
    for (std::size_t i = 0; i < first_stock_; ++i) {
        scale_[i] = all / room / std::max(1, compiled_->num_sets);
        prices_[i] = scale_[i];
    }
    const std::vector<Stock>& stocks = compiled_->model->problem->stocks;
    for (std::size_t s = 0; s < stocks.size(); ++s)
        scale_[first_stock_ + s] = all / static_cast<double>(stocks[s].amount + 1);
    for (std::size_t n = 0; n < compiled_->values.needs.size(); ++n) {
        scale_[first_need_ + n] = static_cast<double>(compiled_->values.needs[n].per_unit);
        prices_[first_need_ + n] = scale_[first_need_ + n] / 2;
    }
    best_ = none;
    mean_ = square_ = none;
}

/// The room that is left of each rule by what is chosen.
void Lagrangian::measure_slopes() {
    const Model& model = *compiled_->model;
    const Calendar& calendar = model.calendar;
    slopes_.assign(num_rules_, 0.0);
    for (std::size_t i = 0; i < first_stock_; ++i) slopes_[i] = static_cast<double>(compiled_->slack[i]);
    for (std::size_t s = 0; s < model.problem->stocks.size(); ++s)
        slopes_[first_stock_ + s] = static_cast<double>(model.problem->stocks[s].amount);
    for (const Pair& pair : exclusions_) slopes_[pair.rule] = 1;
    for (std::size_t n = 0; n < compiled_->values.needs.size(); ++n) {
        const WholeValues::OfNeed& need = compiled_->values.needs[n];
        const bool counts = static_cast<double>(need.per_unit) > prices_[first_need_ + n];
        slopes_[first_need_ + n] =
            static_cast<double>(need.base / compiled_->values.unit - (counts ? compiled_->units : 0));
    }
    for (int a = 0; a < compiled_->num_activities(); ++a) {
        if (chosen_[a].shape < 0) continue;
        const Shape& shape = compiled_->shapes[chosen_[a].shape];
        const int start = chosen_[a].start;
        for (int i = 0; i < shape.duration; ++i)
            for (int t = compiled_->first_take[shape.first_row + i];
                 t < compiled_->first_take[shape.first_row + i + 1]; ++t)
                slopes_[static_cast<std::size_t>((start + i) * compiled_->num_sets +
                                                 compiled_->takes[t].set)] -=
                    static_cast<double>(compiled_->takes[t].amount);
        for (const Consumption& each : compiled_->consumptions(a, shape))
            slopes_[first_stock_ + static_cast<std::size_t>(each.stock)] -=
                static_cast<double>(each.amount);
        for (int i = compiled_->first_need[a]; i < compiled_->first_need[a + 1]; ++i)
            slopes_[first_need_ + static_cast<std::size_t>(compiled_->needs[i])] +=
                static_cast<double>(compiled_->coverage[shape.mode]);
        for (const int o : orders_of_[a]) {
            const Order& order = orders_[o];
            const int from = order.after == a ? start : calendar.after(start + shape.duration, order.lag);
            for (int t = from; t < calendar.num_slots(); ++t)
                slopes_[order.first_rule + static_cast<std::size_t>(t)] += order.after == a ? -1 : 1;
        }
        for (const int i : required_of_[a])
            slopes_[required_[i].rule] += required_[i].one == a ? -1 : 1;
        for (const int i : exclusions_of_[a]) slopes_[exclusions_[i].rule] -= 1;
    }
}

void Lagrangian::step(double pace) {
    constexpr double keep_mean = 0.9;
    constexpr double keep_square = 0.99;
    mean_kept_ *= keep_mean;
    square_kept_ *= keep_square;
    const double first = 1 - mean_kept_;
    const double second = 1 - square_kept_;
    for (std::size_t r = 0; r < num_rules_; ++r) {
        mean_[r] = keep_mean * mean_[r] + (1 - keep_mean) * slopes_[r];
        square_[r] = keep_square * square_[r] + (1 - keep_square) * slopes_[r] * slopes_[r];
        if (square_[r] == 0) continue;
        prices_[r] -= pace * scale_[r] * (mean_[r] / first) / std::sqrt(square_[r] / second);
        prices_[r] = std::clamp(prices_[r], 0.0, most_price);
    }
}

std::int64_t Lagrangian::work_of_step() const {
    auto work = static_cast<std::int64_t>(1 + 2 * compiled_->needs.size() + num_rules_);
    for (int a = 0; a < compiled_->num_activities(); ++a)
        for (int s = compiled_->first_shape[a]; s < compiled_->first_shape[a + 1]; ++s) {
            const Shape& shape = compiled_->shapes[s];
            const int starts = shape.last_start - compiled_->model->activities[a].earliest + 1;
            work += std::int64_t{1 + shape.duration} * std::max(0, starts);
        }
    return work;
}

void Lagrangian::improve(std::int64_t work, const Progress& progress) {
    const std::int64_t each = work_of_step();
    const std::int64_t steps = std::clamp<std::int64_t>(work / each, 1, most_steps);
    double least = std::numeric_limits<double>::infinity();
    for (std::int64_t number = 1; number <= steps && !progress.stopped(); ++number) {
        const double bound = Evaluation<double>(*this, prices_, 1.0).run(chosen_);
        work_ += each;
        progress.step("relax", number, steps);
        if (bound < least) {
            least = bound;
            best_ = prices_;
        }
        measure_slopes();
        step(pace(static_cast<double>(number) / static_cast<double>(steps)));
    }
}

std::int64_t Lagrangian::bound() const {
    double highest = 1;
    for (const double price : best_) highest = std::max(highest, price);
    const int point = std::clamp(price_bits - 1 - std::ilogb(highest), 0, most_point);
    std::vector<Wide> prices;
    for (const double price : best_)
        prices.push_back(std::llround(std::min(std::ldexp(price, point), most_price)));
    std::vector<Place> chosen(chosen_.size());
    const Wide bound = Evaluation<Wide>(*this, prices, Wide{1} << point).run(chosen);
    return static_cast<std::int64_t>(bound >> point);
}

PlaceLosses Lagrangian::losses() const {
    const PricedPlaces priced = places();
    PlaceLosses all(priced.size());
    for (int a = 0; a < compiled_->num_activities(); ++a)
        for (const auto& [place, loss] : priced[a])
            all[a].emplace_back(compiled_->spot(a, place), loss);
    return all;
}

PricedPlaces Lagrangian::places() const {
    Evaluation<double> evaluation(*this, best_, 1.0);
    PricedPlaces all(chosen_.size());
    std::vector<std::pair<Place, double>> gains;
    for (int a = 0; a < compiled_->num_activities(); ++a) {
        double most = 0;
        gains.clear();
        evaluation.each_place(a, [&](const Place& place, double gain) {
            most = std::max(most, gain);
            gains.emplace_back(place, gain);
        });
        for (const auto& [place, gain] : gains)
            all[a].push_back({place, std::llround(std::min(most - gain, most_price))});
        std::stable_sort(all[a].begin(), all[a].end(), [](const PricedPlace& x, const PricedPlace& y) {
            return x.loss < y.loss;
        });
    }
    return all;
}

}  // namespace areena::timetable::detail::anneal
